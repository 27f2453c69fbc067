"""The three years of a SENCO: when they end, and who is exempt."""

from datetime import date

import pytest

from npqdesk.services.deadlines.of_staff import Post, SencoPerson, is_senco, last_day, senco_deadline
from npqdesk.services.deadlines.published import published

TODAY = date(2026, 11, 21)
RULE = published().senco


def senco(since: date | None, *, role: str = "SENCO", posts: tuple[Post, ...] = (), **known) -> SencoPerson:
    return SencoPerson(5, "Daniel Lindqvist", "902115", "A School", (Post(role, since), *posts), **known)


@pytest.mark.parametrize(
    ("appointed", "last"),
    [
        (date(2024, 9, 1), date(2027, 8, 31)),
        (date(2024, 8, 31), date(2027, 8, 30)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2024, 3, 1), date(2027, 2, 28)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2025, 1, 1), date(2027, 12, 31)),
    ],
)
def test_three_years_end_the_day_before_they_are_full(appointed, last):
    assert last_day(appointed, 3) == last
    assert senco_deadline(senco(appointed), RULE, TODAY).day == last


def test_from_september_2024_it_is_the_npq_before_the_award_would_do():
    assert senco_deadline(senco(date(2024, 9, 1)), RULE, TODAY).title == "SENCO NPQ to be held: Daniel Lindqvist"
    assert "NASENCO or the NPQ" in senco_deadline(senco(date(2024, 8, 31)), RULE, TODAY).title


def test_whoever_was_senco_before_september_2009_is_exempt():
    assert senco_deadline(senco(date(2009, 8, 31)), RULE, TODAY) is None
    assert senco_deadline(senco(date(2009, 9, 1)), RULE, TODAY).state(TODAY) == "late"
    before = (Post("SENCO", date(2008, 1, 1), date(2012, 7, 31)),)
    assert senco_deadline(senco(date(2025, 9, 1), posts=before), RULE, TODAY) is None


def test_whoever_holds_it_works_at_a_special_school_or_left_has_no_deadline():
    since = date(2025, 9, 1)
    assert senco_deadline(senco(since, holds="passed"), RULE, TODAY) is None
    assert senco_deadline(senco(since, holds="on_it"), RULE, TODAY).details.startswith("On the course now.")
    assert senco_deadline(senco(since, type_code="7"), RULE, TODAY) is None
    assert senco_deadline(senco(since, type_code="1"), RULE, TODAY) is not None
    assert senco_deadline(senco(since, left_on=date(2026, 11, 20)), RULE, TODAY) is None
    assert senco_deadline(senco(since, left_on=TODAY), RULE, TODAY) is not None


def test_a_post_that_has_ended_makes_nobody_a_senco_now():
    ended = (Post("SENCO", date(2023, 9, 1), date(2026, 8, 31)),)
    assert senco_deadline(senco(date(2026, 9, 1), role="Deputy headteacher", posts=ended), RULE, TODAY) is None
    served = (Post("SENCO", date(2023, 9, 1)),)
    assert senco_deadline(senco(date(2026, 9, 1), role="Deputy", posts=served), RULE, TODAY).day == date(2026, 8, 31)


def test_a_month_is_counted_from_its_first_day_and_without_one_the_day_is_not_known():
    told = senco_deadline(senco(None, told_since=date(2025, 9, 1)), RULE, TODAY)
    assert told.day == date(2028, 8, 31)
    assert "in September 2025, counted from the first of that month" in told.why
    unknown = senco_deadline(senco(None), RULE, TODAY)
    assert (unknown.day, unknown.state(TODAY)) == (None, "not_known")


@pytest.mark.parametrize(
    "role",
    ["SENCO", "Deputy head, SENCO", "Inclusion lead (SENDCo)", "SENCo/DSL", "Special educational needs coordinator"],
)
def test_a_role_is_read_as_the_office_writes_it(role):
    assert is_senco(role)


@pytest.mark.parametrize("role", ["Assistant SENCO", "Deputy SENCo", "Teacher", "", "SEN teaching assistant"])
def test_other_roles_are_none(role):
    assert not is_senco(role)
