"""The eligibility lists: brought in as dated releases, never changed, and asked who is on them.

A file of the same bytes and the same day of publication is kept once.  With another day it becomes another release,
so that a day typed wrongly can be put right.  Two short lists come with the program and need no file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import process
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers import lists as reader
from npqdesk.registers.lists import Entry, ListKind, read_list, read_list_kinds
from npqdesk.registers.table import Refused, read_table
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import not_in_the_future, nothing_usable, opened
from npqdesk.store.engine import insert_rows
from npqdesk.store.tables import ListEntry, ListRelease

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_AT_ONCE = 5_000


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


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What keeping a file would do.  `added` and `gone` are against `previous`, the release it would follow.

    `already` is the earlier import of the same file for the same day; `looks_like` another list that its name
    suggests."""

    list_id: str
    title: str
    file_name: str
    sha256: str
    published: date
    entries: int
    repeated: int
    added: int
    gone: int
    refused: tuple[Refused, ...]
    previous: ListStatus | None
    already: ListStatus | None
    looks_like: str | None
    identifiers: tuple[Entry, ...] = field(repr=False)


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


def preview_list(
    desk: "Desk",
    list_id: str,
    path: Path | str,
    *,
    published: date,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> ListPreview:
    """Read a list file and tell what keeping it would do.  Changes nothing.

    Problem for an unknown list, a day to come, a file that is no such list or cannot be read; Cancelled when asked to
    stop."""
    path, kind, watch = Path(path), list_kind(list_id), Watch(progress, cancelled)
    not_in_the_future(published, desk.today(), path.name, "Give the day on which the Department published it.")
    _refuse_shipped(kind)
    with opened(path) as stream:
        table = read_table(stream, path.name, tick=lambda read: watch.step(read, None, "Looking through the file"))
        rows = watch.over(read_list(table, kind), table.survey.lines, "Reading the list")
        entries, repeated, refused = _sort_out(rows)
    if not entries:
        raise nothing_usable(path.name, refused, "Check that this is the list you chose, as it was published.")
    previous, before, already = _before(desk, list_id, table.survey.sha256, published)
    return ListPreview(
        list_id=list_id,
        title=kind.title,
        file_name=path.name,
        sha256=table.survey.sha256,
        published=published,
        entries=len(entries),
        repeated=repeated,
        added=len(entries - before),
        gone=len(before - entries),
        refused=tuple(refused),
        previous=previous,
        already=already,
        looks_like=guess if (guess := guess_list(path)) != list_id else None,
        identifiers=tuple(sorted(entries)),
    )


def keep_list(
    desk: "Desk",
    preview: ListPreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> ListStatus:
    """Keep what a preview showed as a release, all of it or nothing.  One that was kept before changes nothing.

    Problem when the records cannot be written; Cancelled when asked to stop."""
    if preview.already is not None:
        return preview.already
    watch, rows = Watch(progress, cancelled), [(entry.kind, entry.identifier) for entry in preview.identifiers]
    with desk.store.writing() as session:
        kept = session.scalar(_same(preview.list_id, preview.sha256, preview.published))
        if kept is None:
            kept = _release(preview, desk.now())
            session.add(kept)
            session.flush()
            for start in range(0, len(rows), _AT_ONCE):
                watch.step(start, len(rows), "Keeping the list")
                part = rows[start : start + _AT_ONCE]
                insert_rows(session, ListEntry, ("kind", "identifier"), part, constants={"release_id": kept.id})
            watch.step(len(rows), len(rows), "Keeping the list")
        return _status(kept)


def lists_status(desk: "Desk") -> tuple[ListStatus, ...]:
    """The newest release of each list that there is one of, in the order of `lists.toml`."""
    found = (list_release(desk, list_id) for list_id in list_kinds())
    return tuple(release for release in found if release is not None)


def list_release(desk: "Desk", list_id: str, *, since: date = date.min, until: date = date.max) -> ListStatus | None:
    """The newest release of a list that was published from `since` to `until`, both included; None when there is
    none."""
    kind = list_kind(list_id)
    if kind.shipped:
        return _shipped(list_id)[0] if since <= kind.shipped.published <= until else None
    with desk.store.reading() as session:
        release = _newest(session, list_id, since=since, until=until)
        return _status(release) if release else None


def list_releases(desk: "Desk", list_id: str) -> tuple[ListStatus, ...]:
    """Every release of a list, the newest first."""
    if list_kind(list_id).shipped:
        return (_shipped(list_id)[0],)
    newest_first = (ListRelease.published.desc(), ListRelease.id.desc())
    with desk.store.reading() as session:
        found = session.scalars(select(ListRelease).where(ListRelease.list_id == list_id).order_by(*newest_first))
        return tuple(map(_status, found))


def list_entries(desk: "Desk", list_id: str, *, until: date = date.max) -> tuple[str, ...]:
    """The identifiers on the newest release published by `until`, sorted, each once; empty when there is no release."""
    if list_kind(list_id).shipped:
        status, entries = _shipped(list_id)
        return tuple(sorted({entry.identifier for entry in entries})) if status.published <= until else ()
    with desk.store.reading() as session:
        release = _newest(session, list_id, until=until)
        return () if release is None else tuple(sorted({entry.identifier for entry in _entries(session, release)}))


def is_on(desk: "Desk", release: ListStatus, kind: reader.Kind, identifier: str) -> bool:
    """Whether an identifier of that kind is on a release."""
    wanted = identifier.strip().upper()
    if release.release_id is None:
        return Entry(kind, wanted) in _shipped(release.list_id)[1]
    with desk.store.reading() as session:
        return session.get(ListEntry, (release.release_id, kind, wanted)) is not None


def _refuse_shipped(kind: ListKind) -> None:
    if kind.shipped:
        raise Problem(
            "This list comes with npqdesk",
            f"“{kind.title}” was fixed in {kind.shipped.published:%B %Y} and needs no file.",
            "Choose the list that this file really is.",
        )


def _before(
    desk: "Desk", list_id: str, sha256: str, published: date
) -> tuple[ListStatus | None, set[Entry], ListStatus | None]:
    """The release that a new one would follow, what is on it, and the earlier import of the very same."""
    with desk.store.reading() as session:
        previous = _newest(session, list_id, until=published)
        already = session.scalar(_same(list_id, sha256, published))
        entries = _entries(session, previous) if previous else set()
        return _status(previous) if previous else None, entries, _status(already) if already else None


def _same(list_id: str, sha256: str, published: date) -> Select[ListRelease]:
    """The release of the same file for the same day."""
    same = (ListRelease.list_id == list_id, ListRelease.sha256 == sha256, ListRelease.published == published)
    return select(ListRelease).where(*same)


def _sort_out(rows: Iterable[Entry | Refused]) -> tuple[set[Entry], int, list[Refused]]:
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


def _newest(session: Session, list_id: str, *, since: date = date.min, until: date = date.max) -> ListRelease | None:
    within = (ListRelease.list_id == list_id, ListRelease.published.between(since, until))
    newest_first = (ListRelease.published.desc(), ListRelease.id.desc())
    return session.scalar(select(ListRelease).where(*within).order_by(*newest_first).limit(1))


def _entries(session: Session, release: ListRelease) -> set[Entry]:
    of_release = select(ListEntry.kind, ListEntry.identifier).where(ListEntry.release_id == release.id)
    return {Entry(kind, identifier) for kind, identifier in session.execute(of_release)}  # type: ignore[arg-type]


def _status(release: ListRelease) -> ListStatus:
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


def _release(preview: ListPreview, now: datetime) -> ListRelease:
    return ListRelease(
        list_id=preview.list_id,
        published=preview.published,
        file_name=preview.file_name,
        sha256=preview.sha256,
        imported_at=now,
        entries=preview.entries,
        repeated=preview.repeated,
        refused=len(preview.refused),
    )


@cache
def _shipped(list_id: str) -> tuple[ListStatus, frozenset[Entry]]:
    """A list that comes with the program, and what is on it."""
    kind = list_kind(list_id)
    assert kind.shipped is not None
    table = read_table(BytesIO(paths.read_bytes("lists", kind.shipped.file)), kind.shipped.file)
    entries, repeated, refused = _sort_out(read_list(table, kind))
    given = (kind.shipped.published, kind.shipped.file, table.survey.sha256, None)
    return ListStatus(list_id, kind.title, None, *given, len(entries), repeated, len(refused)), frozenset(entries)
