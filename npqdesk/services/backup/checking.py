"""Proving a backup before anything rests on it: that it is one, whole, byte for byte as made, and not from a newer
npqdesk."""

import hashlib
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from npqdesk.problem import Place, Problem
from npqdesk.services.backup.contents import CONTENTS, RECORDS, Contents, from_json
from npqdesk.services.backup.troubles import NOT_RESTORED, damaged, no_backup, told
from npqdesk.services.progress import Bytes, Progress, Watch, never, nobody_asks
from npqdesk.store import copying
from npqdesk.store.upgrade import REVISIONS

PIECE = 1 << 20
"""Bytes read or written at a time."""
CHECKING = "Checking the backup"
_MOST_SAID = 100_000
"""Bytes of `contents.json`: ours has a thousandth of it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read to its end and is whole."""

    file: Path
    contents: Contents


def check_backup(
    file: Path, *, room: Path, progress: Progress = nobody_asks, cancelled: Callable[[], bool] = never
) -> Backup:
    """Read a backup to its end; `room` is a folder where it is unpacked for a moment, as safe as that of the records.

    Problem when it is none, damaged, or from a newer npqdesk."""
    with told(NOT_RESTORED, file), tempfile.TemporaryDirectory(prefix=".npqdesk-", dir=room) as folder:
        return unpack(file, Path(folder) / RECORDS, Watch(progress, cancelled))


def unpack(file: Path, to: Path, watch: Watch) -> Backup:
    """The records of a backup as a file of their own, proved.  Problem as for `check_backup`; OSError as it comes."""
    with _opened(file) as whole:
        contents = _said(file, whole)
        _refuse_newer(file, contents)
        with to.open("wb") as out:
            digest = _copy(whole, out, contents, watch)
            os.fsync(out.fileno())
    if digest != contents.sha256 or to.stat().st_size != contents.size or not copying.is_whole(str(to)):
        raise damaged(file)
    try:
        if copying.form_of(str(to)) != contents.form:
            raise damaged(file)
    except sqlite3.DatabaseError as error:
        raise damaged(file) from error
    return Backup(file, contents)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """Whatever is wrong with the zip as a Problem; a disk that fails as it comes."""
    is_one = zipfile.is_zipfile(file)
    if not is_one:
        file.stat()
        raise no_backup(file)
    try:
        with zipfile.ZipFile(file) as whole:
            yield whole
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(file) from error


def _said(file: Path, whole: zipfile.ZipFile) -> Contents:
    try:
        if whole.getinfo(CONTENTS).file_size > _MOST_SAID or whole.getinfo(RECORDS).is_dir():
            raise no_backup(file)
        return from_json(whole.read(CONTENTS).decode("utf-8"))
    except (KeyError, ValueError) as error:
        raise no_backup(file) from error


def _refuse_newer(file: Path, contents: Contents) -> None:
    if contents.form not in REVISIONS:
        raise Problem(
            "This backup is from a newer npqdesk",
            f"Version {contents.program} made it, and its records have a form ({contents.form}) that this version does "
            "not know.",
            "Install the newest npqdesk on this computer, then restore it. Your records are as they were.",
            place=Place(file.name),
        )


def _copy(whole: zipfile.ZipFile, out: BinaryIO, contents: Contents, watch: Watch) -> str:
    """Never more than the backup says it holds."""
    digest, done = hashlib.sha256(), 0
    with whole.open(RECORDS) as inside:
        while done <= contents.size and (piece := inside.read(PIECE)):
            watch.step(Bytes(done), contents.size, CHECKING)
            digest.update(piece)
            out.write(piece)
            done += len(piece)
    return digest.hexdigest()
