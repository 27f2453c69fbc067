"""Bringing in Ofsted's lists of childcare providers and childminder agencies: a preview, then one transaction.

Each file is a dated snapshot.  Unchanged providers are not copied again; one that a file of its kind lacks is told as
gone and kept as it was last seen; a row never replaces one that a file of a later day gave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.registers.ofsted import OfstedWords, read_ofsted, read_ofsted_words
from npqdesk.registers.table import Refused
from npqdesk.services.cut_off import importing
from npqdesk.services.ofsted_changes import FIELDS, Sorter, known_now
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import changed_meanwhile, dated, nothing_usable, table_in
from npqdesk.services.register_changes import TOLD, Difference
from npqdesk.store.engine import Constant, insert_rows
from npqdesk.store.other_registers import OfstedProvider, OfstedSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class OfstedStatus:
    """An import of a file of Ofsted's: the day it describes, what it brought, and how many providers are known now."""

    snapshot_id: int
    file_name: str
    sha256: str
    as_at: date
    imported_at: datetime
    rows: int
    added: int
    changed: int
    gone: int
    repeated: int
    refused: int
    providers: int


@dataclass(frozen=True, slots=True)
class OfstedPreview:
    """What keeping a file would do.  `rows` = new + changed + unchanged + left + repeated + refused.

    `changes` and `losses` show the first 200; `left` counts rows older than what is known; `nameless` those whose name
    Ofsted withholds; `told` is what was passed over in the file; `already` the earlier import of the very same file."""

    file_name: str
    sha256: str
    as_at: date
    rows: int
    new: int
    changed: int
    unchanged: int
    left: int
    gone: int
    repeated: int
    nameless: int
    changes: tuple[Difference, ...]
    losses: tuple[Difference, ...]
    refused: tuple[Refused, ...]
    told: tuple[str, ...]
    already: OfstedStatus | None
    plan: Sorter = field(repr=False)
    after: int = field(repr=False)


@cache
def ofsted_words() -> OfstedWords:
    """The headings and words of Ofsted's files."""
    return read_ofsted_words(paths.read_text("lists", "ofsted.toml"))


def preview_ofsted(
    desk: "Desk",
    path: Path | str,
    *,
    as_at: date | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> OfstedPreview:
    """Read a file of Ofsted's and tell what keeping it would do.  Changes nothing.

    `as_at` is the day it describes: else the date in its name, else the day the file was last changed.
    Problem when the file is none of Ofsted's, cannot be read, or is of a day to come; Cancelled when asked to stop."""
    path, words, watch = Path(path), ofsted_words(), Watch(progress, cancelled)
    with desk.store.reading() as session, table_in(path, watch, wanted=words.wanted) as table:
        of = dated(path, table, as_at, desk.today())
        sorter = Sorter(known_now(session), of.day)
        file = read_ofsted(table, words)
        sorter.sort(watch.over(file.rows, table.survey.lines, "Reading the register"), file.absent)
        already = _status_of(session, OfstedSnapshot.sha256 == table.survey.sha256)
        after = _newest_id(session)
    if sorter.read == len(sorter.refused):
        raise nothing_usable(path.name, sorter.refused, "Choose a list of childcare providers as Ofsted publishes it.")
    return _preview(path.name, table.survey.sha256, (*of.told, *table.told), sorter, already, after)


def keep_ofsted(
    desk: "Desk",
    preview: OfstedPreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> OfstedStatus:
    """Keep what a preview showed, all of it or nothing.  A file that was kept before changes nothing.

    Problem when another import was kept since the preview, or the records cannot be written; Cancelled when asked to
    stop."""
    if preview.already is not None:
        return preview.already
    watch = Watch(progress, cancelled)
    with importing(desk, preview.file_name) as session:
        if _newest_id(session) != preview.after:
            raise changed_meanwhile(preview.file_name, "The Ofsted register")
        snapshot = _snapshot(preview, desk.now())
        session.add(snapshot)
        session.flush()
        _write(session, preview.plan, snapshot.id, watch)
        return _status(session, snapshot)


def ofsted_status(desk: "Desk") -> OfstedStatus | None:
    """The import that describes the latest day, or None when no file of Ofsted's has been loaded."""
    with desk.store.reading() as session:
        return _status_of(session)


def _preview(
    file_name: str, sha256: str, told: tuple[str, ...], sorter: Sorter, already: OfstedStatus | None, after: int
) -> OfstedPreview:
    gone = sorter.gone()
    return OfstedPreview(
        file_name=file_name,
        sha256=sha256,
        as_at=sorter.as_at,
        rows=sorter.read,
        new=len(sorter.new),
        changed=len(sorter.changed),
        unchanged=len(sorter.seen),
        left=sorter.left,
        gone=len(gone),
        repeated=sorter.repeated,
        nameless=sorter.nameless,
        changes=tuple(sorter.changes),
        losses=tuple(gone[:TOLD]),
        refused=tuple(sorter.refused),
        told=told,
        already=already,
        plan=sorter,
        after=after,
    )


def _write(session: Session, plan: Sorter, snapshot_id: int, watch: Watch) -> None:
    connection = session.connection()
    for column, ids in (("until_snapshot_id", plan.ended), ("seen_snapshot_id", plan.seen)):
        if ids:
            change = f"UPDATE ofsted_providers SET {column} = {snapshot_id} WHERE id = ?"
            connection.exec_driver_sql(change, [(row_id,) for row_id in ids])
    seen_in: dict[str, Constant] = {"from_snapshot_id": snapshot_id, "seen_snapshot_id": snapshot_id}
    rows = [*plan.changed, *plan.new]
    for start in range(0, len(rows), _AT_ONCE):
        watch.step(start, len(rows), "Keeping the register")
        part: list[tuple[Any, ...]] = list(rows[start : start + _AT_ONCE])
        insert_rows(session, OfstedProvider, FIELDS, part, constants=seen_in)
    watch.step(len(rows), len(rows), "Keeping the register")


def _snapshot(preview: OfstedPreview, now: datetime) -> OfstedSnapshot:
    return OfstedSnapshot(
        file_name=preview.file_name,
        sha256=preview.sha256,
        as_at=preview.as_at,
        imported_at=now,
        types=sorted(preview.plan.types),
        rows=preview.rows,
        added=preview.new,
        changed=preview.changed,
        gone=preview.gone,
        repeated=preview.repeated,
        refused=len(preview.refused),
    )


def _newest_id(session: Session) -> int:
    return session.scalar(select(func.max(OfstedSnapshot.id))) or 0


def _status_of(session: Session, *conditions: Any) -> OfstedStatus | None:
    latest = select(OfstedSnapshot).where(*conditions)
    snapshot = session.scalar(latest.order_by(OfstedSnapshot.as_at.desc(), OfstedSnapshot.id.desc()).limit(1))
    return None if snapshot is None else _status(session, snapshot)


def _status(session: Session, snapshot: OfstedSnapshot) -> OfstedStatus:
    known = select(func.count()).where(OfstedProvider.until_snapshot_id.is_(None))
    counted = ("rows", "added", "changed", "gone", "repeated", "refused")
    names = ("file_name", "sha256", "as_at", "imported_at", *counted)
    given: dict[str, Any] = {name: getattr(snapshot, name) for name in names}
    return OfstedStatus(snapshot_id=snapshot.id, providers=session.scalar(known) or 0, **given)
