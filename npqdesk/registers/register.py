"""The schools register (Get Information about Schools) from any of its extracts.

Extracts differ from year to year and from one another: some give codes, some names, some both; the order changes and
columns come and go (FACTS: “the data fields and the order of the data fields can change”).  So columns are looked up by
name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from npqdesk.registers.gias import GiasWords, NotInRegisterWords
from npqdesk.registers.identifiers import UKPRN_IS, URN_IS, plain_number
from npqdesk.registers.lines import Marker, marker
from npqdesk.registers.table import Refused, Table, find_columns

CLOSED = "2"
"""The code of the status "Closed"."""


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
    number: str
    trust: str
    pupils: int | None = None
    census_date: str | None = None
    open_date: str | None = None
    close_date: str | None = None
    changed_on: str | None = None


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
    "number": ("EstablishmentNumber",),
    "trust": ("Trusts (name)",),
    "pupils": ("NumberOfPupils",),
    "census_date": ("CensusDate",),
    "open_date": ("OpenDate",),
    "close_date": ("CloseDate",),
    "changed_on": ("LastChangedDate",),
}
REQUIRED = ("urn", "name", "la_code", "town", "postcode")
WANTED = tuple(COLUMNS[field] for field in ("urn", "name"))
"""By these headings a register is known among other files."""
_USUAL = (6, 14)
_ELSEWHERE = 0
_READING = "2"
"""How rows are understood.  Raise it when the same line comes to say something else: it is then read again."""
NAME_OR_CODE = (("type_name", "type_code"), ("phase", "phase_code"), ("status", "status_code"))


@dataclass(frozen=True, slots=True)
class Register:
    """What a file says, row by row, and which fields it has no column for (`absent`): of those it says nothing at
    all.

    As the rows are gone through, `marks` fills with the mark of each one's line by URN, and `passed` with the URNs of
    lines that were known and so are not among the rows; `seen` with the line of every URN, and `repeated` with the
    URNs that another file told of before, which are left out."""

    absent: frozenset[str]
    rows: Iterator[Establishment | Refused]
    marks: dict[str, bytes]
    passed: list[str]
    seen: dict[str, int]
    repeated: list[str]


class _Unusable(ValueError):
    """A cell that makes its row unusable: (field, sentence)."""

    def __init__(self, field: str, say: str) -> None:
        super().__init__(say)
        self.field = field
        self.say = say


def read_register(
    table: Table, words: GiasWords, known: Mapping[bytes, str] | None = None, *, besides: Iterable[str] = ()
) -> Register:
    """The register in `table`.  `known` are the marks of lines that need not be read again, with their URNs; `besides`
    the URNs that another file told of before it.

    Problem that names all needed columns that are missing, or one that is read and stands there twice."""
    found = find_columns(table, COLUMNS, required=(*REQUIRED, *NAME_OR_CODE))
    pairs = {field for pair in NAME_OR_CODE for field in pair}
    absent = frozenset(field for field, place in found.items() if place is None and field not in pairs)
    seen = dict.fromkeys(besides, _ELSEWHERE)
    register = Register(absent, iter(()), {}, [], seen, [])
    mark = marker(_READING, words.text, *table.header)
    if table.lines is not None and known:
        table.lines.passes = _passing(known, mark, seen, register.passed)
    read = _reader({field: len(table.header) if place is None else place for field, place in found.items()}, words)
    return replace(register, rows=_rows(table, read, register, mark))


def _passing(
    known: Mapping[bytes, str], mark: Marker, seen: dict[str, int], passed: list[str]
) -> Callable[[str, int], bool]:
    """Whether a line may be passed over: it is known, and its URN did not stand on an earlier line."""

    def passes(line: str, number: int) -> bool:
        urn = known.get(mark(line))
        if urn is None or urn in seen:
            return False
        seen[urn] = number
        passed.append(urn)
        return True

    return passes


def _rows(
    table: Table,
    read: Callable[[list[str]], Establishment],
    register: Register,
    mark: Marker,
) -> Iterator[Establishment | Refused]:
    """Each row of the table read; what is told of it beside goes to the register."""
    width, lines, seen, marks = len(table.header), table.lines, register.seen, register.marks
    for line, cells in table.rows:
        if len(cells) != width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        cells.append("")
        try:
            row = read(cells)
        except _Unusable as error:
            yield Refused(line, COLUMNS[error.field][0], error.say)
            continue
        first = seen.setdefault(row[0], line)
        if first == _ELSEWHERE:
            register.repeated.append(row[0])
            continue
        if first != line:
            yield Refused(line, "URN", f"{row.urn} stands on line {seen[row.urn]:,} already.")
            continue
        if lines is not None:
            marks[row[0]] = mark(lines.row)
        yield row


def _reader(places: Mapping[str, int], words: GiasWords) -> Callable[[list[str]], Establishment]:
    """A function from one row's cells, with a blank one behind them for what the file has no column for.

    This is where an import spends its time, so what recurs (kinds of school, dates) is looked up as it stands."""
    fields = Establishment._fields
    identity, coded, texts, day_fields = fields[:3], fields[3:9], fields[9:20], fields[21:]
    pick_texts = itemgetter(*(places[field] for field in (*identity, *texts)))
    pick_coded = itemgetter(*(places[field] for field in coded))
    pick_days = itemgetter(*(places[field] for field in day_fields))
    pupils_at = places["pupils"]
    kinds: dict[tuple[str, ...], tuple[str, ...]] = {}
    days: dict[tuple[str, ...], tuple[str | None, ...]] = {}

    def read(cells: list[str]) -> Establishment:
        urn, ukprn, name, la_code, *rest = map(str.strip, pick_texts(cells))
        numbers = urn + ukprn
        if not (name and len(urn) == 6 and len(numbers) in _USUAL and numbers.isdecimal() and numbers.isascii()):
            urn, ukprn = _identity(urn, ukprn, name)
        given, dates = pick_coded(cells), pick_days(cells)
        kind = kinds.get(given)
        if kind is None:
            kind = kinds[given] = _kind(given, words)
        when = days.get(dates)
        if when is None:
            when = days[dates] = tuple(map(_date, day_fields, dates))
        pupils = _pupils(cells[pupils_at]) if cells[pupils_at] else None
        if len(la_code) not in (0, 3):
            la_code = plain_number(la_code).zfill(3)
        return Establishment._make((urn, ukprn, name, *kind, la_code, *rest, pupils, *when))

    return read


def _kind(given: tuple[str, ...], words: GiasWords) -> tuple[str, ...]:
    """Codes and names of type, phase and status, from whichever of each is given."""
    kind: tuple[str, ...] = ()
    sets = (("type_name", words.types, True), ("phase", words.phases, False), ("status", words.statuses, True))
    for place, (field, closed_set, required) in enumerate(sets):
        try:
            pair = closed_set.read(plain_number(given[2 * place]), given[2 * place + 1].strip())
        except NotInRegisterWords as error:
            raise _Unusable(field, str(error)) from error
        if required and not pair[0]:
            raise _Unusable(field, f"The {closed_set.what} is blank.")
        kind += pair
    return kind


def _is_number(text: str, digits: int) -> bool:
    return len(text) == digits and text.isdecimal() and text.isascii()


def _identity(urn: str, ukprn: str, name: str) -> tuple[str, str]:
    """URN and UKPRN as they were meant."""
    urn, ukprn = plain_number(urn), plain_number(ukprn)
    if not (4 <= len(urn) <= 7 and _is_number(urn, len(urn))):
        raise _Unusable("urn", f"“{urn[:40]}” is no URN: {URN_IS}." if urn else "It is blank.")
    if ukprn and not _is_number(ukprn, 8):
        raise _Unusable("ukprn", f"“{ukprn[:40]}” is no UKPRN: {UKPRN_IS}.")
    if not name:
        raise _Unusable("name", "The establishment has no name.")
    return urn, ukprn


def _pupils(text: str) -> int | None:
    text = plain_number(text)
    if text and not _is_number(text, len(text)):
        raise _Unusable("pupils", f"“{text[:40]}” is no number of pupils.")
    return int(text) if text else None


@cache
def _date(field: str, text: str) -> str | None:
    text = text.strip()
    parts = text.replace("/", "-").split("-")
    try:
        if text and [len(part) for part in parts] != [2, 2, 4]:
            raise ValueError
        return date(*map(int, reversed(parts))).isoformat() if text else None
    except ValueError as error:
        raise _Unusable(field, f"“{text[:40]}” is no date; dates here look like 01-09-2005.") from error
