"""Taking the last staff import back: whoever it added goes, and whoever it changed is as before.

It is taken back whole or not at all: not once somebody has edited one of those people, or asked about one whom the
import added.  What there is to take back is kept with the records, so that closing the program loses nothing of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.staff_matching import FIELDS
from npqdesk.store.tables import Person, Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_KEY = "staff.import.last"
Said = dict[str, str | None]
"""What the record says of a person, by field; days as ISO text."""


@dataclass(frozen=True, slots=True)
class LastImport:
    """The import that can be taken back: its file, when it was kept, and how many people it added and changed."""

    file_name: str
    at: datetime
    added: int
    changed: int


def said_of(person: Person) -> Said:
    """What the record says of a person now."""
    values = {name: getattr(person, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def remember_import(
    session: Session, file_name: str, at: datetime, added: Iterable[Person], before: Mapping[int, Said]
) -> None:
    """Keep what it takes to undo an import; `before` is what was said of each person whom it changed.

    An import that changes nothing leaves the one before it to be taken back."""
    session.flush()
    people: list[dict[str, Any]] = [{"id": one.id, "was": None, "now": said_of(one)} for one in added]
    people += [
        {"id": person_id, "was": was, "now": said_of(session.get_one(Person, person_id))}
        for person_id, was in before.items()
    ]
    if people:
        kept = {"file": file_name, "at": at.isoformat(), "people": people}
        session.merge(Setting(key=_KEY, value=json.dumps(kept, ensure_ascii=False)))


def last_import(desk: "Desk") -> LastImport | None:
    """The import that can be taken back, or None."""
    with desk.store.reading() as session:
        kept = session.get(Setting, _KEY)
        return _told(json.loads(kept.value)) if kept else None


def undo_import(desk: "Desk") -> LastImport:
    """Take the last import back, all of it.  Problem when there is none, or when its people were touched since."""
    try:
        with desk.store.writing() as session:
            setting = session.get(Setting, _KEY)
            if setting is None:
                raise Problem(
                    "There is no import to take back",
                    "None was kept, or it was taken back already.",
                    "People can be changed one by one under Staff.",
                )
            kept = json.loads(setting.value)
            for one in kept["people"]:
                _take_back(session, one)
            session.delete(setting)
            session.flush()
    except IntegrityError as error:
        raise _touched("A check was begun for somebody whom it added.") from error
    return _told(kept)


def _take_back(session: Session, one: Mapping[str, Any]) -> None:
    person = session.get(Person, one["id"])
    if person is None or said_of(person) != one["now"]:
        raise _touched("Somebody whom it added or changed has been edited since.")
    if one["was"] is None:
        session.delete(person)
        return
    for name, value in one["was"].items():
        day = name == "date_of_birth" and value
        setattr(person, name, date.fromisoformat(value) if day else value)


def _told(kept: Mapping[str, Any]) -> LastImport:
    added = sum(one["was"] is None for one in kept["people"])
    return LastImport(kept["file"], datetime.fromisoformat(kept["at"]), added, len(kept["people"]) - added)


def _touched(happened: str) -> Problem:
    return Problem(
        "This import can no longer be taken back",
        f"{happened} Taking the import back would lose that. Nothing was changed.",
        "Change the people one by one under Staff.",
    )
