"""The window: opens calmly, shows its pages when asked, and is wholly usable from the keyboard."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget

from npqdesk.problem import Problem
from npqdesk.ui import shell as shell_module
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.failure import FailurePanel
from npqdesk.ui.widgets.field import Choice, ChoiceField, RadioField, TextField
from npqdesk.ui.widgets.frames import Card
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.knowledge import KnowledgePanel, Known
from npqdesk.ui.widgets.outcome import OutcomePanel
from npqdesk.ui.widgets.search import SearchField
from npqdesk.ui.widgets.segments import SegmentedChoice
from npqdesk.ui.widgets.why import WhyRow


class First(Page):
    """A page with one of everything that the keyboard stops at."""

    title = "First page"
    help_text = "This page is the first."

    def __init__(self, shell, desk):
        super().__init__(shell, desk)
        self.arrived = []
        self.set_header(
            PageHeader("First page", crumbs=[("Home", lambda: None), ("Here", None)], actions=[primary("Add")])
        )
        self.panel = OutcomePanel(Status("good", "Eligible"), "It is not a place.")
        card = Card("Why", action=link("All dates"))
        card.add_row(WhyRow("yes", "She works in England", "A rule", action=link("DfE page")))
        self.text = TextField("&Year", hint="For example, 2023")
        self.radios = RadioField("Who?", [Choice("a", "One", "A hint"), Choice("b", "Two")])
        for part in (
            self.panel,
            card,
            self.text,
            ChoiceField("&Kind", [("a", "A"), ("b", "B")]),
            self.radios,
            SegmentedChoice([("w", "Words"), ("d", "Data")], name="Rules"),
            SearchField("School", lambda _text: ()),
            Disclosure("Why we ask", "Because."),
        ):
            self.body.addWidget(part)
        known = KnowledgePanel()
        known.show_known([Known("Who", "Amara Okafor", "Staff record")])
        self.set_side(known, panel=True)
        self.set_footer(FooterBar(secondary("&Back"), primary("&Continue"), note="Saved as you go."))

    def arrive(self, **arguments):
        self.arrived.append(arguments)

    def first_focus(self):
        return self.panel

    def commands(self):
        return [Command("&Save the result", self.setFocus, "Ctrl+S")]


class Second(Page):
    title = "Second page"

    def __init__(self, shell, desk):
        super().__init__(shell, desk)
        self.may_leave = True
        self.set_header(PageHeader("Second page"))
        self.body.addWidget(primary("Go"))

    def leave(self):
        return self.may_leave


@pytest.fixture
def shell(make_shell, qtbot):
    window = make_shell(First, Second)
    with qtbot.waitSignal(window.opened):
        window.open_records()
    qtbot.waitUntil(lambda: window.page_id == "first")
    window.activateWindow()
    return window


def menu_texts(shell, name):
    menu = next(action.menu() for action in shell.menuBar().actions() if action.text() == name)
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_it_says_calmly_that_records_are_being_opened(make_shell):
    window = make_shell(First)
    texts = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert texts.count("Opening your records…") == 2
    assert window.page is None


def test_the_first_page_comes_when_the_records_are_open(shell):
    assert shell.page.arrived == [{}]
    assert shell.windowTitle() == "First page – npqdesk"
    assert QApplication.focusWidget() is shell.page.panel


def test_records_that_cannot_be_opened_are_told_with_what_to_do_and_tried_again(make_shell, qtbot, monkeypatch):
    monkeypatch.setattr(shell_module, "wear_looks", lambda _desk: None)
    answers = [Problem("These records are newer", "A later npqdesk made them.", "Install the newer npqdesk.")]

    def open_desk():
        if answers:
            raise answers.pop()
        return SimpleNamespace(close=lambda: None, read_only=False)

    window = make_shell(First, open_desk=open_desk)
    window.open_records()
    qtbot.waitUntil(lambda: window.findChild(FailurePanel) is not None)
    panel = window.findChild(FailurePanel)
    assert "Install the newer npqdesk." in panel.accessibleName()
    again = next(each for each in panel.findChildren(QWidget) if each.accessibleName() == "Try again")
    with qtbot.waitSignal(window.opened):
        again.click()
    qtbot.waitUntil(lambda: window.page_id == "first")


def test_a_page_is_built_once_and_told_each_time(shell):
    first = shell.page
    shell.go("second")
    shell.go("first", enquiry=7)
    assert shell.page is first
    assert first.arrived == [{}, {"enquiry": 7}]


def test_a_page_may_refuse_to_be_left(shell):
    shell.go("second")
    shell.page.may_leave = False
    shell.go("first")
    assert shell.page_id == "second"
    shell.page.may_leave = True


def test_every_page_and_command_is_in_a_menu_with_an_access_key(shell):
    assert "&Save the result" in menu_texts(shell, "&File")
    assert {"&First page", "&Second page", "Searc&h for anything…"} <= set(menu_texts(shell, "&Go"))
    for action in shell.menuBar().actions():
        assert "&" in action.text()
        assert all("&" in text for text in menu_texts(shell, action.text()))
    shell.go("second")
    assert "&Save the result" not in menu_texts(shell, "&File")


def test_control_and_a_digit_go_to_a_page(shell, qtbot):
    QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.page_id == "second"
    QTest.keyClick(shell, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shell.page_id == "first"


def test_zoom_by_keys(shell, look):
    QTest.keyClick(shell, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert look.zoom == 110
    QTest.keyClick(shell, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert look.zoom == 100
    shell.zoom(2)
    QTest.keyClick(shell, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert look.zoom == 100


def test_f6_goes_round_the_parts_and_back(shell):
    shell.show_standing(register="School register 1 May 2026", lists="", policy="Policy autumn 2026")
    seen = []
    for _step in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget().accessibleName())
    assert seen == ["Back", "School register 1 May 2026", "First page", "Eligible. It is not a place.", "Back"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget().accessibleName() == seen[-2]


def test_tab_finds_a_ring_and_a_name_on_every_stop(shell):
    QAccessible.setActive(True)
    shell.show_standing(register="School register 1 May 2026", lists="Lists 1 May 2026", policy="Policy autumn 2026")
    seen = []
    for _step in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        if stop in seen:
            break
        seen.append(stop)
        name = QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
        assert name.strip(), stop
        fields = ("QLineEdit", "QComboBox")
        assert shell._ring.target is stop or any(map(stop.inherits, fields)), (stop, name)
    assert len(seen) >= 18


def test_the_ring_is_away_while_the_mouse_is_used(shell, qtbot):
    button = next(each for each in shell.findChildren(QWidget) if each.accessibleName() == "Continue")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert shell._ring.target is not None
    QTest.mousePress(QApplication.focusWidget(), Qt.MouseButton.LeftButton)
    assert shell._ring.target is None
    QTest.keyClick(button, Qt.Key.Key_Shift)


def test_narrow_windows_fold_the_sidebar_and_put_the_side_under(shell, qtbot):
    shell.resize(1366, 768)
    wide = shell._sidebar.width()
    shell.resize(900, 700)
    qtbot.waitUntil(lambda: shell._sidebar.width() < wide)
    side = shell.page._side
    qtbot.waitUntil(lambda: side.mapTo(shell, side.rect().topLeft()).x() < 400)
    assert shell._sidebar.current_item().toolTip()


def test_notices_can_be_undone_from_the_menu(shell):
    undone = []
    shell.notice(
        "Joan Whitlock was removed. Her letters are kept.", undo=lambda: undone.append(True), undo_name="remove"
    )
    assert "&Undo: remove" in menu_texts(shell, "&Edit")
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    assert "&Undo" in menu_texts(shell, "&Edit")
    assert not shell._top.isVisible()


def test_a_failure_stands_on_the_page_until_it_is_left(shell, qtbot):
    shell.show_failure(Problem("This is not a CSV file", "It begins like a web page.", "Choose the file again."))
    panel = shell.findChild(FailurePanel)
    assert panel.isVisible()
    assert QApplication.focusWidget() is panel
    shell.go("second")
    assert not panel.isVisible()


def test_help_on_the_page(shell):
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert shell.help.panel.isVisible()
    assert any("This page is the first." in each.text() for each in shell.help.panel.findChildren(QLabel))
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert not shell.help.panel.isVisible()


def test_the_place_of_the_window_is_remembered(make_shell):
    kept = {}
    memory = SimpleNamespace(value=kept.get, setValue=kept.__setitem__)
    window = make_shell(First, memory=memory)
    window.resize(1000, 700)
    window.close()
    assert isinstance(kept["window/place"], QByteArray)
    again = make_shell(First, memory=memory)
    assert again.isVisible()


def test_nothing_is_wider_than_the_window_at_twice_the_text(shell, look, qtbot):
    look.set_zoom(200)
    qtbot.wait(20)
    assert not any(
        bar.isVisible() and bar.orientation() == Qt.Orientation.Horizontal for bar in shell.findChildren(QScrollBar)
    )


def test_other_records_can_be_opened_in_the_same_window(shell, qtbot, monkeypatch):
    monkeypatch.setattr(shell_module, "wear_looks", lambda _desk: None)
    closed, before = [], shell.page
    shell.desk.close = lambda: closed.append(True)
    with qtbot.waitSignal(shell.opened):
        shell.reopen(lambda: SimpleNamespace(close=lambda: None, read_only=False), is_sample=True)
    qtbot.waitUntil(lambda: shell.page_id == "first")
    assert closed == [True]
    assert shell.page is not before
    assert shell.windowTitle() == "First page – npqdesk, sample"
    shell.notice("Kept.")
    assert shell._top.isVisible()


class Long(Page):
    """A page whose first focus stands far below what can be seen."""

    title = "Long page"

    def __init__(self, shell, desk):
        super().__init__(shell, desk)
        for number in range(40):
            self.body.addWidget(primary(f"Button {number}"))

    def first_focus(self):
        return self.body.itemAt(39).widget()


def test_what_has_the_focus_on_arrival_can_be_seen(make_shell, qtbot):
    window = make_shell(Long)
    with qtbot.waitSignal(window.opened):
        window.open_records()
    qtbot.waitUntil(lambda: window.page is not None)
    seen = window.page.scroll.viewport()
    last = window.page.first_focus()
    qtbot.waitUntil(lambda: seen.rect().contains(last.mapTo(seen, last.rect().bottomLeft())))
