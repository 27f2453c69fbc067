"""People find what they look for, however they type it: the wanted workplace is among the first five."""

import csv
import lzma
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from npqdesk.services.searching.entries import Entry
from npqdesk.services.searching.index import SearchIndex
from tests.bench.invented_workplaces import invented_workplaces
from tests.services.as_typed import RULES, as_typed

QUERIES, FIRST, AT_LEAST = 200, 5, 0.95
_OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data"
_SCHOOLS = _OFFICIAL / "gias" / "edubaseallstatefunded20250717.csv"
_PROVIDERS = _OFFICIAL / "ofsted" / "childcare_providers_2021-08-31.csv.xz"


def official_workplaces() -> Iterator[Entry]:
    """The state-funded schools of July 2025 and the Ofsted providers of August 2021."""
    with _SCHOOLS.open(encoding="cp1252", newline="") as stream:
        for row in csv.DictReader(stream):
            yield Entry(
                key=f"school:{row['URN']}",
                kind="school",
                name=row["EstablishmentName"],
                about=row["TypeOfEstablishment (name)"],
                street=row["Street"],
                locality=row["Locality"],
                town=row["Town"],
                county=row["County (name)"],
                postcode=row["Postcode"],
                local_authority=row["LA (name)"],
                numbers=(row["URN"], row["UKPRN"], f"{row['LA (code)']}/{row['EstablishmentNumber']}"),
            )
    with lzma.open(_PROVIDERS, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            said = {name: "" if cell == "REDACTED" else cell for name, cell in row.items()}
            yield Entry(
                key=f"early_years:{row['Provider URN']}",
                kind="early_years",
                name=said["Provider name"],
                about=said["Provider subtype"],
                street=said["Provider address line 1"],
                locality=said["Provider address line 2"],
                town=said["Provider town"],
                postcode=said["Postcode"],
                local_authority=said["Local authority"],
                numbers=(row["Provider URN"],),
            )


def queries(entries: Sequence[Entry], count: int, seed: int) -> Iterator[tuple[str, str, Entry]]:
    """(rule, what is typed, what is wanted): open places with an address, four in five of them schools."""
    chance = random.Random(seed)
    alike = Counter((entry.name, entry.town) for entry in entries)
    named = [entry for entry in entries if entry.is_open and entry.name and entry.postcode and entry.town]
    schools = [entry for entry in named if entry.kind == "school"]
    others = [entry for entry in named if entry.kind == "early_years"]
    rules = list(RULES)
    for number in range(count):
        entry = chance.choice(others if number % 5 == 4 else schools)
        rule = rules[number % len(rules)]
        crowded = alike[entry.name, entry.town] > 1
        yield rule, as_typed(entry, rule, chance, crowded=crowded), entry


def missed(index: SearchIndex, asked: Iterator[tuple[str, str, Entry]]) -> list[str]:
    """A line for each query of which the wanted place is not among the first."""
    found = []
    for rule, typed, wanted in asked:
        keys = [hit.entry.key for hit in index.search(typed)]
        if wanted.key not in keys[:FIRST]:
            at = keys.index(wanted.key) + 1 if wanted.key in keys else 0
            first = index.search(typed, limit=1)
            said = f"{first[0].entry.name}, {first[0].entry.town}" if first else "nothing"
            found.append(f"{rule}: {typed!r} for {wanted.name}, {wanted.town} {wanted.postcode} at {at}; first {said}")
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_found_among_the_first_five_in_an_invented_register(seed: int) -> None:
    entries = list(invented_workplaces(12_000, 8_000, seed=seed))
    lines = missed(SearchIndex(entries), queries(entries, QUERIES, seed))
    print(*lines, sep="\n")
    assert len(lines) <= QUERIES * (1 - AT_LEAST), "\n".join(lines)


@pytest.mark.skipif(
    not (_SCHOOLS.exists() and _PROVIDERS.exists()),
    reason="the official extracts are not beside the checkout (shared/data/gias and shared/data/ofsted)",
)
def test_found_among_the_first_five_in_the_official_registers() -> None:
    entries = list(official_workplaces())
    lines = missed(SearchIndex(entries), queries(entries, QUERIES, seed=20250717))
    print(*lines, sep="\n")
    assert len(lines) <= QUERIES * (1 - AT_LEAST), "\n".join(lines)
