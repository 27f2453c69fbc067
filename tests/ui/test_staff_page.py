"""Staff in the window: a spreadsheet chosen or dropped, columns told, doubts settled, kept or left.  All invented."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from npqdesk.services.staff import staff_list
from npqdesk.store.tables import Person
from npqdesk.ui.pages.staff_columns import ColumnsForm
from npqdesk.ui.pages.staff_preview import StaffPreviewCards
from tests.ui.office import at_rest, button, drop, failure, focus_name, press, said, walk

STAFF = "Name,TRN,DOB,Post\nJoan Whitlock,1234567,01/09/1975,Headteacher\nAmara Okafor,,02/03/1990,Teacher\n"
LATER = "Name,TRN,DOB,Post\nRuth Marsh,1234567,,Deputy\nAmara Okafor,,02/03/1990,SENCO\nBad One,12,,\n"


@pytest.fixture
def window(office):
    shell = office(sample=False)
    shell.go("staff")
    return shell


@pytest.fixture
def take(window, qtbot, tmp_path):
    """Brings a file of this text as far as its preview, its columns or its failure."""

    def bring(text, name="staff.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        window.page.take_file(path)
        _at_rest(window, qtbot)

    return bring


def _at_rest(window, qtbot):
    """What is looked at first may lead to a second piece of work."""
    for _time in range(2):
        at_rest(window, qtbot)
        QApplication.processEvents()


def _content(window, kind):
    (found,) = [each for each in window.page.findChildren(kind) if each.isVisible()]
    return found


def _keep(window, qtbot):
    button(window, "Keep").click()
    _at_rest(window, qtbot)


def _staff(window):
    return [(one.name, one.role) for one in staff_list(window.desk)]


def test_nobody_yet(window):
    assert "Nobody on the staff record yet" in said(window.page)
    assert focus_name() == "Staff spreadsheet…"
    assert all(walk(window))


def test_a_file_from_its_choice_to_the_record(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "staff.csv"
    path.write_text(STAFF, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (str(path), ""))
    press(Qt.Key.Key_Return)
    _at_rest(window, qtbot)
    assert "TRN from “TRN”" in said(window.page)
    assert focus_name() == "Keep"
    assert all(walk(window))
    assert _staff(window) == []
    button(window, "Keep").setFocus()
    press(Qt.Key.Key_Return)
    _at_rest(window, qtbot)
    assert "The staff record is kept: 2 added, 0 changed, 0 as they were." in said(window)
    assert _staff(window) == [("Amara Okafor", "Teacher"), ("Joan Whitlock", "Headteacher")]


def test_a_dropped_file_that_says_nothing_new(window, qtbot, take, tmp_path):
    take(STAFF)
    _keep(window, qtbot)
    assert drop(window, tmp_path / "staff.csv")
    _at_rest(window, qtbot)
    assert "The record says all of it." in said(window.page)
    assert focus_name() == "Back to the staff"
    press(Qt.Key.Key_Return)
    assert focus_name() == "Staff"


@pytest.mark.parametrize(
    ("decision", "kept", "staff"),
    [
        (
            "",
            "0 added, 1 changed, 0 as they were, 1 left out until you decide, 1 left out",
            ["Amara Okafor", "Joan Whitlock"],
        ),
        ("same", "0 added, 2 changed, 0 as they were, 1 left out", ["Amara Okafor", "Ruth Marsh"]),
        ("two", "1 added, 1 changed, 0 as they were, 1 left out", ["Amara Okafor", "Joan Whitlock", "Ruth Marsh"]),
    ],
)
def test_a_doubt_is_settled_by_a_person(window, qtbot, take, decision, kept, staff):
    take(STAFF)
    _keep(window, qtbot)
    take(LATER)
    cards = _content(window, StaffPreviewCards)
    assert focus_name() == "Ruth Marsh, Deputy (line 2)"
    words = said(window.page)
    assert "May be Joan Whitlock, Headteacher, on the record. The same TRN, another name." in words
    assert "Name: Joan Whitlock → Ruth Marsh; Role: Headteacher → Deputy" in words
    assert all(walk(window))
    cards.choices[2].choose(decision)
    _keep(window, qtbot)
    assert f"The staff record is kept: {kept}." in said(window)
    assert [name for name, _role in _staff(window)] == staff


def test_the_wheel_never_settles_a_doubt(window, qtbot, take):
    take(STAFF)
    _keep(window, qtbot)
    take(LATER)
    choice = _content(window, StaffPreviewCards).choices[2]
    down = (QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), *down, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(choice.box, event)
    assert choice.value() == ""


def test_columns_that_are_not_plain_are_asked_about_once(window, qtbot, take):
    text = "Sirname,Vorname\nWhitlock,Joan\n"
    take(text)
    form = _content(window, ColumnsForm)
    assert focus_name() == "Surname"
    assert form.fields["surname"].value() == "Sirname"
    assert "Guessed from its heading: please check" in said(form)
    form.go_on.click()
    assert form.fields["forename"].error == "Choose a surname and a first name, or a full name"
    form.fields["forename"].choose("Vorname")
    form.go_on.click()
    _at_rest(window, qtbot)
    _keep(window, qtbot)
    assert _staff(window) == [("Joan Whitlock", "")]
    take(text)
    assert "The record says all of it." in said(window.page)


def test_leaving_keeps_nothing(window, take):
    take(STAFF)
    button(window, "Leave everything as it was").click()
    assert "Nothing was kept" in said(window)
    assert _staff(window) == []


def test_what_is_no_table_is_refused_in_words(window, take):
    take("")
    assert "This file is empty" in failure(window)
    assert focus_name() != ""


def test_the_template_is_saved(window, tmp_path, monkeypatch):
    chosen = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(chosen), ""))
    button(window, "Get a template…").click()
    assert (tmp_path / "mine.xlsx").read_bytes()[:2] == b"PK"
    assert "The template was saved as mine.xlsx" in said(window)


def test_an_import_is_taken_back_from_its_notice_and_later_from_the_menu(window, qtbot, take):
    take(STAFF)
    _keep(window, qtbot)
    take("Name,TRN,DOB,Post\nJoan Whitlock,1234567,,Deputy\nBo Ek,,,Cook\n", "later & more.csv")
    _keep(window, qtbot)
    window.undoing.undo()
    assert "Undone: import staff." in said(window)
    assert _staff(window) == [("Amara Okafor", "Teacher"), ("Joan Whitlock", "Headteacher")]
    window.go("home")
    window.go("staff")
    assert window._menus.undo.text() == "&Undo: import staff"
    window._menus.undo.trigger()
    assert _staff(window) == []


def test_an_import_whose_people_were_edited_since_is_not_taken_back(window, qtbot, take):
    take(STAFF)
    _keep(window, qtbot)
    with window.desk.store.writing() as session:
        session.query(Person).filter_by(name="Amara Okafor").one().role = "SENCO"
    window.undoing.undo()
    assert "“import staff” cannot be undone" in failure(window)
    assert len(_staff(window)) == 2
