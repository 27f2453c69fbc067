"""Two releases of a list side by side: who came on, who went off, and what that means for our own schools.

A name is the register's where it has the school, else what the list itself calls the entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.problem import Problem
from npqdesk.registers.lists import Entry, Kind
from npqdesk.services.list_releases import ListStatus, entries_of, list_kind, shipped_list
from npqdesk.services.lists import list_releases
from npqdesk.services.own_workplaces import own_identifiers, own_workplaces
from npqdesk.services.workplaces import day_words
from npqdesk.store.tables import EstablishmentRow, ListRelease

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

LEAVES = ("came on", "went off", "stays on", "not on it")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list.  `name` and `place` are empty where neither the register nor the list has them.

    `mine` is whether someone on the staff record or of an enquiry works there; `urn` is the school's in the register,
    empty where it has none."""

    kind: Kind
    identifier: str
    name: str
    place: str
    mine: bool
    urn: str


@dataclass(frozen=True, slots=True)
class OwnChange:
    """One of our own schools, and what became of it: one of `LEAVES`."""

    urn: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What differs from the `older` release to the `newer`.  `stayed` counts those on both; `own` are our own schools,
    those that came on or went off first."""

    list_id: str
    title: str
    older: ListStatus
    newer: ListStatus
    came: tuple[Listed, ...]
    went: tuple[Listed, ...]
    stayed: int
    own: tuple[OwnChange, ...]


def list_diff(desk: "Desk", list_id: str, *, since: date | None = None, until: date | None = None) -> ListDiff:
    """The release of a list that was the newest on the day `since`, held against the newest by the day `until`.

    Without `until` it is the newest of all, without `since` the one before it.  Problem when there are not two such
    releases, or the list is unknown."""
    return diff_of(desk, *_two(desk, list_id, since, until))


def diff_of(desk: "Desk", older: ListStatus, newer: ListStatus) -> ListDiff:
    """What differs from one release of a list to another."""
    before, after = entries_on(desk, older), entries_on(desk, newer)
    came, went = after - before, before - after
    known = _Known(desk)
    return ListDiff(
        list_id=newer.list_id,
        title=newer.title,
        older=older,
        newer=newer,
        came=known.listed(came),
        went=known.listed(went),
        stayed=len(after & before),
        own=tuple(_own_changes(desk, before, after)) if _of_schools(newer.list_id) else (),
    )


def listed_on(desk: "Desk", release: ListStatus) -> tuple[Listed, ...]:
    """Everyone on a release, our own first, then by name."""
    return _Known(desk).listed(entries_on(desk, release))


def entries_on(desk: "Desk", release: ListStatus) -> frozenset[Entry]:
    """The entries of a release."""
    if release.release_id is None:
        return shipped_list(release.list_id)[1]
    with desk.store.reading() as session:
        row = session.get(ListRelease, release.release_id)
        return frozenset(entries_of(session, row)) if row is not None else frozenset()


class _Known:
    """What the register calls each school, and which are our own; read once."""

    def __init__(self, desk: "Desk") -> None:
        self._own = own_identifiers(desk)
        with desk.store.reading() as session:
            named = select(
                EstablishmentRow.urn,
                EstablishmentRow.ukprn,
                EstablishmentRow.name,
                EstablishmentRow.town,
                EstablishmentRow.la_name,
            ).where(EstablishmentRow.until_snapshot_id.is_(None))
            self._names: dict[tuple[str, str], tuple[str, str, str]] = {}
            for urn, ukprn, name, town, authority in session.execute(named):
                told = (name, ", ".join(dict.fromkeys(part for part in (town, authority) if part)), urn)
                self._names["urn", urn] = self._names["ukprn", ukprn] = told

    def listed(self, entries: Iterable[Entry]) -> tuple[Listed, ...]:
        """The entries with their names, our own first, then by name, those without a name last."""
        found = [self._listed(entry) for entry in entries]
        return tuple(sorted(found, key=lambda each: (not each.mine, *_by_name(each))))

    def _listed(self, entry: Entry) -> Listed:
        key = (entry.kind, entry.identifier)
        name, place, urn = self._names.get(key, (entry.name, "", ""))
        return Listed(entry.kind, entry.identifier, name, place, key in self._own, urn)


def _by_name(entry: Listed) -> tuple[bool, str, str]:
    name = entry.identifier if entry.kind == "legal_name" else entry.name
    return not name, name.casefold(), entry.identifier


def _two(desk: "Desk", list_id: str, since: date | None, until: date | None) -> tuple[ListStatus, ListStatus]:
    releases = list_releases(desk, list_id)
    title = list_kind(list_id).title
    by_then = [each for each in releases if until is None or each.published <= until]
    if since is not None:
        earlier = [each for each in by_then if each.published <= since]
        if earlier and earlier[0] != by_then[0]:
            return earlier[0], by_then[0]
    elif len(by_then) > 1:
        return by_then[1], by_then[0]
    held = ", ".join(day_words(each.published) for each in reversed(releases)) or "none"
    raise Problem(
        "There are no two releases to hold side by side",
        f"Releases of “{title}” that are loaded: {held}.",
        "Load an earlier or a later release, or name days between which two were published.",
    )


def _of_schools(list_id: str) -> bool:
    return any(heading.kind in ("urn", "ukprn") for heading in list_kind(list_id).identifiers)


def _own_changes(desk: "Desk", before: frozenset[Entry], after: frozenset[Entry]) -> Iterator[OwnChange]:
    changes = []
    for school in own_workplaces(desk):
        numbers = {Entry("urn", school.urn), Entry("ukprn", school.ukprn)}
        was, now = bool(numbers & before), bool(numbers & after)
        what = LEAVES[0] if now and not was else LEAVES[1] if was and not now else LEAVES[2] if now else LEAVES[3]
        changes.append(OwnChange(school.urn, school.name, what))
    yield from sorted(changes, key=lambda each: LEAVES.index(each.what))
