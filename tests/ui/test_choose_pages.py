"""Choose an NPQ in the window: read of a course, put two side by side, and see the very pages that are printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from npqdesk.services.choosings import begin_choosing, choosings, save_choosing_answer
from npqdesk.ui.entries import ENTRIES
from tests.ui.office import button, focus_name, press, said, walk, write

CHOOSING = [
    entry
    for entry in ENTRIES
    if "choose" in (entry.id, entry.under) or entry.under == "check" or entry.id == "engagement"
]


@pytest.fixture
def window(make_shell, qtbot, tmp_path):
    from npqdesk.services.desk import open_desk

    made = make_shell(
        *sorted(CHOOSING, key=lambda entry: entry.id != "choose"),
        open_desk=lambda: open_desk(str(tmp_path / "office.sqlite3")),
    )
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open_records()
    qtbot.waitUntil(lambda: made.page_id == "choose")
    return made


def test_courses_are_read_compared_and_looked_at_as_pages(window, qtbot):
    button(window, "Read: Courses").click()
    window.page.arrive(course="npq-senco", start="2026-spring")
    words = said(window.page)
    assert "Best Practice Network. A start without scholarships" in words
    assert "within three years" in words
    button(window, "Compare courses").click()
    assert window.page.selected()[0] == "npq-senco"
    window.page.arrive(courses=["npq-leading-teaching", "npq-leading-primary-mathematics"], start="")
    assert "Nine areas" in said(window.page)
    assert "Ten areas" in said(window.page)
    assert {"First", "Second", "Third", "Start"} <= set(walk(window))
    window.page.print.click()
    qtbot.waitUntil(lambda: window.page.preview.paper.count == 2, timeout=30_000)
    assert "NPQ comparison – NPQLT NPQLPM" in window.page.file_name
    assert focus_name()
    before = window.page.pdf
    window.page.options.large.setChecked(True)
    qtbot.waitUntil(lambda: window.page.pdf not in (b"", before), timeout=30_000)


def test_a_course_is_found_from_anywhere(window):
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    write("npqsenco")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert (window.page_id, window.page.shown.id) == ("courses", "npq-senco")


def test_a_name_that_cannot_be_taken_waits_where_it_was_typed(window):
    write("x" * 400)
    window.go("courses")
    (begun,) = choosings(window.desk)
    window.go("choose_question", choosing=begun.id)
    assert window.page.view.field.edit.text() == "x" * 400


def test_the_guide_by_keys_from_a_name_to_the_funding_enquiry(window, qtbot):
    write("Amara Okafor")
    press(Qt.Key.Key_Return)
    for digit in "131111111":
        if window.page_id != "choose_question":
            break
        QTest.keyClick(QApplication.focusWidget(), digit)
        press(Qt.Key.Key_Return)
    assert window.page_id == "choose_check"
    assert "Senior leadership (NPQSL) before" not in said(window.page)
    press(Qt.Key.Key_Return)
    assert window.page_id == "choose_result"
    assert focus_name().startswith("Senior leadership (NPQSL). It is for those who are, or want to be, senior leaders")
    words = said(window.page)
    assert "Who would pay" in words
    assert "Next to it: Headship (NPQH)" in words
    window.page.print.click()
    qtbot.waitUntil(lambda: window.page.preview.paper.count > 0, timeout=30_000)
    window.go("choose_result", choosing=1)
    window.page.fund.click()
    assert window.page_id == "question"
    assert window.page.asked.question.id == "work_setting"


def test_what_was_carried_over_is_not_asked_again(window):
    answers = {"cohort": "2026-autumn", "scope": "head", "senco_duty": "no", "headship_npq": "completed_before"}
    state = begin_choosing(window.desk, name="Hanna Weaver")
    for question, text in {**answers, "is_head": "yes", "head_since": "2024-01", "state_school": "yes"}.items():
        state = save_choosing_answer(window.desk, state.id, question, text)
    window.go("choose_result", choosing=save_choosing_answer(window.desk, state.id, "coaching_before", "never").id)
    window.page.fund.click()
    asked = []
    while window.page_id == "question" and len(asked) < 9:
        asked.append(window.page.asked.question.id)
        QTest.keyClick(QApplication.focusWidget(), "6" if asked == ["work_setting"] else "1")
        press(Qt.Key.Key_Return)
    assert asked == ["work_setting", "in_england"]
    assert {"Headship NPQ", "Left the coaching offer before"} <= set(said(window.page).splitlines())


def test_a_choice_half_made_is_there_again_and_can_be_removed(window):
    write("Tomos Price")
    press(Qt.Key.Key_Return)
    window.go("choose")
    button(window, "Continue: Tomos Price, Not all answered").click()
    assert window.page_id == "choose_question"
    window.go("choose")
    button(window, "Remove: Tomos Price, Not all answered").click()
    assert "Begun before" not in said(window.page)


def test_a_quotation_is_added_in_the_table_and_undone(window):
    window.go("fees", course="npq-headship")
    assert "If nobody else pays: £1,885 to £1,984, some plus VAT" in said(window.page)
    assert window.page.narrowed_to() == [window.page.course.box.currentText()]
    window.page.add.setFocus()
    window.page.add.click()
    form = window.page.place.form
    fields = {each.title: each for each in form.fields}
    fields["Fee in pounds"].edit.setText("2,000")
    form.save_button.click()
    assert "Enter who asks this fee" in said(window.page)
    fields["Who asks this fee"].edit.setText("Our hub")
    form.save_button.click()
    assert "£1,885 to £2,000" in said(window.page)
    assert focus_name() == "Add a quotation…"
    window.undoing.undo()
    assert "£1,885 to £1,984" in said(window.page)


def test_engagement_is_reckoned_while_it_is_typed(window, qtbot):
    window.go("engagement")
    assert "Enter how many there are of each part." in said(window.page)
    for edits, numbers in zip(
        window.page.numbers.values(), (("6", "6", "0"), ("6", "6", "0"), ("10", "7", "2")), strict=True
    ):
        for edit, number in zip(edits, numbers, strict=True):
            edit.setText(number)
    qtbot.waitUntil(lambda: "If nothing more is missed it comes to 90%" in said(window.page))
    assert "0 of 1 to come" in said(window.page)
    window.page.scheme.choose("church-of-england")
    assert "Self-study (TEACH)" in said(window.page)
    assert "Seminars and conferences, done" not in walk(window)
