"""Ofsted's childcare providers and childminder agencies, from any issue of its lists.

The headings come from `resources/lists/ofsted.toml`.  Names, addresses and postcodes of people's homes are withheld by
Ofsted; they are then empty here.  Names and telephone numbers of registered persons are not read at all."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from npqdesk.registers.headings import Wanted
from npqdesk.registers.identifiers import OFSTED_IS, is_ofsted_number, plain_ofsted_number
from npqdesk.registers.table import Refused, Table, find_columns

EARLY_YEARS = "EYR"

_NOT_A_CODE = re.compile(r"[^A-Z]+")
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""Signs of Windows-1252 in a text that was read as ISO-8859-1 on its way: U+0096 was an en dash."""


class Provider(NamedTuple):
    """One provider or agency as it is kept; empty where the file says nothing or Ofsted withholds it.

    `number` is the Ofsted number in capitals: never a school's URN, though hundreds have the same digits.  `registers`
    are the codes of Ofsted's registers that it is on, as "EYR-CCR"."""

    number: str
    name: str
    type_name: str
    subtype: str
    status: str
    registers: str
    street: str
    locality: str
    address3: str
    town: str
    postcode: str
    local_authority: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that says what an earlier one said already."""

    line: int


@dataclass(frozen=True, slots=True)
class OfstedWords:
    """What `ofsted.toml` says: headings by field, those required, what is withheld, codes of registers, types."""

    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    withheld: frozenset[str]
    active: str
    registers: Mapping[str, str]
    types: Mapping[str, str]

    @property
    def wanted(self) -> Wanted:
        """The headings by which a file of Ofsted's is known."""
        return [self.columns[field] for field in self.required]


def read_ofsted_words(text: str) -> OfstedWords:
    """The headings and words in `ofsted.toml`."""
    given = tomllib.loads(text)
    read = given["read"]
    return OfstedWords(
        {field: tuple(names) for field, names in given["columns"].items()},
        tuple(read["required"]),
        frozenset(word.casefold() for word in read["withheld"]),
        read["active"],
        given["registers"],
        {name.casefold(): name for name in given["types"]["names"]},
    )


@dataclass(frozen=True, slots=True)
class OfstedFile:
    """What a file says, row by row: a provider, why it cannot be one, or that it stood there already.  It has no column
    for the fields `absent`: of those it says nothing at all."""

    absent: frozenset[str]
    rows: Iterator[Provider | Refused | Repeated]


def read_ofsted(table: Table, words: OfstedWords) -> OfstedFile:
    """The providers in `table`.  Problem when a needed column is missing or one that is read stands there twice."""
    found = find_columns(table, words.columns, required=words.required)
    return OfstedFile(frozenset(field for field, place in found.items() if place is None), _rows(table, found, words))


def _rows(table: Table, found: Mapping[str, int | None], words: OfstedWords) -> Iterator[Provider | Refused | Repeated]:
    width = len(table.header)
    places = [width if found[field] is None else found[field] for field in Provider._fields]
    seen: dict[str, tuple[int, int]] = {}
    for line, cells in table.rows:
        if len(cells) != width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        cells.append("")
        row = _provider([cells[place] for place in places if place is not None], words)
        column, why = _at_fault(row, words)
        if why:
            place = found[column]
            yield Refused(line, "" if place is None else table.header[place], why)
            continue
        first, said = seen.setdefault(row.number, (line, hash(row)))
        if first == line:
            yield row
        elif said == hash(row):
            yield Repeated(line)
        else:
            why = f"{row.number} stands on line {first:,} already, with other particulars."
            yield Refused(line, table.header[found["number"] or 0], why)


def _provider(cells: list[str], words: OfstedWords) -> Provider:
    tidy = ["" if (text := _tidy(cell)).casefold() in words.withheld else text for cell in cells]
    row = Provider(*tidy)
    return row._replace(
        number=plain_ofsted_number(row.number),
        type_name=words.types.get(row.type_name.casefold(), row.type_name),
        registers=_registers(row.registers, words),
        postcode=row.postcode.upper(),
    )


def _tidy(text: str) -> str:
    """A cell without outer, doubled and no-break spaces; its dashes as they were meant."""
    if not text.isascii():
        text = text.translate(_CONTROLS)
    return " ".join(text.split())


def _registers(text: str, words: OfstedWords) -> str:
    """The codes in a combination, in the order of `ofsted.toml`; a combination with another word as it stands."""
    said = [part for part in _NOT_A_CODE.split(text.upper()) if part not in ("", "ONLY", "AND")]
    if said == ["ALL"]:
        said = list(words.registers)
    return "-".join(code for code in words.registers if code in said) if set(said) <= set(words.registers) else text


def _at_fault(row: Provider, words: OfstedWords) -> tuple[str, str]:
    """The field that makes a row unusable, and why; two empty texts for a good row."""
    if not is_ofsted_number(row.number):
        what = f"“{row.number[:40]}” is no Ofsted number: {OFSTED_IS}."
        return "number", what if row.number else "It is blank."
    codes = row.registers.split("-") if row.registers else []
    if not codes:
        return "registers", "It is blank, so that it cannot be told which of Ofsted’s registers it is on."
    if not set(codes) <= set(words.registers):
        known = ", ".join(words.registers)
        return "registers", f"“{row.registers[:40]}” is no combination of Ofsted’s registers ({known} or ALL)."
    return "", ""
