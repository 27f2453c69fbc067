"""Pupil numbers from the Department's pupil premium allocations: another source than the schools register, and older.

Numbers come with commas for thousands, as fractions (a pupil of two schools is half in each), and with line ends in
cells.  What they are is kept as it was published; nothing is rounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from npqdesk.registers.headings import Wanted
from npqdesk.registers.identifiers import URN_IS, is_urn, plain_number
from npqdesk.registers.table import Refused, Table, find_columns

_ON_ROLL = "Number of pupils on roll"
COLUMNS = {
    "urn": ("URN",),
    "pupils": (_ON_ROLL, *(f"{_ON_ROLL} ({note})" for note in range(1, 31))),
    "eligible": (
        "Total allocation for the Deprivation Pupil Premium",
        "Total number of pupils eligible for the Deprivation Pupil Premium",
        "Deprivation Pupil Premium Allocation",
    ),
}
WANTED: Wanted = tuple(COLUMNS.values())
"""The headings by which a file of allocations is known; the number after “on roll” is that of a footnote."""

_YEARS = re.compile(r"(?<![0-9])(20[0-9]{2})(?:[-_ ]?to[-_ ]?|[-_ ])(20)?([0-9]{2})(?![-_]?[0-9])")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class PupilCount:
    """How many pupils one school had on its roll."""

    urn: str
    pupils: Decimal


@dataclass(frozen=True, slots=True)
class RepeatedCount:
    """A row that says what an earlier one said already."""

    line: int


def read_pupil_premium(table: Table) -> Iterator[PupilCount | RepeatedCount | Refused]:
    """Each row's number of pupils, or why it has none.  Problem when a needed column is missing."""
    found = find_columns(table, {name: COLUMNS[name] for name in ("urn", "pupils")}, required=("urn", "pupils"))
    return _rows(table, found["urn"] or 0, found["pupils"] or 0)


def year_in(file_name: str) -> int | None:
    """The year that allocations in a file of this name begin in: 2021 for "pupil_premium_2021-22.csv"; or None."""
    for begins, _century, ends in _YEARS.findall(file_name):
        if (int(begins) + 1) % 100 == int(ends):
            return int(begins)
    return None


def _rows(table: Table, urn_at: int, pupils_at: int) -> Iterator[PupilCount | RepeatedCount | Refused]:
    width, seen = len(table.header), dict[str, tuple[int, Decimal]]()
    for line, cells in table.rows:
        if len(cells) != width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        urn, said = plain_number(cells[urn_at]), "".join(cells[pupils_at].split())
        pupils = _number(said)
        if not is_urn(urn):
            why = f"“{urn[:40]}” is no URN: {URN_IS}." if urn else "It is blank."
            yield Refused(line, table.header[urn_at], why)
        elif pupils is None:
            why = f"“{said[:40]}” is no number of pupils." if said else "It is blank."
            yield Refused(line, table.header[pupils_at], why)
        elif seen.setdefault(urn, (line, pupils))[0] == line:
            yield PupilCount(urn, pupils)
        elif seen[urn][1] == pupils:
            yield RepeatedCount(line)
        else:
            why = f"{urn} stands on line {seen[urn][0]:,} already, with another number."
            yield Refused(line, table.header[urn_at], why)


def _number(text: str) -> Decimal | None:
    """A number such as "1,142" or "233.5"; None for anything else."""
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= _MOST else None
