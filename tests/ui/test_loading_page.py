"""Loading a register or a list: chosen, looked through, kept or left; and every way it can go wrong."""

import csv
import threading
import zipfile
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from npqdesk.services.lists import list_releases
from npqdesk.services.loaded_files import loaded_files
from npqdesk.services.ofsted import ofsted_status
from npqdesk.services.people import add_person
from npqdesk.services.progress import Cancelled
from npqdesk.services.pupil_premium import school_pupils
from npqdesk.services.register import keep_register, preview_register, register_status
from npqdesk.services.staff import staff_list
from npqdesk.store.tables import Setting
from npqdesk.ui.loaded import loaded
from npqdesk.ui.pages import loading as module
from npqdesk.ui.pages.load_columns import ColumnChooser
from npqdesk.ui.pages.load_form import LoadForm
from npqdesk.ui.pages.load_preview import LoadPreview
from npqdesk.ui.pages.loaded_table import LoadedTable
from npqdesk.ui.widgets.progress import ProgressCard
from tests.ui.office import DATA, at_rest, button, drop, failure, focus_name, press, said, walk, write

REGISTER = DATA / "edubaseallstatefunded20250717.csv"
RISE = DATA / "rise_invented.csv"


@pytest.fixture
def window(office, qtbot):
    shell = office(sample=False)
    shell.go("load")
    return shell


@pytest.fixture
def choose(monkeypatch):
    """What the system's dialog for a file will answer."""

    def answer(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (str(path), ""))

    return answer


def content(window, kind):
    found = [each for each in window.page.findChildren(kind) if each.isVisible()]
    assert found, kind
    return found[0]


def look_through(window, qtbot, path, what, day=""):
    """Take a file as far as its preview (or its failure)."""
    window.page.take_file(path, what)
    if day:
        content(window, LoadForm).day.edit.setText(day)
    content(window, LoadForm).go_on.click()
    at_rest(window, qtbot)


def test_nothing_loaded_yet(window):
    assert "Nothing loaded yet" in said(window.page)
    assert focus_name() == "Load a file…"
    assert all(walk(window))


def test_a_register_from_its_file_to_the_search(window, qtbot, choose):
    choose(REGISTER)
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    form = content(window, LoadForm)
    assert form.day.text() == "17 July 2025"
    assert focus_name() == "Look through the file"
    assert all(walk(window))
    form.go_on.setFocus()
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert "School register of 17 July 2025, 4 rows" in said(window.page)
    assert register_status(window.desk) is None
    assert focus_name() == "Keep"
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: loaded(window).index.count("school") == 4)
    assert "The school register of 17 July 2025 is kept: 4 schools are new, 0 changed." in said(window)
    assert "School register 17 July 2025" in [each.accessibleName() for each in window.findChildren(QWidget)]
    assert content(window, LoadedTable).table.rows.rows[0].file_name == REGISTER.name


def test_the_same_file_again_has_nothing_to_keep(window, qtbot):
    look_through(window, qtbot, REGISTER, "register")
    button(window, "Keep").click()
    at_rest(window, qtbot)
    look_through(window, qtbot, REGISTER, "register")
    assert "This very file was loaded already" in said(window.page)
    assert focus_name() == "Back to what is loaded"
    press(Qt.Key.Key_Return)
    assert content(window, LoadedTable)


def test_leaving_it_leaves_everything_as_it_was(window, qtbot):
    look_through(window, qtbot, REGISTER, "register")
    button(window, "Leave everything as it was").click()
    assert "Nothing was kept. Everything is as it was." in said(window)
    assert register_status(window.desk) is None


def test_a_list_is_guessed_and_its_day_is_typed(window, qtbot, choose):
    choose(RISE)
    button(window, "Load a file…").click()
    at_rest(window, qtbot)
    form = content(window, LoadForm)
    assert form.kind.value() == "rise"
    assert focus_name() == "Day the Department published it"
    press(Qt.Key.Key_Return)
    assert form.errors.isVisible()
    assert form.day.error == "Enter a day, such as 21 November 2026 or 21/11/26"
    form.day.edit.setFocus()
    write("18/5/26")
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert "Schools eligible for RISE support, published 18 May 2026" in said(window.page)
    assert "Once kept it cannot be undone" in said(window.page)
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert [release.published for release in list_releases(window.desk, "rise")] == [date(2026, 5, 18)]
    assert "“Schools eligible for RISE support”, published 18 May 2026, is kept with 1 entry." in said(window)


def test_a_kept_list_is_not_undone_and_nothing_before_it_by_mistake(window, qtbot):
    add_person(window.desk, "Amara Okafor")
    window.say_saved()
    assert window._menus.undo.text() == "&Undo: add a person"
    look_through(window, qtbot, RISE, "rise", "18 May 2026")
    window.page.keep_it()
    at_rest(window, qtbot)
    assert window._menus.undo.text() == "&Undo: not for a list that is kept"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "cannot be undone, for answers may rest on it" in window.notice_shown
    assert [one.name for one in staff_list(window.desk)] == ["Amara Okafor"]
    window.go("home")
    assert window._menus.undo.text() == "&Undo: add a person"
    window.undoing.undo()
    assert staff_list(window.desk) == ()
    assert len(list_releases(window.desk, "rise")) == 1


def test_a_day_to_come_is_refused_beside_the_field(window):
    window.page.take_file(RISE, "list")
    form = content(window, LoadForm)
    form.day.edit.setText("1 January 2099")
    form.go_on.click()
    assert form.day.error.startswith("Enter a day up to today")


def test_a_file_whose_name_tells_nothing_must_be_named(window, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(RISE.read_bytes())
    window.page.take_file(path, "list")
    form = content(window, LoadForm)
    assert focus_name() == "Which list is it?"
    form.day.edit.setText("18 May 2026")
    form.go_on.click()
    assert form.kind.error == "Choose which list it is"


def test_a_list_taken_for_another_is_asked_about(window, qtbot):
    window.page.take_file(DATA / "Schools_PP50_invented.csv", "list")
    form = content(window, LoadForm)
    form.kind.choose("la-nurseries")
    form.day.edit.setText("18 May 2026")
    form.go_on.click()
    at_rest(window, qtbot)
    assert "By its name this looks like another list" in said(window.page)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.csv", b"<!DOCTYPE html><html><body>Service unavailable</body></html>"),
        ("empty.csv", b""),
        ("columns.csv", b"URN,Name\n100000,Somewhere\n"),
        ("twice.csv", b"URN,URN,EstablishmentName\n1,2,3\n"),
        ("quote.csv", b'URN,EstablishmentName\n100000,"Somewhere\n'),
        ("nul.csv", b"URN,EstablishmentName\n100000,Some\x00where\n"),
    ],
)
def test_a_bad_file_ends_in_words_with_its_name_and_nothing_kept(window, qtbot, tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text)
    look_through(window, qtbot, path, "register", day="1 May 2026")
    assert failure(window)
    assert name in said(window.page)
    assert content(window, LoadedTable)
    assert register_status(window.desk) is None


def test_a_file_that_is_gone_is_told(window, qtbot, tmp_path):
    look_through(window, qtbot, tmp_path / "gone.csv", "register", day="1 May 2026")
    assert "This file cannot be found" in failure(window)


def test_rows_left_out_are_told_copied_and_saved(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "rise.csv"
    path.write_text("School URN\n900001\nabc\n900002\n\nxyz\n", encoding="utf-8")
    look_through(window, qtbot, path, "list", day="18 May 2026")
    table = content(window, LoadPreview).refused
    assert [row.line for row in table.rows.rows] == [3, 6]
    tester = QAbstractItemModelTester(table.rows)
    assert tester.model() is table.rows
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:2] for line in lines] == [["3", "School URN"], ["6", "School URN"]]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(tmp_path / "left out.csv"), ""))
    button(window, "Save as CSV…").click()
    with (tmp_path / "left out.csv").open(encoding="utf-8-sig", newline="") as stream:
        saved = list(csv.reader(stream))
    assert saved[0] == ["File", "Line", "Column", "Why it was left out"]
    assert [row[:3] for row in saved[1:]] == [["rise.csv", "3", "School URN"], ["rise.csv", "6", "School URN"]]
    assert all(walk(window))


def test_rows_that_cannot_be_saved_are_told(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "rise.csv"
    path.write_text("School URN\n900001\nabc\n", encoding="utf-8")
    look_through(window, qtbot, path, "list", day="18 May 2026")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(tmp_path / "no" / "x.csv"), ""))
    button(window, "Save as CSV…").click()
    assert "This file could not be saved" in failure(window)
    assert content(window, LoadPreview)


def test_work_shows_how_far_it_is_and_can_be_cancelled(window, qtbot, monkeypatch):
    asked = threading.Event()

    def slow(_desk, _path, *, as_at, progress, cancelled):
        progress(500, 1_000, "Reading the register")
        while not cancelled():
            asked.wait(0.01)
        raise Cancelled

    monkeypatch.setattr(module, "preview_register_file", slow)
    window.page.take_file(REGISTER, "register")
    content(window, LoadForm).go_on.click()
    card = content(window, ProgressCard)
    assert focus_name() == "Cancel the import"
    qtbot.waitUntil(lambda: "500 of 1,000" in said(card))
    window.go("home")
    window.go("load")
    assert focus_name() == "Cancel the import"
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert "The import was cancelled. Everything is as it was." in said(window)
    assert register_status(window.desk) is None
    assert content(window, LoadedTable)


def test_a_preview_that_comes_while_elsewhere_is_told_there(window, qtbot):
    window.page.take_file(REGISTER, "register")
    content(window, LoadForm).go_on.click()
    window.go("home")
    at_rest(window, qtbot)
    assert "has been looked through" in said(window)
    window.go("load")
    assert focus_name() == "Keep"


def test_a_bug_is_told_with_its_details_and_nothing_is_kept(window, qtbot, monkeypatch):
    def broken(*_given, **_more):
        raise KeyError("column")

    monkeypatch.setattr(module, "preview_register_file", broken)
    look_through(window, qtbot, REGISTER, "register")
    assert "npqdesk met a fault of its own" in failure(window)


def test_files_can_be_dropped_and_are_known_by_what_is_in_them(window, qtbot, tmp_path):
    window.go("applications")
    drop(window, RISE)
    at_rest(window, qtbot)
    assert content(window, LoadForm).kind.value() == "rise"
    assert content(window, LoadForm).kind.isVisible()
    nameless = tmp_path / "Book1.csv"
    nameless.write_bytes(REGISTER.read_bytes())
    drop(window, nameless)
    at_rest(window, qtbot)
    assert not content(window, LoadForm).kind.isVisible()


def test_home_can_ask_for_a_file_at_once(window, qtbot, choose):
    choose(REGISTER)
    window.go("home")
    window.go("load", what="register")
    qtbot.waitUntil(lambda: bool([each for each in window.page.findChildren(LoadForm) if each.isVisible()]))


def test_nothing_chosen_changes_nothing(window, choose):
    choose("")
    button(window, "Load a file…").click()
    assert content(window, LoadedTable)


def test_an_unknown_heading_is_asked_about_and_remembered(window, qtbot, tmp_path):
    path = tmp_path / "rise.csv"
    path.write_text("Place,Number\nNorth,900001\nSouth,900002\n", encoding="utf-8")
    look_through(window, qtbot, path, "list", day="18 May 2026")
    chooser = content(window, ColumnChooser)
    assert focus_name() == "Which column holds the URN?"
    assert all(walk(window))
    field = chooser.fields["urn"]
    assert [field.box.itemText(at) for at in range(field.box.count())] == [
        "Choose the column…",
        "Place: North, South",
        "Number: 900001, 900002",
    ]
    chooser.go_on.click()
    assert field.error == "Choose the column"
    field.choose("Number")
    chooser.go_on.click()
    at_rest(window, qtbot)
    assert "Schools eligible for RISE support, published 18 May 2026" in said(window.page)
    button(window, "Keep").click()
    at_rest(window, qtbot)
    look_through(window, qtbot, path, "list", day="19 May 2026")
    assert content(window, LoadPreview)


def test_a_file_may_have_one_of_two_columns_but_not_one_for_both(window, qtbot, tmp_path):
    path = tmp_path / "early-years.csv"
    path.write_text("School no,Ofsted no\n900001,EY999009\n", encoding="utf-8")
    look_through(window, qtbot, path, "list", day="18 May 2026")
    chooser = content(window, ColumnChooser)
    ofsted, urn = chooser.fields["ofsted_urn"], chooser.fields["urn"]
    for field in (ofsted, urn):
        field.choose("-")
    chooser.go_on.click()
    assert ofsted.error == "Choose at least one column"
    for field in (ofsted, urn):
        field.choose("School no")
    chooser.go_on.click()
    assert urn.error == "Choose another column for each"
    ofsted.choose("Ofsted no")
    chooser.go_on.click()
    at_rest(window, qtbot)
    assert content(window, LoadPreview).preview.identifiers[0].identifier == "EY999009"


def test_leaving_the_columns_leaves_everything_as_it_was(window, qtbot, tmp_path):
    path = tmp_path / "rise.csv"
    path.write_text("Place,Number\nNorth,900001\n", encoding="utf-8")
    look_through(window, qtbot, path, "list", day="18 May 2026")
    button(window, "Leave it").click()
    assert content(window, LoadedTable)


def test_what_was_left_aside_in_a_file_is_told(window, qtbot, tmp_path):
    path = tmp_path / "rise.csv"
    path.write_text("A title\nSchool URN\n900001\n", encoding="utf-8")
    look_through(window, qtbot, path, "list", day="18 May 2026")
    assert "The line above the headings was passed over." in said(window.page)


def test_a_list_of_ofsteds_is_shown_before_it_is_kept(window, qtbot):
    look_through(window, qtbot, DATA / "childcare_providers_2021-08-31.csv", "register")
    shown = said(window.page)
    assert "Ofsted register of 31 August 2021, 9 rows" in shown
    for figure, words in ((5, "new"), (3, "left out"), (1, "there twice"), (3, "kept without a name")):
        assert f"{figure}\n{words}" in shown
    assert ofsted_status(window.desk) is None
    button(window, "Keep").click()
    at_rest(window, qtbot)
    assert ofsted_status(window.desk).known == 5
    assert content(window, LoadedTable).table.rows.rowCount() > 0


def test_pupil_numbers_are_said_to_be_a_hint_beside_the_register(window, qtbot):
    look_through(window, qtbot, DATA / "pupil_premium_2021-22.csv", "register")
    shown = said(window.page)
    assert "Pupil numbers of the pupil premium 2021 to 2022, 7 rows. A hint beside the register." in shown
    for figure, words in ((3, "schools"), (3, "left out"), (1, "with part of a pupil"), (1, "there twice")):
        assert f"{figure}\n{words}" in shown
    button(window, "Keep").click()
    at_rest(window, qtbot)
    assert school_pupils(window.desk, "900003").pupils == 142


def test_an_import_that_was_cut_off_is_told(window, qtbot):
    with window.desk.store.writing() as session:
        session.add(Setting(key="import.under_way", value="edubasealldata20260712.csv"))
    loaded(window).refresh()
    qtbot.waitUntil(lambda: any("was cut off" in each.text() for each in window.findChildren(QLabel)))


def test_links_are_looked_through_and_kept_and_told_on_the_page_of_a_school(window, qtbot):
    keep_register(window.desk, preview_register(window.desk, REGISTER))
    for name in ("links_edubasealldata20250801.csv", "academiesmatmembership20250801.csv"):
        window.page.take_file(DATA / name, "register")
        content(window, LoadForm).go_on.click()
        at_rest(window, qtbot)
        assert "no longer so" in said(content(window, LoadPreview))
        button(window.page, "Keep").click()
        at_rest(window, qtbot)
    assert any("Links between establishments" in file.title for file in loaded_files(window.desk))
    window.go("school", urn="900002")
    at_rest(window, qtbot)
    words = said(window.page)
    for told in ("Before and after", "Minster Môr School", "Predecessor, 1 September 2012", "Marston Learning Trust"):
        assert told in words


def test_every_file_of_a_zip_is_shown_and_kept_together(window, qtbot, tmp_path):
    path = tmp_path / "Results.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in (REGISTER, DATA / "links_edubasealldata20250801.csv"):
            archive.write(file, file.name)
        archive.writestr("governors.csv", "GID,Role\n1,Chair\n")
    window.page.take_file(path, "register")
    assert "each counts as of the day in its own name" in said(window.page)
    assert focus_name() == "Look through the file"
    content(window, LoadForm).go_on.click()
    at_rest(window, qtbot)
    shown = said(window.page)
    days = ("School register of 17 July 2025", "Links between establishments of 1 August 2025")
    for words in ("2 of the files in it are known", "governors.csv", *days):
        assert words in shown
    assert all(walk(window))
    button(window, "Keep").click()
    at_rest(window, qtbot)
    assert register_status(window.desk) is not None
    assert "Links between establishments" in {file.title for file in loaded_files(window.desk)}
