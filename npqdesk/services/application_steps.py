"""Writing down what happens to an application: begun, one step after another, put right, removed.

A step is checked against the whole history before it is kept: one that cannot be, in that order of days, is refused in
words.  What was recorded is never edited: a correction is recorded instead, and the mistake stays in the history."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.applications import (
    NOT_CHECKED,
    ApplicationRecord,
    application,
    course_words,
    eligibility,
    event_of,
    events_of,
    found_application,
)
from npqdesk.services.applying.advice import Advice, advice, warning
from npqdesk.services.applying.standing import NOT_SO, Event, Fault, first_fault, standing
from npqdesk.services.applying.steps import DETAILS, PAYERS, PLACES, STEPS, Detail
from npqdesk.services.undo import act
from npqdesk.services.workplaces import day_words
from npqdesk.store.applications import Application, ApplicationEvent
from npqdesk.store.tables import Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

FIELDS = {"plan_b": "plan B", "notes": "the notes", "urn": "the workplace"}
"""What can be edited of an application beside its steps, as the Edit menu calls it."""
LONGEST, LONGEST_NOTE = 200, 4000
DEAREST = 100_000
"""Pounds: more is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class StepDetails:
    """What is said of a step: which of these it needs or may have, `STEPS` says.  `until` is the id of a start."""

    provider: str = ""
    reference: str = ""
    place: str = ""
    payer: str = ""
    pounds: int | None = None
    until: str = ""
    note: str = ""


NOTHING = StepDetails()


@dataclass(frozen=True, slots=True)
class Told:
    """An application after a step, and what can be done next where there is something to say."""

    record: ApplicationRecord
    advice: Advice | None


def begin_application(desk: "Desk", person_id: int, *, course: str, cohort: str, urn: str = "") -> ApplicationRecord:
    """An application of a person to a course of a start, with nothing recorded yet; from their workplace unless another
    is named.  Problem when the person, course or start is not there, or there is one already."""
    if course not in desk.vocabulary.courses or desk.vocabulary.cohort(cohort) is None:
        raise _problem("Choose a course and a start from the list")
    with act(desk, "begin an application") as session:
        person = session.get(Person, person_id)
        if person is None or person.removed_at is not None:
            raise _problem("Choose somebody on the staff record")
        there = select(Application.id).where(
            Application.person_id == person_id,
            Application.course == course,
            Application.cohort == cohort,
            Application.removed_at.is_(None),
        )
        if session.scalar(there) is not None:
            raise Problem(
                "There is one already",
                "This person has an application to this course for this start.",
                "Open that one: a refusal and another try belong to the same application.",
            )
        row = Application(
            person_id=person_id,
            course=course,
            cohort=cohort,
            urn=urn or person.urn,
            plan_b="",
            notes="",
            made_at=desk.now(),
            removed_at=None,
        )
        session.add(row)
        session.flush()
        number = row.id
    return application(desk, number)


def warning_before(desk: "Desk", application_id: int, kind: str) -> str:
    """What somebody must know before a step is recorded; empty for most."""
    with desk.store.reading() as session:
        row = found_application(session, application_id)
        now = standing(events_of(session, [row.id]).get(row.id, []))
        _number, eligible = eligibility(session, row.person_id).get(
            (row.person_id, row.course, row.cohort), NOT_CHECKED
        )
        return warning(now, kind, course=course_words(desk.vocabulary, row.course), eligible=eligible)


def record_step(desk: "Desk", application_id: int, kind: str, *, day: date, details: StepDetails = NOTHING) -> Told:
    """Keep what happened on a day.  Problem, with the message as `what_happened`, when it cannot have happened then or
    something that must be said of it is missing; nothing is then kept."""
    kept = _checked(desk, kind, day, details)
    with act(desk, f"record “{STEPS[kind].verb}”") as session:
        row = found_application(session, application_id)
        _add(desk, session, row, kind, day, kept, corrects=None)
        told = _advice(session, row, kind)
    return Told(application(desk, application_id), told)


def correct_step(desk: "Desk", event_id: int, *, day: date, details: StepDetails = NOTHING) -> ApplicationRecord:
    """Put right the day or the details of a step.  The mistake stays in the history, marked as corrected.

    Problem when the history would no longer hold together."""
    with act(desk, "correct a step") as session:
        wrong = _counting(session, event_id)
        row = found_application(session, wrong.application_id)
        kept = _checked(desk, wrong.kind, day, details)
        if (day, kept) != (wrong.day, wrong.details):
            _add(desk, session, row, wrong.kind, day, kept, corrects=event_id)
    return application(desk, row.id)


def take_step_back(desk: "Desk", event_id: int, *, note: str = "") -> ApplicationRecord:
    """Say that a step never happened.  It stays in the history, marked so.  Problem when a later step rests on it."""
    with act(desk, "take a step back") as session:
        wrong = _counting(session, event_id)
        row = found_application(session, wrong.application_id)
        _add(desk, session, row, NOT_SO, wrong.day, {"note": note} if note else {}, corrects=event_id)
    return application(desk, row.id)


def edit_application(desk: "Desk", application_id: int, field: str, text: str) -> None:
    """Keep a field of `FIELDS` as it is typed.  Problem when it is too long."""
    most = LONGEST if field == "urn" else LONGEST_NOTE
    if len(text) > most:
        raise _problem(f"Enter {most:,} characters or fewer")
    with act(desk, f"change {FIELDS[field]}", typing=True) as session:
        setattr(found_application(session, application_id), field, text)


def remove_application(desk: "Desk", application_id: int) -> None:
    """Take an application out of the lists; its history and files are kept, and undoing brings it back."""
    with act(desk, "remove an application") as session:
        found_application(session, application_id).removed_at = desk.now()


def _add(
    desk: "Desk",
    session: Session,
    row: Application,
    kind: str,
    day: date,
    details: dict[str, Any],
    *,
    corrects: int | None,
) -> None:
    event = ApplicationEvent(
        application_id=row.id, kind=kind, day=day, details=details, recorded_at=desk.now(), corrects=corrects
    )
    session.add(event)
    session.flush()
    fault = first_fault(events_of(session, [row.id])[row.id], course=row.course, cohort=row.cohort)
    if fault is not None:
        raise _does_not_hold(fault, event_of(event))


def _does_not_hold(fault: Fault, new: Event) -> Problem:
    if fault.event.id == new.id:
        return Problem("This cannot be recorded", fault.why, "Check the day and what was recorded before.")
    told = f"“{fault.event.words}” of {day_words(fault.event.day)} rests on it. {fault.why}"
    return Problem("This cannot be recorded", told, "Correct the later step first, or take it back.")


def _counting(session: Session, event_id: int) -> ApplicationEvent:
    """An event that still counts."""
    row = session.get(ApplicationEvent, event_id)
    later = select(ApplicationEvent.id).where(ApplicationEvent.corrects == event_id)
    if row is None or row.kind == NOT_SO or session.scalar(later) is not None:
        raise Problem(
            "This step was corrected already",
            "What was recorded of it counts no more.",
            "Open the application again and correct what counts now.",
        )
    return row


def _advice(session: Session, row: Application, kind: str) -> Advice | None:
    now = standing(events_of(session, [row.id])[row.id])
    _number, eligible = eligibility(session, row.person_id).get((row.person_id, row.course, row.cohort), NOT_CHECKED)
    return advice(now, kind, eligible=eligible)


def _checked(desk: "Desk", kind: str, day: date, details: StepDetails) -> dict[str, Any]:
    """What is kept of a step's details: those that it needs, may have, and the note."""
    step = STEPS[kind]
    if day > desk.today():
        raise _problem("Enter a day that has come: what is only planned is a date to remember, not a step")
    if day.year < 2017:
        raise _problem("Enter a day since 2017, when these qualifications began")
    kept: dict[str, Any] = {}
    for each in fields(StepDetails):
        name, value = each.name, getattr(details, each.name)
        value = " ".join(value.split()) if isinstance(value, str) and name != "note" else value
        if name == "note" or name in step.needs or name in step.may:
            if value in ("", None):
                if name in step.needs:
                    raise _problem(_MISSING[name])
                continue
            _allowed(desk, name, value)
            kept[name] = value
    if kind == "grant" and kept["pounds"] == 0:
        raise _problem(_MISSING["pounds"])
    return kept


def _allowed(desk: "Desk", name: str, value: Any) -> None:
    if isinstance(value, str) and len(value) > (LONGEST_NOTE if name == "note" else LONGEST):
        raise _problem(f"Enter {LONGEST_NOTE if name == 'note' else LONGEST} characters or fewer")
    closed = {"place": PLACES, "payer": PAYERS}.get(name)
    if closed is not None and value not in closed:
        raise _problem(_MISSING[name])
    if name == "pounds" and not 0 <= value <= DEAREST:
        raise _problem(f"Enter whole pounds, up to £{DEAREST:,}")
    if name == "until" and desk.vocabulary.cohort(value) is None:
        raise _problem("Choose a start from the list")


_MISSING: dict[str, str] = {
    "provider": "Enter the lead provider that was applied to",
    "place": "Choose whether a funded or a paid place was offered",
    "payer": "Choose who pays",
    "pounds": "Enter the pounds that came, such as 800",
}


def detail_words(kind: str) -> tuple[tuple[Detail, str, bool], ...]:
    """What a form asks of a step: each detail, what to call it, and whether it must be said."""
    step = STEPS[kind]
    return tuple((name, DETAILS[name], name in step.needs) for name in (*step.needs, *step.may))


def _problem(message: str) -> Problem:
    return Problem("There is a problem", f"{message}.", "Correct it, then try again. Nothing was lost.")
