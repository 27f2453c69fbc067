"""Maths Hubs in the window: a project by its code, its cost by its numbers, the filter, and the path to the NPQ."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from npqdesk.letters.as_text import as_text
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.services.kept_path import kept_path
from tests.ui.office import focus_name, press, said, walk, write


@pytest.fixture
def window(office):
    shell = office(sample=False)
    shell.go("hubs")
    return shell


def test_the_cost_follows_the_numbers(window):
    assert focus_name() == "Projects"
    assert window.page.shown.codes == ("19-09",)
    assert "£17,800" in said(window.page)
    assert "Amounts of 2019/20." in said(window.page)
    press(Qt.Key.Key_Return)
    assert focus_name() == "Schools"
    press(Qt.Key.Key_Up)
    words = said(window.page)
    assert "£19,850" in words
    assert "not of 8" in words
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert "£15,750" in said(window.page)
    window.go("hubs", code="19-01")
    field = window.page.cost.fields["rate"]
    field.edit.setText("187.50")
    assert "£2,812.50" in said(window.page)
    field.edit.setText("much")
    assert "such as 200 or 187.50" in field.error
    assert "£2,812.50" not in said(window.page)
    window.go("hubs", code="19-09")
    assert "£15,750" in said(window.page)


def test_projects_are_shown_filtered_and_exported(window, tmp_path):
    tester = QAbstractItemModelTester(window.page.table.rows)
    for project in catalogue().projects[::5]:
        window.go("hubs", code=project.codes[-1])
        words = said(window.page)
        assert project.title in words
        assert project.purpose in words
        assert all(note in words for note in project.notes)
    assert tester.model().rowCount() == 24
    window.page.save_as(tmp_path / "hubs.csv")
    assert (tmp_path / "hubs.csv").read_text(encoding="utf-8-sig").count("\n19-") == 24
    assert all(walk(window))
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    write("mixed age")
    assert window.page.shown.codes == ("19-14",)
    write(" zzz")
    assert window.page.table.rows.rows == ()
    assert "No project matches" in said(window.page)
    window.go("hubs", code="NCP 19-24")
    assert window.page.shown.codes == ("19-24",)
    assert not window.page.filter.narrows


def test_the_search_from_anywhere_finds_a_code(window):
    window.go("home")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    write("19-15")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.page_id == "hubs"
    assert window.page.shown.codes == ("19-15",)


def test_the_path_names_the_nearest_step_and_what_to_ask(window):
    window.go("hubs_path")
    page = window.page
    page.school.choose("none")
    page.barrier.choose("yes")
    page.person.choose("none")
    words = said(page)
    for part in ("Not yet", "The nearest step: Readiness", "the support is free"):
        assert part in words
    page.copy.click()
    assert "To the Maths Hub" in QGuiApplication.clipboard().text()
    page.school.choose("development")
    assert page.barrier.isHidden()
    page.person.choose("year")
    assert "Meets the entry test" in said(page)
    assert kept_path(window.desk) == ("development", "yes", "year")
    assert all(walk(window))


def test_a_cost_as_a_letter(window, qtbot):
    window.page.cost.fields["schools"].box.setValue(8)
    window.page.write_letter()
    qtbot.waitUntil(lambda: bool(window.page.pdf), timeout=30_000)
    assert focus_name() == "To"
    text = as_text(window.page.made.letter)
    for part in ("£19,850", "Extrapolated", "24 × £350", "Amounts of 2019/20", "It is not an offer"):
        assert part in text
    window.page.options.name.edit.setText("Mx Jo Field")
    window.go("hubs")
    window.go("hub_quotation", code="19-11")
    assert window.page.options.form().name == "Mx Jo Field"
    qtbot.waitUntil(lambda: "19-11" in window.page.file_name, timeout=30_000)
    assert window.page.made.letter.address[0] == "Mx Jo Field"
