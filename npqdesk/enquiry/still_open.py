"""What the answer could still be, for the side panel: which outcomes remain, and whether they hang on this answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from npqdesk.enquiry.questions import Question
from npqdesk.enquiry.route import Route
from npqdesk.rules.conditions import Facts, holds
from npqdesk.rules.decide import decide, decide_grant
from npqdesk.rules.policy import GrantRule, Outcome, Rule

R = TypeVar("R", Rule, GrantRule)
_OUTCOME_WORDS = {"funded": "yes", "not_funded": "no", "review": "a review by DfE"}


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Outcomes of the scholarship and pounds of the grant that remain, best first, and one sentence for each.

    `settled` says that the scholarship, then the grant, no longer hangs on any answer."""

    outcomes: tuple[Outcome, ...]
    pounds: tuple[int, ...]
    scholarship: str
    grant: str
    settled: tuple[bool, bool]


def still_open(way: Route, question: Question | None) -> StillOpen | None:
    """What remains possible with what is known; `None` before the start is known, or where it has no policy.

    `question` is the one being asked: the sentence says when the answer hangs on it."""
    policy = way.policy
    if policy is None:
        return None
    decision = decide(policy, way.facts)
    grant = decide_grant(policy, way.facts, decision)
    found = {rule.outcome for rule in _open(policy.scholarship, way.facts)} if not decision.decided else ()
    outcomes = tuple(outcome for outcome in ("funded", "review", "not_funded") if outcome in found)
    outcomes = outcomes or (decision.outcome,)
    money = {**way.facts, "scholarship": decision.outcome} if decision.decided else way.facts
    pounds = (grant.pounds,) if grant.pounds is not None else _pounds(_open(policy.grants, money))
    return StillOpen(
        outcomes,  # type: ignore[arg-type]  # the three words are outcomes
        pounds,
        f"Scholarship: {_either(_OUTCOME_WORDS[o] for o in outcomes)}{_hangs(decision.needed, question)}",
        f"Grant to the school: {_either(f'£{p:,}' if p else 'none' for p in pounds)}{_hangs(grant.needed, question)}",
        (decision.decided, grant.pounds is not None),
    )


def _open(rules: tuple[R, ...], facts: Facts) -> list[R]:
    """The rules that may still apply; the last of a policy always does."""
    verdicts = [holds(rule.when, facts) for rule in rules]
    upto = verdicts.index(True) + 1
    return [rule for rule, verdict in zip(rules[:upto], verdicts, strict=False) if verdict is not False]


def _pounds(rules: list[GrantRule]) -> tuple[int, ...]:
    return tuple(sorted({rule.pounds for rule in rules}, reverse=True))


def _either(words: Iterable[str]) -> str:
    first, *rest = words
    return f"{', '.join((first, *rest[:-1]))} or {rest[-1]}" if rest else first


def _hangs(needed: frozenset[str], question: Question | None) -> str:
    return ", depending on this answer" if question and needed & question.supplies else ""
