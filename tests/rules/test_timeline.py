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
        ("2026-spring", TODAY, {}, "no_edition"),
        ("2027-autumn", TODAY, {}, "unknown_cohort"),
        ("2026-autumn", date(2026, 5, 17), {}, "not_published"),
        ("2026-autumn", TODAY, {"status": "withdrawn"}, "withdrawn"),
        ("2026-autumn", TODAY, {"status": "draft"}, "no_edition"),
    ],
)
def test_none_is_typed_and_never_the_nearest(policy, vocabulary, cohort, day, changes, kind):
    none = edition_for([replace(policy, **changes)], vocabulary, cohort, day)
    assert isinstance(none, NoPolicy)
    assert none.kind == kind
    assert none.say
    assert none.next_step


def test_two_editions_of_one_cohort_and_day_overlap(policy):
    twin = replace(policy, id="twin")
    assert overlaps([policy, twin]) == ((policy, twin, "2026-autumn"),)
    assert overlaps([policy, replace(policy, edition=2)]) == ()
    assert overlaps([policy, replace(policy, cohorts=("2026-spring",))]) == ()
