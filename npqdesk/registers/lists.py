"""The Department's eligibility lists: one reader, and a table of what each list is called and keyed by.

What a row names is an identifier of one of three registers.  They share a number space (hundreds of Ofsted URNs are,
as digits, some school's URN), so the kind is read from the heading and kept with the identifier."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from npqdesk.registers.table import Refused, Table, find_columns

Kind = Literal["urn", "ukprn", "ofsted_urn"]

_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "urn": (re.compile(r"[0-9]{5,7}"), "a URN is a number of about six digits"),
    "ukprn": (re.compile(r"[0-9]{8}"), "a UKPRN is a number of eight digits"),
    "ofsted_urn": (
        re.compile(r"(?!9+$)[0-9]{5,7}|[A-Z]{2,4}[0-9]{3,8}"),
        "an Ofsted URN is a number of about six digits, or letters such as EY and a number",
    ),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One kind of identifier and the headings it has stood under."""

    kind: Kind
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shipped:
    """The release of a list that comes with the program: its file, when it was published, and where it comes from."""

    file: str
    published: date
    source: str


@dataclass(frozen=True, slots=True)
class ListKind:
    """One eligibility list.  `identifiers` are tried in order; `file_names` are words that give a file of it away."""

    id: str
    title: str
    identifiers: tuple[Heading, ...]
    file_names: tuple[str, ...]
    shipped: Shipped | None


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One identifier on a list: trimmed, letters in capitals."""

    kind: Kind
    identifier: str


def read_list_kinds(text: str) -> dict[str, ListKind]:
    """The lists that `lists.toml` declares, by id."""
    return {given["id"]: _kind(given) for given in tomllib.loads(text)["list"]}


def read_list(table: Table, kind: ListKind) -> Iterator[Entry | Refused]:
    """Each row's identifier, or why it has none.  Problem when no column holds the list's identifiers."""
    wanted: dict[str, tuple[str, ...]] = {heading.kind: heading.headers for heading in kind.identifiers}
    found = find_columns(table, wanted, required=())
    if all(place is None for place in found.values()):
        find_columns(table, wanted, required=wanted)
    return _entries(table, [(heading.kind, found[heading.kind]) for heading in kind.identifiers])


def guess_list(file_name: str, kinds: Mapping[str, ListKind]) -> str | None:
    """The list that a file's name gives away, by the longest word that fits; None when none does."""
    name = file_name.casefold()
    words = ((word, kind.id) for kind in kinds.values() for word in kind.file_names)
    fits = [(len(word), list_id) for word, list_id in words if re.search(f"(?<![a-z]){re.escape(word)}", name)]
    return max(fits)[1] if fits else None


def _entries(table: Table, found: list[tuple[Kind, int | None]]) -> Iterator[Entry | Refused]:
    places = [(kind, place) for kind, place in found if place is not None]
    columns = " and ".join(table.header[place] for _, place in places)
    width = len(table.header)
    for line, cells in table.rows:
        if len(cells) != width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        for kind, place in places:
            if text := cells[place].strip():
                yield _entry(kind, text, line, table.header[place])
                break
        else:
            yield Refused(line, columns, "It is blank.")


def _entry(kind: Kind, text: str, line: int, column: str) -> Entry | Refused:
    form, described = _FORMS[kind]
    if form.fullmatch(text.upper()):
        return Entry(kind, text.upper())
    return Refused(line, column, f"“{text[:40]}” is no identifier: {described}.")


def _kind(given: dict[str, Any]) -> ListKind:
    shipped = given.get("shipped")
    headings = tuple(Heading(each["kind"], tuple(each["headers"])) for each in given["identifier"])
    return ListKind(
        given["id"], given["title"], headings, tuple(given["file_names"]), Shipped(**shipped) if shipped else None
    )
