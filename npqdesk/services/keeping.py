"""How the import of an official file is kept: all of it or nothing, a part at a time, and what is then known of it.

Registers are kept as snapshots: a row counts from one snapshot until another, and knows the last that confirmed it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from npqdesk.registers.table import Refused
from npqdesk.services.cut_off import importing
from npqdesk.services.progress import Watch
from npqdesk.services.reading import changed_meanwhile
from npqdesk.services.register_changes import Difference
from npqdesk.store.base import Base
from npqdesk.store.other_registers import OfstedProvider, OfstedSnapshot
from npqdesk.store.plain_sql import Constant, change_rows, insert_rows
from npqdesk.store.tables import EstablishmentRow, RegisterSnapshot, RelationFileRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

SAY = "Keeping the register"
_AT_ONCE = 2_000
_Imports = type[RegisterSnapshot] | type[OfstedSnapshot] | type[RelationFileRow]

_Snapshot = TypeVar("_Snapshot", RegisterSnapshot, OfstedSnapshot)


@dataclass(frozen=True, slots=True)
class Imported:
    """One import of a register: the file, the day it describes, what it brought, and how many places are `known` now.

    `repeated` is nought for the schools register, which refuses what stands there twice."""

    snapshot_id: int
    file_name: str
    sha256: str
    as_at: date
    imported_at: datetime
    rows: int
    added: int
    changed: int
    gone: int
    refused: int
    repeated: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesPreview:
    """What keeping a file of places would do.  `changes` and `losses` show the first 200 of those that changed or are
    gone.

    `left` counts rows older than what is known, `repeated` those that are told of twice; `told` are sentences on what
    was left aside in the file; `already` is the earlier import of the very same file."""

    file_name: str
    sha256: str
    as_at: date
    told: tuple[str, ...]
    rows: int
    new: int
    changed: int
    unchanged: int
    left: int
    gone: int
    repeated: int
    changes: tuple[Difference, ...]
    losses: tuple[Difference, ...]
    refused: tuple[Refused, ...]
    already: Imported | None
    after: int = field(repr=False)


@contextmanager
def keeping(
    desk: "Desk", file_name: str, imports: _Imports, after: int, register: str = "The register"
) -> Iterator[Session]:
    """A session whose changes are all kept or none.  Problem when another import was kept after number `after`."""
    with importing(desk, file_name) as session:
        if newest(session, imports) != after:
            raise changed_meanwhile(file_name, register)
        yield session


def newest(session: Session, imports: _Imports) -> int:
    """The number of the last import that was kept; 0 when there is none."""
    return session.scalar(select(func.max(imports.id))) or 0


def put(
    session: Session,
    table: type[Base],
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    constants: Mapping[str, Constant],
    step: Callable[[int], object],
) -> None:
    """Add many rows, a part at a time; `step` is told how many are done, and may raise to stop."""
    for start in range(0, len(rows), _AT_ONCE):
        step(start)
        insert_rows(session, table, columns, list(rows[start : start + _AT_ONCE]), constants=constants)
    step(len(rows))


def steps(watch: Watch, total: int, *, before: int = 0, say: str = SAY) -> Callable[[int], None]:
    """What tells a watch how many of `total` rows are done, `before` having been so already."""
    return lambda done: watch.step(before + done, total, say)


def point(session: Session, table: type[Base], column: str, ids: Sequence[int], number: int) -> None:
    """Set a column of many rows to the number of an import."""
    if ids:
        change = f"UPDATE {table.__tablename__} SET {column} = {int(number)} WHERE id BETWEEN ? AND ?"
        change_rows(session, change, _runs(ids))


def imported(session: Session, snapshot: RegisterSnapshot | OfstedSnapshot) -> Imported:
    """What there is to say of an import."""
    table = _table(type(snapshot))
    known = select(func.count()).where(table.until_snapshot_id.is_(None))
    counted = ("rows", "added", "changed", "gone", "refused")
    given = {name: getattr(snapshot, name) for name in ("file_name", "sha256", "as_at", "imported_at", *counted)}
    repeated = snapshot.repeated if isinstance(snapshot, OfstedSnapshot) else 0
    return Imported(snapshot_id=snapshot.id, known=session.scalar(known) or 0, repeated=repeated, **given)


def kept_before(session: Session, snapshots: type[_Snapshot], sha256: str) -> Imported | None:
    """The import of the file of that hash that describes the latest day; None when it was never kept."""
    wanted = select(snapshots).where(snapshots.sha256 == sha256)
    snapshot = session.scalar(wanted.order_by(snapshots.as_at.desc(), snapshots.id.desc()).limit(1))
    return None if snapshot is None else imported(session, snapshot)


def status_of(session: Session, snapshots: type[_Snapshot], *counts: ColumnElement[bool]) -> Imported | None:
    """The import that last confirmed most of the places for which all of `counts` hold; None when nothing is known.

    A later file of a few kinds of places alone says nothing of the others, and makes none of them newer."""
    found = last_told(session, snapshots, *counts)
    return imported(session, session.get_one(snapshots, found[0])) if found else None


def last_told(
    session: Session, snapshots: type[RegisterSnapshot] | type[OfstedSnapshot], *counts: ColumnElement[bool]
) -> tuple[int, ...]:
    """The numbers of the imports that were the last to tell of some place, first those that told of most that count."""
    table = _table(snapshots)
    seen, how_many = table.seen_snapshot_id, func.count().filter(*counts)
    known = select(seen).where(table.until_snapshot_id.is_(None)).group_by(seen)
    return tuple(session.scalars(known.order_by(how_many.desc(), seen.desc())))


def _table(snapshots: type[RegisterSnapshot] | type[OfstedSnapshot]) -> type[EstablishmentRow] | type[OfstedProvider]:
    return OfstedProvider if snapshots is OfstedSnapshot else EstablishmentRow


def _runs(ids: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of each run of ids without a gap: a hundred times fewer than the ids of a register."""
    ordered = sorted(ids)
    breaks = [place for place, (one, next_one) in enumerate(pairwise(ordered), 1) if next_one != one + 1]
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return [(ordered[start], ordered[end - 1]) for start, end in zip(starts, ends, strict=True)]
