"""A new register against the one that is known: what is new, changed, the same, gone, or older than what we have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.folding import SEARCHED, search_texts
from npqdesk.registers.register import Establishment
from npqdesk.registers.table import Refused
from npqdesk.store.tables import RegisterSnapshot

FIELDS = Establishment._fields
TOLD = 200
_AT_ONCE = 500
_SEARCHED = itemgetter(*map(FIELDS.index, SEARCHED))
KnownNow = dict[str, tuple[int, date, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One establishment that a file changes or no longer has; `what` says which fields, as "name, postcode"."""

    urn: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What keeping will write: rows to add, each its fields and search text, ids of rows ended, ids of rows seen again.

    New rows are without the `absent` fields, which the file says nothing of."""

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
        self._said = itemgetter(*(index for index, name in enumerate(FIELDS) if name not in absent))
        self._found: set[str] = set()
        self.plan = Plan(absent, [], [], [], [])
        self.changes: list[Difference] = []
        self.read = self.left = 0
        self.refused: list[Refused] = []

    def sort(self, rows: Iterable[Establishment | Refused]) -> None:
        """All rows of the file, a part at a time."""
        rest, known, said = iter(rows), self._now, self._said
        while part := list(islice(rest, _AT_ONCE)):
            taken = [row for row in part if isinstance(row, Establishment)]
            new = [row for row in taken if row[0] not in known] if known else taken
            self.plan.new.extend([(*said(row), text) for row, text in _with_text(new)])
            if known:
                changed = filter(None, [self._changed(row, *known[row[0]]) for row in taken if row[0] in known])
                self.plan.changed.extend([(*row, text) for row, text in _with_text(list(changed))])
            self.refused += [row for row in part if isinstance(row, Refused)]
            self.read += len(taken)

    def _changed(self, row: Establishment, row_id: int, confirmed: date, was: tuple[Any, ...]) -> Establishment | None:
        """What a row leaves known of its establishment, where it is another than was known; None where it changes
        nothing."""
        self._found.add(row.urn)
        if confirmed > self._as_at:
            self.left += 1
            return None
        fields: list[Any] = list(row)
        for index in self._absent:
            fields[index] = was[index]
        if tuple(fields) == was:
            self.plan.seen.append(row_id)
            return None
        self.plan.ended.append(row_id)
        if len(self.changes) < TOLD:
            what = ", ".join(name for name, new, old in zip(FIELDS, fields, was, strict=True) if new != old)
            self.changes.append(Difference(row.urn, row.name, what.replace("_", " ")))
        return Establishment._make(fields)

    def gone(self) -> list[Difference]:
        """Those known now that the file does not have."""
        name = FIELDS.index("name")
        return [
            Difference(urn, fields[name], "") for urn, (_, _, fields) in self._now.items() if urn not in self._found
        ]


def _with_text(rows: list[Establishment]) -> Iterator[tuple[Establishment, str]]:
    return zip(rows, search_texts(map(_SEARCHED, rows)), strict=True)
