import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.determine import determine, kept_result
from npqdesk.services.enquiries import (
    begin_enquiry,
    drafts,
    enquiries,
    enquiry_state,
    people,
    put_answers,
    question_page,
    remove_enquiry,
    rename_enquiry,
    save_answer,
    take_back,
)
from npqdesk.services.half_typed import keep_half_typed
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.undo import redo, undo, undoable
from npqdesk.store.tables import Person

SCHOOLS = """URN,LA (code),EstablishmentName,TypeOfEstablishment (code),PhaseOfEducation (code),\
EstablishmentStatus (code),NumberOfPupils,UKPRN,Town,Postcode
900001,899,Ash School,34,2,1,142,10990001,Elmby,ZZ99 1AA
900002,899,Oak School,11,4,1,,10990002,Elmby,ZZ99 1AB
400003,673,Ysgol Ynn,30,2,1,90,,Elmby,ZZ99 1AC
"""


@pytest.fixture
def desk(tmp_path):
    """A desk with three invented schools and the list that holds the first of them."""
    desk = open_desk(str(tmp_path / "records.sqlite3"))
    register = tmp_path / "register.csv"
    register.write_text(SCHOOLS, encoding="utf-8")
    keep_register(desk, preview_register(desk, register, as_at=date(2025, 7, 17)))
    listed = tmp_path / "pp50.csv"
    listed.write_text("URN\n900001\n", encoding="utf-8")
    keep_list(desk, preview_list(desk, "pp50-schools", listed, published=date(2026, 5, 18)))
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


def answered(desk: Desk, **answers):
    state = begin_enquiry(desk, name="Amara Okafor")
    for question, text in answers.items():
        state = save_answer(desk, state.id, question, text)
    return state


def test_an_answer_is_on_disk_before_the_next_question(desk, tmp_path):
    state = answered(desk, cohort="2026-autumn", course="npq-leading-literacy")
    other = open_desk(str(tmp_path / "records.sqlite3"))
    again = enquiry_state(other, state.id)
    assert again.answers == state.answers
    assert again.route == enquiry_state(desk, state.id).route
    other.close()


def test_an_answer_outlives_a_program_that_dies(desk, tmp_path):
    begun = begin_enquiry(desk, name="Amara Okafor")
    program = (
        "import os, sys\n"
        "from npqdesk.services.desk import open_desk\n"
        "from npqdesk.services.enquiries import save_answer\n"
        "save_answer(open_desk(sys.argv[1]), int(sys.argv[2]), 'cohort', '2026-autumn')\n"
        "os._exit(9)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "records.sqlite3"), str(begun.id)]
    assert subprocess.run(command, cwd=Path(__file__).parents[2], check=False).returncode == 9
    assert enquiry_state(desk, begun.id).answers["cohort"] == "2026-autumn"


def test_the_register_and_the_lists_answer_for_the_school(desk):
    state = answered(
        desk, cohort="2026-autumn", course="npq-leading-literacy", work_setting="a_school", workplace="900001"
    )
    assert state.names["workplace"] == "Ash School, Elmby"
    assert state.route.known["establishment_type"].say == "Register, 17 July 2025"
    assert state.route.known["pupils"].value == 142
    assert state.route.known["on_pp50_schools_list"].say == "List, 18 May 2026"
    assert state.route.facts["on_pp50_schools_list"] == "yes"
    assert "on_rise_list" not in state.route.facts
    assert state.route.current == "previously_funded"


def test_a_number_that_the_register_lacks_is_asked_and_can_stay_unrecorded(desk):
    state = answered(desk, cohort="2023-autumn", course="npq-headship", work_setting="a_school", workplace="Elm School")
    assert state.route.current == "establishment_type"
    state = save_answer(desk, state.id, "workplace", "900002")
    assert "pupils" not in state.route.facts
    state = save_answer(desk, state.id, "establishment_type", "34")
    for question in ("previously_funded", "had_targeted_support_for_course"):
        state = save_answer(desk, state.id, question, "no")
    assert state.route.current == "pupils"
    state = save_answer(desk, state.id, "pupils", "not_recorded")
    assert state.route.complete
    assert state.route.facts["pupils"] == "not_recorded"


def test_a_school_in_wales_is_not_in_england(desk):
    state = answered(desk, cohort="2026-autumn", course="npq-headship", work_setting="a_school", workplace="400003")
    assert state.route.facts["in_england"] == "no"
    assert state.route.complete


def test_an_ofsted_number_is_looked_up_where_the_list_is_loaded(desk, tmp_path):
    answers = {"cohort": "2026-autumn", "course": "npq-early-years-leadership"}
    answers |= {"work_setting": "early_years_or_childcare", "nursery_kind": "childminder", "has_ofsted_urn": "yes"}
    state = answered(desk, **answers)
    assert state.route.current == "on_childminders_list"
    listed = tmp_path / "childminders.csv"
    listed.write_text("Provider URN\nEY990001\n", encoding="utf-8")
    keep_list(desk, preview_list(desk, "childminders", listed, published=date(2026, 5, 18)))
    assert enquiry_state(desk, state.id).route.current == "ofsted_urn"
    state = save_answer(desk, state.id, "ofsted_urn", "ey 990001")
    assert state.answers["ofsted_urn@childminder"] == "EY990001"
    assert state.route.known["on_childminders_list"].origin == "list"
    assert state.route.facts["on_childminders_list"] == "yes"
    assert state.route.facts["in_england"] == "yes"


def test_a_challenge_is_kept_beside_the_answers_and_can_be_withdrawn(desk):
    state = answered(desk, cohort="2026-autumn", course="npq-headship", work_setting="a_school", workplace="900002")
    before = state.route
    state = save_answer(desk, state.id, "establishment_type", "34")
    assert state.route.known["establishment_type"].say == (
        "Your word. Register, 17 July 2025: Other independent school"
    )
    assert take_back(desk, state.id, "establishment_type").route == before


def test_an_answer_that_cannot_be_taken_changes_nothing(desk):
    state = answered(desk, cohort="2026-autumn")
    refused = {"course": "npq-flying", "name": "x" * 300, "pupils": "many", "senco_since": "2026-12", "workplace": " "}
    for question, text in refused.items():
        with pytest.raises(Problem) as told:
            save_answer(desk, state.id, question, text)
        assert told.value.what_happened
    assert enquiry_state(desk, state.id).answers == state.answers


@pytest.mark.parametrize("name", ["<b>Amara</b> & “Co”", "نور الدين", "Amara 🌻", "{name} {cohort}", "x" * 200])
def test_any_name_is_kept_as_it_is(desk, name):
    state = begin_enquiry(desk, name=name)
    page = question_page(desk, save_answer(desk, state.id, "cohort", "2026-autumn"), "course")
    assert page.wording == f"Which course is {name} thinking of?"


def test_a_page_has_all_that_a_question_shows(desk):
    state = answered(desk, cohort="2026-autumn", course="npq-headship", work_setting="a_school", workplace="900001")
    page = question_page(desk, state, "previously_funded")
    assert page.wording == "Has Amara Okafor had a funded place on this course before?"
    assert page.hint.startswith("Headship (NPQH) only.")
    assert (page.number, page.about, page.back, page.text) == (6, 6, "workplace", "")
    assert [option.value for option in page.options] == ["no", "yes", "unknown"]
    assert page.still_open.scholarship == "Scholarship: yes or no, depending on this answer"
    assert page.still_open.grant == "Grant to the school: none"
    assert question_page(desk, state, "work_setting").text == "a_school"
    assert question_page(desk, state, "establishment_type").text == "34"
    assert question_page(desk, state, "name").back == ""


def test_enquiries_are_listed_removed_restored_and_renamed(desk):
    one, other = begin_enquiry(desk, name="Amara"), begin_enquiry(desk)
    assert [row.id for row in drafts(desk)] == [other.id, one.id]
    remove_enquiry(desk, other.id)
    assert [row.name for row in enquiries(desk)] == ["Amara"]
    undo(desk)
    assert len(enquiries(desk)) == 2
    assert rename_enquiry(desk, one.id, "Amara Okafor").name == "Amara Okafor"
    assert enquiries(desk)[0].name == "Amara Okafor"
    save_answer(desk, one.id, "cohort", "2026-autumn")
    assert enquiries(desk)[0].cohort == "autumn 2026"


def test_undo_puts_all_answers_back(desk):
    before = answered(desk, cohort="2026-autumn", course="npq-headship")
    after = save_answer(desk, before.id, "course", "npq-senco")
    assert after.route.facts["course"] == "npq-senco"
    assert put_answers(desk, before.id, before.answers).route == before.route


def test_each_answer_is_undone_by_itself_and_what_is_half_typed_stays(desk):
    number = begin_enquiry(desk, name="Amara").id
    save_answer(desk, number, "cohort", "2026-autumn")
    save_answer(desk, number, "course", "npq-headship")
    keep_half_typed(desk, number, "work_setting", "a_school")
    assert undoable(desk).undo == "change an answer"
    undo(desk)
    assert enquiry_state(desk, number).answers == {
        "name": "Amara",
        "cohort": "2026-autumn",
        "?work_setting": "a_school",
    }
    redo(desk)
    assert enquiry_state(desk, number).answers["course"] == "npq-headship"
    for _time in range(3):
        undo(desk)
    assert enquiries(desk) == ()
    assert enquiry_state(desk, number).removed
    for _time in range(3):
        redo(desk)
    assert enquiry_state(desk, number).answers["course"] == "npq-headship"


def test_what_was_kept_does_not_answer_for_answers_that_were_taken_back(desk):
    number = begin_enquiry(desk, name="Amara").id
    put_answers(desk, number, {"name": "Amara", "cohort": "2026-autumn", "course": "npq-headship"})
    kept = determine(desk, number)
    undo(desk)
    state = enquiry_state(desk, number)
    assert (state.state, dict(state.answers)) == ("draft", {"name": "Amara"})
    assert kept_result(desk, kept.determination_id).answer.course == "npq-headship", "evidence stays as it was"


def test_a_colleague_on_the_staff_record_need_not_be_named_again(desk):
    with desk.store.writing() as session:
        session.add(Person(name="Joan Whitlock", title="Mrs", role="Headteacher", urn="900001", address=""))
    person = people(desk)[0]
    state = begin_enquiry(desk, person_id=person.id)
    assert (state.name, state.route.current) == ("Joan Whitlock", "cohort")
    for question, text in (("cohort", "2026-autumn"), ("course", "npq-headship"), ("work_setting", "a_school")):
        state = save_answer(desk, state.id, question, text)
    assert state.route.known["workplace"].origin == "record"
    assert state.route.facts["establishment_type"] == "34"
    assert "workplace" not in state.route.path
    state = save_answer(desk, state.id, "workplace", "900002")
    assert state.route.known["workplace"].origin == "answer"
    assert state.route.facts["establishment_type"] == "11"
    assert rename_enquiry(desk, state.id, "Joan Obi").name == "Joan Obi"


def test_what_is_not_there_is_a_problem(desk):
    for act in (
        lambda: enquiry_state(desk, 99),
        lambda: remove_enquiry(desk, 99),
        lambda: save_answer(desk, 99, "name", "Amara"),
        lambda: begin_enquiry(desk, person_id=99),
        lambda: begin_enquiry(desk, name="x" * 300),
    ):
        with pytest.raises(Problem):
            act()
    assert enquiries(desk) == ()


def test_a_start_without_a_policy_ends_the_questions(desk, without_policy):
    without_policy("2021-autumn")
    state = answered(desk, cohort="2021-autumn")
    assert state.route.complete
    assert state.route.policy is None
    assert [row.question for row in state.rows] == ["name", "cohort"]


def test_what_another_office_answered_meanwhile_stays(desk):
    was = dict(answered(desk, cohort="2026-autumn").answers)
    number = enquiries(desk)[0].id
    put_answers(desk, number, {**was, "course": "npq-headship"}, was=was)
    state = put_answers(desk, number, {**was, "work_setting": "a_school"}, was=was)
    assert dict(state.answers) == {**was, "course": "npq-headship", "work_setting": "a_school"}
    state = put_answers(desk, number, {"name": was["name"]}, was=was)
    assert "cohort" not in state.answers
    assert state.answers["course"] == "npq-headship"


def test_each_user_of_shared_records_undoes_their_own(desk):
    state = answered(desk, cohort="2026-autumn")
    desk.store.user = "south"
    assert undoable(desk).undo == ""
    rename_enquiry(desk, state.id, "Amara O.")
    assert undo(desk) == "change an answer"
    with pytest.raises(Problem, match="nothing to undo"):
        undo(desk)
    assert redo(desk) == "change an answer"
