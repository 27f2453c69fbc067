"""Who stands in the matrix, and what the records tell of them: what was asked, what was funded, how far they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from npqdesk.services.applications import ApplicationRow, applications, cohort_words
from npqdesk.services.applying.steps import Stage
from npqdesk.services.funded_before import FundedPlace, funded_places
from npqdesk.services.matrix.cells import Cell
from npqdesk.services.serving import schools_served
from npqdesk.store.tables import Enquiry, Person
from npqdesk.store.work_and_study import EarlierNpq

if TYPE_CHECKING:
    from npqdesk.rules.facts import Vocabulary
    from npqdesk.services.desk import Desk

_UNDER_WAY: Mapping[Stage, str] = {
    "asked": "Asked",
    "waiting": "Waiting",
    "offered": "Placed",
    "started": "Started",
    "deferred": "Deferred",
}
_ENDED = {"passed": "passed", "failed": "not passed", "withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Asked:
    """An enquiry about somebody: its answers, and the day on which they were changed last."""

    id: int
    answers: Mapping[str, str] = field(repr=False)
    changed_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Study:
    """How far somebody is with a course already, as a cell; the application that tells of it, None for an NPQ of the
    staff record."""

    cell: Cell
    application_id: int | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody on the staff record who has not left; `asked` has the enquiries, the one changed last first.

    `serves` are the URNs of all schools of now; the rules are asked about the first, which is that of the record."""

    id: int
    name: str = field(repr=False)
    role: str = field(repr=False)
    urn: str
    since: date | None
    serves: Sequence[str] = ()
    asked: Sequence[Asked] = ()
    funded: Sequence[FundedPlace] = ()
    studies: Mapping[str, Study] = field(default_factory=dict)


def colleagues(desk: "Desk", cohort: str, *, person_id: int | None = None) -> tuple[Colleague, ...]:
    """Everyone who has not left, by name, as things stand for a start; one person where one is named."""
    wanted = select(Person.id, Person.name, Person.role, Person.urn, Person.since).where(Person.removed_at.is_(None))
    if person_id is not None:
        wanted = wanted.where(Person.id == person_id)
    else:
        wanted = wanted.where(or_(Person.left_on.is_(None), Person.left_on >= desk.today()))
    with desk.store.reading() as session:
        people = session.execute(wanted.order_by(Person.name, Person.id)).all()
        asked = _asked(session, person_id)
        npqs = _npqs(session, person_id)
        served = schools_served(session, desk.today(), person_id=person_id)
    rows = applications(desk, person_id=person_id)
    funded = funded_places(desk, person_id, applied=rows)
    applied: defaultdict[int, list[ApplicationRow]] = defaultdict(list)
    for row in rows:
        applied[row.person_id].append(row)
    return tuple(
        Colleague(
            *one,
            serves=served.get(one.id, ()),
            asked=asked.get(one.id, ()),
            funded=funded.get(one.id, ()),
            studies=_studies(desk.vocabulary, cohort, npqs.get(one.id, ()), applied.get(one.id, ())),
        )
        for one in people
    )


def at_school(one: Colleague, urn: str) -> Colleague:
    """Somebody as they are asked about at one of their schools, whichever an enquiry named."""
    if one.urn == urn:
        return one
    asked = tuple(
        replace(each, answers={key: text for key, text in each.answers.items() if key != "workplace"})
        for each in one.asked
    )
    return replace(one, urn=urn, asked=asked)


def _asked(session: Session, person_id: int | None) -> Mapping[int, list[Asked]]:
    wanted = select(Enquiry.person_id, Enquiry.id, Enquiry.answers, Enquiry.changed_at, Enquiry.state)
    wanted = wanted.where(Enquiry.removed_at.is_(None))
    mine = Enquiry.person_id.is_not(None) if person_id is None else Enquiry.person_id == person_id
    found: defaultdict[int, list[Asked]] = defaultdict(list)
    for row in session.execute(wanted.where(mine).order_by(Enquiry.changed_at.desc(), Enquiry.id.desc())):
        if row.person_id is not None:
            changed_on = row.changed_at.astimezone().date()
            found[row.person_id].append(Asked(row.id, row.answers, changed_on, row.state))
    return found


def _npqs(session: Session, person_id: int | None) -> Mapping[int, list[EarlierNpq]]:
    wanted = select(EarlierNpq).order_by(EarlierNpq.id)
    if person_id is not None:
        wanted = wanted.where(EarlierNpq.person_id == person_id)
    found: defaultdict[int, list[EarlierNpq]] = defaultdict(list)
    for npq in session.scalars(wanted):
        found[npq.person_id].append(npq)
    return found


def _studies(
    vocabulary: "Vocabulary", cohort: str, npqs: Sequence[EarlierNpq], applied: Sequence[ApplicationRow]
) -> Mapping[str, Study]:
    """How far somebody is with each course by this start; what is under way goes before what is over."""
    if not npqs and not applied:
        return {}
    found: dict[str, Study] = {}
    for npq in npqs:
        if _by(vocabulary, npq.cohort, cohort) and (cell := _npq_cell(vocabulary, npq)):
            _put(found, npq.course, Study(cell, None))
    for row in applied:
        if _by(vocabulary, row.cohort, cohort) and (cell := _application_cell(row)):
            _put(found, row.course, Study(cell, row.id))
    return found


def _put(found: dict[str, Study], course: str, study: Study) -> None:
    if course not in found or study.cell.kind == "in_progress":
        found[course] = study


def _by(vocabulary: "Vocabulary", cohort: str, asked: str) -> bool:
    """Whether a start is not after the one asked about; one that nobody noted was before."""
    start, now = vocabulary.cohort(cohort), vocabulary.cohort(asked)
    return start is None or now is None or start.order <= now.order


def _npq_cell(vocabulary: "Vocabulary", npq: EarlierNpq) -> Cell | None:
    """An NPQ of the staff record.  One that somebody left or failed and paid for can be had again like a new one."""
    when = f", {cohort_words(vocabulary, npq.cohort)}" if npq.cohort else ""
    paid = ", funded by DfE" if npq.funded == "yes" else ""
    if npq.outcome in ("under_way", "deferred"):
        word = "Deferred" if npq.outcome == "deferred" else "Started"
        return Cell("in_progress", word, f"in progress: {word.lower()}{when}{paid}")
    if npq.outcome == "passed" or npq.funded == "yes":
        return Cell("had", "Had it", f"had it: {_ENDED.get(npq.outcome, 'outcome not known')}{when}{paid}")
    return None


def _application_cell(row: ApplicationRow) -> Cell | None:
    """An application that is under way, or that led to the course; one without a place leaves the answer open."""
    now = row.standing
    if word := _UNDER_WAY.get(now.stage):
        return Cell("in_progress", word, f"in progress: {row.stage_words.lower()}, {row.cohort_words}")
    if now.stage == "none" and now.registered is not None:
        return Cell("in_progress", "Begun", f"in progress: registered with DfE, not applied, {row.cohort_words}")
    if now.stage == "passed" or (now.has_ended and now.funding_spent):
        paid = ", funded by DfE" if now.funding_spent else ""
        return Cell("had", "Had it", f"had it: {row.stage_words.lower()}, {row.cohort_words}{paid}")
    return None
