"""What a school was, is joined to, and was on: its past in the register, predecessors and successors, trust, lists.

All of it as the files said that are loaded here, each with its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from npqdesk.services import lists
from npqdesk.store.engine import Store
from npqdesk.store.plain_sql import rows_of

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

TOLD = {"name": "Name", "status": "Status", "type_name": "Type", "phase": "Phase", "trust": "Trust"}
_LINKS = "SELECT other, name, what, began FROM relations WHERE until_file_id IS NULL AND kind = 'link' AND urn = ?"
_GROUPS = (
    "SELECT other, name, what, began FROM relations "
    "WHERE until_file_id IS NULL AND kind = 'membership' AND urn = ? AND ended IS NULL"
)
_SECTION_41 = (
    "SELECT began, ended FROM relations WHERE until_file_id IS NULL AND kind = 'section_41' AND urn = ? ORDER BY began"
)
_FELLOWS = """
    SELECT DISTINCT school.urn, school.name, school.town FROM establishments school
    WHERE school.until_snapshot_id IS NULL AND school.urn <> :urn AND school.status_code <> '2' AND (
        (school.trust <> '' AND school.trust = (
            SELECT trust FROM establishments WHERE urn = :urn AND until_snapshot_id IS NULL))
        OR school.urn IN (
            SELECT fellow.urn FROM relations fellow JOIN relations mine ON mine.other = fellow.other
            WHERE mine.urn = :urn AND mine.kind = 'membership' AND fellow.kind = 'membership'
            AND mine.until_file_id IS NULL AND fellow.until_file_id IS NULL
            AND mine.ended IS NULL AND fellow.ended IS NULL))
    ORDER BY school.name, school.urn"""
_AS_AT = """
    SELECT school.urn, school.name, school.type_name, school.phase, school.town, school.postcode, school.la_name,
           school.status
    FROM establishments school
    JOIN register_snapshots since ON since.id = school.from_snapshot_id
    LEFT JOIN register_snapshots until ON until.id = school.until_snapshot_id
    WHERE since.as_at <= :day AND (until.as_at IS NULL OR until.as_at > :day)
    ORDER BY school.urn"""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the register said otherwise from a day on: "Name", what it was, what it is."""

    day: date
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Link:
    """An establishment or group that a school is linked to, in the register's words; `day` where it gives one."""

    number: str
    name: str
    what: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ListedOn:
    """A release of a list that a school, or one of its predecessors, was on."""

    urn: str
    title: str
    published: date


@dataclass(frozen=True, slots=True)
class SchoolHistory:
    """All of it.  `approved` are the days on which Section 41 approval was granted and revoked."""

    changes: tuple[Change, ...]
    predecessors: tuple[Link, ...]
    successors: tuple[Link, ...]
    other_links: tuple[Link, ...]
    groups: tuple[Link, ...]
    fellows: tuple[tuple[str, str, str], ...]
    approved: tuple[tuple[date | None, date | None], ...]
    listed: tuple[ListedOn, ...]
    predecessors_listed: tuple[ListedOn, ...]


def school_history(desk: "Desk", urn: str) -> SchoolHistory:
    """The past and the ties of the school of a URN; everything empty for one that no file had."""
    urn = urn.strip()
    links = [Link(other, name, what, _day(day)) for other, name, what, day in _rows(desk.store, _LINKS, (urn,))]
    predecessors = tuple(link for link in links if link.what.casefold().startswith("predecessor"))
    successors = tuple(link for link in links if link.what.casefold().startswith(("successor", "result of amal")))
    groups = (Link(other, name, what, _day(day)) for other, name, what, day in _rows(desk.store, _GROUPS, (urn,)))
    return SchoolHistory(
        changes=_changes(desk.store, urn),
        predecessors=predecessors,
        successors=successors,
        other_links=tuple(link for link in links if link not in predecessors and link not in successors),
        groups=tuple(groups),
        fellows=tuple(_rows(desk.store, _FELLOWS, {"urn": urn})),
        approved=tuple((_day(began), _day(ended)) for began, ended in _rows(desk.store, _SECTION_41, (urn,))),
        listed=_listed(desk, [urn]),
        predecessors_listed=_listed(desk, [link.number for link in predecessors]),
    )


def schools_as_at(desk: "Desk", day: date) -> tuple[tuple[str, ...], ...]:
    """Every establishment as the register had it on a day: urn, name, type, phase, town, postcode, local authority,
    status.  One that the register no longer had by then is there as it was last seen."""
    return tuple(_rows(desk.store, _AS_AT, {"day": day.isoformat()}))


def _changes(store: Store, urn: str) -> tuple[Change, ...]:
    columns = ", ".join(TOLD)
    rows = _rows(
        store,
        f"SELECT since.as_at, {columns} FROM establishments "
        "JOIN register_snapshots since ON since.id = from_snapshot_id WHERE urn = ? ORDER BY establishments.id",
        (urn,),
    )
    changes = []
    for (_, *before), (day, *after) in pairwise(rows):
        for what, old, new in zip(TOLD.values(), before, after, strict=True):
            if old != new:
                changes.append(Change(date.fromisoformat(day), what, old, new))
    return tuple(reversed(changes))


def _listed(desk: "Desk", urns: Iterable[str]) -> tuple[ListedOn, ...]:
    """The releases that any of these schools is on by its URN, newest first."""
    titles = {kind.id: kind.title for kind in lists.list_kinds().values()}
    found = []
    for urn in urns:
        rows = _rows(
            desk.store,
            "SELECT list_id, published FROM list_releases JOIN list_entries ON release_id = list_releases.id "
            "WHERE kind = 'urn' AND identifier = ? ORDER BY published DESC, list_id",
            (urn,),
        )
        found += [ListedOn(urn, titles[list_id], date.fromisoformat(day)) for list_id, day in rows]
    return tuple(found)


def _rows(store: Store, query: str, given: Any) -> list[tuple[Any, ...]]:
    with store.reading() as session:
        return list(rows_of(session, query, given))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
