"""Where an application stands, told from its history alone: which events count, what they make, what may follow.

An event that another one corrects counts no more; the correction counts in its place, unless it says that nothing of
the sort happened.  Events are played in the order of their days."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from npqdesk.services.applying.steps import ENDED, STAGES, STEPS, Stage

NOT_SO = "not_so"
COACHING = frozenset({"npq-early-headship-coaching-offer", "npq-additional-support-offer"})
"""Courses that are not assessed and bring no grant."""
GRANT_STARTS = ("2022-autumn", "2023-spring", "2023-autumn", "2024-spring")
"""The starts that the Targeted Support Fund paid for."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; `details` that its kind has not are empty.  `corrects` is an earlier one."""

    id: int
    kind: str
    day: date
    recorded_at: datetime
    corrects: int | None = None
    provider: str = ""
    reference: str = ""
    place: str = ""
    payer: str = ""
    pounds: int | None = None
    until: str = ""
    note: str = field(default="", repr=False)

    @property
    def words(self) -> str:
        """What happened, as a history calls it."""
        return STEPS[self.kind].done


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands.  Registered with DfE and applied to the provider are two facts, and so are a place,
    being found suitable (None: not told yet), and who pays.

    `place` is the kind that was offered; `turned_away` the providers that refused, each with the day; `fee` and
    `grant` are pounds, `ended` the day of the outcome."""

    stage: Stage = "none"
    since: date | None = None
    registered: date | None = None
    reference: str = ""
    applied: date | None = None
    provider: str = ""
    suitable: bool | None = None
    place: str = ""
    turned_away: tuple[tuple[str, date], ...] = ()
    payer: str = ""
    fee: int | None = None
    started: date | None = None
    until: str = ""
    ended: date | None = None
    grant: int = 0

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is to come, but for a pass after a fail."""
        return self.stage in ENDED

    @property
    def funding_spent(self) -> bool:
        """Whether a funded place was taken up, so that DfE does not pay for this NPQ again."""
        return self.place == "funded" and self.started is not None


@dataclass(frozen=True, slots=True)
class Fault:
    """An event that cannot have happened as it is told, and why, in a sentence."""

    event: Event
    why: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a history: an event, whether it counts, and what it was corrected by."""

    event: Event
    counts: bool
    corrected_by: Event | None


def history(events: Sequence[Event]) -> tuple[Recorded, ...]:
    """Every event ever recorded, in the order of the days; what was corrected stays, and says by what."""
    later = {event.corrects: event for event in events if event.corrects is not None}
    lines = [
        Recorded(event, event.id not in later and event.kind != NOT_SO, later.get(event.id))
        for event in events
        if event.kind != NOT_SO
    ]
    first = _first_of_each(events)
    return tuple(sorted(lines, key=lambda line: (line.event.day, first[line.event.id])))


def counting(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that count, in order."""
    return tuple(line.event for line in history(events) if line.counts)


def standing(events: Sequence[Event]) -> Standing:
    """Where an application stands after these events."""
    now = Standing()
    for event in counting(events):
        now = _after(now, event)
    return now


def first_fault(events: Sequence[Event], *, course: str, cohort: str) -> Fault | None:
    """The first event that cannot have come where it stands; None where the whole history holds together."""
    now = Standing()
    for event in counting(events):
        why = why_not(now, event.kind, course=course, cohort=cohort) or _wrong_details(now, event)
        if why:
            return Fault(event, why)
        now = _after(now, event)
    return None


def why_not(now: Standing, kind: str, *, course: str, cohort: str) -> str:
    """Why a step cannot come next, in a sentence; empty where it can."""
    step = STEPS[kind]
    if now.stage not in step.after:
        return step.why_not
    if kind == "registered" and now.registered:
        return "A registration with DfE is recorded already: correct that one."
    if kind == "failed" and course in COACHING:
        return "The coaching offer is not assessed, so nobody fails it."
    if kind == "grant" and (course in COACHING or cohort not in GRANT_STARTS):
        return "The Targeted Support Fund was paid for NPQs that started from autumn 2022 to spring 2024 only."
    return ""


def possible(now: Standing, *, course: str, cohort: str) -> tuple[str, ...]:
    """The kinds of events that can come next."""
    return tuple(kind for kind in STEPS if not why_not(now, kind, course=course, cohort=cohort))


def stage_words(now: Standing, course: str = "") -> str:
    """The stage in a word or two."""
    return "Completed" if now.stage == "passed" and course in COACHING else STAGES[now.stage]


def _wrong_details(now: Standing, event: Event) -> str:
    if event.kind == "paying" and event.payer == "dfe" and now.place != "funded":
        return "DfE pays only where a provider has offered a funded place, and none is recorded."
    return ""


def _after(now: Standing, event: Event) -> Standing:
    """The standing once an event has happened."""
    becomes = STEPS[event.kind].becomes
    if becomes is not None:
        ended = event.day if becomes in ENDED else None
        now = replace(now, stage=becomes, since=event.day, ended=ended)
    match event.kind:
        case "registered":
            return replace(now, registered=event.day, reference=event.reference)
        case "applied":
            return replace(now, applied=event.day, provider=event.provider, suitable=None, place="")
        case "suitable" | "not_suitable":
            return replace(now, suitable=event.kind == "suitable")
        case "offered":
            return replace(now, place=event.place, payer=now.payer or ("dfe" if event.place == "funded" else ""))
        case "refused":
            return replace(_without_dfe(now), place="", turned_away=(*now.turned_away, (now.provider, event.day)))
        case "declined":
            return replace(_without_dfe(now), place="")
        case "started" | "resumed":
            return replace(now, started=now.started or event.day, until="")
        case "deferred":
            return replace(now, until=event.until)
        case "paying":
            return replace(now, payer=event.payer, fee=event.pounds)
        case "grant":
            return replace(now, grant=now.grant + (event.pounds or 0))
    return now


def _without_dfe(now: Standing) -> Standing:
    """DfE pays for a funded place, not for none."""
    return replace(now, payer="", fee=None) if now.payer == "dfe" else now


def _first_of_each(events: Sequence[Event]) -> dict[int, int]:
    """For each event the one that it corrects, in the end, so that corrections keep its place among those of a day."""
    first: dict[int, int] = {}
    for event in sorted(events, key=lambda each: each.id):
        first[event.id] = event.id if event.corrects is None else first.get(event.corrects, event.id)
    return first
