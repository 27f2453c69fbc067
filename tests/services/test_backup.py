"""Backups: whole, proved, made while others write; brought back with what was there kept; cut off at any moment."""

import errno
import os
import shutil
import signal
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.backup import checking, making, restoring
from npqdesk.services.backup.checking import check_backup
from npqdesk.services.backup.contents import CONTENTS, RECORDS
from npqdesk.services.backup.making import back_up, backup_name
from npqdesk.services.backup.restoring import restore
from npqdesk.services.backup.server import file_of, refuse_server
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.people import add_person
from npqdesk.services.progress import Cancelled
from npqdesk.store import copying

posix = pytest.mark.skipif(sys.platform == "win32", reason="no fork there; packaging/windows/try ends the program")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(str(tmp_path / "Büro" / "npqdesk.sqlite3"))
    with opened.store.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO settings VALUES ('office', 'as backed up')")
    yield opened
    opened.close()


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """A backup, since when the records have changed."""
    file = tmp_path / backup_name(desk)
    back_up(desk, file)
    say(desk, "later")
    return file


def say(desk: Desk, words: str) -> None:
    with desk.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE settings SET value = ? WHERE key = 'office'", (words,))


def said(records: Path) -> str:
    with closing(sqlite3.connect(records)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return str(connection.execute("SELECT value FROM settings WHERE key = 'office'").fetchone()[0])


def place(desk: Desk) -> Path:
    return refuse_server(desk.place)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_a_backup_brings_everything_back_and_keeps_what_was_there(desk: Desk, backup: Path) -> None:
    done = restore(backup, place(desk), now=desk.now())
    assert said(place(desk)) == "as backed up"
    assert done.before is not None
    assert done.before.name.startswith("npqdesk before restoring 20")
    assert said(done.before) == "later"
    again = restore(done.before.rename(done.before.with_name("a")) and backup, place(desk), now=desk.now())
    assert again.before is not None
    assert left(place(desk).parent) == left(backup.parent) == []


def test_on_a_new_computer_there_is_nothing_to_keep(backup: Path, tmp_path: Path, desk: Desk) -> None:
    new = tmp_path / "new" / "computer" / "npqdesk.sqlite3"
    assert restore(backup, new, now=desk.now()).before is None
    assert said(new) == "as backed up"
    opened = open_desk(str(new))
    opened.close()


def test_a_backup_says_what_it_holds(desk: Desk, tmp_path: Path) -> None:
    add_person(desk, "Zoë Ñandú")
    made = back_up(desk, tmp_path / "a.npqbackup")
    assert made.contents.words() == "1 colleague, 0 answers, 0 letters and 0 applications"
    assert check_backup(made.file, room=tmp_path).contents == made.contents


def test_others_write_while_a_backup_is_made(desk: Desk, tmp_path: Path) -> None:
    def write(_done: int, _all: int | None, words: str) -> None:
        say(desk, words)

    back_up(desk, tmp_path / "a.npqbackup", progress=write)
    assert said(place(desk)) == making.READING, "nobody had to wait"
    restore(tmp_path / "a.npqbackup", place(desk), now=desk.now())
    assert said(place(desk)) in ("as backed up", making.COPYING)


def test_stopping_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    for steps in range(3):
        answers = iter([False] * steps + [True] * 9)
        with pytest.raises(Cancelled):
            back_up(desk, tmp_path / "a.npqbackup", cancelled=lambda answers=answers: next(answers))
        assert not (tmp_path / "a.npqbackup").exists()
        assert left(tmp_path) == left(place(desk).parent) == []


def _changed(backup: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same zip with other contents: a zip's own sums do not tell."""
    other = backup.with_name("other.npqbackup")
    with zipfile.ZipFile(backup) as read, zipfile.ZipFile(other, "w") as written:
        for name in read.namelist():
            written.writestr(name, change(name, read.read(name)))
    return other


def _one_byte(name: str, content: bytes) -> bytes:
    return content.replace(b"as backed up", b"AS backed up") if name == RECORDS else content


def _shorter(name: str, content: bytes) -> bytes:
    return content[:-4096] if name == RECORDS else content


def _longer(name: str, content: bytes) -> bytes:
    return content + bytes(4 << 20) if name == RECORDS else content


def _newer(name: str, content: bytes) -> bytes:
    return content.replace(b'"form": "00', b'"form": "99') if name == CONTENTS else content


def _lying(name: str, content: bytes) -> bytes:
    return content.replace(b'"form": "00', b'"form": "0001", "x": "') if name == CONTENTS else content


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_one_byte, "damaged"),
        (_shorter, "damaged"),
        (_longer, "damaged"),
        (_newer, "newer npqdesk"),
        (_lying, "not a backup"),
        (lambda name, content: b"[]" if name == CONTENTS else content, "not a backup"),
        (lambda name, content: b"\xff" * 9 if name == CONTENTS else content, "not a backup"),
    ],
)
def test_what_is_not_as_it_was_made_is_refused(
    desk: Desk, backup: Path, change: Callable[[str, bytes], bytes], words: str
) -> None:
    with pytest.raises(Problem, match=words):
        restore(_changed(backup, change), place(desk), now=desk.now())
    assert said(place(desk)) == "later"
    assert left(place(desk).parent) == []


@pytest.mark.parametrize("at", [0.3, 0.6, 0.99])
def test_a_damaged_file_is_refused(desk: Desk, backup: Path, at: float) -> None:
    content = bytearray(backup.read_bytes())
    where = int(len(content) * at)
    content[where : where + 40] = b"\0" * 40
    backup.write_bytes(content)
    with pytest.raises(Problem, match=r"This backup is damaged|not a backup"):
        check_backup(backup, room=backup.parent)
    backup.write_bytes(content[: len(content) // 2])
    with pytest.raises(Problem, match="not a backup"):
        restore(backup, place(desk), now=desk.now())
    assert said(place(desk)) == "later"


def test_records_too_damaged_to_read_are_moved_aside_as_they_are(desk: Desk, backup: Path) -> None:
    records = place(desk)
    desk.close()
    wrecked = b"no database at all" * 500
    records.write_bytes(wrecked)
    done = restore(backup, records, now=desk.now())
    assert done.before is not None
    assert done.before.read_bytes() == wrecked
    assert said(records) == "as backed up"


def test_no_room_is_told_before_anything_is_written(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 10, 1000))
    with pytest.raises(Problem, match="The disk has 0 MB free"):
        back_up(desk, backup)
    with pytest.raises(Problem, match="Free some space"):
        restore(backup, place(desk), now=desk.now())
    check_backup(backup, room=backup.parent)
    assert said(place(desk)) == "later"


def test_a_disk_that_fills_up_meanwhile(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = backup.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="The disk is full") as caught:
        back_up(desk, backup)
    assert "Your records are as they were" in caught.value.what_to_do
    with pytest.raises(Problem, match="The disk is full"):
        restore(backup, place(desk), now=desk.now())
    assert backup.read_bytes() == before
    assert said(place(desk)) == "later"
    assert left(place(desk).parent) == left(backup.parent) == []


def test_a_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="The backup was not made"):
        back_up(desk, tmp_path / "none" / "a.npqbackup")
    with pytest.raises(Problem, match="not restored"):
        restore(tmp_path / "none", place(desk), now=desk.now())


def _killed(work: Callable[[], object]) -> None:
    """Run in a process of its own, which kills itself somewhere within."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def _kill(*_arguments: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@posix
@pytest.mark.parametrize("where", [making.COPYING, making.PACKING, making.READING])
def test_killed_while_backing_up(desk: Desk, backup: Path, where: str) -> None:
    before, now = backup.read_bytes(), desk.now()
    desk.close()
    _killed(lambda: back_up(desk, backup, progress=lambda _d, _a, words: _kill() if words == where else None))
    assert backup.read_bytes() == before
    assert said(place(desk)) == "later"
    back_up(desk, backup)
    assert restore(backup, place(desk), now=now).before is not None
    assert said(place(desk)) == "later"


@posix
@pytest.mark.parametrize("where", [checking.CHECKING, restoring.KEEPING, restoring.RESTORING])
def test_killed_while_restoring(desk: Desk, backup: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_PAGES", 5)
    records, now, seen = place(desk), desk.now(), []
    desk.close()

    def progress(_done: int, _all: int | None, words: str) -> None:
        seen.extend([words] if words == where else [])
        if len(seen) > 2 or (seen and where == checking.CHECKING):
            _kill()

    _killed(lambda: restore(backup, records, now=now, progress=progress))
    assert said(records) == "later", "all of the old, or all of the new"
    restore(backup, records, now=now)
    assert said(records) == "as backed up"


def test_records_that_another_program_holds_are_left_alone(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PATIENCE", 1)
    with desk.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE settings SET value = 'held' WHERE key = 'office'")
        with pytest.raises(Problem, match="in use"):
            restore(backup, place(desk), now=desk.now())
    assert said(place(desk)) == "held"


def test_a_server_is_backed_up_where_it_is() -> None:
    assert file_of("sqlite:////tmp/a.sqlite3") == Path("/tmp/a.sqlite3")
    with pytest.raises(Problem, match="in a database server") as caught:
        refuse_server("postgresql://office@server/npqdesk")
    assert "pg_dump" in caught.value.what_to_do
