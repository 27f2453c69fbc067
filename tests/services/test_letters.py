"""Letters of kept answers, on the invented sample: made, kept as evidence, saved without replacing anything."""

from dataclasses import replace
from datetime import date

import pytest

from npqdesk.letters.basis import Addressee
from npqdesk.letters.plan import Plan
from npqdesk.problem import Problem
from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.determine import determinations, determine, kept_result
from npqdesk.services.enquiries import begin_enquiry, people, put_answers
from npqdesk.services.letter_case import LetterDetails
from npqdesk.services.letter_form import form_for, keep_form
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.letter_words import READER, as_it_was, course_title, short_name, to_reader
from npqdesk.services.letters import issue_letter, letter_kinds, make_letter
from npqdesk.services.settings import read_settings, write_setting
from tests.letters.pdf_reading import read_structure
from tests.sample_records import open_sample


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = open_sample(tmp_path_factory.mktemp("records") / "npqdesk.sqlite3")
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


def _of(desk, outcome: str, cohort: str = "2026-autumn") -> int:
    return next(row.id for row in determinations(desk) if (row.outcome, row.cohort) == (outcome, cohort))


def _text(desk, number: int, kind: str = "staff", details: LetterDetails | None = None) -> str:
    made = make_letter(desk, number, kind, details or LetterDetails())
    return read_structure(made.pdf).text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("funded", "You are eligible for a scholarship"),
        ("not_funded", "You are not eligible"),
        ("review", "With DfE for review"),
        ("undecided", "This is not a refusal."),
    ],
)
def test_each_outcome_has_its_letter_told_to_the_person(desk, outcome, words):
    text = _text(desk, _of(desk, outcome))
    assert words in text
    name = kept_result(desk, _of(desk, outcome)).name
    assert f"{name} works" not in text
    assert f"{name} is " not in text
    assert READER not in text


def test_a_letter_carries_the_school_of_the_register_the_signatory_and_what_it_rests_on(desk):
    write_setting(desk, "letterhead.email", "office@school.example")
    number = _of(desk, "not_funded")
    text = _text(desk, number)
    assert text.startswith("Kelderby High School Station Approach, Kelderby")
    assert "office@school.example" in text
    assert "the PP50 schools and RISE lists of 18 May 2026" in text
    assert "Made with npqdesk" in text


def test_what_the_office_knows_is_printed(desk):
    plan = Plan(provider="Brightwater Hub", apply_by=date(2026, 12, 4))
    details = LetterDetails(title="Dr", greeting="Dr Lindqvist", address=("1 Long Lane", "EX99 1ZZ"), plan=plan)
    text = _text(desk, _of(desk, "funded"), details=details)
    assert "Dear Dr Lindqvist" in text
    assert "1 Long Lane EX99 1ZZ" in text
    assert "By 4 December 2026: apply to Brightwater Hub." in text


def test_the_grant_of_a_past_start_is_summed_up(desk):
    number = _of(desk, "funded", "2024-spring")
    text = _text(desk, number, "grant")
    assert "Targeted Support Fund grant: 2023 to 2024 summary" in text
    assert "No payment is in our records yet." in text
    paid = _text(desk, number, "grant", LetterDetails(received={number: 200}, head=Addressee("Joan Whitlock", "Mrs")))
    assert "£200 received" in paid
    assert "Dear Mrs Joan Whitlock" in paid


def test_the_grant_is_refused_for_a_later_start(desk):
    number = _of(desk, "funded")
    assert letter_kinds(kept_result(desk, number)) == ("staff",)
    past = _of(desk, "funded", "2024-spring")
    assert letter_kinds(kept_result(desk, past)) == ("staff", "grant")
    assert "Targeted Support Fund: no grant for 2026 to 2027" in _text(desk, number, "grant")


def test_references_are_counted_for_each_school_and_year(desk):
    number = _of(desk, "funded", "2024-spring")
    first = make_letter(desk, number)
    assert first.reference.endswith("/2026/001")
    assert make_letter(desk, number).reference == first.reference, "nothing was kept yet"
    kept = keep_letter(desk, first)
    assert keep_letter(desk, first) == kept, "the same letter twice is kept once"
    second = make_letter(desk, number)
    assert second.reference == first.reference.replace("/001", "/002")
    assert make_letter(desk, number, "grant").reference.startswith("TSF/")


def test_a_reference_taken_meanwhile_is_told(desk):
    number = _of(desk, "funded")
    mine, other = make_letter(desk, number), make_letter(desk, number, large=True)
    keep_letter(desk, other)
    with pytest.raises(Problem, match="taken"):
        keep_letter(desk, mine)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (f"{READER} works at a school", "You work at a school."),
        (f"{READER} has had no funded place before", "You have had no funded place before."),
        (f"{READER} is employed by a trust and wants to lead", "You are employed by a trust and want to lead."),
        (f"{READER} does not teach and is a head", "You do not teach and are a head."),
        (f"{READER}’s school is listed", "Your school is listed."),
        (f"If {READER} worked in England", "If you worked in England."),
        (f"{READER} teaches", "You teach."),
        ("The school is listed and is open.", "The school is listed and is open."),
    ],
)
def test_a_sentence_is_told_to_its_reader(told, said):
    assert to_reader(told) == said


def test_courses_and_people_have_their_names_in_letters(desk):
    courses = desk.vocabulary.courses
    assert course_title(courses["npq-leading-primary-mathematics"]) == "NPQ for Leading Primary Mathematics"
    assert course_title(courses["npq-early-headship-coaching-offer"]) == "Early Headship Coaching Offer"
    assert [short_name(name) for name in ("Jo Ann Abara", "Cher")] == ["J. Abara", "Cher"]


def test_a_letter_that_nobody_signs_is_from_the_school_office(desk):
    name = read_settings(desk)["signatory.name"]
    write_setting(desk, "signatory.name", "")
    try:
        assert "Yours sincerely School office Kelderby High School" in _text(desk, _of(desk, "not_funded"))
    finally:
        write_setting(desk, "signatory.name", name)


def _kept(desk, **changed: str) -> int:
    course = "npq-leading-literacy"
    answers = {
        "cohort": "2026-autumn",
        "course": course,
        "work_setting": "a_school",
        "workplace": "902114",
        f"previously_funded@{course}": "no",
        **changed,
    }
    state = begin_enquiry(desk, name="Ada Mair")
    return determine(desk, put_answers(desk, state.id, {**state.answers, **answers}).id).determination_id


def test_a_refusal_says_what_would_change_it(desk):
    text = _text(desk, _kept(desk))
    assert "If you worked at a school on the list of eligible schools, you would be eligible." in text
    text = _text(desk, _kept(desk, **{"previously_funded@npq-leading-literacy": "yes"}))
    assert "If you worked" not in text, "the NPQ was funded before: no workplace changes that"


def test_a_refusal_for_a_past_start_says_what_would_have_changed_it(desk):
    another = {
        "cohort": "2025-autumn",
        "work_setting": "another_setting",
        "employment_type": "hospital_school",
        "employer@another_setting,": "Westmere hospital school",
        "in_england@another_setting,": "yes",
    }
    text = _text(desk, _kept(desk, **another))
    assert "If you had worked at a school on the list of eligible schools, you would have been eligible." in text
    assert "you would be eligible" not in text


def test_where_only_the_reason_is_open_the_letter_says_so(desk):
    text = _text(desk, _kept(desk, **{"previously_funded@npq-leading-literacy": "unknown"}))
    assert "the answer will be “not eligible”, whatever the missing facts are. Only the reason hangs on them." in text
    assert "This is not a refusal" not in text
    assert "If you have had no funded place on the NPQ for Leading Literacy before, you are not eligible." in text


def test_a_letter_given_out_says_how_the_place_stands_now(desk):
    """Nobody with an offered place is told from a list that none has been offered, by an old letter either."""
    row = next(row for row in reversed(determinations(desk)) if (row.outcome, row.cohort) == ("funded", "2026-autumn"))
    first = issue_letter(desk, row.id)
    result = kept_result(desk, row.id)
    keep_form(desk, result, replace(form_for(desk, result), place="offered", provider="Brightwater Hub"))
    made = issue_letter(desk, row.id)
    text = read_structure(made.pdf).text
    assert "You have been offered a funded place by Brightwater Hub." in text
    assert "What changed: How your funded place stands. We corrected the course provider" in text
    assert first.pdf != made.pdf == issue_letter(desk, row.id).pdf


def test_nobodys_workplace_is_no_letterhead(desk):
    enquiry = begin_enquiry(desk, person_id=people(desk)[0].id)
    answers = {"cohort": "2026-autumn", "course": "npq-headship", "work_setting": "other"}
    put_answers(desk, enquiry.id, answers)
    made = make_letter(desk, determine(desk, enquiry.id).determination_id)
    assert made.letter.letterhead.name == "School office"


def test_a_letter_explains_no_list_that_it_does_not_speak_of(desk):
    enquiry = begin_enquiry(desk, person_id=next(each.id for each in people(desk) if each.name == "Siân Prosser-Evans"))
    answers = {"cohort": "2026-autumn", "course": "npq-leading-literacy", "work_setting": "a_school"}
    put_answers(desk, enquiry.id, {**answers, "previously_funded@npq-leading-literacy": "yes"})
    text = _text(desk, determine(desk, enquiry.id).determination_id)
    assert "already had a funded place" in text
    assert ("is not on the list" in text) == ("The list of eligible schools is" in text)


def test_a_letter_that_cannot_tell_yet_says_what_is_known_and_from_where(desk):
    text = _text(desk, _of(desk, "undecided"))
    assert "What we know already" in text
    assert "(as the office entered it)." in text


def test_a_kept_letter_is_not_given_out_again_once_the_registration_or_the_payer_moved_on(desk):
    known = next(row for row in determinations(desk) if (row.outcome, row.cohort) == ("funded", "2026-autumn"))
    person = next(each.id for each in people(desk) if each.name == known.name)
    first = issue_letter(desk, known.id)
    assert issue_letter(desk, known.id).reference == first.reference
    applied = begin_application(desk, person, course=known.course, cohort=known.cohort).row.id
    record_step(desk, applied, "registered", day=date(2026, 6, 1))
    registered = issue_letter(desk, known.id)
    assert "Registering is not applying." in read_structure(registered.pdf).text
    record_step(desk, applied, "paying", day=date(2026, 6, 2), details=StepDetails(payer="trust", pounds=900))
    paid = read_structure(issue_letter(desk, known.id).pdf).text
    assert "The trust pays the fee." in paid
    assert "Course fee £900" in paid
    assert "How your funded place stands." in paid


def test_of_a_past_start_it_is_told_what_had_been_before():
    assert as_it_was("You have had no funded place before.") == "You had had no funded place before."
    assert as_it_was("If you have already had one, you were not.") == "If you had already had one, you were not."
    assert as_it_was("You have a funded place.") == "You have a funded place."
