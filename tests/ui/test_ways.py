"""Ways about the window: back where one was, the next page, anything by its name, a file dropped anywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from npqdesk.services.enquiries import begin_enquiry
from npqdesk.services.people import add_person
from npqdesk.services.staff import staff_list
from npqdesk.ui.loaded import loaded
from npqdesk.ui.trail import Stop, Trail
from tests.ui.office import at_rest, drop, failure, focus_name, press, said, write

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def keys(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.windowHandle(), key, modifier)
    QApplication.processEvents()


@pytest.fixture
def window(office):
    """A window on records with two people in them and no register."""
    window = office(sample=False)
    for name in ("Amara Okafor", "Joan Whitlock"):
        add_person(window.desk, name)
    return window


def found(window):
    return [each.title for each in window.ways._anything.search.model.results]


def find(window, text):
    keys(window, Qt.Key.Key_K, CTRL)
    assert focus_name() == "Search for anything"
    write(text)
    return found(window)


def test_alt_left_leads_back_the_way_one_came(window):
    for page in ("staff", "applications", "staff", "policy"):
        window.go(page)
    seen = []
    for _time in range(5):
        keys(window, Qt.Key.Key_Left, ALT)
        seen.append(window.page_id)
    assert seen == ["staff", "applications", "staff", "home", "home"]


def test_back_shows_the_same_record_again_but_asks_for_no_file_again(window, monkeypatch):
    asked = []
    monkeypatch.setattr("npqdesk.ui.pages.loading.LoadPage.choose_file", lambda _page, what: asked.append(what))
    person = staff_list(window.desk)[0].id
    window.go("person", person=person)
    window.go("load", what="register")
    QApplication.processEvents()
    window.go("staff")
    keys(window, Qt.Key.Key_Left, ALT)
    QApplication.processEvents()
    assert (window.page_id, asked) == ("load", ["register"])
    keys(window, Qt.Key.Key_Left, ALT)
    assert (window.page_id, window.page.person.id) == ("person", person)


def test_a_page_that_leads_on_is_no_stop_on_the_way_back():
    trail, shown = Trail(), []

    def go(stop):
        shown.append(stop.page_id)
        trail.visit("staff" if stop.page_id == "gone" else stop.page_id, {})

    for page in ("home", "gone", "staff", "policy"):
        trail.visit(page, {})
    while trail.back(go):
        pass
    assert shown == ["staff", "gone", "home"]


def test_a_page_with_steps_of_its_own_is_one_stop():
    trail, shown = Trail(), []
    for page, cut in (("home", False), ("question", True), ("check", False), ("question", True)):
        trail.visit(page, {"enquiry": 1}, cut=cut)
    assert trail.back(shown.append)
    assert shown == [Stop("home", {"enquiry": 1})]


def test_ctrl_tab_goes_round_the_pages(window):
    there = [entry.id for entry in window.entries if entry.group]
    seen = []
    for _page in there:
        keys(window, Qt.Key.Key_Tab, CTRL)
        seen.append(window.page_id)
    assert seen == [*there[1:], there[0]]
    keys(window, Qt.Key.Key_Tab, CTRL | SHIFT)
    assert window.page_id == there[-1]


def test_f5_shows_what_is_so_now(window):
    window.go("staff")
    add_person(window.desk, "Zuzana Nováková")
    assert len(window.page.content.table.rows.rows) == 2
    keys(window, Qt.Key.Key_F5)
    assert len(window.page.content.table.rows.rows) == 3


def test_anything_is_found_from_anywhere_without_accents_and_opened_with_enter(window):
    add_person(window.desk, "Zuzana Nováková")
    window.go("policy")
    assert find(window, "novak zuz")[0] == "Zuzana Nováková"
    assert window.ways._anything.search.current().title == "Zuzana Nováková"
    press(Qt.Key.Key_Return)
    assert window.page_id == "person"
    assert window.page.person.name == "Zuzana Nováková"
    assert window.ways._anything.isHidden()


def test_pages_commands_and_enquiries_are_found_and_escape_gives_the_focus_back(window):
    begin_enquiry(window.desk, name="Wilfred Owen")
    window.go("staff")
    before = QApplication.focusWidget()
    assert "Policy and sources" in find(window, "pol")
    keys(window, Qt.Key.Key_Escape)
    assert window.ways._anything.isHidden()
    assert QApplication.focusWidget() is before
    assert window.page_id == "staff"
    assert "Wilfred Owen" in find(window, "wilfr")
    find(window, "add a pers")
    press(Qt.Key.Key_Return)
    assert window.page_id == "person"
    assert "Who is it?" in said(window.page)


def test_a_school_that_was_found_opens_and_the_field_fits_a_small_window(office):
    window = office()
    assert any("Harrowby" in title for title in find(window, "harrowby"))
    window.resize(700, 500)
    QApplication.processEvents()
    over = window.ways._anything
    assert window.rect().contains(over.geometry())
    while not over.search.current().key.isdecimal():
        press(Qt.Key.Key_Down)
    chosen = over.search.current()
    loaded(window).changed.emit()
    assert over.search.current() == chosen
    press(Qt.Key.Key_Return)
    assert window.page_id == "school"


def test_a_file_dropped_anywhere_goes_where_it_is_taken(window, qtbot, tmp_path):
    staff, scan = tmp_path / "export.csv", tmp_path / "scan.pdf"
    staff.write_text("Forename,Surname,Role\nAda,Lovelace,Teacher\n", "utf-8")
    scan.write_bytes(b"%PDF-1.7\0")
    window.go("policy")
    window.go("person", person=staff_list(window.desk)[0].id)
    drop(window, scan)
    at_rest(window, qtbot)
    assert "npqdesk does not know this file" in failure(window)
    drop(window, scan, scan)
    assert "One file at a time" in failure(window)
    assert drop(window, staff)
    at_rest(window, qtbot)
    assert window.page_id == "staff"
    assert "export.csv" in said(window.page)
