"""A new register against the one that is known: what is new, changed, the same, gone, or older than what we have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.register import Establishment
from npqdesk.registers.table import Refused
from npqdesk.store.tables import RegisterSnapshot

FIELDS = Establishment._fields
TOLD = 200
KnownNow = dict[str, tuple[int, date, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One establishment that a file changes or no longer has; `what` says which fields, as "name, postcode"."""

    urn: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What keeping will write: rows to add, ids of rows ended, ids of rows seen again.

    Rows are plain tuples of `FIELDS`, which Python's collector of garbage leaves alone, unlike named ones.  Of new rows
    the `absent` fields mean nothing: the file has no column for them."""

    absent: frozenset[str]
    new: list[tuple[Any, ...]]
    changed: list[tuple[Any, ...]]
    ended: list[int]
    seen: list[int]


def known_now(session: Session) -> KnownNow:
    """By URN: the row's id, the day it was last confirmed, and its fields as they are stored (dates as ISO text)."""
    days = dict(session.execute(select(RegisterSnapshot.id, RegisterSnapshot.as_at)).all())
    names = ", ".join(FIELDS)
    rows = session.connection().exec_driver_sql(
        f"SELECT id, seen_snapshot_id, {names} FROM establishments WHERE until_snapshot_id IS NULL"
    )
    return {row[2]: (row[0], days[row[1]], tuple(row[2:])) for row in rows}


class Sorter:
    """Sorts rows into new, changed, unchanged and refused, against what is known now."""

    def __init__(self, now: KnownNow, as_at: date, absent: frozenset[str]) -> None:
        self._now = now
        self._as_at = as_at
        self._absent = [FIELDS.index(name) for name in absent]
        self._found: set[str] = set()
        self.plan = Plan(absent, [], [], [], [])
        self.changes: list[Difference] = []
        self.read = self.left = 0
        self.refused: list[Refused] = []

    def sort(self, rows: Iterable[Establishment | Refused]) -> None:
        """All rows of the file."""
        known, add = self._now.get, self.plan.new.append
        for row in rows:
            if isinstance(row, Refused):
                self.refused.append(row)
                continue
            before = known(row[0])
            if before is None:
                add(tuple(row))
            else:
                self._found.add(row.urn)
                self._compare(row, *before)
        self.read = len(self.plan.new) + len(self._found)

    def _compare(self, row: Establishment, row_id: int, confirmed: date, was: tuple[Any, ...]) -> None:
        if confirmed > self._as_at:
            self.left += 1
            return
        fields: list[Any] = list(row)
        for index in self._absent:
            fields[index] = was[index]
        if tuple(fields) == was:
            self.plan.seen.append(row_id)
            return
        self.plan.ended.append(row_id)
        self.plan.changed.append(tuple(fields))
        if len(self.changes) < TOLD:
            what = ", ".join(name for name, new, old in zip(FIELDS, fields, was, strict=True) if new != old)
            self.changes.append(Difference(row.urn, row.name, what.replace("_", " ")))

    def gone(self) -> list[Difference]:
        """Those known now that the file does not have."""
        name = FIELDS.index("name")
        return [
            Difference(urn, fields[name], "") for urn, (_, _, fields) in self._now.items() if urn not in self._found
        ]
