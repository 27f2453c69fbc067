"""Each edition tells what is known of its period: the conflicts between sources, places, dates, what counts as before.

Where the rule book that the editions were written from lies beside this checkout, they are held against it too."""

import json
import re
from pathlib import Path

import pytest

from tests.policy.conftest import EDITIONS

NAMES = [name.removesuffix(".toml") for name in EDITIONS]
RULE_BOOK = Path(__file__).parents[2].parent / "shared" / "policy" / "rules.json"
SPRING_2025 = ("2025-spring", "2025-spring.2", "2025-spring.3", "2025-spring.4")
AUTUMN_2024 = ("2024-autumn", "2024-autumn.2", "2024-autumn.3", "2024-autumn.4", "2024-autumn.5")
TARGETED = (*AUTUMN_2024, *SPRING_2025)
YEAR_2022 = ("2022-23", "2022-23.2", "2022-23.3")
GRANT_YEARS = (*YEAR_2022, "2023-24")
LATEST = ("2025-autumn", "2026-autumn")
# Which conflicts between sources concern which editions.
CONFLICTS = {
    "C01": YEAR_2022,
    "C02": GRANT_YEARS,
    "C03": ("2023-24",),
    "C04": ("2023-24",),
    "C05": GRANT_YEARS,
    "C06": ("2023-24",),
    "C07": GRANT_YEARS,
    "C08": GRANT_YEARS,
    "C09": ("2021-22", "2021-22.2"),
    "C10": ("2021-22.2",),
    "C11": ("2021-22.2", *YEAR_2022),
    "C12": SPRING_2025,
    "C13": SPRING_2025,
    "C14": ("2023-24", *SPRING_2025),
    "C15": LATEST,
    "C16": LATEST,
    "C17": ("2026-autumn",),
    "C18": ("2026-autumn",),
    "C19": ("2026-autumn",),
    "C20": ("2025-autumn",),
    "C21": ("2025-autumn",),
    "C22": (*GRANT_YEARS, *TARGETED, *LATEST),
    "C23": ("2025-autumn", "2026-spring"),
    "C24": YEAR_2022,
    "C25": (*TARGETED, *LATEST),
    "C26": tuple(NAMES),
    "C27": ("2021-22", "2021-22.2"),
    "C28": ("2026-autumn",),
    "C29": ("2021-22", "2021-22.2", *GRANT_YEARS, *AUTUMN_2024),
    "C30": LATEST,
}
PLACES = {**dict.fromkeys(AUTUMN_2024, "10,800"), **dict.fromkeys(SPRING_2025, "10,000")}


def told(policy) -> str:
    """Everything that an edition notes besides its rules."""
    notes = [rule.note for rule in (*policy.scholarship, *policy.grants)]
    return "\n".join((*notes, *(note.say for note in policy.notes)))


@pytest.fixture(scope="session")
def rule_book():
    if not RULE_BOOK.exists():
        pytest.skip("the rule book is not beside this checkout")
    return json.loads(RULE_BOOK.read_text(encoding="utf-8"))


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_conflict_between_sources_is_told_in_each_edition_that_it_concerns(policies, conflict):
    telling = {name for name, policy in policies.items() if re.search(rf"\b{conflict}\b", told(policy))}
    assert telling >= set(CONFLICTS[conflict])


def test_no_edition_tells_a_conflict_that_does_not_exist(policies):
    for policy in policies.values():
        assert set(re.findall(r"\bC[0-9]+\b", told(policy))) <= CONFLICTS.keys()


def test_the_conflicts_are_those_of_the_rule_book(rule_book):
    assert {conflict["id"] for conflict in rule_book["conflicts"]} == CONFLICTS.keys()


def test_how_many_places_there_were_is_told(edition):
    assert edition.places is not None
    number = PLACES.get(edition.file_name.removesuffix(".toml"), "")
    assert edition.places.say.startswith(number)
    assert bool(re.search(r"\d,\d{3}", edition.places.say)) == bool(number)


def test_courses_and_places_are_those_of_the_rule_book(policies, rule_book):
    for name, policy in policies.items():
        period = rule_book["periods"]["2021-autumn-initial" if name == "2021-22" else name.partition(".")[0]]
        if name not in ("2021-22", "2026-spring"):
            assert set(policy.courses) == set(period["courses"]), name
        cap = period.get("national_cap")
        assert (f"{cap:,}" in policy.places.say) if cap else (name not in PLACES), name


def test_the_grants_are_those_of_the_rule_book(policies, rule_book):
    for name in GRANT_YEARS:
        bands = rule_book["tsf"][f"tsf-{policies[name].id}"]["bands"]
        assert {band["amount_gbp"] for band in bands} == {rule.pounds for rule in policies[name].grants} - {0}
        assert (
            policies[name].grant_terms.academic_year
            == {
                "2022-23": "2022 to 2023",
                "2023-24": "2023 to 2024",
            }[policies[name].id]
        )
    assert all(policy.grant_terms is None for name, policy in policies.items() if name not in GRANT_YEARS)


def test_what_counts_as_funded_before_is_told_wherever_it_is_asked(edition):
    reasons = [rule for rule in edition.scholarship if rule.reason == "previously_funded"]
    whole = [rule.note for rule in reasons if "left or failed" in rule.note]
    if reasons:
        (note,) = whole
        for words in ("accepted", "nothing", "additional support offer", "November 2021", "paid for", "any other NPQ"):
            assert words in note


def test_when_registration_was_open_is_told(edition):
    windows = [note for note in edition.notes if note.id.endswith("-window")]
    assert len(windows) == (0 if edition.id == "2026-spring" else 1)


def test_every_note_is_whole_and_plain(edition):
    for say in (*told(edition).splitlines(), edition.places.say):
        if say:
            assert re.match(r"[A-Z0-9“£].*[.”]$", say), say
            assert len(say) <= 400, say
            assert not re.search(r"\b(he|she|his|her|please|guaranteed)\b|[&{}]", say), say
