"""What has to be done of an application by when follows where it stands; days are told from their sources or not at
all."""

from datetime import date

import pytest

from npqdesk.services.deadlines.deadline import day_or_words, when_words
from npqdesk.services.deadlines.entered import Entered
from tests.services.deadlines.rows import application, deadlines_of

TODAY = date(2026, 11, 21)
UCL = {"provider": "UCL"}
REGISTERED = ("registered", date(2026, 9, 1))
APPLIED = ("applied", date(2026, 9, 2), UCL)
OFFERED = ("offered", date(2026, 9, 20), {"place": "funded"})
STARTED = ("started", date(2026, 11, 3))


def day(kind: str, on: date, **whose) -> Entered:
    return Entered(1, kind, on, **whose)


def test_registering_and_applying_are_two_things_and_an_unpublished_day_is_not_known():
    found = deadlines_of(application(), TODAY)
    assert set(found) == {"registration"}
    assert found["registration"].title == "Register Amara Okafor with DfE, then apply"
    assert found["registration"].day is None
    assert found["registration"].state(TODAY) == "not_known"
    found = deadlines_of(application(REGISTERED), TODAY)
    assert set(found) == {"application"}
    assert found["application"].title == "Apply for Amara Okafor: registering is not applying"


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (date(2026, 11, 24), "coming", "In 6 days"),
        (date(2026, 11, 25), "soon", "In 5 days"),
        (date(2026, 11, 27), "soon", "In 3 days"),
        (date(2026, 11, 29), "soon", "Tomorrow"),
        (date(2026, 11, 30), "today", "Today"),
        (date(2026, 12, 1), "late", "1 day late"),
        (date(2026, 12, 31), "late", "31 days late"),
    ],
)
def test_a_day_that_was_entered_for_the_start_counts_on_both_sides_of_it(today, state, words):
    closes = day("registration", date(2026, 11, 30), cohort="2026-autumn")
    found = deadlines_of(application(), today, closes)["registration"]
    assert (found.day, found.state(today), when_words(found, today)) == (date(2026, 11, 30), state, words)
    assert found.why == "Entered by the office."


def test_a_start_that_has_gone_by_asks_only_what_came_of_what_was_asked_for():
    asked = application(REGISTERED, APPLIED)
    assert set(deadlines_of(asked, date(2026, 12, 31))) == {"reference", "answer"}
    (found,) = deadlines_of(asked, date(2027, 1, 1)).values()
    assert found.title == "Say what came of the application of Amara Okafor"
    assert deadlines_of(application(REGISTERED), date(2027, 1, 1)) == {}


def test_registration_closes_on_the_published_day_of_an_earlier_start():
    row = application(cohort="2024-spring")
    on_the_day = deadlines_of(row, date(2024, 4, 2))["registration"]
    assert (on_the_day.day, on_the_day.state(date(2024, 4, 2))) == (date(2024, 4, 2), "today")
    assert on_the_day.source.label == "DfE teacher CPD design history, 30 March 2024"
    assert deadlines_of(row, date(2024, 4, 3))["registration"].state(date(2024, 4, 3)) == "late"


def test_the_providers_closing_date_is_that_of_the_provider_applied_to():
    row = application(
        ("registered", date(2024, 7, 1)),
        ("applied", date(2024, 7, 2), {"provider": "Church of England"}),
        ("refused", date(2024, 8, 1)),
        cohort="2024-autumn",
    )
    found = deadlines_of(row, date(2024, 9, 27))["application"]
    assert (found.title, found.day) == ("Apply elsewhere for Amara Okafor", date(2024, 9, 27))


def test_the_day_typed_for_the_letter_counts_and_one_entered_for_the_person_comes_first():
    row, typed = application(REGISTERED), date(2026, 11, 24)
    assert deadlines_of(row, TODAY, apply_by=typed)["application"].why == "Typed for the letter."
    of_all = day("application", date(2026, 11, 25), cohort="2026-autumn")
    assert deadlines_of(row, TODAY, of_all, apply_by=typed)["application"].day == typed
    own = day("application", date(2026, 11, 26), application_id=row.id)
    assert deadlines_of(row, TODAY, of_all, own, apply_by=typed)["application"].day == own.day


def test_a_day_of_another_start_course_provider_or_person_is_not_taken():
    row = application(REGISTERED, APPLIED)
    for other in (
        {"cohort": "2027-spring"},
        {"provider": "Teach First"},
        {"course": "npq-senco"},
        {"application_id": 99},
    ):
        assert deadlines_of(row, TODAY, day("reference", TODAY, **other))["reference"].day is None
    nearer = Entered(2, "reference", date(2026, 11, 27), cohort="2026-autumn", provider="ucl")
    farther = Entered(3, "reference", date(2026, 11, 28), cohort="2026-autumn")
    assert deadlines_of(row, TODAY, nearer, farther)["reference"].day == nearer.day


@pytest.mark.parametrize(
    ("steps", "title"),
    [
        ((), "Ask UCL about a place for Amara Okafor"),
        ((("waiting", date(2026, 9, 2)),), "Ask UCL about Amara Okafor on the waiting list"),
        (
            (("refused", date(2026, 9, 2)),),
            "Decide for Amara Okafor: another provider, the waiting list, or paying",
        ),
        ((("offered", date(2026, 9, 2), {"place": "paid"}),), "Settle who pays for Amara Okafor"),
    ],
)
def test_two_weeks_after_a_step_it_is_asked_about_and_that_is_said_to_be_a_habit(steps, title):
    found = deadlines_of(application(REGISTERED, APPLIED, *steps), TODAY)["answer"]
    assert (found.title, found.day) == (title, date(2026, 9, 16))
    assert "no rule" in found.why


def test_a_new_step_makes_a_new_thing_to_ask_about():
    keys = {
        deadlines_of(application(REGISTERED, APPLIED, *steps), TODAY)["answer"].key
        for steps in ((), (("waiting", date(2026, 9, 9)),), (("waiting", date(2026, 9, 10)),))
    }
    assert len(keys) == 3


def test_the_start_is_only_a_month_until_the_office_enters_the_day():
    row = application(REGISTERED, APPLIED, OFFERED)
    found = deadlines_of(row, TODAY)["start"]
    assert (found.day, found.to_do, day_or_words(found)) == (None, False, "About November 2026")
    assert deadlines_of(row, date(2026, 11, 30))["start"].state(date(2026, 11, 30)) == "today"
    over = deadlines_of(row, date(2026, 12, 1))["start"]
    assert (over.title, over.state(date(2026, 12, 1))) == ("Record the start of Amara Okafor", "late")
    entered = day("start", date(2026, 11, 24), cohort="2026-autumn", provider="UCL")
    assert deadlines_of(row, date(2026, 11, 23), entered)["start"].title == "The course starts: Amara Okafor"
    assert deadlines_of(row, date(2026, 11, 24), entered)["start"].title == "Record the start of Amara Okafor"


def test_the_assessment_window_has_eight_days_also_over_the_end_of_february():
    row = application(REGISTERED, APPLIED, OFFERED, STARTED)
    window = day("assessment", date(2028, 2, 25), cohort="2026-autumn")
    found = deadlines_of(row, date(2028, 2, 25), window)["assessment"]
    assert (found.day, found.until) == (date(2028, 2, 25), date(2028, 3, 3))
    assert day_or_words(found) == "25 February to 3 March 2028"
    states = {
        on: deadlines_of(row, on, window)["assessment"].state(on)
        for on in (date(2028, 2, 20), date(2028, 2, 24), date(2028, 2, 25), date(2028, 3, 3))
    }
    assert list(states.values()) == ["coming", "soon", "today", "today"]
    assert when_words(found, date(2028, 3, 2)) == "Now, 1 day left"
    after = deadlines_of(row, date(2028, 3, 4), window)["assessment"]
    assert after.is_over(date(2028, 3, 4))
    plain = deadlines_of(row, date(2027, 2, 24), day("assessment", date(2027, 2, 25)))["assessment"]
    assert plain.until == date(2027, 3, 4)


def test_engagement_is_needed_by_the_day_before_the_window_opens_and_no_longer_asked_in_it():
    row = application(REGISTERED, APPLIED, OFFERED, STARTED)
    window = day("assessment", date(2027, 11, 8))
    found = deadlines_of(row, date(2027, 11, 7), window)["engagement"]
    assert (found.day, found.state(date(2027, 11, 7))) == (date(2027, 11, 7), "today")
    assert "90 per cent" in found.title
    assert "engagement" not in deadlines_of(row, date(2027, 11, 8), window)


def test_before_the_window_is_known_only_the_months_are_told():
    found = deadlines_of(application(REGISTERED, APPLIED, OFFERED, STARTED), TODAY)["assessment"]
    assert (found.day, found.to_do) == (None, False)
    assert day_or_words(found) == "After November 2027"
    assert found.why.startswith("It is in the 3 months after 12 months of teaching. Ask the provider")


def test_a_course_without_assessment_has_no_window():
    row = application(REGISTERED, APPLIED, OFFERED, STARTED, course="npq-early-headship-coaching-offer")
    assert deadlines_of(row, TODAY, day("assessment", TODAY)) == {}


@pytest.mark.parametrize("end", ["withdrawn", "passed", "failed"])
def test_nothing_is_left_of_an_application_that_has_ended(end):
    row = application(REGISTERED, APPLIED, OFFERED, STARTED, (end, TODAY))
    assert deadlines_of(row, TODAY, day("assessment", TODAY), day("start", TODAY)) == {}


def test_a_deferred_course_waits_for_its_return():
    steps = (REGISTERED, APPLIED, OFFERED, STARTED)
    agreed = application(*steps, ("deferred", TODAY, {"until": "2027-autumn"}))
    found = deadlines_of(agreed, TODAY)["start"]
    assert (found.title, found.to_do) == ("Return to the course: Amara Okafor", False)
    later = deadlines_of(agreed, date(2028, 1, 1))["start"]
    assert later.title == "Record whether Amara Okafor came back to the course"
    (open_,) = deadlines_of(application(*steps, ("deferred", TODAY)), TODAY).values()
    assert (open_.title, open_.to_do) == ("Agree the return of Amara Okafor with the provider", True)
