"""Who is on a staff spreadsheet: each row of a table as a person, or why it is none.

Rows come as text from any table (`npqdesk.registers.opening`), columns as `staff_columns` found them or a person chose
them.  Formulas are text like any other: nothing is ever worked out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from npqdesk.registers.staff_cells import (
    WrongCell,
    checked_name,
    clean,
    is_short_trn,
    is_urn,
    read_birth,
    read_email,
    read_trn,
    read_urn,
    split_name,
    split_title,
)
from npqdesk.registers.table import Refused, Table

LONGEST = 200
"""Characters that are kept of a role or a school's name."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person as a file has them; "" and None for what it does not say.  Never shown by `repr`, so never in a log.

    `other_name` is the name with the legal first name, where another is preferred; `workplace` the school's name, where
    it is given in place of a URN; `trn_filled` says that the TRN had lost noughts in front, which were put back."""

    line: int
    title: str = field(repr=False)
    name: str = field(repr=False)
    other_name: str = field(repr=False)
    role: str = field(repr=False)
    urn: str = field(repr=False)
    trn: str = field(repr=False)
    date_of_birth: date | None = field(repr=False)
    email: str = field(repr=False)
    workplace: str = field(repr=False)
    trn_filled: bool = False


def read_staff(table: Table, places: Mapping[str, int], *, today: date) -> Iterator[StaffRow | Refused]:
    """Each row as a person, or why it is not taken.  `places` has the column of each field, from 0.

    `today` tells a date of birth from one that cannot be.  Problem as the table's rows raise it."""
    width = len(table.header)
    for line, cells in table.rows:
        if len(cells) > width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        given = {id_: cells[place] if place < len(cells) else "" for id_, place in places.items()}
        yield _row(line, given, table, places, today)


def _row(
    line: int, cells: Mapping[str, str], table: Table, places: Mapping[str, int], today: date
) -> StaffRow | Refused:
    given = {id_: cells.get(id_, "") for id_ in ("trn", "date_of_birth", "email", "urn")}
    at = "full_name" if "full_name" in cells else "surname"
    try:
        title, name, other = _names(cells)
        checked_name(name)
        at = "trn"
        trn = read_trn(given[at])
        at = "date_of_birth"
        born = read_birth(given[at], today)
        at = "email"
        email = read_email(given[at])
        at = "urn"
        urn = read_urn(given[at])
    except WrongCell as wrong:
        return Refused(line, table.header[places[at]], str(wrong))
    workplace = clean(cells.get("workplace", ""))[:LONGEST]
    if workplace and is_urn(workplace):
        urn, workplace = urn or read_urn(workplace), ""
    role = clean(cells.get("role", ""))[:LONGEST]
    filled = is_short_trn(given["trn"])
    return StaffRow(line, title, name, other, role, urn, trn, born, email, "" if urn else workplace, filled)


def _names(cells: Mapping[str, str]) -> tuple[str, str, str]:
    """Title, name as the person is called, and the name with the legal first name where that is another."""
    title = clean(cells.get("title", "")).rstrip(".")
    surname, preferred = clean(cells.get("surname", "")), clean(cells.get("preferred", ""))
    if "full_name" in cells:
        in_name, whole = split_name(cells["full_name"])
        surname = whole.rpartition(" ")[2]
        legal = whole
    else:
        in_name, forename = split_title(clean(cells.get("forename", "")))
        legal = clean(f"{forename} {surname}") if forename or not preferred else ""
        if not (surname and (forename or preferred)):
            raise WrongCell("There is no first name." if surname else "There is no surname.")
    name = _preferred(preferred, surname) if preferred else legal
    return title or in_name, name, legal if legal != name else ""


def _preferred(preferred: str, surname: str) -> str:
    """A preferred name with the surname, unless it has it already."""
    whole = preferred.casefold() == surname.casefold() or preferred.casefold().endswith(f" {surname.casefold()}")
    return preferred if whole else f"{preferred} {surname}"
