"""The import of a whole register, as a multiple of the bare floor that anyone could write in its stead: the
same columns straight from csv into sqlite3."""

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from operator import itemgetter
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from npqdesk.registers.register import COLUMNS
from npqdesk.services.register import keep_register, preview_register
from npqdesk.store.engine import open_store
from tests.services.records import RecordsDesk

ROUNDS = 9
MOST = 3


def _floor(source: Path, target: Path) -> None:
    """What anyone would write: csv.reader → executemany of every column that we keep, one commit, SQLite as it comes.

    It knows the encoding, checks nothing, and has no text to search by."""
    with source.open(encoding="cp1252", newline="") as stream, closing(sqlite3.connect(target)) as connection:
        reader = csv.reader(stream)
        header = next(reader)
        places = [header.index(name) for names in COLUMNS.values() for name in names if name in header]
        connection.execute(f"CREATE TABLE schools ({', '.join(f'c{place}' for place in places)})")
        marks = ", ".join("?" * len(places))
        connection.executemany(f"INSERT INTO schools VALUES ({marks})", map(itemgetter(*places), reader))
        connection.commit()


def _import(source: Path, target: Path) -> Callable[[], None]:
    """The program's own import into new records, which are made beforehand."""
    desk = RecordsDesk(open_store(f"sqlite:///{target}"))

    def run() -> None:
        status = keep_register(desk, preview_register(desk, source))
        assert status.added == 22_010
        desk.store.close()

    return run


@pytest.mark.benchmark(group="register")
def test_an_import_takes_at_most_three_times_the_bare_floor(benchmark, whole_register: Path, tmp_path: Path) -> None:
    number = count()
    floors: list[float] = []

    def prepare() -> tuple[tuple[Callable[[], None]], dict[str, object]]:
        name = next(number)
        began = perf_counter()
        _floor(whole_register, tmp_path / f"floor{name}.sqlite3")
        floors.append(perf_counter() - began)
        return (_import(whole_register, tmp_path / f"records{name}.sqlite3"),), {}

    benchmark.pedantic(lambda run: run(), setup=prepare, rounds=ROUNDS)
    if benchmark.stats:
        benchmark.extra_info["floor"] = min(floors)
        benchmark.extra_info["times the floor"] = benchmark.stats.stats.median / median(floors)
        assert benchmark.stats.stats.min <= MOST * min(floors)
