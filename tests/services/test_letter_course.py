"""What a letter says of the course: published months, hours and days, and what the office entered instead."""

from datetime import date

import pytest

from npqdesk.letters.plan import NO_PLAN, Plan
from npqdesk.letters.staff import Prices
from npqdesk.services.application_steps import begin_application
from npqdesk.services.deadlines.own import enter_day
from npqdesk.services.enquiries import people
from npqdesk.services.letter_course import plan_told
from npqdesk.services.wordings import letter_wording
from tests.sample_records import open_sample

SENIOR, SENCO, COACHING = "npq-senior-leadership", "npq-senco", "npq-early-headship-coaching-offer"


@pytest.fixture
def desk(tmp_path):
    made = open_sample(tmp_path / "office.sqlite3")
    made.today = lambda: date(2026, 6, 1)
    yield made
    made.close()


def told(
    desk, course: str, cohort: str = "2026-autumn", plan: Plan = NO_PLAN, prices: Prices | None = None,
    person_id: int | None = None,
) -> Plan:  # fmt: skip
    wording, _hash = letter_wording(desk)
    return plan_told(desk, wording, desk.vocabulary.courses[course], cohort, plan, prices=prices, person_id=person_id)


@pytest.mark.parametrize(
    ("course", "cohort", "said"),
    [
        (SENIOR, "2026-autumn", "November 2026 to about August 2028 (18 + 3 months)"),
        (SENCO, "2026-autumn", "November 2026 to about September 2028 (18 + 3 to 4 months)"),
        (COACHING, "2026-autumn", "November 2026 to about November 2027 (12 months)"),
        (SENIOR, "2024-autumn", "October or November 2024 to about August 2026 (18 + 3 months)"),
        (SENIOR, "2026-spring", "Spring 2026 (18 + 3 months)"),
    ],
)
def test_months_are_told_as_far_as_they_are_published(desk, course, cohort, said):
    assert told(desk, course, cohort).dates == said


def test_hours_are_those_of_dfe_and_of_the_provider_with_who_says_so(desk):
    assert told(desk, SENIOR).study == "1 to 2 hours of study a week on average (DfE)"
    behaviour = told(desk, "npq-leading-behaviour-culture", plan=Plan(provider="best practice network")).study
    assert behaviour.startswith("1 to 2 hours of study a week on average (DfE); 74 hours in all")
    assert told(desk, COACHING).study == ""


def test_only_an_npq_is_assessed(desk):
    assert told(desk, SENIOR).assessment == "One written answer to a case study, in an 8-day window"
    assert told(desk, SENIOR).engagement == 90
    assert (told(desk, COACHING).assessment, told(desk, COACHING).engagement) == ("", 0)


def test_what_was_typed_stands(desk):
    typed = Plan(dates="May", fee="£1", study="Much", assessment="None", apply_by=date(2026, 7, 1))
    found = told(desk, SENIOR, plan=typed, prices=Prices(900, 1000, "a hub, 2024 to 2025"))
    assert (found.dates, found.fee, found.study, found.assessment) == ("May", "£1", "Much", "None")
    assert (found.apply_by, found.register_by) == (date(2026, 7, 1), date(2026, 7, 1))


def test_days_that_the_office_entered_are_those_to_act_by_until_they_are_past(desk):
    days = {
        "registration": date(2026, 10, 9), "application": date(2026, 9, 18), "reference": date(2026, 9, 25),
        "start": date(2026, 11, 3), "assessment": date(2028, 6, 5),
    }  # fmt: skip
    person = people(desk)[0].id
    applied = begin_application(desk, person, course=SENIOR, cohort="2026-autumn").row.id
    for kind, day in days.items():
        enter_day(desk, kind, day, applied, for_all=kind == "registration")
    found = told(desk, SENIOR, person_id=person)
    assert (found.register_by, found.apply_by, found.reference_by) == tuple(days.values())[:3]
    assert found.dates.startswith("3 November 2026 to about August 2028")
    assert found.assessment == "One written answer to a case study, in the 8 days from 5 June 2028"
    assert told(desk, SENIOR, plan=Plan(place="asked"), person_id=person).apply_by is None
    assert (told(desk, SENIOR).register_by, told(desk, SENIOR).apply_by) == (date(2026, 10, 9), None)
    desk.today = lambda: date(2026, 10, 1)
    later = told(desk, SENIOR, person_id=person)
    assert (later.register_by, later.apply_by, later.reference_by) == (date(2026, 10, 9), None, None)
