"""What to say at each turn: before a step, what it costs; after it, what can be done; and what comes next.

Two things are told apart at every turn: registering with DfE is not applying to a provider.  And a refusal leaves three
ways open only to somebody who is eligible."""

from dataclasses import dataclass
from typing import Literal

from npqdesk.services.applying.standing import Standing

Eligible = Literal["", "funded", "not_funded", "review", "undecided", "no_policy"]
"""The outcome of the check that was kept for this person, course and start; empty where none was."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way on: the kind of step that takes it, and the way in words."""

    kind: str
    say: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence or two, and the ways that are open."""

    say: str
    routes: tuple[Route, ...] = ()


_THREE = (
    Route("applied", "Apply to another lead provider"),
    Route("waiting", "Join the waiting list"),
    Route("paying", "Pay: the school, the trust, the person, or shared"),
)
_PAY = _THREE[2:]


def warning(now: Standing, kind: str, *, course: str, eligible: Eligible = "") -> str:
    """What somebody must know before a step is recorded; empty for most.  `course` in words."""
    if kind == "withdrawn":
        return _before_withdrawing(now, course)
    if kind == "failed" and now.place == "funded":
        return f"DfE’s funding for {course} is spent: whoever takes it again pays. Other NPQs can still be funded."
    if kind == "deferred":
        return (
            "Deferring keeps the funding where the provider agrees to it, and some agree only for exceptional reasons."
        )
    if kind == "applied" and now.registered is None:
        return "No registration with DfE is recorded. It is a step of its own, and without it no place can be funded."
    if eligible == "not_funded" and (kind == "offered" or (kind == "started" and now.place == "funded")):
        return (
            "The check that was kept says not eligible, and only somebody eligible can have a funded place. If the "
            "place is a funded one, check the funding again before you rely on it."
        )
    if kind in ("offered", "started") and now.registered is None:
        return "No registration with DfE is recorded. Without it a place cannot be funded: check that it was made."
    if kind == "started" and now.suitable is False:
        return "The provider found this person not suitable: check that the start is right."
    return ""


def advice(now: Standing, kind: str, *, eligible: Eligible) -> Advice | None:
    """What can be done after a step; None for most."""
    if kind == "registered" and now.applied is None:
        return Advice(
            "Registering with DfE is not applying: apply to the provider as well, which is a step of its own.",
            (Route("applied", "Record the application to a provider"),),
        )
    if kind == "refused":
        return _after_refusal(eligible)
    if kind == "offered" and now.place == "funded":
        return Advice("The offer is of a funded place: DfE pays the course fee once the place is taken up.")
    if kind == "offered":
        return Advice("The offer is of a paid place: say who pays.", _PAY)
    return None


def next_step(now: Standing) -> str:
    """What the office has to do next, in a few words; empty where nothing is left to do."""
    provider = now.provider or "the provider"
    match now.stage:
        case "none" if now.registered is None:
            return "Register with DfE, then apply"
        case "none":
            return "Apply: registering is not applying"
        case "asked" if now.registered is None:
            return "Register: applying is not registering"
        case "asked":
            return f"Ask {provider} for an answer"
        case "waiting":
            return f"Ask {provider} about its list"
        case "refused":
            return "Try another provider, wait, or pay"
        case "declined":
            return "Apply elsewhere, or remove it"
        case "offered" if now.registered is None:
            return "Register with DfE before the start"
        case "offered" if not now.payer:
            return "Settle who pays"
        case "offered":
            return "Record the start when it comes"
        case "started":
            return "Sessions and assessment"
        case "deferred":
            return "Agree the return with the provider"
    return ""


def _before_withdrawing(now: Standing, course: str) -> str:
    if now.place != "funded":
        return ""
    if now.started is None:
        return (
            f"The place offered is a funded one. If the provider has told DfE that it was taken up, the funding for "
            f"{course} is spent by withdrawing. Ask {now.provider or 'the provider'} first whether deferring is "
            "possible."
        )
    return (
        f"DfE’s funding for {course} is spent by withdrawing: whoever takes it again pays. Deferring keeps it where "
        "the provider agrees. Other NPQs can still be funded."
    )


def _after_refusal(eligible: Eligible) -> Advice:
    if eligible == "funded":
        return Advice("Being eligible is not a place. Three ways are open:", _THREE)
    if eligible == "not_funded":
        return Advice(
            "The check that was kept says not eligible, so no other provider can fund it. It can be paid for:", _PAY
        )
    return Advice(
        "Whether this person is eligible is not settled: check the funding. If eligible, three ways are open:", _THREE
    )
