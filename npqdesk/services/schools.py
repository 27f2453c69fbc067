"""The schools of the register, and what the lists say of them.  How one is found while someone types, `finder` says."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.register import CLOSED, Establishment
from npqdesk.services import lists
from npqdesk.services.lists import ListStatus
from npqdesk.services.register import gias_words
from npqdesk.services.searching.entries import Entry
from npqdesk.store.plain_sql import rows_of
from npqdesk.store.tables import RegisterSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_KEPT = ("seen_snapshot_id", *Establishment._fields)
_STATUS_CODE, _TRUST, _PUPILS = map(_KEPT.index, ("status_code", "trust", "pupils"))
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class School:
    """An establishment as the register has it.  `as_at` is the day of the last file that had it, in snapshot
    `snapshot_id`.

    `pupils` is None when the register records no number; `census_date` is the day they were counted."""

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
    local_authority: str
    street: str
    locality: str
    address3: str
    town: str
    county: str
    postcode: str
    telephone: str
    number: str
    trust: str
    pupils: int | None
    census_date: date | None
    open_date: date | None
    close_date: date | None
    changed_on: date | None
    snapshot_id: int
    as_at: date
    in_england: bool

    @property
    def is_open(self) -> bool:
        """Whether it is open, closing or yet to open: anything but closed."""
        return self.status_code != CLOSED

    @property
    def laestab(self) -> str:
        """Its number with that of its local authority, "201/3614"; "" where the register gives none."""
        return f"{self.la_code}/{self.number}" if self.la_code and self.number else ""

    @property
    def address(self) -> tuple[str, ...]:
        """The lines of its postal address, from the street to the postcode, without blanks."""
        lines = (self.street, self.locality, self.address3, self.town, self.county, self.postcode)
        return tuple(line for line in lines if line)


_NAMES = tuple(field.name for field in fields(School))


@dataclass(frozen=True, slots=True)
class ListMembership:
    """Whether a school is on a list, by its newest release."""

    list_id: str
    title: str
    listed: bool
    release: ListStatus


class SchoolIndex:
    """Every school known now.  Immutable: safe in any thread."""

    def __init__(self, rows: list[_Row], days: dict[int, date]) -> None:
        """`rows` are the columns of `_KEPT`; `days` the day of each snapshot."""
        self._rows = {row[1]: row for row in rows}
        self._days = days

    def __len__(self) -> int:
        return len(self._rows)

    def school(self, urn: str) -> School | None:
        """The school of a URN, or None."""
        row = self._rows.get(urn.strip())
        return None if row is None else _school(row, self._days)

    def of_ukprn(self, ukprn: str) -> School | None:
        """A school of a UKPRN, an open one if there is one; or None."""
        row = self._by_ukprn.get(ukprn.strip())
        return None if row is None else _school(row, self._days)

    def entries(self) -> Iterator[Entry]:
        """Every school as the search takes it."""
        return map(_entry, self._rows.values())

    def trusts_of(self, urns: Iterable[str]) -> frozenset[str]:
        """The trusts of some schools, as the register names them."""
        return frozenset(row[_TRUST] for urn in urns if (row := self._rows.get(urn)) and row[_TRUST])

    def in_trusts(self, trusts: Collection[str]) -> frozenset[str]:
        """The URNs of the schools in these trusts."""
        return frozenset(urn for urn, row in self._rows.items() if row[_TRUST] in trusts) if trusts else frozenset()

    @cached_property
    def _by_ukprn(self) -> dict[str, _Row]:
        closed_first = sorted(self._rows.values(), key=lambda row: row[_STATUS_CODE] != CLOSED)
        return {row[2]: row for row in closed_first if row[2]}


def load_schools(desk: "Desk") -> SchoolIndex:
    """The index of every school known now.  Takes some tenths of a second: make it beside the window."""
    with desk.store.reading() as session:
        columns = ", ".join(_KEPT)
        found = rows_of(session, f"SELECT {columns} FROM establishments WHERE until_snapshot_id IS NULL")
        return SchoolIndex(list(found), _days(session))


def school(desk: "Desk", urn: str) -> School | None:
    """The school of a URN as the register has it now, or None."""
    urn = urn.strip()
    return schools_where(desk, "until_snapshot_id IS NULL AND urn = ?", urn).get(urn)


def schools_by_urn(desk: "Desk", urns: Iterable[str]) -> dict[str, School]:
    """The schools of some URNs as the register has them now; without those that it does not have."""
    wanted = sorted(urn.strip() for urn in urns)
    return schools_where(desk, "until_snapshot_id IS NULL AND urn IN (SELECT value FROM json_each(?))", wanted)


def schools_where(desk: "Desk", condition: str, given: str | list[str]) -> dict[str, School]:
    """The schools that fit a condition in SQL with one value, by URN; a list is given to it as JSON."""
    value = json.dumps(given) if isinstance(given, list) else given
    with desk.store.reading() as session:
        rows = rows_of(session, f"SELECT {', '.join(_KEPT)} FROM establishments WHERE {condition}", (value,))
        days = _days(session)
        found = [_school(row, days) for row in rows]
    return {each.urn: each for each in found}


def school_lists(desk: "Desk", urn: str, *, on: date | None = None) -> tuple[ListMembership, ...]:
    """For each list with a release by the day `on` (today): whether the school is on its newest, by URN or by UKPRN.

    A school is never looked for by an Ofsted URN.  Empty for a URN that the register does not have."""
    found = school(desk, urn)
    if found is None:
        return ()
    memberships = []
    for kind in lists.list_kinds().values():
        release = lists.list_release(desk, kind.id, until=on or desk.today())
        keyed = {heading.kind for heading in kind.identifiers} & {"urn", "ukprn"}
        if release is not None and keyed:
            by_urn = "urn" in keyed and lists.is_on(desk, release, "urn", found.urn)
            by_ukprn = "ukprn" in keyed and bool(found.ukprn) and lists.is_on(desk, release, "ukprn", found.ukprn)
            memberships.append(ListMembership(kind.id, kind.title, by_urn or by_ukprn, release))
    return tuple(memberships)


def _days(session: Session) -> dict[int, date]:
    return dict(session.execute(select(RegisterSnapshot.id, RegisterSnapshot.as_at)).all())


def _school(row: _Row, days: dict[int, date]) -> School:
    snapshot_id, *given = row
    dates = [date.fromisoformat(text) if text else None for text in given[_PUPILS:]]
    in_england = gias_words().in_england(given[3], given[9])
    values = (*given[:_PUPILS], *dates, snapshot_id, days[snapshot_id], in_england)
    return School(**dict(zip(_NAMES, values, strict=True)))


def _entry(row: _Row) -> Entry:
    """A school as the search takes it, found by its URN."""
    given = dict(zip(_NAMES, row[1:_PUPILS], strict=False))
    return Entry(
        key=given["urn"],
        kind="school",
        name=given["name"],
        about=given["type_name"],
        street=given["street"],
        locality=f"{given['locality']} {given['address3']}".strip(),
        town=given["town"],
        county=given["county"],
        postcode=given["postcode"],
        local_authority=given["local_authority"],
        numbers=(given["urn"], given["ukprn"], f"{given['la_code']}/{given['number']}" if given["number"] else ""),
        trust=given["trust"],
        status=given["status"],
        is_open=given["status_code"] != CLOSED,
    )
