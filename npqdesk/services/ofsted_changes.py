"""A new file of Ofsted's against what is known: what is new, changed, the same, gone, or older than what we have."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.ofsted import Provider, Repeated
from npqdesk.registers.table import Refused
from npqdesk.services.register_changes import TOLD, Difference, what_changed
from npqdesk.store.other_registers import OfstedSnapshot
from npqdesk.store.plain_sql import rows_of

FIELDS = Provider._fields
KnownNow = dict[str, tuple[int, date, tuple[Any, ...]]]


def known_now(session: Session) -> KnownNow:
    """By Ofsted number: the row's id, the day it was last confirmed, and its fields."""
    days = dict(session.execute(select(OfstedSnapshot.id, OfstedSnapshot.as_at)).all())
    rows = rows_of(
        session,
        f"SELECT id, seen_snapshot_id, {', '.join(FIELDS)} FROM ofsted_providers WHERE until_snapshot_id IS NULL",
    )
    return {row[2]: (row[0], days[row[1]], tuple(row[2:])) for row in rows}


@dataclass(slots=True)
class Sorter:
    """Sorts the rows of a file of the day `as_at`; `ended` and `seen` are ids of rows kept before.

    What the file has no column for stays as it was known.  Every row is counted once: new, changed, seen, left (older
    than what is known), repeated or refused."""

    now: KnownNow
    as_at: date
    new: list[Provider] = field(default_factory=list)
    changed: list[Provider] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    changes: list[Difference] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    left: int = 0
    repeated: int = 0
    nameless: int = 0
    _found: set[str] = field(default_factory=set)

    def sort(self, rows: Iterable[Provider | Refused | Repeated], absent: frozenset[str]) -> None:
        """All rows of a file that has no column for the fields `absent`."""
        for row in rows:
            if isinstance(row, Refused):
                self.refused.append(row)
            elif isinstance(row, Repeated):
                self.repeated += 1
            else:
                self._take(row, absent)

    @property
    def read(self) -> int:
        """How many rows the file has."""
        taken = len(self.new) + len(self.changed) + len(self.seen) + self.left
        return taken + self.repeated + len(self.refused)

    def gone(self) -> list[Difference]:
        """Those known now, of the kinds in the file, that the file does not have."""
        of_type, name = FIELDS.index("type_name"), FIELDS.index("name")
        return [
            Difference(number, fields[name], "")
            for number, (_, confirmed, fields) in self.now.items()
            if fields[of_type] in self.types and number not in self._found and confirmed <= self.as_at
        ]

    def _take(self, row: Provider, absent: frozenset[str]) -> None:
        self._found.add(row.number)
        self.types.add(row.type_name)
        self.nameless += not row.name
        if row.number not in self.now:
            self.new.append(row)
            return
        row_id, confirmed, was = self.now[row.number]
        row = row._replace(**{name: was[FIELDS.index(name)] for name in absent})
        if confirmed > self.as_at:
            self.left += 1
        elif was == row:
            self.seen.append(row_id)
        else:
            self.ended.append(row_id)
            self.changed.append(row)
            if len(self.changes) < TOLD:
                self.changes.append(Difference(row.number, row.name, what_changed(FIELDS, row, was)))
