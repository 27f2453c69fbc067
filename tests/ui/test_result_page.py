"""The result for every outcome: word, sentence, three figures; every bar; who can say; what would change it."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from npqdesk.services.determine import determinations, determine
from npqdesk.services.enquiries import EnquiryState, begin_enquiry, put_answers
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.pages.result import ResultPage
from npqdesk.ui.widgets.disclosure import Disclosure
from tests.sample_records import open_sample

COURSE = "npq-leading-primary-mathematics"
BASE = {
    "cohort": "2026-autumn",
    "course": COURSE,
    "work_setting": "a_school",
    "workplace": "902114",
    "mastery": "a_year",
    f"previously_funded@{COURSE}": "no",
}
CASES = {
    "eligible": ({"workplace": "902115"}, "Eligible for a scholarship", "Full course fee"),
    "not eligible": ({}, "Not eligible for a scholarship", "None"),
    "review": (
        {
            "course": "npq-senior-leadership",
            "work_setting": "another_setting",
            "employment_type": "local_authority_virtual_school",
            "employer@another_setting,": "Westmere virtual school",
            "in_england@another_setting,": "yes",
            "previously_funded@npq-senior-leadership": "no",
        },
        "DfE will review it",
        "Not decided",
    ),
    "cannot tell": ({f"previously_funded@{COURSE}": "unknown"}, "Cannot tell yet", "Cannot tell yet"),
    "no policy": ({"cohort": "2025-autumn"}, "No published policy", "Cannot tell"),
}


class Elsewhere(Page):
    """Any other page: remembers what it was asked."""

    def __init__(self, shell, desk):
        super().__init__(shell, desk)
        self.asked = {}

    def arrive(self, **arguments):
        self.asked = arguments


@pytest.fixture
def window(make_shell, qtbot, tmp_path):
    def opened():
        return open_sample(tmp_path / "office.sqlite3")

    entries = [PageEntry(each, each, "house", Elsewhere) for each in ("home", "check", "question", "check_answers")]
    made = make_shell(
        *entries,
        PageEntry("result", "Result", "", ResultPage),
        PageEntry("letter", "Letter", "", Elsewhere),
        open_desk=opened,
    )
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open_records()
    qtbot.waitUntil(lambda: made.page_id == "home")
    made.activateWindow()
    return made


def show(window, changed: dict[str, str], name: str = "Amara Okafor") -> EnquiryState:
    answers = {**BASE, **changed}
    if "employment_type" in changed:
        del answers["workplace"]
    state = begin_enquiry(window.desk, name=name)
    state = put_answers(window.desk, state.id, {**state.answers, **answers})
    window.go("result", enquiry=state.id)
    QApplication.processEvents()
    return state


def said(window) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in window.page.findChildren(QLabel) if each.isVisible()]


def button(window, name: str) -> QWidget:
    QApplication.processEvents()
    return next(
        each for each in window.page.findChildren(QWidget) if each.accessibleName() == name and each.isVisible()
    )


@pytest.mark.parametrize("case", CASES)
def test_the_answer_comes_first_with_its_three_figures_and_the_focus(case, window, without_policy):
    without_policy("2025-autumn")
    changed, word, scholarship = CASES[case]
    state = show(window, changed)
    assert state.route.complete, state.route.current
    assert window.page.panel is QApplication.focusWidget()
    assert window.page.panel.accessibleName().startswith(f"{word}. ")
    figures = window.page.panel.accessibleDescription().split("; ")
    assert figures[0].startswith(f"Scholarship: {scholarship}")
    assert figures[1].startswith("Grant to the school: ")
    assert figures[2] == "Place: Not asked yet, only a lead provider can offer one"
    assert window.windowTitle() == "Result: Amara Okafor – npqdesk"


def test_every_bar_is_told_and_what_passes_is_folded(window):
    show(window, {f"previously_funded@{COURSE}": "yes"})
    shown = said(window)
    assert "What bars it" in shown
    assert "2 reasons. Each alone would bar it." in shown
    folded = next(
        each for each in window.page.findChildren(Disclosure) if each.toggle.text().strip().startswith("Everything")
    )
    assert not folded.is_open()
    QTest.keyClick(folded.toggle, Qt.Key.Key_Space)
    assert "Scholarships are only for people who work in England." in said(window)


def test_what_is_missing_says_who_can_say_and_leads_to_the_question(window):
    state = show(window, {f"previously_funded@{COURSE}": "unknown"})
    shown = said(window)
    assert "What is missing, and who can say" in shown
    assert "What each answer leads to" in shown
    window.page.first_question.click()
    assert window.page_id == "question"
    assert window.page.asked == {"enquiry": state.id, "question": "previously_funded", "from_check": True}


def test_an_answer_is_kept_once_and_then_says_when(window):
    state = show(window, {})
    QTest.keyClick(window.page.panel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.page.panel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(determinations(window.desk, enquiry_id=state.id)) == 1
    assert any(text.startswith("Kept ") for text in said(window))
    assert window.page.keep.isHidden()
    window.page.letter.click()
    assert window.page.asked["determination"] == determinations(window.desk, enquiry_id=state.id)[0].id


def test_printing_keeps_the_answer_first(window):
    state = show(window, {})
    QTest.keyClick(window.page.panel, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    [kept] = determinations(window.desk, enquiry_id=state.id)
    assert window.page.asked == {"determination": kept.id, "to_print": True}


def test_a_kept_answer_opens_as_it_was_given_and_says_why_it_was_superseded(window):
    state = show(window, {})
    first = determine(window.desk, state.id)
    put_answers(window.desk, state.id, {**state.answers, "workplace": "902115"})
    determine(window.desk, state.id)
    window.go("result", determination=first.determination_id)
    assert window.page.panel.accessibleName().startswith("Not eligible for a scholarship. ")
    assert any("Answered again: the answers changed." in text for text in said(window))


def test_a_course_tried_can_be_taken_and_the_enquiry_goes_on(window):
    state = show(window, {})
    button(window, "Check: Senior leadership (NPQSL)").click()
    assert "What if: Senior leadership (NPQSL)" in said(window)
    assert window.page.keep.isHidden()
    button(window, "Change the course to this").click()
    assert window.page_id == "question"
    assert window.page.asked == {"enquiry": state.id}


def test_a_source_opens_where_it_is_published(window, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    show(window, {})
    source = next(
        each
        for each in window.page.findChildren(QWidget)
        if each.accessibleDescription() and each.property("kind") == "link"
    )
    source.click()
    assert opened[0].scheme() == "https"


def test_markup_and_endless_names_do_not_push_the_answer_away(window):
    show(window, {}, name="<b>" + "x" * 190)
    panel, page = window.page.panel, window.page
    assert panel.mapTo(page, panel.rect().bottomRight()).x() <= page.width()
    assert any("<b>" in text for text in said(window))


def test_facts_and_rules_tell_origins_and_verdicts(window):
    show(window, {})
    fold = next(
        each for each in window.page.findChildren(Disclosure) if each.toggle.text().strip() == "All facts and rules"
    )
    fold.set_open(is_open=True)
    shown = said(window)
    assert "Register, 20 November 2026" in shown
    assert any(text.startswith("Applies: ") for text in shown)
    assert any(text.startswith("Passed over: ") for text in shown)


def test_a_reason_says_where_its_fact_comes_from(window):
    show(window, {})
    shown = said(window)
    at = shown.index(next(text for text in shown if "is not on the list of eligible schools" in text))
    assert shown[at + 1] == "List, 18 May 2026"


def test_what_would_change_it_is_tried_at_a_workplace_without_a_name(window):
    show(window, {})
    button(
        window, "Try it: If Amara Okafor worked at a school on the list of eligible schools: eligible for a scholarship"
    ).click()
    assert window.page.panel.accessibleName().startswith("Eligible for a scholarship. ")
    shown = said(window)
    assert "What if: If Amara Okafor worked at a school on the list of eligible schools" in shown
    assert any(text.startswith("The other workplace is on the list") for text in shown)
    assert not any("St Joseph" in text for text in shown)
    button(window, "Back to the answer").click()
    assert window.page.panel.accessibleName().startswith("Not eligible for a scholarship. ")


def test_what_would_end_a_good_answer_is_tried(window):
    show(window, {"workplace": "902115"})
    assert "What would end it" in said(window)
    row = "If Amara Okafor moved, before registering, to an independent school: not eligible for a scholarship"
    button(window, f"Try it: {row}").click()
    assert window.page.panel.accessibleName().startswith("Not eligible for a scholarship. ")
    assert "What would end it" not in said(window)


def test_an_answer_to_a_missing_fact_is_tried(window):
    show(window, {f"previously_funded@{COURSE}": "unknown", "workplace": "902115"})
    words = "If Amara Okafor has had no funded place on Leading primary mathematics (NPQLPM) before"
    button(window, f"Show why: {words}").click()
    assert window.page.panel.accessibleName().startswith("Eligible for a scholarship. ")


def test_past_starts_are_folded_as_history_and_can_be_checked(window):
    show(window, {})
    fold = next(each for each in window.page.findChildren(Disclosure) if "past starts" in each.toggle.text())
    assert "which nobody can join now" in fold.toggle.text()
    fold.set_open(is_open=True)
    button(window, "Check: Spring 2024: was eligible for a scholarship").click()
    assert "What if: Starting in spring 2024" in said(window)
    assert window.page.panel.accessibleName().startswith("Eligible for a scholarship. ")
    assert window.page.keep.isHidden()
    assert "What would end it" not in said(window)


def test_a_start_to_come_stands_open_beside_a_past_one(window):
    show(window, {"cohort": "2026-spring"})
    shown = said(window)
    assert "Other starts" in shown
    assert any(text.startswith("Autumn 2026: ") for text in shown)
