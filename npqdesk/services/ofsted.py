"""Bringing in Ofsted's lists of childcare providers and childminder agencies: a preview, then one transaction.

Each file is a dated snapshot.  Unchanged providers are not copied again; one that a file of its kind lacks is told as
gone and kept as it was last seen; a row never replaces one that a file of a later day gave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.registers.ofsted import OfstedWords, read_ofsted, read_ofsted_words
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
from npqdesk.services.ofsted_changes import FIELDS, Sorter, known_now
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import dated, nothing_usable, table_in
from npqdesk.services.register_changes import TOLD
from npqdesk.store.other_registers import OfstedProvider, OfstedSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class OfstedPreview(PlacesPreview):
    """What keeping a file of Ofsted's would do.  `rows` = new + changed + unchanged + left + repeated + refused.

    `nameless` counts those whose name Ofsted withholds."""

    nameless: int
    plan: Sorter = field(repr=False)


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
        already = kept_before(session, OfstedSnapshot, table.survey.sha256)
        after = newest(session, OfstedSnapshot)
    if sorter.read == len(sorter.refused):
        raise nothing_usable(path.name, sorter.refused, "Choose a list of childcare providers as Ofsted publishes it.")
    return _preview(path.name, table.survey.sha256, (*of.told, *table.told), sorter, already, after)


def keep_ofsted(
    desk: "Desk",
    preview: OfstedPreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> Imported:
    """Keep what a preview showed, all of it or nothing.  A file that was kept before changes nothing.

    Problem when another import was kept since the preview, or the records cannot be written; Cancelled when asked to
    stop."""
    if preview.already is not None:
        return preview.already
    watch = Watch(progress, cancelled)
    with keeping(desk, preview.file_name, OfstedSnapshot, preview.after, "The Ofsted register") as session:
        snapshot = _snapshot(preview, desk.now())
        session.add(snapshot)
        session.flush()
        _write(session, preview.plan, snapshot.id, watch)
        return imported(session, snapshot)


def ofsted_status(desk: "Desk") -> Imported | None:
    """The import that last confirmed most of the providers, or None when no file of Ofsted's has been loaded."""
    with desk.store.reading() as session:
        return status_of(session, OfstedSnapshot)


def _preview(
    file_name: str, sha256: str, told: tuple[str, ...], sorter: Sorter, already: Imported | None, after: int
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
    for column, ids in (("until_snapshot_id", plan.ended), ("seen_snapshot_id", plan.seen)):
        point(session, OfstedProvider, column, ids, snapshot_id)
    rows = [*plan.changed, *plan.new]
    seen_in = {"from_snapshot_id": snapshot_id, "seen_snapshot_id": snapshot_id}
    put(session, OfstedProvider, FIELDS, rows, constants=seen_in, step=steps(watch, len(rows)))


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
