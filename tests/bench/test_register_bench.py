"""The import of a whole register, as a multiple of the bare floor that anyone could write in its stead: the same
columns straight from csv into sqlite3.  Beside it the memory that it takes, and the same register on another day."""

import csv
import sqlite3
import subprocess
import sys
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from time import perf_counter, process_time

import pytest

from npqdesk.registers.register import COLUMNS
from npqdesk.services.keeping import Imported
from npqdesk.services.register import keep_register, preview_register
from npqdesk.store.engine import open_store
from tests.bench.invented_extract import SCHOOLS, headings, write_extract
from tests.services.records import DATA, RecordsDesk

ROUNDS, MEGABYTES = 5, 300
MOST = {"first": 2.0, "same file": 1.0, "next day": 1.0}
FULL_WIDTH = DATA / "edubasealldata_full_width.csv"
_PEAK = """
import sys
from npqdesk.services.desk import open_desk
from npqdesk.services.register import keep_register, preview_register
desk = open_desk(sys.argv[1])
for file in sys.argv[2:]:
    keep_register(desk, preview_register(desk, file))
with open("/proc/self/status") as status:
    print(next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM")))
"""


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The invented extract of one day, and of the next, on which one school in 500 has moved."""
    folder = tmp_path_factory.mktemp("extract")
    first, second = folder / "edubasealldata20260712.csv", folder / "edubasealldata20260713.csv"
    write_extract(first, headings(FULL_WIDTH))
    write_extract(second, headings(FULL_WIDTH), changed=500)
    return first, second


def _floor(source: Path, target: Path) -> None:
    """What anyone would write: csv.reader → executemany of every column that we keep, one commit, SQLite as it comes.

    It knows the encoding, checks nothing, and forgets what was there before."""
    with source.open(encoding="cp1252", newline="") as stream, closing(sqlite3.connect(target)) as connection:
        reader = csv.reader(stream)
        header = next(reader)
        places = [header.index(name) for names in COLUMNS.values() for name in names if name in header]
        connection.execute(f"CREATE TABLE schools ({', '.join(f'c{place}' for place in places)})")
        marks = ", ".join("?" * len(places))
        connection.executemany(f"INSERT INTO schools VALUES ({marks})", map(itemgetter(*places), reader))
        connection.commit()


def _import(desk: RecordsDesk, source: Path) -> Imported:
    return keep_register(desk, preview_register(desk, source))


@pytest.mark.benchmark(group="register")
def test_a_whole_register_takes_at_most_twice_the_floor(benchmark, extracts: tuple[Path, Path], tmp_path: Path) -> None:
    """The first time at most twice the floor; the same file again, or the next day's, no longer than the floor.

    By processor time, which other work on the machine does not lengthen, and each at its best of some rounds; the
    times by the clock are told beside it."""
    first, second = extracts
    times: dict[str, list[tuple[float, float]]] = {"floor": [], **{name: [] for name in MOST}}

    def timed(name: str, run, *arguments: object) -> Imported | None:
        began, wall = process_time(), perf_counter()
        status = run(*arguments)
        times[name].append((process_time() - began, perf_counter() - wall))
        return status

    def round_of_all() -> None:
        number = len(times["floor"])
        timed("floor", _floor, first, tmp_path / f"floor{number}.sqlite3")
        desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / f'records{number}.sqlite3'}"))
        assert timed("first", _import, desk, first).added == SCHOOLS
        assert timed("same file", _import, desk, first).added == SCHOOLS
        assert timed("next day", _import, desk, second).changed == SCHOOLS // 500
        desk.store.close()

    benchmark.pedantic(round_of_all, rounds=ROUNDS)
    if benchmark.stats:
        floor, floor_by_clock = (min(one[kind] for one in times["floor"]) for kind in (0, 1))
        for name, most in MOST.items():
            best, by_clock = (min(one[kind] for one in times[name]) for kind in (0, 1))
            benchmark.extra_info[f"{name}, times the floor"] = best / floor
            benchmark.extra_info[f"{name}, by the clock"] = by_clock / floor_by_clock
            assert best <= most * floor


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell a process’s peak")
@pytest.mark.benchmark(group="register")
def test_the_process_takes_at_most_300_megabytes(benchmark, extracts: tuple[Path, Path], tmp_path: Path) -> None:
    """Two imports in one process of its own, program and all."""
    command = [sys.executable, "-c", _PEAK, str(tmp_path / "records.sqlite3"), *map(str, extracts)]
    said = benchmark.pedantic(lambda: subprocess.run(command, capture_output=True, text=True, check=True), rounds=1)
    benchmark.extra_info["megabytes"] = int(said.stdout)
    assert int(said.stdout) <= MEGABYTES
