"""The table of enquiries by keyboard: filtered, opened, removed and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from npqdesk.problem import Problem
from npqdesk.services.enquiries import begin_enquiry
from npqdesk.services.enquiry_table import enquiry_lines
from npqdesk.ui.pages import enquiries as module
from tests.ui.office import button, failure, focus_name, press, said, walk, write


@pytest.fixture
def window(office):
    shell = office()
    shell.go("enquiries")
    return shell


def names(window) -> list[str]:
    return [line.enquiry.name for line in window.page.table.rows.rows]


def test_every_enquiry_with_what_came_out(window):
    table = window.page.table
    lines = {line.enquiry.name: line for line in enquiry_lines(window.desk)}
    assert names(window) == list(lines)
    shown = {
        line.enquiry.name: [table.rows.cell(table.rows.index(at, column)).spoken() for column in range(5)]
        for at, line in enumerate(table.rows.rows)
    }
    assert shown["Amara Okafor"][:4] == [
        "Amara Okafor, St Joseph’s Catholic Primary School, Westmere",
        "Leading primary mathematics, NPQLPM",
        "Spring 2024",
        "Eligible",
    ]
    assert shown["Priya Raghunathan"][3] == "Draft"
    assert shown["Ioan Fielding"][3] == "DfE will review"
    assert lines["Amara Okafor"].pounds == 800


def test_enter_opens_an_enquiry(window):
    assert focus_name() == "Enquiries"
    press(Qt.Key.Key_Down)
    chosen = window.page.table.row_of(window.page.table.currentIndex()).enquiry
    press(Qt.Key.Key_Return)
    assert window.page_id == "check"
    assert window.page.asked == {"enquiry": chosen.id}


def test_del_removes_and_ctrl_z_brings_back(window):
    before = names(window)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert names(window) == [before[0], *before[2:]]
    assert f"The enquiry about {before[1]} was removed. Its answers, results and letters are kept." in said(window)
    assert focus_name() == "Enquiries"
    assert window.page.table.currentIndex().row() == 1
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(window) == before


def test_what_cannot_be_written_is_told_and_nothing_goes(window, monkeypatch):
    def full(_desk, _enquiry):
        raise Problem("The disk is full", "Nothing could be written.", "Make room, then try again.")

    monkeypatch.setattr(module, "remove_enquiry", full)
    before = names(window)
    press(Qt.Key.Key_Delete)
    assert "The disk is full" in failure(window)
    assert names(window) == before
    assert "Not saved" in said(window)


def test_the_filter_looks_at_names_schools_and_courses(window):
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focus_name() == "Filter the enquiries"
    write("kelderby literacy")
    assert names(window) == ["Siân Prosser-Evans"]
    window.page.filter.setText("zzz")
    assert names(window) == []
    assert "No enquiry matches" in said(window.page)
    button(window, "Clear the filter").click()
    assert len(names(window)) == len(enquiry_lines(window.desk))


def test_the_states_narrow_it_down_and_count(window):
    drafts = [line.enquiry.name for line in enquiry_lines(window.desk) if line.enquiry.state == "draft"]
    segment = next(
        each
        for each in window.page.states.findChildren(module.QWidget)
        if each.accessibleName().startswith("Show: All")
    )
    segment.setFocus()
    press(Qt.Key.Key_Right)
    assert focus_name() == f"Show: Drafts {len(drafts)}"
    assert names(window) == drafts
    press(Qt.Key.Key_Right)
    assert set(names(window)).isdisjoint(drafts)


def test_a_head_sorts(window):
    table = window.page.table
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(window) == sorted(names(window), key=str.casefold)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names(window) == sorted(names(window), key=str.casefold, reverse=True)


def test_copying_gives_a_tab_separated_line(window):
    window.page.table.choose(len(names(window)) - 1)
    QTest.keyClick(window.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[0].startswith(names(window)[-1])
    assert len(copied) == 5


def test_nobody_yet(office):
    shell = office(sample=False)
    shell.go("enquiries")
    assert "No enquiries yet" in said(shell.page)
    assert focus_name() == "Check a colleague"
    press(Qt.Key.Key_Return)
    assert shell.page_id == "check"


def test_a_name_is_shown_as_it_was_typed(office):
    shell = office(sample=False)
    begin_enquiry(shell.desk, name="<b>Ann</b> & “Co” 🙂 עברית")
    shell.go("enquiries")
    press(Qt.Key.Key_Delete)
    assert "<b>Ann</b> & “Co” 🙂 עברית" in said(shell)


def test_every_stop_has_a_name_and_the_model_keeps_its_promises(window):
    assert all(walk(window))
    tester = QAbstractItemModelTester(window.page.table.rows)
    window.page.filter.setText("a")
    window.page.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    window.page.filter.clear()
    assert tester.model() is window.page.table.rows
    assert QApplication.focusWidget() is not None
