"""The eligibility lists: brought in as dated releases, never changed, and asked who is on them.

A file of the same bytes and the same day of publication is kept once.  With another day it becomes another release,
so that a day typed wrongly can be put right.  Two short lists come with the program and need no file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from npqdesk.problem import Place, Problem
from npqdesk.registers.headings import fits
from npqdesk.registers.lists import Entry, Kind, ListKind, NoColumn, normal, read_list
from npqdesk.registers.names import is_damaged
from npqdesk.registers.table import Refused, Table
from npqdesk.services.cut_off import importing
from npqdesk.services.keeping import put, steps
from npqdesk.services.list_columns import ColumnsNeeded, columns_key, remember, remembered
from npqdesk.services.list_releases import (
    ListStatus,
    entries_of,
    guess_list,
    list_kind,
    list_kinds,
    newest,
    shipped_list,
    sort_out,
    status_of,
)
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import not_in_the_future, nothing_usable, table_in
from npqdesk.store.tables import ListEntry, ListRelease

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

__all__ = ["ListStatus", "guess_list", "list_kind", "list_kinds"]
_REGISTER_ONLY = ("EstablishmentStatus (name)", "EstablishmentStatus (code)", "LinkURN")
"""Headings of Get Information about Schools that give its files away: they have URNs too."""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What keeping a file would do.  `added` and `gone` are against `previous`, the release it would follow.

    `rows` is how many were read: `entries`, `repeated` and those `refused` together.  `already` is the earlier import
    of the same file for the same day; `looks_like` another list that its name suggests; `told` are sentences on what
    was left aside or is damaged in the file.  `columns` are those that the office named, in a file with `header`."""

    list_id: str
    title: str
    file_name: str
    sha256: str
    published: date
    told: tuple[str, ...]
    entries: int
    added: int
    gone: int
    previous: ListStatus | None
    already: ListStatus | None
    header: tuple[str, ...]
    identifiers: tuple[Entry, ...] = field(repr=False)
    repeated: int = 0
    refused: tuple[Refused, ...] = ()
    looks_like: str | None = None
    columns: Mapping[Kind, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.entries + self.repeated + len(self.refused)


def preview_list(
    desk: "Desk",
    list_id: str,
    path: Path | str,
    *,
    published: date,
    columns: Mapping[Kind, str] | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> ListPreview:
    """Read a list file and tell what keeping it would do.  Changes nothing.

    `columns` are headings named for kinds of identifier; else those remembered for these headings, if any.
    ColumnsNeeded when no heading is one that the list is known by.  Problem for an unknown list, a day to come, a file
    that is no such list or cannot be read; Cancelled when asked to stop."""
    path, kind, watch = Path(path), list_kind(list_id), Watch(progress, cancelled)
    not_in_the_future(published, desk.today(), path.name, "Give the day on which the Department published it.")
    _refuse_shipped(kind)
    known = remembered(desk, list_id)
    others = [heading for each in (*known.values(), columns or {}) for heading in each.values() if heading]
    with table_in(path, watch, wanted=kind.wanted(others)) as table:
        chosen = columns or known.get(columns_key(list_id, table.header), {})
        read = sort_out(watch.over(_read(table, kind, chosen), table.survey.lines, "Reading the list"))
    entries, repeated, refused = read
    if not entries:
        raise nothing_usable(path.name, refused, "Check that this is the list you chose, as it was published.")
    return replace(
        _compared(desk, kind, path.name, table, published, entries),
        repeated=repeated,
        refused=tuple(refused),
        looks_like=guess if (guess := guess_list(path)) != list_id else None,
        columns=columns or {},
    )


def _compared(
    desk: "Desk", kind: ListKind, file_name: str, table: Table, published: date, entries: set[Entry]
) -> ListPreview:
    """What a file brings, against the release that it would follow."""
    previous, before, already = _before(desk, kind.id, table.survey.sha256, published)
    return ListPreview(
        list_id=kind.id,
        title=kind.title,
        file_name=file_name,
        sha256=table.survey.sha256,
        published=published,
        told=(*table.told, *_damaged(entries)),
        entries=len(entries),
        added=len(entries - before),
        gone=len(before - entries),
        previous=previous,
        already=already,
        header=table.header,
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
    watch = Watch(progress, cancelled)
    rows = [(entry.kind, entry.identifier, entry.name) for entry in preview.identifiers]
    with importing(desk, preview.file_name) as session:
        kept = session.scalar(_same(preview.list_id, preview.sha256, preview.published))
        if kept is None:
            kept = _release(preview, desk.now())
            session.add(kept)
            session.flush()
            fields, step = ("kind", "identifier", "name"), steps(watch, len(rows), say="Keeping the list")
            put(session, ListEntry, fields, rows, constants={"release_id": kept.id}, step=step)
            if preview.columns:
                remember(session, preview.list_id, preview.header, preview.columns)
        return status_of(kept)


def lists_status(desk: "Desk") -> tuple[ListStatus, ...]:
    """The newest release of each list that there is one of, in the order of `lists.toml`."""
    found = (list_release(desk, list_id) for list_id in list_kinds())
    return tuple(release for release in found if release is not None)


def list_release(desk: "Desk", list_id: str, *, since: date = date.min, until: date = date.max) -> ListStatus | None:
    """The newest release of a list that was published from `since` to `until`, both included; None when there is
    none."""
    kind = list_kind(list_id)
    if kind.shipped:
        return shipped_list(list_id)[0] if since <= kind.shipped.published <= until else None
    with desk.store.reading() as session:
        release = newest(session, list_id, since=since, until=until)
        return status_of(release) if release else None


def list_releases(desk: "Desk", list_id: str) -> tuple[ListStatus, ...]:
    """Every release of a list, the newest first."""
    if list_kind(list_id).shipped:
        return (shipped_list(list_id)[0],)
    newest_first = (ListRelease.published.desc(), ListRelease.id.desc())
    with desk.store.reading() as session:
        found = session.scalars(select(ListRelease).where(ListRelease.list_id == list_id).order_by(*newest_first))
        return tuple(map(status_of, found))


def list_entries(desk: "Desk", list_id: str, *, until: date = date.max) -> tuple[str, ...]:
    """The identifiers on the newest release published by `until`, sorted, each once; empty when there is no release."""
    if list_kind(list_id).shipped:
        status, entries = shipped_list(list_id)
        return tuple(sorted({entry.identifier for entry in entries})) if status.published <= until else ()
    with desk.store.reading() as session:
        release = newest(session, list_id, until=until)
        wanted = select(ListEntry.identifier).where(ListEntry.release_id == release.id) if release else None
        return tuple(sorted(set(session.scalars(wanted)))) if wanted is not None else ()


def is_on(desk: "Desk", release: ListStatus, kind: Kind, identifier: str) -> bool:
    """Whether an identifier of that kind is on a release."""
    wanted = normal(kind, identifier)
    if release.release_id is None:
        return Entry(kind, wanted) in shipped_list(release.list_id)[1]
    with desk.store.reading() as session:
        return session.get(ListEntry, (release.release_id, kind, wanted)) is not None


def _read(table: Table, kind: ListKind, chosen: Mapping[Kind, str]) -> Iterator[Entry | Refused]:
    register = next((name for name in _REGISTER_ONLY if fits(table.header, [[name]])), "")
    if register:
        raise Problem(
            "This is a file of the schools register, not a list",
            f"It has the column “{register}”, which no list has. All its schools would be taken for ones on the list.",
            "Choose the list’s own file; a register is loaded as such.",
            place=Place(table.file_name, table.header_line, register),
        )
    try:
        return read_list(table, kind, chosen=chosen, strict=True)
    except NoColumn as unknown:
        raise ColumnsNeeded(kind.id, unknown, may_lack=len(kind.identifiers) > 1) from unknown


def _damaged(entries: Iterable[Entry]) -> tuple[str, ...]:
    """A sentence on the names in which a sign is lost for good."""
    names = sorted(entry.name or entry.identifier for entry in entries if is_damaged(entry.name or entry.identifier))
    if not names:
        return ()
    return (f"Names with a sign that was lost before the file was published: {len(names):,}, such as “{names[0]}”.",)


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
        previous = newest(session, list_id, until=published)
        already = session.scalar(_same(list_id, sha256, published))
        entries = entries_of(session, previous) if previous else set()
        return status_of(previous) if previous else None, entries, status_of(already) if already else None


def _same(list_id: str, sha256: str, published: date) -> Select[ListRelease]:
    """The release of the same file for the same day."""
    same = (ListRelease.list_id == list_id, ListRelease.sha256 == sha256, ListRelease.published == published)
    return select(ListRelease).where(*same)


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
