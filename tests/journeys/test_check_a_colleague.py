"""A business manager checks a colleague, from the first key to the letter in the folder; nothing typed is ever lost."""

from pathlib import Path

from pypdf import PdfReader

from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import drafts, enquiries, enquiry_state
from npqdesk.services.workplaces import day_words
from npqdesk.ui.pages import letter_output
from tests.journeys.office import ALT, CTRL, Key

LISTED, NOT_LISTED = "harrowby", "st josephs"


def answer_all(office, school: str) -> None:
    office.begin("Amara Okafor")
    assert office.question() == "cohort"
    office.choose("Autumn 2026")
    office.choose("Leading primary mathematics")
    answers = {"work_setting": "A school", "mastery": "At least a year", "previously_funded": "No"}
    while office.window.page_id == "question":
        if office.question() == "workplace":
            office.find_school(school)
        else:
            office.choose(answers[office.question()])


def test_from_the_first_key_to_the_letter_in_the_folder(open_office, tmp_path, monkeypatch):
    office = open_office()
    answer_all(office, LISTED)
    assert office.window.page_id == "check_answers"
    assert "Harrowby Primary Academy" in office.said()
    office.press(Key.Key_Return)
    assert office.focus is office.page.panel
    assert office.focus.accessibleName().startswith("Eligible for a scholarship. ")
    assert "Full course fee" in office.said()
    assert "Published 18 May 2026" in office.said()

    office.press(Key.Key_S, CTRL)
    [kept] = determinations(office.window.desk)
    assert f"Kept {day_words(kept.decided_at.astimezone().date())}" in office.said()
    office.tab_to("Make the letter…")
    office.press(Key.Key_Return)
    assert office.window.page_id == "letter"
    office.qtbot.waitUntil(lambda: office.page.preview.paper.count > 0, timeout=30_000)

    folder = tmp_path / "letters"
    folder.mkdir()
    chosen = []

    def choose(_parent, _title, suggested, _filter, **_options):
        chosen.append(suggested)
        return str(folder / Path(suggested).name), ""

    monkeypatch.setattr(letter_output.QFileDialog, "getSaveFileName", choose)
    office.press(Key.Key_S, CTRL)
    office.press(Key.Key_S, CTRL)
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 2
    assert names[0].endswith(" (2).pdf")
    text = "".join(page.extract_text() for page in PdfReader(folder / names[1]).pages)
    assert "Amara Okafor" in text
    assert "Harrowby Primary Academy" in text


def test_a_draft_goes_on_at_the_same_question_with_what_was_typed(open_office):
    office = open_office()
    office.begin("Siân O’Neill")
    office.choose("Autumn 2026")
    office.choose("Leading literacy")
    office.choose("A school")
    office.rest()
    office.write("st jos")
    office.window.close()

    later = open_office()
    [draft] = drafts(later.window.desk)
    assert draft.name == "Siân O’Neill"
    later.press(Key.Key_N, CTRL)
    later.tab_to(f"Continue: Siân O’Neill, {draft.course} · {draft.cohort}")
    later.press(Key.Key_Return)
    assert later.question() == "workplace"
    later.rest()
    assert later.focus.text() == "st jos"
    assert later.page.view.field.search.model.results[0].title == "St Joseph’s Catholic Primary School"


def test_a_name_typed_and_not_sent_off_is_a_draft_when_the_window_opens_again(open_office):
    office = open_office()
    office.press(Key.Key_N, CTRL)
    office.write("Half a na")
    office.window.close()
    later = open_office()
    assert [each.name for each in drafts(later.window.desk)] == ["Half a na"]


def test_back_and_change_keep_the_answers_that_lie_off_the_route(open_office):
    office = open_office()
    answer_all(office, NOT_LISTED)
    before = dict(office.page.state.answers)
    office.tab_to("Change: Course")
    office.press(Key.Key_Return)
    assert office.question() == "course"
    office.choose("Headship")
    assert office.question() == "previously_funded"  # asked for each course
    office.press(Key.Key_Left, ALT)
    while office.question() != "course":
        office.press(Key.Key_Left, ALT)
    office.choose("Leading primary mathematics")
    while office.window.page_id == "question":
        assert office.page.view.field.value(), office.question()  # every answer is there again
        office.press(Key.Key_Return)
    assert office.window.page_id == "check_answers"
    assert dict(office.page.state.answers) == before


def test_access_keys_go_on_and_back(open_office):
    office = open_office()
    office.begin("Amara Okafor")
    office.press(Key.Key_1)
    office.press(Key.Key_C, ALT)
    office.qtbot.waitUntil(lambda: office.question() == "course")  # the button is seen going down first
    office.press(Key.Key_B, ALT)
    office.qtbot.waitUntil(lambda: office.question() == "cohort")
    assert office.page.view.field.value() == "2026-autumn"


def test_changing_one_answer_comes_back_to_the_check(open_office):
    office = open_office()
    answer_all(office, NOT_LISTED)
    office.tab_to("Change: Funded for this course before")
    office.press(Key.Key_Return)
    office.choose("Yes")
    assert office.window.page_id == "check_answers"
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("Not eligible for a scholarship. ")
    assert "2 reasons. Each alone would bar it." in office.said()


def test_the_list_is_challenged_and_the_answer_says_whose_word_it_rests_on(open_office):
    office = open_office()
    answer_all(office, NOT_LISTED)
    office.tab_to("Challenge: On the schools list")
    office.press(Key.Key_Return)
    assert "If you answer otherwise, the result rests on your word." in office.said()
    office.choose("Yes")
    assert "Your word. List, 18 May 2026: No" in office.said()
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("Eligible for a scholarship. ")
    office.tab_to("Check answers")
    office.press(Key.Key_Return)
    office.tab_to("Challenge: On the schools list")
    office.press(Key.Key_Return)
    office.tab_to("Take back: let the records stand again")
    office.press(Key.Key_Return)
    assert office.window.page_id == "check_answers"
    assert "Your word." not in office.said()


def test_a_school_that_the_register_does_not_have_is_entered_by_hand(open_office):
    office = open_office()
    office.begin("Joan Whitlock")
    office.choose("Autumn 2026")
    office.choose("Leading literacy")
    office.choose("A school")
    office.rest()
    office.write("Little Acorns")
    assert "No schools match “Little Acorns”" in office.said()
    office.tab_to("Can’t find the school? Enter it by hand")
    office.press(Key.Key_Return)
    assert office.focus.text() == "Little Acorns"
    office.press(Key.Key_Return)
    assert office.question() == "establishment_type"
    assert "Little Acorns" in office.said()
    office.write("Voluntary aided")
    office.press(Key.Key_Return)
    answers = {"in_england": "Yes", "on_rise_list": "No", "on_pp50_schools_list": "Yes", "previously_funded": "No"}
    while office.window.page_id == "question":
        office.choose(answers[office.question()])
    assert "Entered by hand" in office.said()
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("Eligible for a scholarship. ")


def test_what_if_shows_another_course_and_keeps_nothing(open_office):
    office = open_office()
    answer_all(office, NOT_LISTED)
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("Not eligible for a scholarship. ")
    [enquiry] = enquiries(office.window.desk)
    before = enquiry_state(office.window.desk, enquiry.id).answers
    office.tab_to("Check: Senior leadership (NPQSL)")
    office.press(Key.Key_Return)
    assert "What if: Senior leadership (NPQSL)" in office.said()
    assert office.focus.accessibleName().startswith("Eligible for a scholarship. ")
    office.press(Key.Key_S, CTRL)
    assert determinations(office.window.desk) == ()
    assert enquiry_state(office.window.desk, enquiry.id).answers == before
    office.tab_to("Back to the answer")
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("Not eligible for a scholarship. ")


def test_a_start_without_a_policy_is_told_calmly_and_another_can_be_chosen(open_office, without_policy):
    without_policy("2025-autumn")
    office = open_office()
    office.begin("Daniel Price")
    office.choose("Autumn 2025")
    assert office.window.page_id == "check_answers"
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("No published policy. ")
    office.tab_to("Choose another start")
    office.press(Key.Key_Return)
    assert office.question() == "cohort"


def test_an_answer_is_taken_back_from_the_menu_and_its_question_is_asked_again(open_office):
    office = open_office()
    office.begin("Amara Okafor")
    asked = office.question()
    office.answer(Key.Key_1)
    after = office.question()
    assert after != asked
    office.window.undoing.undo()
    assert office.question() == asked
    assert office.window.notice_shown == "Undone: change an answer."
    office.window.undoing.redo()
    assert office.question() == after
    office.window.undoing.undo()
    office.window.undoing.undo()
    assert office.window.page_id == "check", "the enquiry itself was taken back"
