"""The page of answers that changed, what Home and Enquiries say of them, and what a result says of earlier answers."""

from datetime import date
from time import sleep

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from npqdesk.problem import Problem
from npqdesk.services.desk import RuleDesk
from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import enquiries
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.progress import Cancelled
from npqdesk.services.recheck import differing
from npqdesk.ui.page import PageEntry
from npqdesk.ui.pages import recheck as module
from npqdesk.ui.pages.enquiries import EnquiriesPage
from npqdesk.ui.pages.home import HomePage
from npqdesk.ui.pages.recheck import RecheckPage
from npqdesk.ui.pages.result import ResultPage
from npqdesk.ui.rechecked import tell_with_recheck
from npqdesk.ui.tasks import is_working
from tests.ui.office import Elsewhere, at_rest, button, failure, focus_name, opener, press, said, walk

KELDERBY = "902116"
SIAN, TOMASZ = "Siân Prosser-Evans", "Tomasz Wiśniewski"
WHY = (
    "Kelderby High School, Kelderby is on the list of eligible schools published on 12 August 2026; "
    "it was not on the one of 18 May 2026."
)
ENTRIES = (
    PageEntry("home", "Home", "house", HomePage),
    PageEntry("check", "Check funding", "house", Elsewhere),
    PageEntry("result", "Result", "", ResultPage, group="", under="check"),
    PageEntry("enquiries", "Enquiries", "clipboard-list", EnquiriesPage),
    PageEntry("recheck", "Answers that changed", "", RecheckPage, group="", under="enquiries"),
)


@pytest.fixture
def window(make_shell, qtbot, tmp_path, monkeypatch):
    """The invented trust, at rest on Home, on a fixed day."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    window = make_shell(*ENTRIES, open_desk=opener(tmp_path, sample=True))
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_records()
    qtbot.waitUntil(lambda: window.page_id == "home")
    window.activateWindow()
    at_rest(window, qtbot)
    return window


@pytest.fixture
def with_later_list(window, tmp_path):
    """A later list of schools, on which Kelderby is: two kept answers differ."""
    file = tmp_path / "later.csv"
    file.write_text(f"URN,School name\n{KELDERBY},Kelderby High School\n")
    keep_list(window.desk, preview_list(window.desk, "pp50-schools", file, published=date(2026, 8, 12)))
    return window


def go(window, qtbot, page: str, **arguments) -> None:
    window.go(page, **arguments)
    at_rest(window, qtbot)
    QApplication.processEvents()


def test_without_a_difference_the_page_says_so_and_home_says_nothing(window, qtbot):
    assert "would differ now" not in said(window.page)
    go(window, qtbot, "recheck")
    assert "Every kept answer would be the same now" in said(window.page)
    assert not window.page.keep_all.isVisible()
    assert focus_name() == "All enquiries"
    press(Qt.Key.Key_Return)
    assert window.page_id == "enquiries"


def test_home_tells_and_leads_to_them(with_later_list, qtbot):
    window = with_later_list
    go(window, qtbot, "home")
    assert "2 kept answers would differ now" in said(window.page)
    button(window, "See them: 2 kept answers would differ now").click()
    assert window.page_id == "recheck"


def test_home_keeps_the_focus_when_it_learns_of_them(with_later_list, qtbot):
    window = with_later_list
    window.go("home")
    button(window, "Check a colleague").setFocus()
    at_rest(window, qtbot)
    assert "2 kept answers would differ now" in said(window.page)
    assert focus_name() == "Check a colleague"


def test_the_enquiries_tell_and_lead_to_them(with_later_list, qtbot):
    window = with_later_list
    go(window, qtbot, "enquiries")
    button(window, "See the answers that changed").click()
    assert window.page_id == "recheck"


def test_a_notice_leads_to_them_unless_another_stands_by_then(with_later_list, qtbot):
    window = with_later_list
    tell_with_recheck(window, "The list is kept.")
    assert window.notice_shown == "The list is kept."
    at_rest(window, qtbot)
    assert window.notice_shown == "The list is kept. 2 kept answers would differ now."
    tell_with_recheck(window, "Another list is kept.")
    window.notice("The enquiry was removed.", lambda: None)
    at_rest(window, qtbot)
    assert window.notice_shown == "The enquiry was removed."
    tell_with_recheck(window, "The list is kept.")
    at_rest(window, qtbot)
    button(window, "See them").click()
    assert (window.page_id, window.notice_shown) == ("recheck", "")


def test_each_row_says_who_was_now_and_why_in_words(with_later_list, qtbot):
    window = with_later_list
    go(window, qtbot, "recheck")
    shown = said(window.page)
    assert "2 kept answers would differ now." in shown
    assert {SIAN, TOMASZ, WHY, "Workplace is not on the list"} <= set(shown.splitlines())
    assert "The old one" not in shown
    assert "It stays as evidence" in shown
    spoken = [each.accessibleName() for each in window.page.findChildren(QWidget)]
    assert {"Not eligible", "Cannot tell yet", "Eligible"} <= set(spoken)
    row = (
        f"{SIAN}: Not eligible for a scholarship (workplace is not on the list), now Eligible for a scholarship. {WHY}"
    )
    assert row in spoken


def test_every_stop_of_the_keyboard_says_whom_it_is_about(with_later_list, qtbot):
    window = with_later_list
    go(window, qtbot, "recheck")
    assert focus_name() == f"Open: {TOMASZ}"
    stops = walk(window)
    for name in (SIAN, TOMASZ):
        assert {f"Open: {name}", f"Keep the new answer: {name}"} <= set(stops)
    assert "Keep all new answers" in stops
    assert all(stops)


def test_one_is_kept_and_the_focus_goes_to_the_next(with_later_list, qtbot):
    window = with_later_list
    go(window, qtbot, "recheck")
    button(window, f"Keep the new answer: {TOMASZ}").setFocus()
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert [row.name for row in differing(window.desk)] == [SIAN]
    assert window.notice_shown == f"The new answer for {TOMASZ} is kept. The old one stays as evidence."
    assert focus_name() == f"Open: {SIAN}"
    assert not window.page.keep_all.isVisible()


def test_all_are_kept_and_the_old_ones_stay(with_later_list, qtbot):
    window = with_later_list
    before = len(determinations(window.desk))
    go(window, qtbot, "recheck")
    window.page.keep_all.click()
    at_rest(window, qtbot)
    assert window.notice_shown == "2 new answers are kept. The old ones stay as evidence."
    assert "Every kept answer would be the same now" in said(window.page)
    assert focus_name() == "All enquiries"
    rows = determinations(window.desk)
    assert (len(rows), sum(row.superseded for row in rows)) == (before + 2, 2)


def test_keeping_can_be_stopped(with_later_list, qtbot, monkeypatch):
    window = with_later_list

    def stopped(_desk, _numbers, *, progress, cancelled):
        while not cancelled():
            progress(1, 2, "Keeping the new answers")
            sleep(0.005)
        raise Cancelled

    monkeypatch.setattr(module, "supersede", stopped)
    go(window, qtbot, "recheck")
    window.page.keep_all.click()
    assert focus_name() == "Stop here"
    window.go("home")
    window.go("recheck")
    assert focus_name() == "Stop here"
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert window.notice_shown.startswith("You stopped.")
    assert len(differing(window.desk)) == 2
    assert focus_name() == f"Open: {TOMASZ}"


def test_a_problem_while_keeping_is_told_and_nothing_is_lost(with_later_list, qtbot, monkeypatch):
    window = with_later_list

    def refused(*_given, **_watch):
        raise Problem("The records are locked", "Another program holds them.", "Close it.")

    monkeypatch.setattr(module, "supersede", refused)
    go(window, qtbot, "recheck")
    window.page.keep_all.click()
    at_rest(window, qtbot)
    assert "The records are locked" in failure(window)
    assert SIAN in said(window.page)


def test_many_are_shown_a_part_at_a_time(with_later_list, qtbot, monkeypatch):
    window = with_later_list
    monkeypatch.setattr(module, "AT_ONCE", 1)
    go(window, qtbot, "recheck")
    assert SIAN not in said(window.page)
    button(window, "Show 1 more of 2").click()
    assert SIAN in said(window.page)
    assert focus_name() == f"Open: {SIAN}"


def test_the_first_look_shows_that_it_works_and_can_be_left(with_later_list, qtbot):
    window = with_later_list
    for each in window.findChildren(type(window.page._recheck)):
        each.rows = None
    window.go("recheck")
    assert focus_name() == "Stop checking"
    assert is_working()
    press(Qt.Key.Key_Return)
    assert window.page_id == "enquiries"
    at_rest(window, qtbot)


def test_a_result_says_that_the_kept_one_was_another_and_shows_it_once_superseded(with_later_list, qtbot):
    window = with_later_list
    enquiry = next(row.id for row in enquiries(window.desk) if row.name == SIAN)
    go(window, qtbot, "result", enquiry=enquiry)
    shown = said(window.page)
    assert "was another: Not eligible for a scholarship (workplace is not on the list)." in shown
    assert WHY in shown
    window.page.keep.click()
    assert "was another" not in said(window.page)
    assert "Earlier answers" in said(window.page)
    old = next(row for row in determinations(window.desk, enquiry_id=enquiry) if row.superseded)
    day = old.decided_at.astimezone()
    button(window, f"Open the answer of {day.day} {day:%B %Y}: Not eligible").click()
    shown = said(window.page)
    assert "It was superseded." in shown
    assert f"Answered again. {WHY}" in shown
    assert window.page.shown.answer.decision.outcome == "not_funded"
    button(window, "The answer now").click()
    assert window.page.shown.answer.decision.outcome == "funded"
