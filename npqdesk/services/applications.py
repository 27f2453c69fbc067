"""The applications of the office: where each stands, what comes next, its history, and what was checked before.

Reading only; `application_steps.py` writes.  Where an application stands is told from its events, never stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.applying.advice import Eligible, next_step
from npqdesk.services.applying.standing import Event, Recorded, Standing, history, possible, stage_words, standing
from npqdesk.services.own_schools import workplace_names
from npqdesk.store.applications import Application, ApplicationEvent, Attachment
from npqdesk.store.tables import Determination, Enquiry, Person

if TYPE_CHECKING:
    from npqdesk.rules.facts import Vocabulary
    from npqdesk.services.desk import Desk

_DETAILS = ("provider", "reference", "place", "payer", "pounds", "until", "note")

Checked = tuple[int | None, Eligible]
"""The number of a kept check, and its outcome."""
NOT_CHECKED: Checked = (None, "")


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application in a list of them; `course`, `cohort` are ids, `*_words` what they are called.

    `urn` is the workplace that it was made from, `workplace` its name; `eligible` the outcome of the check kept for
    this person, course and start, empty where none was; `files` how many are attached."""

    id: int
    person_id: int
    name: str = field(repr=False)
    role: str = field(repr=False)
    urn: str
    workplace: str
    course: str
    course_words: str
    cohort: str
    cohort_words: str
    standing: Standing
    eligible: Eligible
    determination_id: int | None
    plan_b: str = field(repr=False)
    notes: str = field(repr=False)
    files: int = 0

    @property
    def stage_words(self) -> str:
        """Where it stands in a word or two: "Waiting list"."""
        return stage_words(self.standing, self.course)

    @property
    def next_step(self) -> str:
        """What the office has to do next; empty where nothing is left."""
        return next_step(self.standing)

    @property
    def possible(self) -> tuple[str, ...]:
        """The kinds of steps that can be recorded next."""
        return possible(self.standing, course=self.course, cohort=self.cohort)


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    """One application with its whole history, what was corrected included."""

    row: ApplicationRow
    history: tuple[Recorded, ...]


def applications(
    desk: "Desk", *, person_id: int | None = None, cohort: str | None = None, urns: Iterable[str] | None = None
) -> tuple[ApplicationRow, ...]:
    """Every application that was not removed, by person and course; those of a person, a start or workplaces."""
    wanted = select(Application, Person.name, Person.role).join(Person, Person.id == Application.person_id)
    wanted = wanted.where(Application.removed_at.is_(None), Person.removed_at.is_(None))
    if person_id is not None:
        wanted = wanted.where(Application.person_id == person_id)
    if cohort is not None:
        wanted = wanted.where(Application.cohort == cohort)
    if urns is not None:
        wanted = wanted.where(Application.urn.in_(tuple(urns)))
    with desk.store.reading() as session:
        found = session.execute(wanted.order_by(Person.name, Application.id)).all()
        return _rows(desk, session, [(row, name, role) for row, name, role in found])


def application(desk: "Desk", application_id: int) -> ApplicationRecord:
    """One application with its history.  Problem when there is none of that number."""
    with desk.store.reading() as session:
        row = found_application(session, application_id)
        person = session.get_one(Person, row.person_id)
        events = events_of(session, [row.id])[row.id]
        return ApplicationRecord(_rows(desk, session, [(row, person.name, person.role)])[0], history(events))


def found_application(session: Session, application_id: int) -> Application:
    """The application of a number, unless it was removed.  Problem when there is none."""
    found = session.get(Application, application_id)
    if found is None or found.removed_at is not None:
        raise Problem(
            "This application is not in the records",
            "It was removed, or it is in other records than the ones that are open.",
            "Choose another one, or undo the removal.",
        )
    return found


def events_of(session: Session, application_ids: Sequence[int]) -> Mapping[int, list[Event]]:
    """Everything ever recorded of these applications."""
    wanted = select(ApplicationEvent).order_by(ApplicationEvent.id)
    if len(application_ids) <= 500:
        wanted = wanted.where(ApplicationEvent.application_id.in_(application_ids))
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for row in session.scalars(wanted):
        found[row.application_id].append(event_of(row))
    return found


def event_of(row: ApplicationEvent) -> Event:
    """An event as it was recorded."""
    details: dict[str, Any] = {name: row.details[name] for name in _DETAILS if name in row.details}
    return Event(row.id, row.kind, row.day, row.recorded_at, row.corrects, **details)


def eligibility(session: Session, person_id: int | None = None) -> Mapping[tuple[int, str, str], Checked]:
    """The newest check kept for each (person, course, start), or for one person's: its number and its outcome."""
    wanted = (
        select(Enquiry.person_id, Determination.course, Determination.cohort, Determination.id, Determination.outcome)
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .where(Determination.superseded_by.is_(None), Enquiry.person_id.is_not(None), Enquiry.removed_at.is_(None))
        .order_by(Determination.id)
    )
    if person_id is not None:
        wanted = wanted.where(Enquiry.person_id == person_id)
    found: dict[tuple[int, str, str], Checked] = {}
    for whose, course, cohort, number, outcome in session.execute(wanted):
        found[cast(int, whose), course, cohort] = number, cast(Eligible, outcome)
    return found


def course_words(vocabulary: "Vocabulary", course: str) -> str:
    """ "Leading primary mathematics"; a course that this program does not know as it is kept."""
    known = vocabulary.courses.get(course)
    return known.name if known else course


def cohort_words(vocabulary: "Vocabulary", cohort: str) -> str:
    """ "autumn 2026"."""
    known = vocabulary.cohort(cohort)
    return known.words if known else cohort


def _rows(desk: "Desk", session: Session, found: Sequence[tuple[Application, str, str]]) -> tuple[ApplicationRow, ...]:
    if not found:
        return ()
    words = desk.vocabulary
    events = events_of(session, [row.id for row, _name, _role in found])
    checked = eligibility(session, found[0][0].person_id if len(found) == 1 else None)
    places = workplace_names(session, {row.urn for row, _name, _role in found})
    files = _files(session)
    rows = []
    for row, name, role in found:
        number, outcome = checked.get((row.person_id, row.course, row.cohort), NOT_CHECKED)
        rows.append(
            ApplicationRow(
                id=row.id,
                person_id=row.person_id,
                name=name,
                role=role,
                urn=row.urn,
                workplace=places.get(row.urn, row.urn),
                course=row.course,
                course_words=course_words(words, row.course),
                cohort=row.cohort,
                cohort_words=cohort_words(words, row.cohort),
                standing=standing(events.get(row.id, [])),
                eligible=outcome,
                determination_id=number,
                plan_b=row.plan_b,
                notes=row.notes,
                files=files.get(row.id, 0),
            )
        )
    return tuple(rows)


def _files(session: Session) -> Mapping[int, int]:
    counted = (
        select(Attachment.application_id, func.count())
        .where(Attachment.removed_at.is_(None))
        .group_by(Attachment.application_id)
    )
    return {number: files for number, files in session.execute(counted)}  # noqa: C416 (rows are no pairs to mypy)


def since_words(now: Standing, today: date) -> str:
    """ "14 days ago", "today": how long an application has stood where it stands; empty where nothing happened."""
    if now.since is None:
        return ""
    days = (today - now.since).days
    if days < 2:
        return ("today", "yesterday")[days]
    return f"{days} days ago" if days < 21 else f"{days // 7} weeks ago"
