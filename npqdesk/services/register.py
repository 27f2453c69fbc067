"""Bringing in the schools register: a preview that changes nothing, then one transaction that keeps it.

Unchanged establishments are not copied again.  One that a file lacks is told as gone, and kept: extracts are often of
a part of
the register only.  What a file has no column for, it says nothing about: an earlier number of pupils stays, with its
census date. A row never replaces one that a file of a later day gave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.registers.gias import GiasWords, read_gias_words
from npqdesk.registers.register import CLOSED, WANTED, Establishment, read_register
from npqdesk.registers.table import Table
from npqdesk.services.keeping import (
    Imported,
    PlacesPreview,
    imported,
    keeping,
    kept_before,
    newest,
    point,
    put,
    status_of,
    steps,
)
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import WHOLE, Dated, Part, dated, nothing_usable, table_in
from npqdesk.services.register_changes import FIELDS, Difference, Plan, Sorter, known_lines, known_now
from npqdesk.store.plain_sql import Constant
from npqdesk.store.tables import EstablishmentRow, RegisterSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPreview(PlacesPreview):
    """What keeping a file of the schools register would do; `urns` is every URN in it.

    `repeated` counts the rows that another file in the same zip tells of."""

    plan: Plan = field(repr=False)
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
        already = kept_before(session, RegisterSnapshot, table.survey.sha256)
        after = newest(session, RegisterSnapshot)
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
) -> Imported:
    """Keep what a preview showed, all of it or nothing.  A file that was kept before changes nothing.

    Problem when another import was kept since the preview, or the records cannot be written; Cancelled when asked to
    stop."""
    if preview.already is not None:
        return preview.already
    watch, plan = Watch(progress, cancelled), preview.plan
    with keeping(desk, preview.file_name, RegisterSnapshot, preview.after) as session:
        snapshot = _snapshot(preview, desk.now())
        session.add(snapshot)
        session.flush()
        _write(session, plan, snapshot.id, watch)
        return imported(session, snapshot)


def register_status(desk: "Desk") -> Imported | None:
    """The import that last confirmed most of the places that are not closed: the day that the register is of; None
    when none has been loaded."""
    with desk.store.reading() as session:
        return status_of(session, RegisterSnapshot, EstablishmentRow.status_code != CLOSED)


def _preview(
    file_name: str,
    table: Table,
    of: Dated,
    sorter: Sorter,
    gone: tuple[int, tuple[Difference, ...]],
    already: Imported | None,
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
    for column, ids in (("until_snapshot_id", plan.ended), ("seen_snapshot_id", plan.seen)):
        point(session, EstablishmentRow, column, ids, snapshot_id)
    seen_in: dict[str, Constant] = {"from_snapshot_id": snapshot_id, "seen_snapshot_id": snapshot_id}
    unsaid: dict[str, Constant] = {
        name: None if name in Establishment._field_defaults else "" for name in FIELDS if name in plan.absent
    }
    said = [name for name in FIELDS if name not in plan.absent]
    total = len(plan.new) + len(plan.changed)
    step = steps(watch, total)
    put(session, EstablishmentRow, (*said, "mark"), plan.new, constants=seen_in | unsaid, step=step)
    step = steps(watch, total, before=len(plan.new))
    put(session, EstablishmentRow, (*FIELDS, "mark"), plan.changed, constants=seen_in, step=step)


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
