"""The Department's eligibility lists: one reader, and a table of what each list is called and keyed by.

What a row names is an identifier of one of three registers.  They share a number space (hundreds of Ofsted URNs are,
as digits, some school's URN), so the kind is read from the heading and kept with the identifier.  One list, of training
providers, has no numbers and is keyed by their legal names."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from npqdesk.problem import Problem
from npqdesk.registers.headings import Wanted
from npqdesk.registers.identifiers import (
    OFSTED_IS,
    UKPRN_IS,
    URN_IS,
    is_ofsted_number,
    is_ukprn,
    is_urn,
    plain_number,
    plain_ofsted_number,
)
from npqdesk.registers.names import as_key, mended
from npqdesk.registers.table import Refused, Table, find_columns

Kind = Literal["urn", "ukprn", "ofsted_urn", "legal_name"]

NONE_CHOSEN: Mapping[Kind, str] = {}
_LEGAL_NAME = re.compile(r"(?!(?:NULL|N/A|NA|NONE|TBC)$)(?=.*[^\W\d_]{2}).{2,200}", re.IGNORECASE)


class _Form(NamedTuple):
    """How one kind of identifier is kept, what may be one, and what it is in words."""

    plain: Callable[[str], str]
    fits: Callable[[str], object]
    described: str


_FORMS: Mapping[Kind, _Form] = {
    "urn": _Form(plain_number, is_urn, URN_IS),
    "ukprn": _Form(plain_number, is_ukprn, UKPRN_IS),
    "ofsted_urn": _Form(plain_ofsted_number, is_ofsted_number, OFSTED_IS),
    "legal_name": _Form(as_key, _LEGAL_NAME.fullmatch, "the legal name of a provider is a few words"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One kind of identifier and the headings it has stood under, DfE's own upload form first."""

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
    """One eligibility list.  `identifiers` are tried in order; `names` are headings of what an entry is called;
    `file_names` are words that give a file of it away."""

    id: str
    title: str
    identifiers: tuple[Heading, ...]
    names: tuple[str, ...]
    file_names: tuple[str, ...]
    shipped: Shipped | None

    def wanted(self, others: Iterable[str] = ()) -> Wanted:
        """By which headings a file of it is known among others; `others` were chosen by the office."""
        return [[*others, *(name for heading in self.identifiers for name in heading.headers)]]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One identifier on a list, as `normal` has it.

    `name` is what the list calls it, mended, and tells no two entries apart."""

    kind: Kind
    identifier: str
    name: str = field(default="", compare=False)


class NoColumn(Problem):
    """No column holds an identifier that a list is read by: `missing` says which, `table` has what there is."""

    def __init__(self, problem: Problem, table: Table, missing: tuple[Heading, ...]) -> None:
        super().__init__(problem.title, problem.what_happened, problem.what_to_do, place=problem.place)
        self.table = table
        self.missing = missing


def read_list_kinds(text: str) -> dict[str, ListKind]:
    """The lists that `lists.toml` declares, by id."""
    return {given["id"]: _kind(given) for given in tomllib.loads(text)["list"]}


def read_list(
    table: Table, kind: ListKind, *, chosen: Mapping[Kind, str] = NONE_CHOSEN, strict: bool = False
) -> Iterator[Entry | Refused]:
    """Each row's identifier, or why it has none.

    `chosen` are headings that the office named for kinds of identifier; blank for one that the file has no column for.
    NoColumn when no column holds any of the list's identifiers; when `strict`, also when one of two kinds is missing,
    since rows would then be known by the wrong one."""
    given: dict[str, tuple[str, ...]] = {
        heading.kind: (chosen[heading.kind],) for heading in kind.identifiers if chosen.get(heading.kind)
    }
    find_columns(table, given, required=given)
    wanted: dict[str, tuple[str, ...]] = {each.kind: given.get(each.kind, each.headers) for each in kind.identifiers}
    found = find_columns(table, wanted, required=())
    left_out = {each.kind for each in kind.identifiers if chosen.get(each.kind) == ""}
    placed = [(each.kind, None if each.kind in left_out else found[each.kind]) for each in kind.identifiers]
    missing = tuple(each for each in kind.identifiers if found[each.kind] is None and each.kind not in left_out)
    if missing and (strict or all(place is None for _, place in placed)):
        raise _no_column(table, wanted, missing)
    name_at = find_columns(table, {"name": kind.names}, required=())["name"]
    return _entries(table, [(each, place) for each, place in placed if place is not None], name_at)


def normal(kind: Kind, identifier: str) -> str:
    """An identifier as it is kept and compared."""
    return _FORMS[kind].plain(identifier)


def guess_list(file_name: str, kinds: Mapping[str, ListKind]) -> str | None:
    """The list that a file's name gives away, by the longest word that fits; None when none does."""
    name = file_name.casefold()
    words = ((word, kind.id) for kind in kinds.values() for word in kind.file_names)
    fits = [(len(word), list_id) for word, list_id in words if re.search(f"(?<![a-z]){re.escape(word)}", name)]
    return max(fits)[1] if fits else None


def _no_column(table: Table, wanted: Mapping[str, tuple[str, ...]], missing: tuple[Heading, ...]) -> Problem:
    try:
        find_columns(table, wanted, required=[each.kind for each in missing])
    except Problem as problem:
        return NoColumn(problem, table, missing)
    raise AssertionError("nothing is missing")


def _entries(table: Table, places: list[tuple[Kind, int]], name_at: int | None) -> Iterator[Entry | Refused]:
    """Excel leaves blank cells at the end of a row out: a row may be short as long as none of its identifiers can have
    been cut."""
    columns = " and ".join(table.header[place] for _, place in places)
    width, behind = len(table.header), max(place for _, place in places) + 1
    for line, cells in table.rows:
        if len(cells) != width and not behind < len(cells) < width:
            yield Refused(line, "", f"It has {len(cells)} cells, and the headings have {width}.")
            continue
        for kind, place in places:
            if text := cells[place].strip():
                yield _entry(
                    kind,
                    text,
                    line,
                    table.header[place],
                    "".join(cells[name_at : name_at + 1]) if name_at is not None else "",
                )
                break
        else:
            yield Refused(line, columns, "It is blank.")


def _entry(kind: Kind, text: str, line: int, column: str, name: str) -> Entry | Refused:
    form = _FORMS[kind]
    identifier = form.plain(text)
    if form.fits(identifier):
        return Entry(kind, identifier, mended(name))
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:40])
    return Refused(line, column, f"“{shown}” is no identifier: {form.described}.")


def _kind(given: dict[str, Any]) -> ListKind:
    shipped = given.get("shipped")
    headings = tuple(Heading(each["kind"], tuple(each["headers"])) for each in given["identifier"])
    return ListKind(
        given["id"],
        given["title"],
        headings,
        tuple(given.get("names", ())),
        tuple(given["file_names"]),
        Shipped(**shipped) if shipped else None,
    )
