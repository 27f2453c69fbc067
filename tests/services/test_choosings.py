"""A choice of course from its name to the funding enquiry: kept at each answer, in words, on paper, undone, erased."""

from datetime import date

import pytest

from npqdesk.letters.as_text import as_text
from npqdesk.problem import Problem
from npqdesk.services.choice_funding import carry_over
from npqdesk.services.choice_papers import make_comparison, make_recommendation
from npqdesk.services.choosings import (
    begin_choosing,
    choosing_page,
    choosing_state,
    choosings,
    keep_half_chosen,
    put_choosing_answers,
    remove_choosing,
    save_choosing_answer,
    still_possible,
)
from npqdesk.services.desk import open_desk
from npqdesk.services.enquiries import enquiry_state
from npqdesk.services.gates import clock_words
from npqdesk.services.people import add_person
from npqdesk.services.people_erasing import erase_person
from npqdesk.services.person_record import Npq, save_npq
from npqdesk.services.recommendation import recommendation
from npqdesk.services.sample import load_sample
from npqdesk.services.undo import undo

SCHOOL = {"cohort": "2026-autumn", "scope": "team", "senco_duty": "no", "leads": "mathematics"}
MATHS = {**SCHOOL, "maths_scope": "primary_school", "mastery": "a_year", "had_mathematics": "never"}
WHOLE = {**MATHS, "had_teaching": "never", "employer_support": "yes", "time": "enough"}


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    desk.today = lambda: date(2026, 11, 22)
    yield desk
    desk.close()


def answered(desk, answers, **who):
    state = begin_choosing(desk, **(who or {"name": "Amara Okafor"}))
    for question, text in answers.items():
        state = save_choosing_answer(desk, state.id, question, text)
    return state


def test_each_answer_is_kept_and_leads_to_the_next_question(desk):
    state = begin_choosing(desk, name="Amara Okafor")
    asked = []
    for question, text in WHOLE.items():
        assert state.route.current == question
        assert choosing_page(desk, state, question).wording
        asked.append(question)
        state = save_choosing_answer(desk, state.id, question, text)
    assert state.route.complete
    assert choosing_state(desk, state.id).answers == state.answers
    assert still_possible(state) == ("NPQLPM",)
    with pytest.raises(Problem, match="Choose one"):
        save_choosing_answer(desk, state.id, "scope", "nothing")
    keep_half_chosen(desk, state.id, "time", "less")
    assert choosing_state(desk, state.id).answers["?time"] == "less"


def test_an_answer_is_undone_and_what_somebody_else_answered_meanwhile_stays(desk):
    state = answered(desk, SCHOOL)
    changed = save_choosing_answer(desk, state.id, "scope", "senior")
    assert undo(desk) == "change an answer"
    assert choosing_state(desk, state.id).answers == state.answers
    save_choosing_answer(desk, state.id, "leads", "literacy")
    kept = put_choosing_answers(desk, state.id, changed.answers, was=state.answers)
    assert (kept.answers["scope"], kept.answers["leads"]) == ("senior", "literacy")


def test_the_recommendation_is_told_with_sources_and_with_who_pays_beside_it(desk):
    told = recommendation(desk, answered(desk, WHOLE))
    assert told.course.short == "NPQLPM"
    assert told.runner_up.course.short == "NPQLT"
    assert [gate.standing for gate in told.gates] == ["met"]
    assert {"for", "against", "care", "ask"} <= set(told.remarks)
    assert all(row.sources for rows in told.remarks.values() for row in rows)
    assert [row.course.short for row in told.funding.rows] == ["NPQLPM", "NPQLT"]
    at_a_school = "Eligible at a state-funded school that is on a list of this start; not at others."
    assert {(row.outcome, row.say) for row in told.funding.rows} == {("undecided", at_a_school)}
    assert "Teach First" in told.offered.say
    assert "about 55 hours" in told.study_time[0].say
    assert told.begins.say.startswith(
        "Courses of autumn 2026 begin in November 2026. Register with DfE from 23 June 2026"
    )
    assert {*told.begins.sources, *told.study_time[0].sources} <= set(told.all_sources)


def test_money_never_changes_which_course_fits(desk):
    """The same person is told the same at starts of which one funds every course, one some, and one none."""
    found = set()
    for start in ("2024-spring", "2026-spring", "2026-autumn"):
        told = recommendation(desk, answered(desk, {**WHOLE, "cohort": start}))
        found.add((told.course.id, told.runner_up.course.id))
    assert found == {("npq-leading-primary-mathematics", "npq-leading-teaching")}


def test_the_best_funded_alternative_stands_apart(desk):
    senior = {"cohort": "2026-autumn", "scope": "senior", "senco_duty": "must", "senco_since": "2026-01"}
    told = recommendation(
        desk, answered(desk, {**senior, "had_senco": "left", "employer_support": "yes", "time": "enough"})
    )
    assert told.course.short == "NPQSENCO"
    assert told.history.say.startswith("Left or not passed with a funded place")
    assert told.counted[0].say.startswith("The three years run out in January 2029, three years after the post began.")
    assert told.funding.rows[0].outcome in ("not_funded", "undecided")


def test_the_alternative_is_the_nearest_of_those_that_fit(desk):
    """Off the list leading primary mathematics and leading teaching are not funded, and senior leadership is."""
    load_sample(desk)
    person = add_person(desk, "Amara Okafor", urn="902114")
    told = recommendation(desk, answered(desk, WHOLE, person_id=person))
    assert told.funding.workplace == "St Joseph’s Catholic Primary School"
    assert [row.outcome for row in told.funding.rows] == ["not_funded", "not_funded"]
    assert told.funding.alternative.course.short == "NPQSL"
    paid_for = recommendation(desk, answered(desk, {**WHOLE, "cohort": "2026-spring"}, person_id=person)).funding
    assert (paid_for.alternative, paid_for.none_funded) == (None, True)
    assert recommendation(desk, answered(desk, WHOLE)).funding.workplace == ""


def test_the_month_of_the_first_headship_counts_the_five_years(desk):
    head = {"cohort": "2026-autumn", "scope": "head", "senco_duty": "no", "headship_npq": "completed_before"}
    asked = {**head, "is_head": "yes"}
    over = answered(desk, {**asked, "head_since": "2021-10"})
    assert over.route.facts["new_headteacher"] == "no"
    assert recommendation(desk, over).counted[0].say == "The first five years of headship were over in October 2026."
    assert answered(desk, {**asked, "head_since": "2021-11"}).route.current == "new_headteacher"
    assert answered(desk, {**asked, "head_since": "unknown"}).route.current == "new_headteacher"
    left = {"state_school": "yes", "coaching_before": "left", "had_executive": "never"}
    within = answered(desk, {**asked, "head_since": "2021-12", **left})
    told = recommendation(desk, within)
    assert told.course is None
    assert [gate.label for gate in told.gates if gate.standing == "not_met"] == ["EHCO: Never withdrawn before"]
    assert answered(desk, {**head, "is_head": "not_yet"}).route.facts["new_headteacher"] == "no"


def test_money_for_a_course_that_cannot_begin_yet_says_so(desk):
    """Rule book, part 2: a test of entry is no test of the money."""
    asked = {**MATHS, "mastery": "cannot_show", "had_teaching": "never", "employer_support": "yes", "time": "enough"}
    now, later = recommendation(desk, answered(desk, asked)).funding.rows
    assert (now.course.short, now.entry, later.course.short) == ("NPQLT", "", "NPQLPM")
    assert later.entry.startswith("That is about the money alone")
    assert later.entry in as_text(make_recommendation(desk, choosings(desk)[0].id).letter)


def test_what_is_missing_is_told_with_who_can_say(desk):
    told = recommendation(desk, answered(desk, {**SCHOOL, "leads": "unknown"}))
    assert told.recommended is None
    assert told.missing[0].label == "Field"
    assert told.missing[0].who == "Amara Okafor or the headteacher"
    with pytest.raises(Problem, match="nothing to print"):
        make_recommendation(desk, choosings(desk)[0].id)


def test_the_answers_are_carried_over_to_the_funding_enquiry(desk):
    enquiry = enquiry_state(desk, carry_over(desk, answered(desk, WHOLE), "npq-leading-primary-mathematics"))
    assert enquiry.name == "Amara Okafor"
    assert dict(enquiry.route.given) | {} == {
        "name": "Amara Okafor",
        "cohort": "2026-autumn",
        "course": "npq-leading-primary-mathematics",
    }
    assert enquiry.route.current == "work_setting"
    assert enquiry.answers["mastery"] == "a_year"
    assert enquiry.answers["previously_funded@npq-leading-primary-mathematics"] == "no"


def test_the_staff_record_answers_what_it_knows(desk):
    person = add_person(desk, "Tomos Price")
    save_npq(desk, person, Npq(None, "npq-senior-leadership", "2023-autumn", "", "passed", "yes"))
    state = answered(desk, {"cohort": "2026-autumn", "scope": "senior", "senco_duty": "no"}, person_id=person)
    assert state.route.current == "aims_headship"
    assert state.route.known["had_senior"].origin == "record"
    assert [row.person_id for row in choosings(desk, person_id=person)] == [person]
    erase_person(desk, person)
    assert choosings(desk) == ()


def test_a_choice_is_removed_and_comes_back(desk):
    number = answered(desk, WHOLE).id
    assert choosings(desk)[0].course == "Leading primary mathematics (NPQLPM)"
    remove_choosing(desk, number)
    assert choosings(desk) == ()
    undo(desk)
    assert [row.id for row in choosings(desk)] == [number]


def test_the_recommendation_on_paper(desk):
    made = make_recommendation(desk, answered(desk, WHOLE).id)
    text = as_text(made.letter)
    assert "The NPQ that fits is Leading primary mathematics (NPQLPM), for a start in autumn 2026." in text
    assert "Next to it" in text
    assert "DfE, 12 February 2024: Leading teaching national professional qualification" in text
    assert "Teach First: free one-to-one support by a former school leader" in text
    assert "DfE, 18 May 2026: Funding for national professional qualifications, change of 18 May 2026" in text
    assert made.file_name == "2026-11-22 NPQ recommendation – Okafor A.pdf"


@pytest.mark.parametrize("courses", [("npq-senior-leadership", "npq-headship"), ("npq-headship", "npq-senco")])
def test_a_comparison_with_many_sources_is_made_in_large_print(desk, courses):
    assert make_comparison(desk, courses, large=True).pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("since", "says"),
    [
        ("2009-08", "does not hold"),
        ("2009-09", "look up the day"),
        ("2023-10", "ran out in October 2026"),
        ("2023-11", "run out this month"),
        ("2024-06", "may end too late"),
        ("2025-09", "has to begin by November 2026"),
    ],
)
def test_the_clock_in_words(since, says):
    assert says in clock_words(since, date(2026, 11, 22))
