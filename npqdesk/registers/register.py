"""The schools register (Get Information about Schools) from any of its extracts.

Extracts differ from year to year and from one another: some give codes, some names, some both; the order changes and
columns come and go (FACTS: “the data fields and the order of the data fields can change”).  So columns are looked up by
name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from npqdesk.registers.gias import GiasWords, NotInRegisterWords, Words
from npqdesk.registers.table import Refused, Table, find_columns


class Establishment(NamedTuple):
    """One row of the register, as it is kept.  A tuple, because twenty thousand of them are compared and stored at
    once.

    Dates are ISO text ("2005-09-01") or None; `pupils` is None when the register is blank (not recorded), never then 0.
    `phase_code` and `phase` are empty in the rare case that the register says nothing; type and status never are."""

    urn: str
    ukprn: str
    name: str
    type_code: str
    type_name: str
    phase_code: str
    phase: str
    status_code: str
    status: str
    la_code: str
    la_name: str
    street: str
    locality: str
    address3: str
    town: str
    county: str
    postcode: str
    telephone: str
    trust: str
    pupils: int | None
    census_date: str | None
    open_date: str | None
    close_date: str | None
    changed_on: str | None


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "urn": ("URN",),
    "ukprn": ("UKPRN",),
    "name": ("EstablishmentName",),
    "type_code": ("TypeOfEstablishment (code)",),
    "type_name": ("TypeOfEstablishment (name)",),
    "phase_code": ("PhaseOfEducation (code)",),
    "phase": ("PhaseOfEducation (name)",),
    "status_code": ("EstablishmentStatus (code)",),
    "status": ("EstablishmentStatus (name)",),
    "la_code": ("LA (code)",),
    "la_name": ("LA (name)",),
    "street": ("Street",),
    "locality": ("Locality",),
    "address3": ("Address3",),
    "town": ("Town",),
    "county": ("County (name)",),
    "postcode": ("Postcode",),
    "telephone": ("TelephoneNum",),
    "trust": ("Trusts (name)",),
    "pupils": ("NumberOfPupils",),
    "census_date": ("CensusDate",),
    "open_date": ("OpenDate",),
    "close_date": ("CloseDate",),
    "changed_on": ("LastChangedDate",),
}
REQUIRED = ("urn", "name", "la_code", "town", "postcode")
NAME_OR_CODE = (("type_name", "type_code"), ("phase", "phase_code"), ("status", "status_code"))


@dataclass(frozen=True, slots=True)
class Register:
    """What a file says, row by row, and which fields it has no column for (`absent`): of those it says nothing at
    all."""

    absent: frozenset[str]
    rows: Iterator[Establishment | Refused]


class _Unusable(ValueError):
    """A cell that makes its row unusable: (field, sentence)."""

    def __init__(self, field: str, say: str) -> None:
        super().__init__(say)
        self.field = field
        self.say = say


def read_register(table: Table, words: GiasWords) -> Register:
    """The register in `table`.  Problem when a needed column is missing or one that is read stands there twice."""
    found = find_columns(table, COLUMNS, required=REQUIRED)
    for name, code in NAME_OR_CODE:
        if found[code] is None:
            find_columns(table, {name: COLUMNS[name]}, required=(name,))
    pairs = {field for pair in NAME_OR_CODE for field in pair}
    absent = frozenset(field for field, place in found.items() if place is None and field not in pairs)
    return Register(absent, _rows(table, found, words))


def _rows(table: Table, found: Mapping[str, int | None], words: GiasWords) -> Iterator[Establishment | Refused]:
    width = len(table.header)
    pick = itemgetter(*(width if found[field] is None else found[field] for field in Establishment._fields))
    read = _reader(words)
    seen: dict[str, int] = {}
    for line, cells in table.rows:
        if len(cells) != width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        cells.append("")
        try:
            row = read([cell.strip() for cell in pick(cells)])
        except _Unusable as error:
            yield Refused(line, COLUMNS[error.field][0], error.say)
            continue
        if seen.setdefault(row.urn, line) != line:
            yield Refused(line, "URN", f"{row.urn} stands on line {seen[row.urn]:,} already.")
            continue
        yield row


def _reader(words: GiasWords) -> Callable[[list[str]], Establishment]:
    """A function from one row's trimmed cells, in the order of Establishment's fields.  It remembers what recurs."""
    types = _coded("type_name", words.types, required=True)
    phases = _coded("phase", words.phases, required=False)
    statuses = _coded("status", words.statuses, required=True)
    days: dict[str, str | None] = {"": None}

    def day(field: str, text: str) -> str | None:
        if text not in days:
            days[text] = _date(field, text)
        return days[text]

    def read(cells: list[str]) -> Establishment:
        urn, ukprn, name, type_code, type_name, phase_code, phase, status_code, status, la_code = cells[:10]
        _check_identity(urn, ukprn, name)
        values: tuple[str, ...] = (urn, ukprn, name)
        values += types(type_code, type_name) + phases(phase_code, phase) + statuses(status_code, status)
        values += (la_code.zfill(3) if la_code else "", *cells[10:19])
        pupils = _pupils(cells[19]) if cells[19] else None
        dates = day("census_date", cells[20]), day("open_date", cells[21]), day("close_date", cells[22])
        return Establishment._make((*values, pupils, *dates, day("changed_on", cells[23])))

    return read


def _coded(field: str, words: Words, *, required: bool) -> Callable[[str, str], tuple[str, str]]:
    known: dict[tuple[str, str], tuple[str, str]] = {}

    def read(code: str, name: str) -> tuple[str, str]:
        pair = known.get((code, name))
        if pair is None:
            try:
                pair = words.read(code, name)
            except NotInRegisterWords as error:
                raise _Unusable(field, str(error)) from error
            if required and not pair[0]:
                raise _Unusable(field, f"The {words.what} is blank.")
            known[code, name] = pair
        return pair

    return read


def _check_identity(urn: str, ukprn: str, name: str) -> None:
    if not (urn.isdecimal() and urn.isascii() and 4 <= len(urn) <= 7):
        raise _Unusable(
            "urn", f"“{urn[:40]}” is no URN: a URN is a number of about six digits." if urn else "It is blank."
        )
    if ukprn and not (ukprn.isdecimal() and ukprn.isascii() and len(ukprn) == 8):
        raise _Unusable("ukprn", f"“{ukprn[:40]}” is no UKPRN: a UKPRN is a number of eight digits.")
    if not name:
        raise _Unusable("name", "The establishment has no name.")


def _pupils(text: str) -> int:
    if not (text.isdecimal() and text.isascii()):
        raise _Unusable("pupils", f"“{text[:40]}” is no number of pupils.")
    return int(text)


def _date(field: str, text: str) -> str:
    parts = text.replace("/", "-").split("-")
    try:
        if [len(part) for part in parts] != [2, 2, 4]:
            raise ValueError
        day, month, year = map(int, parts)
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise _Unusable(field, f"“{text[:40]}” is no date; dates here look like 01-09-2005.") from error
