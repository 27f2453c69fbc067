"""An import that is killed leaves the records whole and as they were before, and the next start says so.

Fifty times with NPQDESK_KILLS=50; a few times otherwise."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from npqdesk.cli.main import main
from npqdesk.services.cut_off import importing, told_of_cut_off
from npqdesk.services.register import keep_register, preview_register
from npqdesk.store.engine import open_store
from tests.bench.invented_extract import headings, write_extract
from tests.services.records import DATA, RecordsDesk

KILLS = int(os.environ.get("NPQDESK_KILLS", "6"))
SCHOOLS = 3_000
_IMPORT = """
import sys
from npqdesk.services.desk import open_desk
from npqdesk.services.register import keep_register, preview_register
desk = open_desk(sys.argv[1])
preview = preview_register(desk, sys.argv[2])
print("ready", flush=True)
keep_register(desk, preview)
print("kept", flush=True)
"""


def _begun(database: Path, file: Path) -> "subprocess.Popen[str]":
    """An import in a process of its own that has looked through the file and is about to keep it."""
    process = subprocess.Popen([sys.executable, "-c", _IMPORT, database, file], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _content(database: Path) -> list[object]:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [
            *connection.execute("SELECT * FROM register_snapshots ORDER BY id"),
            *connection.execute("SELECT * FROM establishments ORDER BY id"),
        ]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on this system")
def test_a_killed_import_is_told_at_the_next_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "edubasealldata20260712.csv", tmp_path / "edubasealldata20260713.csv"
    write_extract(first, headings(DATA / "edubasealldata_full_width.csv"), schools=SCHOOLS)
    write_extract(second, headings(DATA / "edubasealldata_full_width.csv"), schools=SCHOOLS, changed=2)
    before, whole = tmp_path / "before.sqlite3", tmp_path / "whole.sqlite3"
    desk = RecordsDesk(open_store(f"sqlite:///{before}"))
    keep_register(desk, preview_register(desk, first))
    desk.store.close()
    as_before = _content(before)
    shutil.copy(before, whole)
    process, began = _begun(whole, second), time.perf_counter()
    assert process.stdout is not None
    assert process.stdout.readline() == "kept\n"
    lasts = time.perf_counter() - began
    process.communicate()
    chance, told = random.Random(), []
    for number in range(KILLS):
        database = tmp_path / f"killed{number}.sqlite3"
        shutil.copy(before, database)
        process = _begun(database, second)
        time.sleep(chance.random() * lasts)
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        assert main(["register", "status", "--database", str(database)]) == 0
        told.append("cut off" in capsys.readouterr().err)
        if told[-1] or ("kept" not in said and len(_content(database)) == len(as_before)):
            assert _content(database) == as_before
        else:
            assert len(_content(database)) == len(as_before) + 1 + SCHOOLS // 2
        assert main(["register", "status", "--database", str(database)]) == 0
        assert capsys.readouterr().err == "", "said once"
    assert any(told)


@pytest.fixture
def desk(tmp_path: Path):
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


def test_an_import_that_ends_by_itself_is_not_told(desk: RecordsDesk) -> None:
    with importing(desk, "a.csv"):
        assert told_of_cut_off(desk) == "", "nor while it goes on"
    assert told_of_cut_off(desk) == ""
    with pytest.raises(RuntimeError), importing(desk, "a.csv"):
        raise RuntimeError
    assert told_of_cut_off(desk) == ""
