"""Summaries of an invented trust, each figure worked out again from who was answered what."""

import re
from dataclasses import replace
from datetime import date

import pytest

from npqdesk.letters.as_text import as_text
from npqdesk.problem import Problem
from npqdesk.services.determine import determinations, determine, kept_result
from npqdesk.services.enquiries import begin_enquiry, enquiry_state, people, put_answers, remove_enquiry
from npqdesk.services.letter_form import FormError, LetterForm, form_for, keep_form
from npqdesk.services.letters import letter_kinds, make_letter
from npqdesk.services.summaries import Wanted, make_summary, summary_starts, summary_subjects
from npqdesk.services.summary_form import SummaryForm, keep_summary_form, read_summary_form, summary_form
from tests.sample_records import open_sample

TRUST = "Westmere Learning Trust (invented)"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = open_sample(tmp_path_factory.mktemp("records") / "npqdesk.sqlite3")
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


def _of(desk, name: str, cohort: str):
    return next(kept_result(desk, row.id) for row in determinations(desk) if (row.name, row.cohort) == (name, cohort))


def _text(desk, kind: str, of: str, cohort: str = "2026-autumn", **how) -> str:
    return as_text(make_summary(desk, Wanted(kind, of, cohort, **how)).letter)


def test_there_is_a_summary_for_each_school_and_for_the_trust(desk):
    subjects = summary_subjects(desk)
    assert subjects[0][:2] == ("trust", TRUST)
    assert ("governors", "902116") in [each[:2] for each in subjects]
    assert [cohort for cohort, _ in summary_starts(desk)] == ["2026-autumn", "2024-spring"]


def test_a_school_is_summed_up_for_its_governors_by_role(desk):
    text = _text(desk, "governors", "902116", cover_days=3, cover_rate=195)
    assert "Siân" not in text
    assert "Literacy lead\tLeading Literacy\tNot eligible\t–\t£885 to £901\tSpring 2028" in text
    assert f"6 days × £195\t£{6 * 195:,}" in text
    assert f"Cost to the school\t£885 to £901 + £1,170\t£{885 + 1170:,} to £{901 + 1170:,}" in text
    assert "Siân Prosser-Evans" in _text(desk, "governors", "902116", names=True)


def test_a_place_typed_for_the_letter_counts(desk):
    result = _of(desk, "Daniel Lindqvist", "2026-autumn")
    keep_form(desk, result, LetterForm(place="offered", role="SENCO", fee="£1,300", apply_by="4 December 2026"))
    text = _text(desk, "governors", "902115")
    assert "1 has a funded place" in text
    assert "SENCOs £1,300\t£1,300" in text
    assert "has until September 2028 to finish" in text
    assert "4 Dec" in _text(desk, "trust", TRUST).replace("\u00a0", " ")


def test_who_gave_a_place_up_needs_no_cover(desk):
    result = _of(desk, "Daniel Lindqvist", "2026-autumn")
    before = form_for(desk, result)
    keep_form(desk, result, replace(before, place="declined"))
    assert "Cover for study days\tNone noted\t£0" in _text(desk, "governors", "902115", cover_days=3, cover_rate=200)
    assert "\t£600\t" not in _text(desk, "trust", TRUST, cover_days=3, cover_rate=200)
    keep_form(desk, result, before)


def test_the_trust_is_counted_school_by_school(desk):
    text = _text(desk, "trust", TRUST)
    assert "Of 3 people in 6 schools, 1 is eligible" in text
    rows = [line.split("\t") for line in text.splitlines() if re.search(r"\t9021\d\d\t", line)]
    assert len(rows) == 6
    total = next(line.split("\t") for line in text.splitlines() if line.startswith("Total, 6 schools"))
    for at in (3, 5, 6, 7, 8, 11):
        figures = [int(re.sub(r"[£,]", "", row[at])) for row in rows if row[at] != "–"]
        assert sum(figures) == int(re.sub(r"[£,]", "", total[at]))
    grants = {row.name: row.grant_pounds for row in determinations(desk) if row.cohort == "2024-spring"}
    assert f"Grant still owed for 2023/24: £{sum(grants.values()):,}." in text


def test_a_past_start_is_summed_up_as_past(desk):
    text = _text(desk, "governors", "902114", "2024-spring")
    assert "1 was eligible for a scholarship" in text
    assert "1 × £800; no payment noted yet\t−£800" in text
    assert "Decisions we ask for" not in text


def test_what_cannot_be_summed_up_is_told_in_words(desk):
    for wanted, words in (
        (Wanted("governors", "902117", "2026-autumn"), "No answer is kept for autumn 2026 at Lowfield"),
        (Wanted("governors", "1", "2026-autumn"), "no URN 1"),
        (Wanted("trust", "Nowhere", "2026-autumn"), "None is in “Nowhere”"),
        (Wanted("trust", TRUST, "soon"), "“soon” is none"),
    ):
        with pytest.raises(Problem) as told:
            make_summary(desk, wanted)
        assert words in told.value.what_happened


def test_the_grant_is_earned_once_for_a_person_and_a_course_and_only_by_what_earned_it(desk):
    earned = next(row for row in determinations(desk) if row.cohort == "2024-spring" and row.grant_pounds)
    state = enquiry_state(desk, earned.enquiry_id)
    person = next(each.id for each in people(desk) if each.name == earned.name)
    again, coaching = (begin_enquiry(desk, person_id=person) for _ in range(2))
    put_answers(desk, again.id, state.answers)
    twice = determine(desk, again.id)
    put_answers(desk, coaching.id, state.answers | {"course": "npq-early-headship-coaching-offer"})
    nothing = determine(desk, coaching.id)
    assert (twice.answer.grant.pounds, nothing.answer.grant.pounds) == (earned.grant_pounds, 0)
    summary = as_text(make_letter(desk, twice.determination_id, "grant").letter)
    refusal = as_text(make_letter(desk, nothing.determination_id, "grant").letter)
    for enquiry in (again, coaching):
        remove_enquiry(desk, enquiry.id)
    assert "People who started\t1" in summary
    assert "no grant for 2023 to 2024" in refusal
    assert "not for the coaching offer" in refusal


def test_an_answer_without_a_course_is_left_out(desk):
    enquiry = begin_enquiry(desk, name="Nobody Yet")
    put_answers(desk, enquiry.id, {"name": "Nobody Yet", "cohort": "2026-autumn", "workplace": "902116"})
    number = determine(desk, enquiry.id).determination_id
    assert "Of 3 people in 6 schools" in _text(desk, "trust", TRUST)
    assert letter_kinds(kept_result(desk, number)) == ()
    with pytest.raises(Problem, match="nothing to write"):
        make_letter(desk, number)


def test_what_was_typed_for_a_summary_is_there_again(desk):
    form = SummaryForm(f"trust {TRUST}", "2026-autumn", "Board", "1 December 2026", "3", "£195", names=True)
    keep_summary_form(desk, form)
    assert summary_form(desk) == form
    wanted = read_summary_form(form)
    assert (wanted.kind, wanted.of, wanted.on) == ("trust", TRUST, date(2026, 12, 1))
    assert (wanted.cover_days, wanted.cover_rate, wanted.names) == (3, 195, False), "a trust's table names nobody"


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"on": "soon"}, "on"), ({"cover_days": "many"}, "cover_days"), ({"cover_rate": "a lot"}, "cover_rate")],
)
def test_what_cannot_be_read_is_told_beside_its_field(typed, field):
    with pytest.raises(FormError) as told:
        read_summary_form(SummaryForm("governors 902116", "2026-autumn", **typed))
    assert told.value.field == field


def test_the_form_of_a_letter_keeps_its_place(desk):
    assert form_for(desk, _of(desk, "Daniel Lindqvist", "2026-autumn")).place == "offered"
