"""A workplace that no register has: said to be unverified in the result, the letter, the table and the file, each with
what to check."""

from datetime import date
from pathlib import Path

import pytest

from npqdesk.letters.letter import Paragraph, spoken
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.determine import Result, determine, kept_result
from npqdesk.services.enquiries import begin_enquiry, save_answer
from npqdesk.services.enquiry_table import enquiry_lines
from npqdesk.services.evidence_text import determination_fields
from npqdesk.services.letters import draft_letter
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.made_letter import Kind
from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.services.register import keep_register, preview_register
from tests.services.records import DATA

BY_HAND = {
    "cohort": "2026-autumn",
    "course": "npq-leading-literacy",
    "work_setting": "a_school",
    "workplace": "Little Acorns",
    "establishment_type": "2",
    "in_england": "yes",
    "on_rise_list": "no",
    "on_pp50_schools_list": "yes",
    "previously_funded": "no",
    "on_named_further_education_list": "no",
    "had_targeted_support_for_course": "no",
}
CHILDMINDER = {
    "cohort": "2026-autumn",
    "course": "npq-early-years-leadership",
    "work_setting": "early_years_or_childcare",
    "nursery_kind": "childminder",
    "employer": "Ash Lane Childminding",
    "has_ofsted_urn": "yes",
    "on_childminders_list": "no",
    "previously_funded": "no",
}
SAID = "“Little Acorns” is unverified: it was not found on the school register."


@pytest.fixture
def desk(tmp_path: Path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    keep_register(desk, preview_register(desk, DATA / "edubaseallstatefunded20250717.csv"))
    yield desk
    desk.close()


def _kept(desk: Desk, given: dict[str, str]) -> Result:
    state = begin_enquiry(desk, name="Amara Okafor")
    while not state.route.complete:
        state = save_answer(desk, state.id, state.route.current, given[state.route.current])
    return determine(desk, state.id)


def _letter(desk: Desk, kept: Result, kind: Kind) -> tuple[list[str], str]:
    """The paragraphs of a letter, and all that it says of what it rests on."""
    made = draft_letter(desk, kept, kind).letter
    return [spoken(block.text) for block in made.blocks if isinstance(block, Paragraph)], made.footer + spoken(
        made.blocks[-1].text
    )


def test_the_result_says_so_with_what_to_check_and_says_it_again_when_it_is_opened(desk):
    kept = _kept(desk, BY_HAND)
    first = kept.answer.cautions[0].say
    assert first.startswith(SAID)
    assert "Get Information about Schools" in first
    assert "(Establishment type: Voluntary aided school)." in first
    assert "On the list of eligible schools: Yes" in first
    assert [row.say for row in kept.rests_on if row.unverified] == ["Little Acorns, as entered by hand"]
    again = kept_result(desk, kept.determination_id)
    assert again.answer.cautions == kept.answer.cautions
    assert again.rests_on == kept.rests_on


def test_the_letter_says_so_under_the_answer_and_at_its_foot(desk):
    paragraphs, foot = _letter(desk, _kept(desk, BY_HAND), "staff")
    [said] = [text for text in paragraphs if text.startswith(SAID)]
    assert "(Establishment type: Voluntary aided school)." in said
    assert "Workplace unverified" in foot
    assert "what the office entered of the workplace and what the office said of the lists" in foot
    assert "No eligibility list was needed" not in foot


def test_a_grant_letter_does_not_say_that_the_register_showed_what_the_office_entered(desk):
    kept = _kept(desk, {**BY_HAND, "cohort": "2023-autumn", "phase": "Primary", "pupils": "90"})
    made = draft_letter(desk, kept, "grant").letter
    said = str(made.blocks)
    assert kept.answer.grant.pounds == 800
    assert "90 (as the office entered it)" in said
    assert "register showed" not in said
    assert "Pupils: 90" in said


def test_tables_and_files_say_so(desk):
    kept = _kept(desk, BY_HAND)
    assert [line.workplace for line in enquiry_lines(desk)] == ["Little Acorns (unverified)"]
    assert determination_fields(kept)["unverified"].startswith(SAID)


def test_a_school_of_the_register_is_verified(desk):
    kept = _kept(desk, {**BY_HAND, "workplace": "900001"})
    assert kept.evidence.unverified is None
    assert determination_fields(kept)["unverified"] is None
    assert "(unverified)" not in enquiry_lines(desk)[0].workplace
    paragraphs, foot = _letter(desk, kept, "staff")
    assert not any("unverified" in text for text in (*paragraphs, foot))


@pytest.mark.parametrize(("number", "verified"), [("EY999999", False), ("EY900003", True)])
def test_an_ofsted_number_that_ofsted_does_not_have_is_unverified_too(desk, number, verified):
    keep_ofsted(desk, preview_ofsted(desk, DATA / "childcare_providers_2021-08-31.csv"))
    childminders = DATA / "NPQ_OFSTED_Childminders_invented.csv"
    keep_list(desk, preview_list(desk, "childminders", childminders, published=date(2026, 5, 18)))
    found = _kept(desk, {**CHILDMINDER, "ofsted_urn": number}).evidence.unverified
    assert (found is None) is verified
    assert verified or "Ofsted’s website" in found.say
