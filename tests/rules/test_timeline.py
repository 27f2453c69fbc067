"""Which edition holds: one, or a reason why none does."""

from dataclasses import replace
from datetime import date

import pytest

from npqdesk.rules.timeline import NoPolicy, edition_for, overlaps

TODAY = date(2026, 11, 21)


def test_the_newest_edition_in_force_by_the_day_holds(policy, vocabulary):
    later = replace(policy, edition=2, decided_from=date(2026, 9, 1))
    same_day = replace(policy, edition=3)
    assert edition_for([policy, later], vocabulary, "2026-autumn", TODAY) is later
    assert edition_for([policy, later], vocabulary, "2026-autumn", date(2026, 6, 1)) is policy
    assert edition_for([policy, same_day], vocabulary, "2026-autumn", TODAY) is same_day


@pytest.mark.parametrize(
    ("cohort", "day", "changes", "kind"),
    [
        ("2026-spring", TODAY, {}, "before_first"),
        ("2027-autumn", TODAY, {}, "not_published"),
        ("2027-autum", TODAY, {}, "unknown_cohort"),
        ("", TODAY, {}, "unknown_cohort"),
        ("2026-autumn", TODAY, {"cohorts": ("2026-spring", "2027-spring")}, "gap"),
        ("2026-autumn", date(2026, 5, 17), {}, "not_yet_then"),
        ("2026-autumn", TODAY, {"status": "withdrawn"}, "withdrawn"),
        ("2026-autumn", TODAY, {"status": "draft"}, "not_published"),
    ],
)
def test_none_is_typed_and_never_the_nearest(policy, vocabulary, cohort, day, changes, kind):
    none = edition_for([replace(policy, **changes)], vocabulary, cohort, day)
    assert isinstance(none, NoPolicy)
    assert none.kind == kind
    assert none.say
    assert none.next_step


def test_a_start_before_the_first_is_told_which_that_was(policy, vocabulary):
    none = edition_for([policy], vocabulary, "2020-autumn", TODAY)
    assert "autumn 2020" in none.say
    assert "autumn 2026" in none.next_step


def test_without_any_policy_nothing_is_published(vocabulary):
    assert edition_for([], vocabulary, "2026-autumn", TODAY).kind == "not_published"


def test_two_editions_of_one_cohort_and_day_overlap(policy):
    twin = replace(policy, id="twin")
    assert overlaps([policy, twin]) == ((policy, twin, "2026-autumn"),)
    assert overlaps([policy, replace(policy, edition=2)]) == ()
    assert overlaps([policy, replace(policy, cohorts=("2026-spring",))]) == ()
