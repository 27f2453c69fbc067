"""A new register against the one that is known: what is new, changed, the same, gone, or older than what we have."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.register import Establishment, Register
from npqdesk.registers.table import Refused
from npqdesk.store.plain_sql import rows_of
from npqdesk.store.tables import RegisterSnapshot

FIELDS = Establishment._fields
TOLD = 200
_AT_ONCE = 500


class Known(NamedTuple):
    """An establishment as it is known now: its row, the day it was last confirmed, and the mark of its line."""

    row_id: int
    confirmed: date
    mark: bytes | None


KnownNow = dict[str, Known]


def what_changed(fields: Iterable[str], now: Iterable[Any], before: Iterable[Any]) -> str:
    """The fields that differ, in words: "name, postcode"."""
    differ = (name for name, new, old in zip(fields, now, before, strict=True) if new != old)
    return ", ".join(differ).replace("_", " ")


@dataclass(frozen=True, slots=True)
class Difference:
    """One establishment that a file changes or no longer has; `what` says which fields, as "name, postcode"."""

    urn: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What keeping will write: rows to add, each its fields and mark, ids of rows ended, ids of rows seen again.

    New rows are without the `absent` fields, which the file says nothing of."""

    absent: frozenset[str]
    new: list[tuple[Any, ...]]
    changed: list[tuple[Any, ...]]
    ended: list[int]
    seen: list[int]


def known_now(session: Session) -> KnownNow:
    """What is known now, by URN."""
    days = dict(session.execute(select(RegisterSnapshot.id, RegisterSnapshot.as_at)).all())
    rows = rows_of(
        session, "SELECT urn, id, seen_snapshot_id, mark FROM establishments WHERE until_snapshot_id IS NULL"
    )
    return {urn: Known(row_id, days[seen], mark) for urn, row_id, seen, mark in rows}


def known_lines(now: KnownNow) -> dict[bytes, str]:
    """The URN of each line that need not be read again."""
    return {known.mark: urn for urn, known in now.items() if known.mark is not None}


class Sorter:
    """Sorts rows into new, changed, unchanged and refused, against what is known now."""

    def __init__(self, session: Session, now: KnownNow, as_at: date, register: Register) -> None:
        self._session = session
        self._now = now
        self._as_at = as_at
        self.register = register
        self._absent = [FIELDS.index(name) for name in register.absent]
        self._said = itemgetter(*(index for index, name in enumerate(FIELDS) if name not in register.absent))
        self.plan = Plan(register.absent, [], [], [], [])
        self.changes: list[Difference] = []
        self.read = self.left = 0
        self.refused: list[Refused] = []

    def sort(self, rows: Iterable[Establishment | Refused]) -> None:
        """All rows of the file, a part at a time; then those whose lines were passed over."""
        rest, known, said, marks = iter(rows), self._now, self._said, self.register.marks
        while part := list(islice(rest, _AT_ONCE)):
            taken = [row for row in part if isinstance(row, Establishment)]
            new = [row for row in taken if row[0] not in known] if known else taken
            self.plan.new.extend([(*said(row), marks.pop(row[0], None)) for row in new])
            if len(new) < len(taken):
                self._compare([row for row in taken if row[0] in known])
            self.refused += [row for row in part if isinstance(row, Refused)]
            self.read += len(taken)
        self._passed_over(self.register.passed)

    def _passed_over(self, urns: list[str]) -> None:
        self.read += len(urns)
        for urn in urns:
            known = self._now[urn]
            if known.confirmed > self._as_at:
                self.left += 1
            else:
                self.plan.seen.append(known.row_id)

    def _compare(self, rows: list[Establishment]) -> None:
        """Rows of establishments that are known."""
        newer = [row for row in rows if self._now[row.urn].confirmed <= self._as_at]
        self.left += len(rows) - len(newer)
        before = _fields_of(self._session, [row.urn for row in newer])
        for row in newer:
            was, row_id = before[row.urn], self._now[row.urn].row_id
            fields: list[Any] = list(row)
            for index in self._absent:
                fields[index] = was[index]
            mark = self.register.marks.pop(row.urn, None)
            if tuple(fields) == was:
                self.plan.seen.append(row_id)
                continue
            self.plan.ended.append(row_id)
            self.plan.changed.append((*fields, mark))
            if len(self.changes) < TOLD:
                self.changes.append(Difference(row.urn, row.name, what_changed(FIELDS, fields, was)))

    def gone(self) -> tuple[int, tuple[Difference, ...]]:
        """How many of those known now the file does not have, and the first of them; an older file tells of none that a
        newer one had."""
        missing = self._now.keys() - self.register.seen.keys()
        gone = [urn for urn in missing if self._now[urn].confirmed <= self._as_at]
        told = sorted(gone)[:TOLD]
        names = _fields_of(self._session, told)
        return len(gone), tuple(Difference(urn, names[urn][FIELDS.index("name")], "") for urn in told)


def _fields_of(session: Session, urns: list[str]) -> Mapping[str, tuple[Any, ...]]:
    """The fields of some establishments as they are stored now (dates as ISO text), by URN."""
    rows = rows_of(
        session,
        f"SELECT {', '.join(FIELDS)} FROM establishments WHERE until_snapshot_id IS NULL "
        "AND urn IN (SELECT value FROM json_each(?))",
        (json.dumps(urns),),
    )
    return {row[0]: tuple(row) for row in rows}
