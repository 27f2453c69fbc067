"""The three years of a SENCO and the five of a headship, at both sides of each of their boundaries."""

from datetime import date

import pytest

from npqdesk.choosing.clock import HEADSHIP_YEARS, senco_clock, years_from


@pytest.mark.parametrize(
    ("since", "today", "state"),
    [
        ("2009-08", date(2026, 11, 22), "not_bound"),
        ("2009-09", date(2026, 11, 22), "unclear"),
        ("2009-10", date(2026, 11, 22), "run_out"),
        ("2023-10", date(2026, 11, 22), "run_out"),
        ("2023-11", date(2026, 11, 22), "this_month"),
        ("2023-12", date(2026, 11, 22), "running"),
        ("2023-11", date(2026, 10, 31), "running"),
        ("2023-11", date(2026, 12, 1), "run_out"),
    ],
)
def test_the_clock(since, today, state):
    assert senco_clock(since, today).state == state


def test_when_it_runs_out_and_by_when_a_course_has_to_begin():
    clock = senco_clock("2025-09", date(2026, 11, 22))
    assert (clock.ends, clock.begin_by) == (date(2028, 9, 1), date(2026, 11, 1))
    assert senco_clock("2026-01", date(2026, 11, 22)).begin_by == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("since", "state"), [("2021-10", "run_out"), ("2021-11", "this_month"), ("2021-12", "running")]
)
def test_the_first_five_years_of_a_headship(since, state):
    assert years_from(since, HEADSHIP_YEARS, date(2026, 11, 22))[0] == state
