"""Which lists there are, and the releases of each: what both bringing one in and asking about it rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from rapidfuzz import process
from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers import lists as reader
from npqdesk.registers.lists import Entry, ListKind, read_list, read_list_kinds
from npqdesk.registers.table import Refused, read_table
from npqdesk.store.tables import ListEntry, ListRelease


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One release of a list.  `release_id` and `imported_at` are None for a list that comes with the program."""

    list_id: str
    title: str
    release_id: int | None
    published: date
    file_name: str
    sha256: str
    imported_at: datetime | None
    entries: int
    repeated: int
    refused: int


@cache
def list_kinds() -> dict[str, ListKind]:
    """Every list that npqdesk knows, by its id."""
    return read_list_kinds(paths.read_text("lists", "lists.toml"))


def guess_list(path: Path | str) -> str | None:
    """The list that a file's name gives away, or None."""
    return reader.guess_list(Path(path).name, list_kinds())


def list_kind(list_id: str) -> ListKind:
    """One list by its id.  Problem, with the nearest, when there is none of that name."""
    kinds = list_kinds()
    if list_id in kinds:
        return kinds[list_id]
    nearest = process.extractOne(list_id, list(kinds))
    raise Problem(
        "There is no such list",
        f"“{list_id}” is no list that npqdesk knows. The nearest is {nearest[0]}.",
        f"Choose one of: {', '.join(kinds)}.",
    )


def newest(session: Session, list_id: str, *, since: date = date.min, until: date = date.max) -> ListRelease | None:
    """The newest release of a list within two days, both included."""
    within = (ListRelease.list_id == list_id, ListRelease.published.between(since, until))
    newest_first = (ListRelease.published.desc(), ListRelease.id.desc())
    return session.scalar(select(ListRelease).where(*within).order_by(*newest_first).limit(1))


def entries_of(session: Session, release: ListRelease) -> set[Entry]:
    """Everything on a release."""
    of_release = select(ListEntry.kind, ListEntry.identifier, ListEntry.name)
    found = session.execute(of_release.where(ListEntry.release_id == release.id))
    return {Entry(kind, identifier, name) for kind, identifier, name in found}  # type: ignore[arg-type]


def status_of(release: ListRelease) -> ListStatus:
    """A release as it is told."""
    return ListStatus(
        list_id=release.list_id,
        title=list_kind(release.list_id).title,
        release_id=release.id,
        published=release.published,
        file_name=release.file_name,
        sha256=release.sha256,
        imported_at=release.imported_at,
        entries=release.entries,
        repeated=release.repeated,
        refused=release.refused,
    )


def sort_out(rows: Iterable[Entry | Refused]) -> tuple[set[Entry], int, list[Refused]]:
    """The entries, how many rows said one again, and the rows refused."""
    entries: set[Entry] = set()
    refused: list[Refused] = []
    taken = 0
    for row in rows:
        if isinstance(row, Refused):
            refused.append(row)
        else:
            taken += 1
            entries.add(row)
    return entries, taken - len(entries), refused


@cache
def shipped_list(list_id: str) -> tuple[ListStatus, frozenset[Entry]]:
    """A list that comes with the program, and what is on it."""
    kind = list_kind(list_id)
    assert kind.shipped is not None
    table = read_table(BytesIO(paths.read_bytes("lists", kind.shipped.file)), kind.shipped.file)
    entries, repeated, refused = sort_out(read_list(table, kind))
    given = (kind.shipped.published, kind.shipped.file, table.survey.sha256, None)
    return ListStatus(list_id, kind.title, None, *given, len(entries), repeated, len(refused)), frozenset(entries)
