"""The matrix in the window: by the keyboard alone, read aloud, narrowed down, live, saved.  Everyone is invented."""

import csv
from datetime import date
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from npqdesk.problem import Problem
from npqdesk.services.enquiries import enquiries, people
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.ui.page import PageEntry
from npqdesk.ui.pages.matrix import MatrixPage
from npqdesk.ui.pages.matrix_grid import MatrixGrid
from npqdesk.ui.pages.matrix_model import MatrixModel
from npqdesk.ui.widgets import column_layout
from npqdesk.ui.widgets.columns_dialog import ColumnsDialog
from tests.ui import office as office_module
from tests.ui.office import Elsewhere, at_rest, press, said, walk, write


@pytest.fixture
def window(office, qtbot, monkeypatch):
    """The sample with the matrix shown and its first cell told."""
    more = [PageEntry("matrix", "Matrix", "list-checks", MatrixPage), PageEntry("result", "Result", "house", Elsewhere)]
    monkeypatch.setattr(office_module, "ENTRIES", (*office_module.ENTRIES, *more))
    shell = office()
    shell.go("matrix", cohort="2026-autumn")
    _rest(shell, qtbot)
    return shell


def _rest(shell, qtbot):
    at_rest(shell, qtbot)
    qtbot.waitUntil(lambda: shell.page.whole is not None and shell.page._task is None)
    shell.page.acts._tell()
    at_rest(shell, qtbot)


@pytest.fixture
def remembered(monkeypatch):
    """What a computer remembers of its tables."""
    kept = {}
    keeper = SimpleNamespace(value=kept.get, setValue=kept.__setitem__)
    monkeypatch.setattr(column_layout, "memory", lambda: keeper)
    return kept


def _words(page):
    return [[cell.word for cell in row.cells] for row in page.shown]


def test_by_keyboard_from_cell_to_enquiry_and_person(window, qtbot):
    grid = window.page.grid
    assert grid.hasFocus()
    assert "Amara Okafor, Leading teaching: not eligible" in said(window.page.strip)
    press(Qt.Key.Key_Right, times=5)
    index = grid.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Amara Okafor, NPQSL: eligible"
    assert grid.matrix.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole) == (
        "Senior leadership, NPQSL"
    )
    _rest(window, qtbot)
    assert "no earlier funded place" in said(window.page.strip)
    press(Qt.Key.Key_D)
    assert grid.matrix.rows[grid.currentIndex().row()].name == "Daniel Lindqvist"
    assert grid.currentIndex().column() == 5
    before = len(enquiries(window.desk))
    press(Qt.Key.Key_Return)
    assert window.page_id == "check"
    assert len(enquiries(window.desk)) == before + 1
    window.go("matrix")
    _rest(window, qtbot)
    assert grid.hasFocus()
    assert window.page.strip.main.text() == "Go on with the enquiry"
    press(Qt.Key.Key_F2)
    assert window.page_id == "person"
    assert window.page.person.name == "Daniel Lindqvist"
    window.go("matrix")
    _rest(window, qtbot)
    page, model = window.page, window.page.grid.matrix
    (daniel,) = [one.id for one in people(window.desk) if one.name == "Daniel Lindqvist"]
    page.grid.choose(model.place_of(daniel, "npq-senco"))
    _rest(window, qtbot)
    assert [each.isVisible() for each in (page.strip.main, page.strip.to_letter, page.strip.to_application)] == [
        True,
        True,
        False,
    ]
    assert page.strip.main.text() == "Open the result"
    page.strip.main.click()
    assert window.page_id == "result"


def test_narrowed_by_answer_course_school_role_and_words(window, qtbot):
    page = window.page
    every = len(page.shown)
    box = page.bar.boxes
    box["Answer"].setCurrentIndex(box["Answer"].findData("review"))
    assert [row.name for row in page.shown] == ["Ioan Fielding"]
    page.bar.clear()
    box["Course"].setCurrentIndex(box["Course"].findData("npq-leading-literacy"))
    box["Answer"].setCurrentIndex(box["Answer"].findData("not_eligible"))
    assert [course.short for course in page.grid.matrix.courses] == ["NPQLL"]
    assert len(page.shown) < every
    page.bar.clear()
    box["School"].setCurrentIndex(box["School"].findData("902115"))
    assert {row.urn for row in page.shown} == {"902115"}
    page.bar.clear()
    box["Role"].setCurrentIndex(box["Role"].findData("SENCO"))
    assert [row.name for row in page.shown] == ["Daniel Lindqvist"]
    page.bar.clear()
    page.bar.focus_field()
    write("okaf math")
    assert [row.name for row in page.shown] == ["Amara Okafor"]
    assert "Eligible 4" in said(page.legend)
    write(" nobody")
    assert "No one matches" in said(page)
    page.bar.clear()
    assert len(page.shown) == every
    assert all(walk(window))
    _keeps_the_rules_of_qt(page)


def test_it_is_live_and_another_start_has_its_own_courses(window, qtbot, tmp_path, without_policy):
    page = window.page
    assert "Off list" in _words(page)[0]
    file = tmp_path / "later.csv"
    file.write_text("URN,School name\n902114,A school\n")
    keep_list(window.desk, preview_list(window.desk, "pp50-schools", file, published=date(2026, 8, 12)))
    window.go("staff")
    window.go("matrix")
    _rest(window, qtbot)
    assert "Off list" not in _words(page)[0]
    page.start.setCurrentIndex(page.start.findData("2021-autumn"))
    _rest(window, qtbot)
    assert len(page.grid.matrix.courses) == 7
    window.go("matrix", cohort="2026-autumn", school="902115")
    _rest(window, qtbot)
    assert {row.urn for row in page.shown} == {"902115"}
    without_policy("2026-autumn")
    window.page.refresh()
    _rest(window, qtbot)
    assert "No published policy for this start" in said(window.page)


def test_nothing_goes_out_before_everybody_is_there(window, qtbot, monkeypatch):
    page, there = window.page, []
    monkeypatch.setattr(page.grid, "rows_in_sight", lambda: 2)

    def narrow(*arguments, **named):
        there.append((len(page.grid.matrix.every), page.grid.matrix.more))
        if page.grid.matrix.more:
            for way in (page.grid.sheet, page.out.print_it, page.out.save_pdf):
                with pytest.raises(Problem, match="Not everybody is in the matrix yet"):
                    way()
        return narrowed(*arguments, **named)

    narrowed = page.grid.matrix.narrow
    monkeypatch.setattr(page.grid.matrix, "narrow", narrow)
    page.start.setCurrentIndex(page.start.findData("2025-autumn"))
    _rest(window, qtbot)
    assert there[0] == (2, True)
    assert there[-1] == (12, False)
    page.grid.setFocus()
    page.grid.choose(page.grid.matrix.index(11, 3))
    chosen = page.chosen()
    page.start.setCurrentIndex(page.start.findData("2024-autumn"))
    _rest(window, qtbot)
    assert page.chosen() == chosen
    page.bar.field.setText(page.shown[-1].name)
    page.start.setCurrentIndex(page.start.findData("2026-autumn"))
    _rest(window, qtbot)
    assert len(page.shown) == 1
    assert page.grid.hasFocus()  # it was never put away for want of somebody among the first
    page.bar.clear()
    there.clear()
    page.refresh()
    _rest(window, qtbot)
    assert (2, True) not in there  # the same start is replaced once all is there
    assert len(page.grid.sheet()().rows) == 12


def test_what_is_shown_is_copied_and_saved_and_so_is_any_table(window, qtbot, tmp_path, monkeypatch):
    grid = window.page.grid
    press(Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert lines[0] == ["Name", "School", "NPQLBC"]
    assert lines[1] == ["Amara Okafor", "St Joseph’s Catholic Primary School", "Off list"]
    assert len(lines) == 3
    page = window.page
    page.bar.field.setText("SENCO")
    for name in ("matrix.xlsx", "matrix.csv", "matrix.pdf"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest, name=name: (str(tmp_path / name), ""))
        (page.out.save_pdf if name.endswith("pdf") else page.out.export)()
        at_rest(window, qtbot)
    assert "saved as matrix.pdf" in window.notice_shown
    assert (tmp_path / "matrix.pdf").read_bytes().startswith(b"%PDF")
    with (tmp_path / "matrix.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    book = load_workbook(tmp_path / "matrix.xlsx").active
    assert [list(row) for row in book.iter_rows(values_only=True)] == rows
    assert [row[0] for row in rows] == ["Name", "Daniel Lindqvist"]
    window.go("staff")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(tmp_path / "staff"), "CSV (*.csv)"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    at_rest(window, qtbot)
    assert "12 rows were saved as staff.csv" in window.notice_shown
    with (tmp_path / "staff.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["Name"] == "Amara Okafor, Miss"
    assert rows[0]["Applications"] == "", "a dash on the screen is a blank cell"
    window.go("home")
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "no table on this page" in window.notice_shown


def test_courses_are_moved_hidden_and_widened_and_stay_so_for_every_start(window, qtbot, monkeypatch, remembered):
    page, grid, heads = window.page, window.page.grid, window.page.grid.horizontalHeader()
    first, second, third, *rest = [course.short for course in page.whole.courses]
    heads.moveSection(0, 1)
    qtbot.waitUntil(lambda: grid.matrix.courses[0].short == second)
    dialog = ColumnsDialog(grid, window)
    dialog.list.setCurrentRow(2)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.list.setCurrentRow(0)
    for _step in range(20):
        QTest.keyClick(dialog.list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    dialog.close()
    assert [course.short for course in grid.matrix.courses] == [second, first, *rest]
    assert grid.columnWidth(0) > grid.columnWidth(1)
    assert grid.sheet()().heads[4:] == (second, first, *rest)
    assert [course.short for course in page.out.shown().courses] == [second, first, *rest]
    assert [row.cells[:2] for row in page.out.shown().rows] == [row.cells[1::-1] for row in page.shown]
    page.bar.boxes["Course"].setCurrentIndex(3)
    assert [course.short for course in grid.matrix.courses] == [third], "one that is asked for alone is shown"
    page.bar.clear()
    page.start.setCurrentIndex(page.start.findData("2021-autumn"))
    _rest(window, qtbot)
    assert third not in {course.short for course in grid.matrix.courses}
    dialog = ColumnsDialog(grid, window)
    for at in range(dialog.list.count()):
        dialog.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert len(grid.matrix.courses) == 1, "the last one stays"
    dialog.reset()
    dialog.close()
    assert len(grid.matrix.courses) == 7
    page.start.setCurrentIndex(page.start.findData("2026-autumn"))
    _rest(window, qtbot)
    again = MatrixGrid(window.desk.vocabulary.courses)
    qtbot.addWidget(again)
    again.begin(page.whole.courses, page.shown)
    again.matrix.narrow()
    assert again.matrix.courses == grid.matrix.courses


def _keeps_the_rules_of_qt(page):
    model = MatrixModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin(page.whole.courses, page.shown)
    model.narrow()
    assert model.rowCount() == 12
    assert not model.place_of(0, "npq-senco").isValid()
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Vertical) is None
