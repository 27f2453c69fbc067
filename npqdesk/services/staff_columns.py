"""Which column of a staff file is which: guessed, or as a person once said of a file with the very same headings."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import process
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.problem import Place, Problem
from npqdesk.registers.headings import Wanted
from npqdesk.registers.staff_columns import (
    StaffColumn,
    guess_columns,
    has_name,
    letters,
    read_staff_columns,
    wanted_headings,
)
from npqdesk.registers.table import Table
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import table_in
from npqdesk.store.tables import Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class StaffFile:
    """The headings of a file, what has been found for each field (its heading), and whether somebody should look.

    `places` are positions from 0.  `unsure` are the fields only guessed; `remembered` says that a person chose them."""

    file_name: str
    headings: tuple[str, ...]
    places: Mapping[str, int]
    unsure: frozenset[str]
    remembered: bool
    certain: bool


@cache
def staff_fields() -> dict[str, StaffColumn]:
    """Every field that a staff file can tell, by id."""
    return read_staff_columns(paths.read_text("staff", "columns.toml"))


@cache
def staff_headings() -> Wanted:
    """What the row of headings of a staff file has."""
    return wanted_headings(staff_fields())


def look_at_staff(
    desk: "Desk", path: Path | str, *, progress: Progress = nobody_asks, cancelled: Callable[[], bool] = never
) -> StaffFile:
    """The headings of a file and what they seem to mean.  Problem when it is no table or cannot be read."""
    with table_in(Path(path), Watch(progress, cancelled), wanted=staff_headings()) as table:
        return told_by(desk, table)


def told_by(desk: "Desk", table: Table) -> StaffFile:
    """What a table's headings mean, as remembered or else as guessed."""
    with desk.store.reading() as session:
        kept = session.get(Setting, _key(table.header))
    if kept is not None:
        chosen = json.loads(kept.value)
        return StaffFile(table.file_name, table.header, chosen, frozenset(), remembered=True, certain=has_name(chosen))
    guess = guess_columns(table.header, staff_fields())
    return StaffFile(table.file_name, table.header, guess.places, guess.unsure, remembered=False, certain=guess.certain)


def chosen_places(file: StaffFile, columns: Mapping[str, str] | None, line: int) -> Mapping[str, int]:
    """The position of each field's column: `columns` (field to heading, "" for none) go before what the file told.

    Problem for an unknown field or heading, where no column holds the names, and, without `columns`, where the guess is
    not certain."""
    if columns is None:
        if not file.certain:
            raise _ask(file, line)
        return file.places
    places = {field: place for field, place in file.places.items() if field not in file.unsure}
    for field, heading in columns.items():
        if field not in staff_fields():
            raise _no_field(field)
        places.pop(field, None)
        if heading:
            places[field] = _place_of(heading, file, line)
    if "surname" in places and "full_name" in places:
        places.pop("full_name" if "surname" in columns and "full_name" not in columns else "surname")
    if not has_name(places):
        raise _ask(file, line)
    return places


def remember_columns(session: Session, header: tuple[str, ...], places: Mapping[str, int]) -> None:
    """Take the same columns for the next file with these headings, where they are not plain to see."""
    guess = guess_columns(header, staff_fields())
    known = session.get(Setting, _key(header)) is not None
    if known or not guess.certain or dict(guess.places) != dict(places):
        session.merge(Setting(key=_key(header), value=json.dumps(dict(sorted(places.items())))))


def _key(header: tuple[str, ...]) -> str:
    told = "\n".join(map(letters, header))
    return f"staff.columns.{sha256(told.encode()).hexdigest()[:24]}"


def _place_of(heading: str, file: StaffFile, line: int) -> int:
    wanted = letters(heading)
    at = [place for place, name in enumerate(file.headings) if letters(name) == wanted]
    if at:
        return at[0]
    nearest = process.extractOne(heading, [name for name in file.headings if name])
    meant = f" The nearest is “{nearest[0]}”." if nearest else ""
    raise Problem(
        "There is no such column",
        f"“{heading[:60]}” is none of the headings.{meant}",
        "Name a heading as it stands in the file.",
        place=Place(file.file_name, line),
    )


def _no_field(field: str) -> Problem:
    nearest = process.extractOne(field, list(staff_fields()))[0]
    return Problem(
        "There is no such field",
        f"“{field[:40]}” is nothing that a staff file can tell. The nearest is {nearest}.",
        f"Choose one of: {', '.join(staff_fields())}.",
    )


def _ask(file: StaffFile, line: int) -> Problem:
    told = [f"{field}={file.headings[file.places[field]]}" for field in staff_fields() if field in file.unsure]
    guessed = f" It may be that {', '.join(told)}." if told else ""
    headings = ", ".join(f"“{name}”" for name in file.headings if name)[:300]
    trouble = "The headings are near to known ones" if told else "No column seems to hold the names"
    return Problem(
        "It is not certain which column is which",
        f"{trouble}: {headings}.{guessed}",
        "Say which it is, such as surname=Surname and forename=Forename, or full_name=Name; email= leaves one out.",
        place=Place(file.file_name, line),
    )
