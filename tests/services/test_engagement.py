"""Engagement kept for an application, in words, with the days of its assessment."""

from datetime import date
from fractions import Fraction

import pytest

from npqdesk.problem import Problem
from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.deadlines.gather import deadlines
from npqdesk.services.desk import open_desk
from npqdesk.services.engagement import (
    Typed,
    engagement_page,
    keep_engagement,
    percent,
    reckon,
    schemes,
    set_window,
    verdict,
    window_day,
)
from npqdesk.services.people import add_person
from npqdesk.services.undo import undo

SCHEME = schemes().of("Teach First")
TYPED = {"diagnostic": Typed("6", "5", "0"), "reflective": Typed("6", "6", ""), "attendance": Typed("10", "8", "2")}


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    desk.today = lambda: date(2026, 11, 22)
    yield desk
    desk.close()


@pytest.fixture
def application(desk):
    person = add_person(desk, "Amara Okafor")
    return begin_application(desk, person, course="npq-leading-primary-mathematics", cohort="2026-autumn").row.id


def test_what_it_comes_to_in_words():
    assert verdict(SCHEME, reckon(SCHEME, TYPED)) == (
        "85% is done so far. If nothing more is missed it comes to 90%; 90% is needed."
    )
    reached = {**TYPED, "diagnostic": Typed("6", "6", "0")}
    assert verdict(SCHEME, reckon(SCHEME, reached)).startswith("90% is done, and 90% is needed")
    lost = {**TYPED, "attendance": Typed("10", "7", "3")}
    assert "Even if nothing more is missed it comes to 85%" in verdict(SCHEME, reckon(SCHEME, lost))


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (Fraction(90), "90%"),
        (Fraction(200, 3), "66.7%"),
        (Fraction(8999, 100), "89.9%"),
        (Fraction(9001, 100), "90.0%"),
    ],
)
def test_a_share_is_never_rounded_up_to_what_is_needed(share, says):
    assert percent(share) == says


@pytest.mark.parametrize(
    ("typed", "says"), [(Typed(), "whole numbers"), (Typed("5", "4", "2"), "at most"), (Typed("many"), "whole")]
)
def test_numbers_that_cannot_be_are_said(typed, says):
    with pytest.raises(Problem) as told:
        reckon(SCHEME, {**TYPED, "attendance": typed})
    assert told.value.what_happened.startswith("Seminars and conferences")
    assert says in told.value.what_happened


def test_it_is_kept_for_the_application_and_undone(desk, application):
    assert engagement_page(desk, application).typed == {}
    keep_engagement(desk, application, SCHEME, TYPED)
    assert engagement_page(desk, application).typed == TYPED
    undo(desk)
    assert engagement_page(desk, application).typed == {}


def test_the_window_stands_among_the_deadlines_from_the_day_of_a_place(desk, application):
    words = set_window(desk, application, date(2028, 2, 28))
    assert words == (
        "The window is open from 28 February 2028 to 6 March 2028: 8 days, open book. "
        "It will stand among the deadlines once the course goes ahead."
    )
    assert window_day(desk, application) == date(2028, 2, 28)
    record_step(desk, application, "registered", day=date(2026, 9, 1))
    record_step(desk, application, "applied", day=date(2026, 9, 2), details=StepDetails(provider="Church of England"))
    assert engagement_page(desk, application).scheme.id == "church-of-england"
    assert not [each for each in deadlines(desk) if each.kind == "assessment"]
    record_step(desk, application, "offered", day=date(2026, 10, 1), details=StepDetails(place="funded"))
    assert set_window(desk, application, date(2028, 3, 3)).endswith("It stands among the deadlines.")
    told = {each.kind: each for each in deadlines(desk)}
    assert (told["assessment"].day, told["assessment"].until) == (date(2028, 3, 3), date(2028, 3, 10))
    assert told["engagement"].day == date(2028, 3, 2)
