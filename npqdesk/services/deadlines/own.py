"""Dates that the office enters itself: reminders of its own, and the days that nobody publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.applications import events_of, found_application
from npqdesk.services.applying.standing import standing
from npqdesk.services.deadlines.deadline import ENTERED, Kind
from npqdesk.services.people import found_person
from npqdesk.services.undo import act
from npqdesk.store.applications import Application
from npqdesk.store.dates import OwnDate

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

LONGEST, LONGEST_NOTE = 200, 4000
_OF_NOBODY: dict[str, object] = {"application_id": None, "cohort": "", "course": "", "provider": ""}


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder of the office's own; `number` is None for a new one."""

    number: int | None
    day: date
    title: str = field(repr=False)
    note: str = field(default="", repr=False)
    person_id: int | None = None
    urn: str = ""


def save_reminder(desk: "Desk", reminder: Reminder) -> int:
    """Keep a reminder and return its number.  Problem when it says nothing, is too long, or its person is not there."""
    title = " ".join(reminder.title.split())
    if not title:
        raise _wrong("Enter what to be reminded of")
    if len(title) > LONGEST or len(reminder.note) > LONGEST_NOTE:
        raise _wrong(f"Enter what to be reminded of in {LONGEST} characters or fewer")
    _check_day(desk, reminder.day)
    with act(desk, "change a reminder" if reminder.number else "add a reminder") as session:
        if reminder.person_id is not None:
            found_person(session, reminder.person_id)
        row = _row(session, reminder.number) if reminder.number else _new(desk, "own")
        row.day, row.title, row.note = reminder.day, title, reminder.note.strip()
        row.person_id, row.urn = reminder.person_id, reminder.urn
        session.add(row)
        session.flush()
        return row.id


def enter_day(desk: "Desk", kind: Kind, day: date, application_id: int, *, for_all: bool) -> int:
    """Keep a day that nobody publishes, of one application or `for_all` of its start (and, but for registration with
    DfE, of its course and provider), in place of one that was entered for the same before; returns its number.

    Problem when the application is not there or the day cannot be meant."""
    with desk.store.reading() as session:
        application = found_application(session, application_id)
        whose = _whose(session, kind, application) if for_all else _OF_NOBODY | {"application_id": application.id}
    return _keep_day(desk, kind, day, whose)


def enter_closing(desk: "Desk", cohort: str, day: date) -> int:
    """Keep the day on which registration with DfE closes for a start; returns its number.  Problem as above."""
    return _keep_day(desk, "registration", day, _OF_NOBODY | {"cohort": cohort})


def remove_date(desk: "Desk", number: int) -> None:
    """Take away a reminder or a day that was entered."""
    with act(desk, "remove a date") as session:
        _row(session, number).removed_at = desk.now()


def reminder(desk: "Desk", number: int) -> Reminder:
    """One reminder.  Problem when there is none of that number."""
    with desk.store.reading() as session:
        row = _row(session, number)
        return Reminder(row.id, row.day, row.title, row.note, row.person_id, row.urn)


def _keep_day(desk: "Desk", kind: Kind, day: date, whose: Mapping[str, object]) -> int:
    """In place of the day entered for the same before, but for a kind that may have several."""
    _check_day(desk, day)
    with act(desk, f"enter a day: {ENTERED[kind].lower()}") as session:
        like = select(OwnDate).filter_by(kind=kind, removed_at=None, **whose)
        row = session.scalars(like).first() if kind != "engagement" else None
        if row is None:
            row = _new(desk, kind)
            for name, value in whose.items():
                setattr(row, name, value)
        row.day = day
        session.add(row)
        session.flush()
        return row.id


def _whose(session: Session, kind: Kind, application: Application) -> Mapping[str, object]:
    """For whom a day holds that is not one application's own."""
    if kind == "registration":
        return _OF_NOBODY | {"cohort": application.cohort}
    now = standing(events_of(session, [application.id]).get(application.id, []))
    course = application.course if kind != "application" else ""
    return _OF_NOBODY | {"cohort": application.cohort, "provider": now.provider, "course": course}


def _new(desk: "Desk", kind: str) -> OwnDate:
    return OwnDate(
        kind=kind,
        title="",
        note="",
        person_id=None,
        application_id=None,
        urn="",
        cohort="",
        course="",
        provider="",
        made_at=desk.now(),
        removed_at=None,
    )


def _row(session: Session, number: int) -> OwnDate:
    row = session.get(OwnDate, number)
    if row is None or row.removed_at is not None:
        raise Problem(
            "This date is not in the records",
            "It was removed, or it is in other records than the ones that are open.",
            "Choose another one, or undo the removal.",
        )
    return row


def _check_day(desk: "Desk", day: date) -> None:
    if not 2017 <= day.year <= desk.today().year + 10:
        raise _wrong("Enter a day of these years, such as 21 November 2026")


def _wrong(message: str) -> Problem:
    return Problem("There is a problem", f"{message}.", "Correct it, then try again. Nothing was lost.")
