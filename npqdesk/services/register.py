"""Bringing in the schools register: a preview that changes nothing, then one transaction that keeps it.

Unchanged establishments are not copied again.  One that a file lacks is told as gone, and kept: extracts are often of
a part of
the register only.  What a file has no column for, it says nothing about: an earlier number of pupils stays, with its
census date. A row never replaces one that a file of a later day gave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.registers.gias import GiasWords, read_gias_words
from npqdesk.registers.register import WANTED, Establishment, read_register
from npqdesk.registers.table import Refused, Table
from npqdesk.services.cut_off import importing
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import WHOLE, Dated, Part, changed_meanwhile, dated, nothing_usable, table_in
from npqdesk.services.register_changes import FIELDS, Difference, Plan, Sorter, known_lines, known_now
from npqdesk.store.engine import Constant, insert_rows
from npqdesk.store.tables import EstablishmentRow, RegisterSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class RegisterStatus:
    """An import of the register: the file, the day it describes, what it brought, and how many establishments are
    known now."""

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
    establishments: int


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What keeping a file would do.  `changes` and `losses` show the first 200 of those that changed or are gone.

    `already` is the earlier import of the very same file; `left` counts rows older than what is known, `repeated` those
    that another file in the same zip tells of; `told` are sentences on what was left aside in the file; `urns` is every
    URN in it."""

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
    already: RegisterStatus | None
    plan: Plan = field(repr=False)
    after: int = field(repr=False)
    urns: frozenset[str] = field(repr=False)


@cache
def gias_words() -> GiasWords:
    """The register's types, phases and statuses."""
    return read_gias_words(paths.read_text("lists", "gias.toml"))


def preview_register(
    desk: "Desk",
    path: Path | str,
    *,
    as_at: date | None = None,
    part: Part = WHOLE,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> RegisterPreview:
    """Read a register file and tell what keeping it would do.  Changes nothing.

    `part` is one file of a zip; `as_at` the day it describes: else the date in its name, else the day the file was last
    changed.
    Problem when the file is no register, cannot be read, or is of a day to come; Cancelled when asked to stop."""
    path = Path(path)
    watch = Watch(progress, cancelled)
    with desk.store.reading() as session, table_in(path, watch, wanted=WANTED, part=part.name) as table:
        of, now = dated(path, table, as_at, desk.today()), known_now(session)
        register = read_register(table, gias_words(), known_lines(now), besides=part.besides)
        sorter = Sorter(session, now, of.day, register)
        sorter.sort(watch.over(register.rows, table.survey.lines, "Reading the register"))
        gone = (0, ()) if part.more else sorter.gone()
        already = _status_of(session, RegisterSnapshot.sha256 == table.survey.sha256)
        after = newest_snapshot(session)
    if not sorter.read and not register.repeated:
        raise nothing_usable(
            path.name, sorter.refused, "Choose a register file as Get Information about Schools gives it."
        )
    return _preview(part.file_name(path), table, of, sorter, gone, already, after)


def keep_register(
    desk: "Desk",
    preview: RegisterPreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> RegisterStatus:
    """Keep what a preview showed, all of it or nothing.  A file that was kept before changes nothing.

    Problem when another import was kept since the preview, or the records cannot be written; Cancelled when asked to
    stop."""
    if preview.already is not None:
        return preview.already
    watch, plan = Watch(progress, cancelled), preview.plan
    with importing(desk, preview.file_name) as session:
        if newest_snapshot(session) != preview.after:
            raise changed_meanwhile(preview.file_name)
        snapshot = _snapshot(preview, desk.now())
        session.add(snapshot)
        session.flush()
        _write(session, plan, snapshot.id, watch)
        watch.step(preview.new + preview.changed, preview.new + preview.changed, "Keeping the register")
        return _status(session, snapshot)


def newest_snapshot(session: Session) -> int:
    """The number of the last import that was kept; 0 when there is none."""
    return session.scalar(select(func.max(RegisterSnapshot.id))) or 0


def register_status(desk: "Desk") -> RegisterStatus | None:
    """The import that describes the latest day, or None when no register has been loaded."""
    with desk.store.reading() as session:
        return _status_of(session)


def _preview(
    file_name: str,
    table: Table,
    of: Dated,
    sorter: Sorter,
    gone: tuple[int, tuple[Difference, ...]],
    already: RegisterStatus | None,
    after: int,
) -> RegisterPreview:
    return RegisterPreview(
        file_name=file_name,
        sha256=table.survey.sha256,
        as_at=of.day,
        told=(*of.told, *table.told),
        rows=sorter.read + len(sorter.refused) + len(sorter.register.repeated),
        new=len(sorter.plan.new),
        changed=len(sorter.plan.changed),
        unchanged=len(sorter.plan.seen),
        left=sorter.left,
        gone=gone[0],
        repeated=len(sorter.register.repeated),
        changes=tuple(sorter.changes),
        losses=gone[1],
        refused=tuple(sorter.refused),
        already=already,
        plan=sorter.plan,
        after=after,
        urns=frozenset(sorter.register.seen),
    )


def _write(session: Session, plan: Plan, snapshot_id: int, watch: Watch) -> None:
    connection = session.connection()
    for column, ids in (("until_snapshot_id", plan.ended), ("seen_snapshot_id", plan.seen)):
        if ids:
            change = f"UPDATE establishments SET {column} = {snapshot_id} WHERE id BETWEEN ? AND ?"
            connection.exec_driver_sql(change, _runs(ids))
    seen_in: dict[str, Constant] = {"from_snapshot_id": snapshot_id, "seen_snapshot_id": snapshot_id}
    unsaid: dict[str, Constant] = {
        name: None if name in Establishment._field_defaults else "" for name in FIELDS if name in plan.absent
    }
    said = [name for name in FIELDS if name not in plan.absent]
    total, done = len(plan.new) + len(plan.changed), 0
    for columns, rows, constants in ((said, plan.new, seen_in | unsaid), (FIELDS, plan.changed, seen_in)):
        for start in range(0, len(rows), _AT_ONCE):
            watch.step(done + start, total, "Keeping the register")
            part = rows[start : start + _AT_ONCE]
            insert_rows(session, EstablishmentRow, (*columns, "mark"), part, constants=constants)
        done += len(rows)


def _runs(ids: list[int]) -> list[tuple[int, int]]:
    """The first and last of each run of ids without a gap: a hundred times fewer than the ids of a register."""
    ids = sorted(ids)
    starts = [place for place, row_id in enumerate(ids) if place == 0 or row_id != ids[place - 1] + 1]
    return [(ids[start], ids[end - 1]) for start, end in zip(starts, [*starts[1:], len(ids)], strict=True)]


def _snapshot(preview: RegisterPreview, now: datetime) -> RegisterSnapshot:
    return RegisterSnapshot(
        file_name=preview.file_name,
        sha256=preview.sha256,
        as_at=preview.as_at,
        imported_at=now,
        rows=preview.rows,
        added=preview.new,
        changed=preview.changed,
        gone=preview.gone,
        refused=len(preview.refused),
    )


def _status_of(session: Session, *conditions: Any) -> RegisterStatus | None:
    latest = select(RegisterSnapshot).where(*conditions)
    latest = latest.order_by(RegisterSnapshot.as_at.desc(), RegisterSnapshot.id.desc()).limit(1)
    snapshot = session.scalar(latest)
    return None if snapshot is None else _status(session, snapshot)


def _status(session: Session, snapshot: RegisterSnapshot) -> RegisterStatus:
    known = select(func.count()).where(EstablishmentRow.until_snapshot_id.is_(None))
    given: Mapping[str, Any] = {
        name: getattr(snapshot, name)
        for name in ("file_name", "sha256", "as_at", "imported_at", "rows", "added", "changed", "gone", "refused")
    }
    return RegisterStatus(snapshot_id=snapshot.id, establishments=session.scalar(known) or 0, **given)
