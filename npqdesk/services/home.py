"""What Home tells: what is due next, what can be told or begun, and how the places of a start stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.applications import ApplicationRow, applications, cohort_words
from npqdesk.services.applying.steps import Stage
from npqdesk.services.deadlines.deadline import Deadline, Who
from npqdesk.services.deadlines.gather import deadlines
from npqdesk.services.staff_gaps import staff_gaps
from npqdesk.store.papers import Letter
from npqdesk.store.tables import Determination, Enquiry, Person, RegisterSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

SOON_ENOUGH = timedelta(days=30)
"""What is due later than that needs nothing done yet."""
MOST = 4
PLACES: Mapping[str, frozenset[Stage]] = {
    "apply": frozenset({"none"}),
    "asked": frozenset({"asked"}),
    "waiting": frozenset({"waiting"}),
    "refused": frozenset({"refused", "declined"}),
    "offered": frozenset({"offered"}),
    "started": frozenset({"started", "deferred"}),
}
"""The states of which Home counts people, with the stages of each."""


@dataclass(frozen=True, slots=True)
class Places:
    """How many people stand where with a start; `words` is what it is called."""

    cohort: str
    words: str
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead: `due` at most `MOST` things, those that say the same together; `dates` how many deadlines are
    open in all; `to_tell` are the enquiries whose answer is in no letter yet, `to_begin` those who are eligible and
    have no application; `lacking` counts staff records that lack something."""

    due: tuple[Deadline, ...]
    dates: int
    places: Places | None
    to_tell: tuple[int, ...]
    to_begin: tuple[Who, ...]
    lacking: int


def is_first_day(desk: "Desk") -> bool:
    """Whether there is nothing here yet: no register, nobody on the staff record, no check."""
    with desk.store.reading() as session:
        return session.scalar(select(RegisterSnapshot.id).limit(1)) is None and _is_nobody(session)


def is_nobody_here(desk: "Desk") -> bool:
    """Whether nobody is on the staff record and no check was begun."""
    with desk.store.reading() as session:
        return _is_nobody(session)


def _is_nobody(session: Session) -> bool:
    return all(session.scalar(select(table.id).limit(1)) is None for table in (Person, Enquiry))


def ahead(desk: "Desk", *, urn: str = "") -> Ahead:
    """What lies ahead today, counted afresh: of one school, or of all."""
    every = applications(desk)
    rows = [row for row in every if urn in ("", row.urn)]
    found = [each for each in deadlines(desk, rows=every) if not each.is_settled and each.concerns(urn)]
    today = desk.today()
    due = together((each for each in found if needs_doing(each, today)), today)
    with desk.store.reading() as session:
        standing = [each for each in _standing_answers(session, today) if urn in ("", each.urn)]
        applied = {(row.person_id, row.course, row.cohort) for row in rows}
        told = set(session.scalars(select(Letter.determination_id).where(Letter.kind == "staff")))
    return Ahead(
        due=due[:MOST],
        dates=len(found),
        places=_places(desk, rows, today),
        to_tell=tuple(each.enquiry for each in standing if each.number not in told),
        to_begin=tuple({each.person.id: each.person for each in standing if each.waits(applied)}.values()),
        lacking=len({gap.person_id for gap in staff_gaps(desk) if not urn or urn in gap.serves}),
    )


def needs_doing(each: Deadline, today: date) -> bool:
    """Whether the office has to do something now, or within the month; what has no day is done when it can be."""
    last = each.last
    return each.to_do and each.state(today) != "put_off" and (last is None or last <= today + SOON_ENOUGH)


def together(found: Iterable[Deadline], today: date) -> tuple[Deadline, ...]:
    """Deadlines that say the same of several people by the same day, or are late, as one."""
    groups: dict[object, list[Deadline]] = {}
    for each in found:
        alone = each.key if "{who}" not in each.say else ""
        when = None if each.state(today) == "late" else (each.day, each.month)
        groups.setdefault((each.kind, each.say, each.cohort, when, alone), []).append(each)
    return tuple(_as_one(each) for each in groups.values())


def _as_one(group: Sequence[Deadline]) -> Deadline:
    first = group[0]
    if len(group) == 1:
        return first
    people = {who.id: who for each in group for who in each.people}
    courses = {each.about.partition(" · ")[0] for each in group}
    about = first.about if len(courses) == 1 else first.about.partition(" · ")[2]
    return replace(first, people=tuple(people.values()), application_id=None, about=about)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A kept answer that stands, for a start that can still be joined."""

    number: int
    enquiry: int
    person: Who
    course: str
    cohort: str
    eligible: bool
    urn: str

    def waits(self, applied: set[tuple[int, str, str]]) -> bool:
        """Whether somebody on the staff record is eligible and has no application."""
        return self.eligible and self.person.id != 0 and (self.person.id, self.course, self.cohort) not in applied


def _standing_answers(session: Session, today: date) -> list[_Answer]:
    wanted = (
        select(
            Determination.id,
            Determination.enquiry_id,
            Enquiry.person_id,
            Determination.name,
            Determination.course,
            Determination.cohort,
            Determination.outcome,
            Determination.facts["workplace"]["value"].as_string(),
        )
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .where(Determination.superseded_by.is_(None), Enquiry.removed_at.is_(None))
        .order_by(Determination.name, Determination.id)
    )
    return [
        _Answer(number, enquiry, Who(person or 0, name), course, cohort, outcome == "funded", urn or "")
        for number, enquiry, person, name, course, cohort, outcome, urn in session.execute(wanted)
        if (start := read_cohort(cohort)) is not None and not start.is_past(today)
    ]


def _places(desk: "Desk", rows: Iterable[ApplicationRow], today: date) -> Places | None:
    """People by state, for the earliest start that can still be joined and that somebody applies for."""
    starts = {row.cohort: start for row in rows if (start := read_cohort(row.cohort)) and not start.is_past(today)}
    if not starts:
        return None
    cohort = min(starts, key=lambda each: starts[each].order)
    now = [(row.person_id, row.standing.stage) for row in rows if row.cohort == cohort]
    people = {state: len({person for person, stage in now if stage in among}) for state, among in PLACES.items()}
    return Places(
        cohort, cohort_words(desk.vocabulary, cohort), {state: many for state, many in people.items() if many}
    )
