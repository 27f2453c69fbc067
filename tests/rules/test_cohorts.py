"""Starts by year and season."""

from dataclasses import replace
from datetime import date

import pytest

from npqdesk.rules.cohorts import Cohort, read_cohort


def test_a_start_has_words_and_a_place_in_time_though_there_are_no_rules_for_it():
    autumn = read_cohort("2027-autumn")
    assert autumn.words == "autumn 2027"
    assert autumn.next == Cohort("2028-spring")
    assert autumn.next.next.id == "2028-autumn"
    assert read_cohort("2027-spring").order < autumn.order < autumn.next.order


def test_what_is_no_start_is_none():
    assert read_cohort("2027-summer") is None
    assert read_cohort("autumn 2027") is None
    assert read_cohort("1999-autumn") is None


def test_a_vocabulary_learns_the_starts_of_a_policy_in_their_order(policy, vocabulary):
    added = replace(policy, cohorts=("2027-autumn", "2025-spring"), starts={"2027-autumn": "November 2027"})
    wider = vocabulary.with_cohorts([policy, added])
    assert list(wider.cohorts) == ["2025-spring", "2026-spring", "2026-autumn", "2027-autumn"]
    assert wider.cohorts["2027-autumn"].starts == "November 2027"
    assert wider.cohort("2026-autumn").starts == vocabulary.cohorts["2026-autumn"].starts
    assert wider.cohort("2030-autumn").starts == ""
    assert wider.cohort("never") is None


@pytest.mark.parametrize(
    ("cohort", "last", "first_after"),
    [
        ("2026-autumn", date(2026, 12, 31), date(2027, 1, 1)),
        ("2026-spring", date(2026, 5, 31), date(2026, 6, 1)),
    ],
)
def test_a_start_is_past_when_its_term_has_gone_by(cohort, last, first_after):
    assert not read_cohort(cohort).is_past(last)
    assert read_cohort(cohort).is_past(first_after)
