"""The rules of another day: only for a start whose rules changed, and shown, never kept."""

from datetime import date

import pytest

from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determinations, result
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.other_days import other_days, with_day
from npqdesk.services.trying import with_facts

HOSPITAL_SCHOOL = {
    "name": "Ada Byron",
    "course": "npq-headship",
    "work_setting": "another_setting",
    "employment_type": "hospital_school",
    "employer@another_setting,": "Westmere hospital school",
    "in_england@another_setting,": "yes",
    "previously_funded@npq-headship": "no",
}


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    yield desk
    desk.close()


def asked(desk, cohort):
    enquiry = begin_enquiry(desk).id
    put_answers(desk, enquiry, {**HOSPITAL_SCHOOL, "cohort": cohort})
    return with_facts(desk, result(desk, enquiry), {"referred_by_return_to_teaching_adviser": "no"})


def test_a_start_whose_rules_changed_tells_what_each_edition_says(desk):
    found = asked(desk, "2025-spring")
    assert found.answer.decision.outcome == "review"
    rows = other_days(desk, found)
    assert [row.decided_on for row in rows] == [date(2025, 2, 10), date(2025, 2, 28), date(2025, 3, 10)]
    assert {row.outcome for row in rows} == {"funded"}
    assert rows[0].name == "Edition 1, from 10 February 2025"
    for row in rows:
        then = with_day(desk, found, row.decided_on)
        assert then.answer.policy.decided_from == row.decided_on
        assert then.answer.decision.outcome == row.outcome
        assert then.kept is None
    assert determinations(desk) == ()


def test_from_an_earlier_edition_the_latest_is_one_of_the_others(desk):
    then = with_day(desk, asked(desk, "2025-spring"), date(2025, 2, 10))
    assert [row.name for row in other_days(desk, then)][-1] == "Edition 4, from 2 April 2025"


def test_most_starts_have_one_edition(desk):
    assert other_days(desk, asked(desk, "2026-autumn")) == ()


def test_without_a_policy_there_is_no_other(desk):
    assert other_days(desk, asked(desk, "2027-autumn")) == ()
