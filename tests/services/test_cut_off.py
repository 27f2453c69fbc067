"""An import that is killed leaves the records whole and as they were before, and the next start says so.

Fifty times each with NPQDESK_KILLS=50; a few times otherwise."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from npqdesk.cli.main import main
from npqdesk.services.cut_off import importing, told_of_cut_off
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Setting
from tests.bench.invented_extract import headings, write_extract
from tests.services.records import DATA, RecordsDesk

KILLS = int(os.environ.get("NPQDESK_KILLS", "3"))
SCHOOLS = 3_000
_IMPORT = """
import sys
from datetime import date
from npqdesk.services.desk import open_desk
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.register_files import keep_register_file, preview_register_file
database, kind, *files = sys.argv[1:]
desk = open_desk(database)
for file in files:
    if kind == "list":
        preview, keep = preview_list(desk, "rise", file, published=date(2025, 8, len(file) % 28 + 1)), keep_list
    else:
        preview, keep = preview_register_file(desk, file, as_at=date(2025, 8, 1)), keep_register_file
    print("ready", flush=True)
    keep(desk, preview)
    print("kept", flush=True)
"""
Files = tuple[Path, Path]


def _registers(folder: Path) -> Files:
    first, second = folder / "edubasealldata20260712.csv", folder / "edubasealldata20260713.csv"
    write_extract(first, headings(DATA / "edubasealldata_full_width.csv"), schools=SCHOOLS)
    write_extract(second, headings(DATA / "edubasealldata_full_width.csv"), schools=SCHOOLS, changed=2)
    return first, second


def _lists(folder: Path) -> Files:
    files = folder / "rise.csv", folder / "rise_later.csv"
    for number, path in enumerate(files, 1):
        path.write_text("\n".join(["School URN", *(str(100_000 + number * each) for each in range(20_000))]))
    return files


def _links(folder: Path) -> Files:
    files = folder / "links.csv", folder / "links_later.csv"
    for number, path in enumerate(files, 1):
        rows = (f"{100_000 + each},{200_000 + number * each},Elm,Predecessor" for each in range(20_000))
        path.write_text("\n".join(["URN,LinkURN,LinkName,LinkType", *rows]))
    return files


def _begun(database: Path, kind: str, *files: Path) -> "subprocess.Popen[str]":
    """An import in a process of its own that has looked through the file and is about to keep it."""
    command = [sys.executable, "-c", _IMPORT, database, kind, *files]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _content(database: Path) -> dict[str, list[object]]:
    """Every row of every table but the settings."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name != "settings"}


def _counts(content: dict[str, list[object]]) -> dict[str, int]:
    return {name: len(rows) for name, rows in content.items()}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on this system")
@pytest.mark.parametrize(("kind", "made"), [("register", _registers), ("list", _lists), ("links", _links)])
def test_a_killed_import_is_told_at_the_next_start(
    kind: str, made: Callable[[Path], Files], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = made(tmp_path)
    before, whole = tmp_path / "before.sqlite3", tmp_path / "whole.sqlite3"
    _begun(before, kind, first).communicate()
    as_before = _content(before)
    shutil.copy(before, whole)
    process, began = _begun(whole, kind, second), time.perf_counter()
    assert process.stdout is not None
    assert process.stdout.readline() == "kept\n"
    lasts = time.perf_counter() - began
    process.communicate()
    counts, chance, told = _counts(_content(whole)), random.Random(), []
    assert counts != _counts(as_before)
    for number in range(KILLS):
        database = tmp_path / f"killed{number}.sqlite3"
        shutil.copy(before, database)
        process = _begun(database, kind, second)
        time.sleep(chance.random() * lasts)
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        main(["register", "status", "--database", str(database)])
        told.append("cut off" in capsys.readouterr().err)
        content = _content(database)
        assert content == as_before or (not told[-1] and _counts(content) == counts)
        assert "kept" not in said or _counts(content) == counts, "what was said to be kept is kept"
        main(["register", "status", "--database", str(database)])
        assert "cut off" not in capsys.readouterr().err, "said once"
        database.unlink()
    assert any(told) or KILLS < 20


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


def test_an_import_within_another_is_a_part_of_it(desk: RecordsDesk) -> None:
    def fail() -> None:
        with importing(desk, "a.zip") as whole:
            with importing(desk, "a.csv") as part:
                assert part is whole
                part.add(Setting(key="a", value="b"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with desk.store.reading() as session:
        assert session.get(Setting, "a") is None
