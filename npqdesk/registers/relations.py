"""What the register says besides its establishments: links, groups and trusts, memberships, Section 41.

One reader; which columns mean what stands in `resources/lists/gias_files.toml`.  Files of these kinds say several
things of one establishment (or group), its *subject*: a file that has the subject says all that is so of it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from npqdesk.registers.headings import Wanted
from npqdesk.registers.identifiers import plain_number
from npqdesk.registers.table import Refused, Table, find_columns

FIELDS = ("urn", "other", "name", "what", "status", "number", "began", "ended")
_DAYS = ("began", "ended")
_NUMBERS = {"urn": "URN", "other": "number of the other side"}


class Relation(NamedTuple):
    """One row.  `other` is the URN at the far end of a link, or the UID of a group; days are ISO text or None."""

    urn: str
    other: str
    name: str
    what: str
    status: str
    number: str
    began: str | None
    ended: str | None

    @property
    def subject(self) -> str:
        """What the row is about: an establishment's URN, else a group's UID."""
        return self.urn or self.other


@dataclass(frozen=True, slots=True)
class RelationFile:
    """One kind of file: the columns it is known by, those without which it cannot be read, and all by their headings.

    `same` are the fields that tell a row from the others of its subject; `by_sort`: files of this kind may tell of some
    sorts of groups only."""

    kind: str
    title: str
    known_by: tuple[str, ...]
    needed: tuple[str, ...]
    same: tuple[str, ...]
    by_sort: bool
    columns: Mapping[str, tuple[str, ...]]

    @property
    def wanted(self) -> Wanted:
        """The headings that give such a file away."""
        return tuple(self.columns[field] for field in self.known_by)


def read_relation_files(text: str) -> dict[str, RelationFile]:
    """The kinds that `gias_files.toml` declares, in the order in which a file is tried for them."""
    return {
        given["kind"]: RelationFile(
            given["kind"],
            given["title"],
            tuple(given["known_by"]),
            tuple(given["needed"]),
            tuple(given["same"]),
            given.get("by_sort", False),
            {field: tuple(names) for field, names in given["columns"].items()},
        )
        for given in tomllib.loads(text)["file"]
    }


def read_relations(table: Table, kind: RelationFile) -> tuple[frozenset[str], Iterator[Relation | Refused]]:
    """The fields of that kind that a file has no column for, and each of its rows.

    Problem when a needed column is missing."""
    found = find_columns(table, kind.columns, required=kind.needed)
    absent = frozenset(field for field, place in found.items() if place is None)
    return absent, _rows(table, kind, {field: place for field, place in found.items() if place is not None})


def _rows(table: Table, kind: RelationFile, places: Mapping[str, int]) -> Iterator[Relation | Refused]:
    width = len(table.header)
    for line, cells in table.rows:
        if len(cells) != width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        said = {
            field: plain_number(cells[place]) if field in _NUMBERS else " ".join(cells[place].split())
            for field, place in places.items()
        }
        fault = _fault(kind, said)
        if fault:
            field, say = fault
            yield Refused(line, table.header[places[field]], say)
            continue
        texts = [said.get(field, "") for field in FIELDS if field not in _DAYS]
        yield Relation._make((*texts, _day(said.get("began", "")), _day(said.get("ended", ""))))


def _fault(kind: RelationFile, said: Mapping[str, str]) -> tuple[str, str] | None:
    """The field that makes a row unusable, and why."""
    for field in kind.needed:
        if not said[field]:
            return field, "It is blank."
    for field, called in _NUMBERS.items():
        text = said.get(field, "")
        if text and not (text.isascii() and text.isdecimal()):
            return field, f"“{text[:40]}” is no {called}: those are numbers."
    for field in _DAYS:
        try:
            _day(said.get(field, ""))
        except ValueError:
            return field, f"“{said[field][:40]}” is no date; dates here look like 01-09-2005."
    return None


def _day(text: str) -> str | None:
    """ISO text for a day such as 01-09-2005 or 01/08/2016, with or without a time behind it; ValueError for others."""
    if not text:
        return None
    parts = text.replace("T", " ").split(maxsplit=1)[0].replace("/", "-").split("-")
    if [len(part) for part in parts] == [4, 2, 2]:
        parts.reverse()
    if [len(part) for part in parts] != [2, 2, 4]:
        raise ValueError
    day, month, year = map(int, parts)
    return date(year, month, day).isoformat()
