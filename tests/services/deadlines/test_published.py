"""The dates that were published: each with a source, and as the rule book has them."""

import json
from pathlib import Path

import pytest

from npqdesk.services.deadlines.published import published
from tests.services.deadlines.rows import WORDS

RULES = Path(__file__).parents[3].parent / "shared" / "policy" / "rules.json"
YEARS = {
    "2022-23": ("2022-autumn", "2023-spring"),
    "2023-24": ("2023-autumn", "2024-spring"),
    **{each: (each,) for each in ("2024-autumn", "2025-spring", "2025-autumn", "2026-spring", "2026-autumn")},
}


def test_every_start_that_is_known_has_its_dates_and_no_other():
    assert set(published().windows) == set(WORDS.cohorts)


def test_months_are_those_that_the_screens_speak_of():
    for cohort, window in published().windows.items():
        for month in window.begins:
            assert f"{month.day:%B}" in WORDS.cohorts[cohort].starts
            assert str(month.day.year) in WORDS.cohorts[cohort].starts


def test_the_closing_days_of_providers_belong_to_known_starts():
    assert {cohort for _provider, cohort in published().closings} <= set(WORDS.cohorts)


def test_the_grant_was_paid_for_two_academic_years_only():
    dates = published()
    assert dates.grant("2023-spring", "1").last.isoformat() == "2023-10-01"
    assert dates.grant("2024-spring", "1").last.isoformat() == "2024-10-01"
    assert dates.grant("2024-spring", "34").last.isoformat() == "2024-11-01"
    assert dates.grant("2024-spring", "10").last.isoformat() == "2024-07-01"
    for other in ("2021-autumn", "2022-spring", "2024-autumn", "2026-autumn"):
        assert dates.grant(other, "1") is None


@pytest.mark.skipif(not RULES.exists(), reason="the rule book lies beside the checkout where rules are written")
def test_days_are_those_of_the_rule_book():
    dates = json.loads(RULES.read_text(encoding="utf-8"))["dates"]
    for year, cohorts in YEARS.items():
        said = dates[year]
        for cohort in cohorts:
            window = published().windows[cohort]
            opens = said.get("service_open") or said.get("cohort_registration_start")
            if window.opens:
                assert opens.startswith(window.opens.day.isoformat()), year
            closes = window.closes or window.closed_by
            if closes:
                assert closes.day.isoformat() in (said.get("service_close") or said["recruitment_closed_notice"]), year
            months = [str(month)[:7] for month in said["starts"]]
            assert {month.day.isoformat()[:7] for month in window.begins} <= set(months), year
