"""A keystroke in the search of schools: every beginning of many names, as someone types them, each timed."""

import random
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.schools import SchoolIndex, load_schools
from npqdesk.store.engine import open_store
from tests.services.records import RecordsDesk

HARD = ("s", "st", "e e e", "o a", "ch e s o", "primary st s", "school school", "1", "zz", "qx")


@pytest.fixture(scope="module")
def index(whole_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolIndex]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path_factory.mktemp('search') / 'npqdesk.sqlite3'}"))
    keep_register(desk, preview_register(desk, whole_register))
    yield load_schools(desk)
    desk.store.close()


def _typed(index: SchoolIndex) -> list[str]:
    """What is typed on the way to sixty names and thirty postcodes, and words that fit very many."""
    chance = random.Random(20261121)
    schools = [found for letter in "abcdefghijklmnoprstw" for found in index.search(letter, limit=50)]
    names = [found.name for found in chance.sample(schools, 60)]
    postcodes = [found.postcode for found in chance.sample(schools, 30)]
    return [text[:end] for text in names + postcodes for end in range(1, len(text) + 1)] + list(HARD)


@pytest.mark.benchmark(group="search")
def test_a_keystroke_takes_at_most_ten_milliseconds(benchmark, index: SchoolIndex) -> None:
    typed = _typed(index)
    times: list[float] = []

    def type_all() -> None:
        for text in typed:
            began = perf_counter()
            index.search(text)
            times.append(perf_counter() - began)

    benchmark.pedantic(type_all, rounds=2, warmup_rounds=1)
    if benchmark.stats:
        times.sort()
        benchmark.extra_info["p99"] = times[len(times) * 99 // 100]
        assert times[len(times) * 99 // 100] <= 0.010
