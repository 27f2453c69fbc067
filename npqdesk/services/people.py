"""A colleague on the staff record: added, put right field by field, moved to another post, leaving, removed.

Every change is an act that can be undone.  `person_record.py` tells all that is kept of somebody; making two records
one and erasing somebody for good are in `people_merging.py` and `people_erasing.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.registers.staff_cells import WrongCell, checked_name, clean, read_birth, read_email, read_trn, read_urn
from npqdesk.services.days import read_day
from npqdesk.services.undo import act
from npqdesk.store.tables import Person
from npqdesk.store.work_and_study import Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

LONGEST, LONGEST_NOTE = 200, 8000


@dataclass(frozen=True, slots=True)
class PersonField:
    """One thing that is kept of a person: what to call it, how to write it, and how what is typed is read."""

    title: str
    hint: str
    read: Callable[[str, date], object]


def _text(text: str, _today: date) -> str:
    if len(text) > LONGEST:
        raise WrongCell(f"Enter {LONGEST} characters or fewer.")
    return clean(text)


def _lines(text: str, _today: date) -> str:
    if len(text) > LONGEST_NOTE:
        raise WrongCell(f"Enter {LONGEST_NOTE:,} characters or fewer.")
    return text.replace("\r\n", "\n")


def _past_day(text: str, today: date) -> date | None:
    try:
        day = read_day(text) if text.strip() else None
    except ValueError as error:
        raise WrongCell(f"{error}.") from error
    if day is not None and not 1950 <= day.year <= today.year + 2:
        raise WrongCell("Enter a day of this century, such as 1 September 2026.")
    return day


FIELDS: Mapping[str, PersonField] = {
    "title": PersonField("Title", "", _text),
    "name": PersonField("Name", "", lambda text, _today: checked_name(clean(text))),
    "role": PersonField("Role", "", _text),
    "urn": PersonField("School’s URN", "Six digits", lambda text, _today: read_urn(text)),
    "since": PersonField("In this post since", "Such as 1 September 2024", _past_day),
    "trn": PersonField("TRN", "Seven digits", lambda text, _today: read_trn(text)),
    "date_of_birth": PersonField("Date of birth", "Such as 01/09/1985", read_birth),
    "email": PersonField("Work e-mail", "", lambda text, _today: read_email(text)),
    "address": PersonField("Address for letters", "Each line of the address on a line of its own", _lines),
    "notes": PersonField("Notes", "", _lines),
}
"""What can be put right of a person.  To add a field: its column and migration, and one row here."""


def add_person(desk: "Desk", name: str, *, urn: str = "") -> int:
    """Somebody new on the staff record; returns their number.  Problem when this cannot be a name."""
    kept = _read(desk, "name", name)
    with act(desk, "add a person") as session:
        person = Person(name=kept, title="", role="", urn=_read(desk, "urn", urn), address="")
        session.add(person)
        session.flush()
        return person.id


def kept_field(desk: "Desk", person_id: int, field: str) -> object:
    """What one field of `FIELDS` holds now, whatever a window has read before."""
    with desk.store.reading() as session:
        return getattr(found_person(session, person_id), field)


def edit_person(desk: "Desk", person_id: int, field: str, text: str, *, typing: bool = True) -> object:
    """Put right one field of `FIELDS` and return it as it is kept; `typing` as for `act`.

    Problem, with the message for the field as `what_happened`, when it cannot be so; nothing is then changed."""
    kept = _read(desk, field, text)
    with act(desk, f"change {_called(field)}", typing=typing) as session:
        setattr(found_person(session, person_id), field, kept)
    return kept


def move_person(desk: "Desk", person_id: int, *, role: str, urn: str, on: date) -> None:
    """Somebody takes up another role or workplace on a day: what they did until then joins their history.

    Problem when nothing is otherwise, or the day is before the post of now began."""
    role, urn = str(_read(desk, "role", role)), str(_read(desk, "urn", urn))
    with act(desk, "move a person to another post") as session:
        person = found_person(session, person_id)
        if (role, urn) == (person.role, person.urn):
            raise _wrong("Enter another role, another workplace, or both")
        if person.since is not None and on < person.since:
            raise _wrong("Enter a day after the post of now began")
        keep_past_post(session, person, until=on)
        person.role, person.urn, person.since = role, urn, on


def keep_past_post(session: Session, person: Person, *, until: date | None) -> None:
    """Let what somebody does now join their history, where there is anything to tell."""
    if person.role or person.urn:
        past = Employment(
            person_id=person.id, role=person.role, urn=person.urn, workplace="", since=person.since, until=until
        )
        session.add(past)


def leave(desk: "Desk", person_id: int, *, on: date) -> None:
    """Somebody leaves, or has left, on a day.  All that is kept of them stays."""
    with act(desk, "record that somebody left") as session:
        found_person(session, person_id).left_on = on


def come_back(desk: "Desk", person_id: int) -> None:
    """Somebody who left is here again, or never left."""
    with act(desk, "record that somebody is back") as session:
        found_person(session, person_id).left_on = None


def remove_person(desk: "Desk", person_id: int) -> None:
    """Take somebody off the staff record.  Results and letters are kept, and undoing brings the person back."""
    with act(desk, "remove a person") as session:
        found_person(session, person_id).removed_at = desk.now()


def found_person(session: Session, person_id: int) -> Person:
    """The person of a number.  Problem when there is none, or they were removed."""
    person = session.get(Person, person_id)
    if person is None or person.removed_at is not None:
        raise Problem(
            "This person is not on the staff record",
            "They were removed or made one with another record.",
            "Choose somebody else, or undo the removal.",
        )
    return person


def _read(desk: "Desk", field: str, text: str) -> object:
    try:
        return FIELDS[field].read(text, desk.today())
    except WrongCell as error:
        raise _wrong(str(error).removesuffix(".")) from error


def _called(field: str) -> str:
    title = FIELDS[field].title
    return {"trn": "a TRN", "urn": "a school’s URN", "notes": "notes", "address": "an address"}.get(
        field, f"{'an' if title[0] in 'AEIOU' else 'a'} {title[0].lower()}{title[1:]}"
    )


def _wrong(message: str) -> Problem:
    return Problem("There is a problem", f"{message}.", "Correct it, then try again. Nothing was lost.")
