"""The personal gates where they matter: on the result of a funding enquiry and on the page of a person."""

from datetime import date

import pytest

from npqdesk.services.determine import result
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.funded_before import funded_places
from npqdesk.services.gates import clock_of_person, clock_row, earlier_words, gates_of_result
from npqdesk.services.guide import guide
from npqdesk.services.people import add_person
from npqdesk.services.person_record import Npq, Post, person_record, save_npq, save_post
from tests.sample_records import open_sample

COACHING, MATHS = "npq-early-headship-coaching-offer", "npq-leading-primary-mathematics"


@pytest.fixture
def desk(tmp_path):
    desk = open_sample(tmp_path / "npqdesk.sqlite3")
    desk.today = lambda: date(2026, 11, 22)
    yield desk
    desk.close()


def gates(desk, answers, **who):
    state = begin_enquiry(desk, **(who or {"name": "Amara Okafor"}))
    answers = {"cohort": "2026-autumn", "work_setting": "a_school", **answers}
    return gates_of_result(desk, result(desk, put_answers(desk, state.id, {**state.answers, **answers}).id))


@pytest.mark.parametrize(
    ("mastery", "standing"), [("a_year", "met"), ("similar_course", "ask"), ("cannot_show", "not_met")]
)
def test_mastery_stands_on_the_result(desk, mastery, standing):
    found = gates(desk, {"course": MATHS, "workplace": "902114", "mastery": mastery})
    assert [gate.standing for gate in found.tests] == [standing]
    assert "They decide no scholarship." in found.about
    assert ("stands in the way, whoever pays" in found.about) is (standing == "not_met")


def test_the_four_criteria_with_a_withdrawal_on_the_staff_record(desk):
    person = add_person(desk, "Tomos Price", urn="902114")
    save_npq(desk, person, Npq(None, COACHING, "2023-autumn", "", "withdrawn", "yes"))
    answers = {"course": COACHING, "npqh_status": "completed_npqh", "new_headteacher": "yes"}
    found = gates(desk, answers, person_id=person)
    assert len(found.tests) == 4
    assert found.tests[-1].standing == "not_met"  # what it bars is not asked any more
    assert found.history.say.startswith("Left or not passed")


def test_the_four_criteria_as_the_enquiry_asks_them(desk):
    answers = {"course": COACHING, "workplace": "902114", "npqh_status": "completed_npqh", "new_headteacher": "yes"}
    answers[f"previously_funded@{COACHING}"] = "no"
    found = gates(desk, answers)
    assert [gate.standing for gate in found.tests] == ["met", "met", "unknown", "unknown"]
    assert [gate.say.endswith("The scholarship asks for it too.") for gate in found.tests] == [True, True, False, True]
    assert "They decide no scholarship" not in found.about
    assert "says DfE’s page; completed before the first headship or under way, says NASUWT" in found.tests[2].say
    for before, left, standings in (("yes", "no", ["met", "met"]), ("no", "yes", ["ask", "not_met"])):
        found = gates(desk, {**answers, "npqh_before_headship": before, "left_coaching": left})
        assert [gate.standing for gate in found.tests[2:]] == standings


def test_another_course_has_no_gates(desk):
    assert not gates(desk, {"course": "npq-senior-leadership", "workplace": "902114"})


def test_the_clock_of_a_senco_on_the_result_and_on_the_record(desk):
    person = add_person(desk, "Ines Duarte", urn="902114")
    found = gates(desk, {"course": "npq-senco", "senco_role": "yes", "senco_since": "2025-09"}, person_id=person)
    assert found.clock.say.startswith("The three years run out in September 2028")
    assert clock_of_person(desk, person_record(desk, person)).say == found.clock.say
    save_post(desk, person, Post(None, "SENCO", "", "A school", date(2024, 9, 1)))
    assert "September 2027" in clock_of_person(desk, person_record(desk, person)).say
    save_npq(desk, person, Npq(None, "npq-senco", "2024-autumn", "", "passed", "yes"))
    assert clock_of_person(desk, person_record(desk, person)) is None


@pytest.mark.parametrize(
    ("npq", "says"),
    [
        (Npq(None, "npq-senior-leadership", "2023-autumn", "", "withdrawn", "yes"), "cannot be funded again"),
        (Npq(None, "npq-senior-leadership", "2023-autumn", "", "failed", "no"), "still possible"),
        (Npq(None, "npq-senior-leadership", "2023-autumn", "", "deferred", "yes"), "come back"),
        (Npq(None, "npq-senior-leadership", "2021-autumn", "", "failed", "yes"), "cannot be funded again"),
        (Npq(None, "npq-senior-leadership", "2021-spring", "", "withdrawn", "yes"), "an earlier NPQ"),
        (Npq(None, "npq-headship", "2023-autumn", "", "failed", "yes"), "cannot be funded again"),
        (Npq(None, "npq-headship", "2023-autumn", "", "withdrawn", "no"), "still possible"),
        (Npq(None, "npq-headship", "2023-autumn", "", "failed", "not_known"), ""),
        (Npq(None, "npq-senior-leadership", "2023-autumn", "", "failed", "not_known"), ""),
    ],
)
def test_what_an_earlier_npq_means_for_the_money(npq, says):
    told = earlier_words(npq)
    assert (says in told.say) if says else told is None


@pytest.mark.parametrize(("ended", "counts"), [(date(2021, 10, 31), False), (date(2021, 11, 1), True)])
def test_a_funded_npq_counts_from_november_2021(desk, ended, counts):
    person = add_person(desk, "Tomos Price")
    save_npq(desk, person, Npq(None, "npq-senior-leadership", "", "", "failed", "yes", ended))
    assert bool(funded_places(desk, person)) is counts


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        ("award", {"senco-exempt"}),
        ("long", {"senco-exempt"}),
        ("elsewhere", {"senco-elsewhere"}),
        ("planned", set()),
        ("no", set()),
    ],
)
def test_who_is_exempt_has_no_clock(duty, said):
    facts = {"senco_duty": duty, "senco_since": "2025-09"}
    assert clock_row(facts, date(2026, 11, 22)) is None
    told = {each.id for each in guide().remarks_on("npq-senco", facts)}
    assert told & {"senco-exempt", "senco-elsewhere"} == said
