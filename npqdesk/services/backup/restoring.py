"""Bringing a backup back in the place of the records of now, which stay beside them as a copy.

The backup is proved first.  Records that can be read are replaced in one transaction, so that whoever is cut off has
either the old or the new; records that are too damaged for that are moved aside as they are."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from npqdesk.services.backup.checking import Backup, unpack
from npqdesk.services.backup.making import part_of
from npqdesk.services.backup.troubles import NOT_RESTORED, need_room, told
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.store import copying

KEEPING, RESTORING = "Keeping what is there now", "Bringing the records back"
STEPS = ("Checking the backup", KEEPING, RESTORING)
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where the records that were there before are now; None where there were none."""

    backup: Backup
    before: Path | None


def restore(
    file: Path,
    records: Path,
    *,
    now: datetime | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> Restored:
    """Put the records of a backup in the place of those at `records`.

    Problem when it is no backup, damaged or newer, when there is no room, or another program holds the records; they
    are then as they were.  `now` names the copy of what was there."""
    watch = Watch(progress, cancelled)
    with told(NOT_RESTORED, file):
        records.parent.mkdir(parents=True, exist_ok=True)
        size = file.stat().st_size + (records.stat().st_size if records.exists() else 0)
        need_room(NOT_RESTORED, records.parent, 2 * size)
        with part_of(records) as part:
            backup = unpack(file, part, watch)
            before = _kept_aside(records, now or datetime.now(UTC), watch) if records.exists() else None
            _put(part, records, before, watch)
    return Restored(backup, before)


def _kept_aside(records: Path, now: datetime, watch: Watch) -> Path:
    """A copy of the records under a name of its own: through SQLite where it can read them, else as they lie there."""
    aside = _free_name(records, now)
    with part_of(aside) as part:
        try:
            copying.copy_whole(str(records), str(part), step=lambda done, all_: watch.step(done, all_, KEEPING))
            copying.make_single(str(part))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # no room, locked: not the fault of the records
                raise
            part.unlink(missing_ok=True)
            shutil.copy2(records, part)
            for ending in filter(lambda each: Path(f"{records}{each}").exists(), _BESIDE):
                shutil.copy2(f"{records}{ending}", f"{aside}{ending}")
        part.replace(aside)
    return aside


def _put(part: Path, records: Path, before: Path | None, watch: Watch) -> None:
    if before is not None and copying.is_whole(str(records)):
        copying.copy_whole(str(part), str(records), step=lambda done, all_: watch.progress(done, all_, RESTORING))
        return
    for ending in _BESIDE:  # what belongs to the damaged records must not be read into the new ones
        Path(f"{records}{ending}").unlink(missing_ok=True)
    part.replace(records)


def _free_name(records: Path, now: datetime) -> Path:
    stem = f"{records.stem} before restoring {now.astimezone():%Y-%m-%d %H%M}"
    names = [stem, *(f"{stem} ({number})" for number in range(2, 100))]
    return next(path for path in (records.with_name(f"{each}{records.suffix}") for each in names) if not path.exists())
