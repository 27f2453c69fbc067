"""What the office types for a letter is read into details, or told beside its field, and never lost."""

from dataclasses import replace
from datetime import date

import pytest

from npqdesk.services.determine import determine
from npqdesk.services.enquiries import enquiries, enquiry_state
from npqdesk.services.half_typed import half_typed, keep_half_typed
from npqdesk.services.letter_form import FormError, LetterForm, form_for, keep_form, read_day, read_form
from npqdesk.services.sample import SETTINGS
from npqdesk.services.trying import with_course, with_facts
from tests.sample_records import open_sample


@pytest.fixture
def desk(tmp_path):
    made = open_sample(tmp_path / "office.sqlite3")
    yield made
    made.close()


@pytest.fixture
def result(desk):
    return determine(desk, next(each.id for each in enquiries(desk) if each.name == "Siân Prosser-Evans"))


@pytest.mark.parametrize(
    "text", ["30 November 2026", "30 nov 2026", "30/11/26", "30.11.2026", "2026-11-30", "30th November 2026"]
)
def test_a_day_in_any_usual_form(text):
    assert read_day(text) == date(2026, 11, 30)


def test_what_is_no_day_is_told_beside_its_field():
    with pytest.raises(FormError, match="Enter a date, such as 30 November 2026") as caught:
        read_form(LetterForm(apply_by="next week"))
    assert caught.value.field == "apply_by"


def test_a_text_without_end_is_told_beside_its_field():
    with pytest.raises(FormError) as caught:
        read_form(LetterForm(role="x" * 401))
    assert caught.value.field == "role"


def test_a_form_becomes_details():
    details = read_form(
        LetterForm(
            title=" Dr ",
            address="1 Mill Lane\n\n Westmere ",
            provider="A  provider",
            signed_by="Joan",
            signed_role="Head",
        )
    )
    assert details.title == "Dr"
    assert details.address == ("1 Mill Lane", "Westmere")
    assert details.plan.provider == "A provider"
    assert (details.signatory.name, details.signatory.role) == ("Joan", "Head")
    assert read_form(LetterForm()).signatory is None


def test_a_form_begins_with_the_staff_record_and_the_settings(desk, result):
    form = form_for(desk, result)
    assert form.role
    assert form.signed_by == SETTINGS["signatory.name"]


def test_what_was_typed_is_there_again_and_changes_no_answer(desk, result):
    form = LetterForm(provider="Täglich <b>GmbH</b>", apply_by="half a da")
    before = enquiry_state(desk, result.enquiry_id)
    keep_form(desk, result, form)
    after = enquiry_state(desk, result.enquiry_id)
    assert form_for(desk, result) == form
    assert (after.route.known, after.state) == (before.route.known, before.state)
    assert determine(desk, result.enquiry_id).determination_id == result.determination_id


def test_half_typed_text_is_kept_and_forgotten(desk, result):
    keep_half_typed(desk, result.enquiry_id, "pupils", "14")
    assert half_typed(enquiry_state(desk, result.enquiry_id), "pupils") == "14"
    keep_half_typed(desk, result.enquiry_id, "pupils", "")
    assert half_typed(enquiry_state(desk, result.enquiry_id), "pupils") == ""


def test_a_fact_turned_gives_the_answer_of_that_fact_and_keeps_nothing(desk, result):
    turned = with_facts(desk, result, {"previously_funded": "yes"})
    assert turned.answer.decision.outcome == "not_funded"
    assert (turned.determination_id, turned.kept) == (None, None)
    assert with_facts(desk, turned, {"previously_funded": "no"}).answer.decision == result.answer.decision


def test_another_course_is_answered_as_the_list_of_courses_says(desk, result):
    for other in result.answer.courses:
        assert with_course(desk, result, other.course).answer.decision.outcome == other.outcome


def test_an_open_answer_says_what_each_answer_leads_to(desk, result):
    known = {name: fact for name, fact in result.known.items() if name != "previously_funded"}
    opened = with_facts(desk, replace(result, known=known), {})
    assert opened.answer.decision.outcome == "undecided"
    rows = {row.facts["previously_funded"]: row.outcome for row in opened.answer.leads}
    assert rows == {"yes": "not_funded", "no": result.answer.decision.outcome}
    for row in opened.answer.leads:
        assert with_facts(desk, opened, row.facts).answer.decision.outcome == row.outcome
