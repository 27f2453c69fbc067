"""How long decisions take: one alone, every school with every course, a file of 300,000 rows, a check of all rules.

Each is held against a floor of the same run, and the figures are printed (`--benchmark-only -s`)."""

import csv
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time

import pytest

from npqdesk.rules.bulk import Bulk
from npqdesk.rules.check import check
from npqdesk.rules.conditions import Value
from npqdesk.rules.decide import decide
from npqdesk.services.rulebook import read_rulebook

CHECKOUT = Path(__file__).resolve().parents[2]
BOOK = read_rulebook()
TODAY = date(2026, 11, 21)
SCHOOLS, ROWS, ROUNDS = 27_000, 300_000, 5
TYPES = ("1", "2", "3", "5", "7", "10", "11", "12", "14", "15", "28", "34", "35", "40")
LISTS = tuple(name for name in BOOK.vocabulary.facts if name.startswith("on_"))
Cases = Iterator[dict[str, Value]]


def schools() -> Cases:
    """Invented schools, each with every course of autumn 2026, all facts known: 297,000 cases."""
    chance = random.Random(20261121)
    same = {"cohort": "2026-autumn", "in_england": "yes", "work_setting": "a_school", "workplace_kind": "school"}
    same |= dict.fromkeys(("previously_funded", "new_headteacher", "approved_itt_provider"), "no")
    phases = BOOK.vocabulary.facts["phase"].values
    courses = tuple(BOOK.policy_for("2026-autumn", TODAY).courses)
    for _ in range(SCHOOLS):
        school = {
            "establishment_type": chance.choice(TYPES),
            "phase": chance.choice(phases),
            "pupils": chance.randint(1, 1800) if chance.random() < 0.97 else "not_recorded",
            **{name: "yes" if chance.random() < 0.08 else "no" for name in LISTS},
        }
        for course in courses:
            yield {**same, **school, "course": course}


def few_columns() -> Cases:
    """The same schools with little more than a sheet of an office holds, and every other one for autumn 2023."""
    names = ("cohort", "course", "work_setting", "workplace_kind", "establishment_type", "phase", "pupils")
    names += ("in_england", "on_pp50_schools_list", "on_rise_list", "previously_funded", "new_headteacher")
    for number, case in enumerate(schools()):
        some = {name: case[name] for name in names}
        yield some | {"cohort": "2023-autumn"} if number % 2 else some


def anybody(rows: int = ROWS, *, blanks: float = 0.05) -> Cases:
    """Random rows of every period, some cells blank."""
    chance = random.Random(20261121)
    choices = {name: fact.values for name, fact in BOOK.vocabulary.facts.items() if fact.values}
    choices |= {"cohort": tuple(BOOK.vocabulary.cohorts), "pupils": ("not_recorded", *map(str, range(1, 1500, 7)))}
    for _ in range(rows):
        row = {name: "" if chance.random() < blanks else chance.choice(values) for name, values in choices.items()}
        yield {**row, "cohort": chance.choice(choices["cohort"])}


def taken(work: Callable[[], object]) -> float:
    """Seconds of this process alone, so that a busy machine does not decide."""
    start = process_time()
    work()
    return process_time() - start


def keep(benchmark, **figures: float) -> None:
    """Figures into the report, and printed."""
    benchmark.extra_info.update(figures)
    print("\n", ", ".join(f"{name.replace('_', ' ')}: {figure:,.6g}" for name, figure in figures.items()))


@pytest.mark.benchmark(group="decide", min_rounds=20)
@pytest.mark.parametrize("cohort", ["2026-autumn", "2025-spring", "2023-autumn"])
def test_a_decision_takes_at_most_60_microseconds(benchmark, cohort):
    """A realistic mix with all facts: nine in ten in England and never funded before."""
    policy = BOOK.policy_for(cohort, TODAY)
    chance = random.Random(20261121)
    usual = {"in_england": "yes", "previously_funded": "no", "approved_itt_provider": "no", "workplace_kind": "school"}
    cases = [
        {name: chance.choice(values) for name, values in policy.classes.items()}
        | {name: value for name, value in usual.items() if chance.random() < 0.9}
        for _ in range(1000)
    ]
    benchmark(lambda: [decide(policy, case) for case in cases])
    if benchmark.stats:
        keep(benchmark, microseconds=benchmark.stats.stats.mean / len(cases) * 1e6)
        assert benchmark.stats.stats.mean / len(cases) <= 60e-6


@pytest.mark.benchmark(group="bulk")
def test_every_school_with_every_course_takes_a_second(benchmark):
    """And no longer than eight looks at the facts of each case, which is the least that anyone must do."""
    policy = BOOK.policy_for("2026-autumn", TODAY)
    cases = list(schools())
    names = tuple(cases[0])
    rows = [tuple(case.values()) for case in cases]
    read = [name for name in policy.classes if name in names][:8]

    def floor() -> None:
        for case in cases:
            for name in read:
                case.get(name)

    def decide_all() -> None:
        bulk = Bulk(policy, BOOK.vocabulary, names, as_it_is)
        for row in rows:
            bulk.answer(row)

    pairs = [(taken(decide_all), taken(floor)) for _ in range(ROUNDS)]
    benchmark.pedantic(decide_all, rounds=1)
    keep(benchmark, cases=len(cases), seconds=min(ours for ours, _ in pairs), floor=min(floor for _, floor in pairs))
    assert min(ours for ours, _ in pairs) <= 1
    assert median(ours / floor for ours, floor in pairs) <= 8, pairs


@pytest.mark.benchmark(group="bulk")
@pytest.mark.parametrize("cases", [schools, few_columns, anybody])
def test_a_file_of_300_000_rows_takes_at_most_three_times_what_csv_takes(benchmark, tmp_path, cases):
    """From start to end, beside a bare program that reads the same file and writes it again."""
    source = write(tmp_path / "facts.csv", cases())
    floor, ours = [], []
    for _ in range(ROUNDS):
        floor.append(seconds(tmp_path, BARE, source.name))
        ours.append(seconds(tmp_path, NPQDESK, "decide", source.name, "-o", "answers.csv"))
    benchmark.pedantic(seconds, args=(tmp_path, NPQDESK, "decide", source.name, "-o", "answers.csv"), rounds=1)
    ratio = min(ours) / min(floor)
    keep(benchmark, floor=min(floor), whole_command=min(ours), ratio=ratio)
    assert ratio <= 3


@pytest.mark.benchmark(group="bulk")
@pytest.mark.parametrize("cases", [schools, anybody])
def test_100_000_cases_are_decided_in_a_second(benchmark, cases):
    """Deciding alone, from nothing remembered on: every case of the same two files, their facts understood before."""
    together: dict[Value, Bulk] = {}
    names = tuple(next(cases()))
    spent = count = 0.0
    for some in in_parts(cases()):
        for cohort in {case["cohort"] for case in some} - together.keys():
            together[cohort] = Bulk(BOOK.policy_for(str(cohort), TODAY), BOOK.vocabulary, names, as_it_is)
        rows = [(together[case["cohort"]], known(case)) for case in some]
        spent += taken(lambda rows=rows: [bulk.answer(row) for bulk, row in rows])
        count += len(rows)
    benchmark.pedantic(lambda: [bulk.answer(row) for bulk, row in rows], rounds=3)
    keep(benchmark, cases=count, cases_a_second=count / spent)
    assert count / spent >= 100_000


@pytest.mark.benchmark(group="check")
def test_all_editions_are_checked_within_ten_seconds(benchmark):
    benchmark.pedantic(
        lambda: [check(edition.policy, BOOK.vocabulary) for edition in BOOK.editions], rounds=3, warmup_rounds=1
    )
    if benchmark.stats:
        keep(benchmark, seconds=benchmark.stats.stats.min, editions=len(BOOK.editions))
        assert benchmark.stats.stats.min <= 10


BARE = """
import csv, sys
with open(sys.argv[1], newline="") as read, open("bare.csv", "w", newline="") as out:
    csv.writer(out, lineterminator="\\n").writerows(csv.reader(read))
"""
NPQDESK = "from npqdesk.app import main; raise SystemExit(main())"


def known(case: dict[str, Value]) -> list[Value | None]:
    """Facts as they are understood: numbers as numbers, and nothing for a blank."""
    pupils = str(case["pupils"])
    facts = {**case, "pupils": int(pupils) if pupils.isdecimal() else pupils}
    return [None if value == "" else value for value in facts.values()]


def as_it_is(_at: int, value: Value | None) -> Value | None:
    return value


def in_parts(cases: Cases) -> Iterator[list[dict[str, Value]]]:
    """Ten thousand at a time, so that they need not all be remembered."""
    while some := list(islice(cases, 10_000)):
        yield some


def write(file: Path, cases: Cases) -> Path:
    """Cases as a CSV file."""
    first = next(cases)
    with file.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.DictWriter(out, list(first), lineterminator="\n")
        sheet.writeheader()
        sheet.writerow(first)
        sheet.writerows(cases)
    return file


def seconds(folder: Path, script: str, *arguments: str) -> float:
    """What a script costs from start to end, on no records: seconds of its process alone."""
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "NPQDESK_DATABASE": str(folder / "none.sqlite3")}
    begun = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script, *arguments], cwd=folder, env=environment, check=True, timeout=300)
    ended = getrusage(RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
