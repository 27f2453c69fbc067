"""Making a backup while the program runs: a copy of the records as they are at one moment, packed, read back, checked.

The file takes its place only when all that is in it was read back as it was written."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk import __version__
from npqdesk.problem import Problem
from npqdesk.services.backup.checking import PIECE, Backup, check_backup
from npqdesk.services.backup.contents import (
    CONTENTS,
    COUNTED,
    ENDING,
    GUIDE,
    GUIDE_TEXT,
    RECORDS,
    Contents,
    as_json,
    day_words,
)
from npqdesk.services.backup.server import refuse_server
from npqdesk.services.backup.troubles import NOT_MADE, need_room, told
from npqdesk.services.progress import Bytes, Progress, Watch, never, nobody_asks
from npqdesk.store import copying
from npqdesk.store.tables import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from npqdesk.services.desk import Desk

COPYING, PACKING, READING = "Copying the records", "Packing the file", "Reading it back"
STEPS = (COPYING, PACKING, READING)
_LAST = "backup.last"


def backup_name(desk: "Desk") -> str:
    """What a backup of today is called."""
    return f"npqdesk {desk.today().isoformat()}{ENDING}"


def back_up(
    desk: "Desk", file: Path, *, progress: Progress = nobody_asks, cancelled: "Callable[[], bool]" = never
) -> Backup:
    """Make a backup of the open records in `file`, in whose place it comes only once it is whole.

    Problem when there is no room, it cannot be written, or the records are damaged; Cancelled when asked to stop."""
    records, watch = refuse_server(desk.place), Watch(progress, cancelled)
    with told(NOT_MADE, file):
        size = records.stat().st_size + _size(Path(f"{records}-wal"))
        for folder in {records.parent, file.absolute().parent}:
            need_room(NOT_MADE, folder, size)
        with part_of(records) as copy, part_of(file) as packed:
            copying.copy_whole(str(records), str(copy), step=lambda done, all_: watch.step(done, all_, COPYING))
            copying.make_single(str(copy))
            _pack(copy, packed, desk.now(), watch)
            made = check_backup(
                packed, room=records.parent, progress=lambda done, all_, _say: watch.step(done, all_, READING)
            )
            packed.replace(file)
    _remember(desk, file, made.contents)
    return Backup(file, made.contents)


def last_backup(desk: "Desk") -> str:
    """When the last backup of these records was made and under which name; "" for none that is known of."""
    with desk.store.reading() as session:
        row = session.get(Setting, _LAST)
    moment, _, name = (row.value if row is not None else "").partition(" ")
    return f"{day_words(datetime.fromisoformat(moment))}, as {name}" if moment else ""


def _remember(desk: "Desk", file: Path, contents: Contents) -> None:
    with suppress(Problem), desk.store.writing() as session:  # records that are only read can be backed up too
        session.merge(Setting(key=_LAST, value=f"{contents.made_at.isoformat()} {file.name}"))


@contextmanager
def part_of(file: Path) -> Iterator[Path]:
    """Where something is made that is to lie beside `file`, or in its place; what is left of it goes."""
    part = file.absolute().with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def _pack(copy: Path, packed: Path, now: datetime, watch: Watch) -> None:
    size, digest, done = copy.stat().st_size, hashlib.sha256(), 0
    with packed.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as whole:
            with copy.open("rb") as records, whole.open(RECORDS, "w", force_zip64=True) as inside:
                while piece := records.read(PIECE):
                    watch.step(Bytes(done), size, PACKING)
                    digest.update(piece)
                    inside.write(piece)
                    done += len(piece)
            contents = _contents(copy, now, size, digest.hexdigest())
            whole.writestr(CONTENTS, as_json(contents))
            whole.writestr(GUIDE, GUIDE_TEXT.format(day=day_words(now)).replace("\n", "\r\n"))
        out.flush()
        os.fsync(out.fileno())


def _contents(copy: Path, now: datetime, size: int, sha256: str) -> Contents:
    form = copying.form_of(str(copy))
    holds = copying.counts(str(copy), COUNTED)
    return Contents(now, __version__, form, size, sha256, holds)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
