"""Undo and redo by the menu and the keys, named, after a restart too, and never at the cost of a field's own."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from npqdesk.services.enquiries import enquiries
from npqdesk.services.people import add_person, edit_person
from tests.ui.office import failure, opener


def _menu(window) -> tuple[str, str]:
    return window._menus.undo.text(), window._menus.redo.text()


def _keys(window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier | modifier)


def _remove_first(window) -> None:
    window.go("enquiries")
    window.page.table.choose(0)
    QTest.keyClick(window.page.table, Qt.Key.Key_Delete)


def test_an_act_is_named_undone_and_done_again_by_the_keys(office):
    window = office()
    before = len(enquiries(window.desk))
    assert _menu(window) == ("&Undo", "&Redo")
    _remove_first(window)
    assert "was removed" in window.notice_shown
    assert _menu(window) == ("&Undo: remove an enquiry", "&Redo")
    _keys(window, Qt.Key.Key_Z)
    assert window.notice_shown == "Undone: remove an enquiry."
    assert len(enquiries(window.desk)) == len(window.page.table.rows.rows) == before
    assert _menu(window) == ("&Undo", "&Redo: remove an enquiry")
    _keys(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    assert window.notice_shown == "Done again: remove an enquiry."
    assert len(window.page.table.rows.rows) == before - 1
    _keys(window, Qt.Key.Key_Z)
    _keys(window, Qt.Key.Key_Y)
    assert len(enquiries(window.desk)) == before - 1


def test_it_is_there_without_the_notice_and_after_a_restart(office, make_shell, qtbot, tmp_path):
    window = office()
    _remove_first(window)
    window.go("home")
    window._top.notice.clear()
    assert _menu(window)[0] == "&Undo: remove an enquiry"
    window.reopen(opener(tmp_path, sample=False))
    qtbot.waitUntil(lambda: window.page_id == "home")
    assert _menu(window)[0] == "&Undo: remove an enquiry"
    window.undoing.undo()
    assert window.notice_shown == "Undone: remove an enquiry."


def test_a_notice_of_an_act_that_is_no_longer_the_last_goes(office):
    window = office()
    _remove_first(window)
    add_person(window.desk, "Bo Ek")
    window.say_saved()
    assert window.notice_shown == ""
    assert _menu(window)[0] == "&Undo: add a person"


def test_a_field_keeps_its_own_undo_and_then_leaves_the_keys_to_the_menu(office):
    window = office()
    _remove_first(window)
    field = window.page.filter
    field.setFocus()
    QTest.keyClicks(field, "Joan")
    _keys(window, Qt.Key.Key_Z)
    assert field.text() == ""
    assert window.notice_shown != "Undone: remove an enquiry."
    _keys(window, Qt.Key.Key_Z)
    assert window.notice_shown == "Undone: remove an enquiry."


def test_what_cannot_be_undone_is_told(office):
    window = office()
    person = add_person(window.desk, "Bo Ek")
    edit_person(window.desk, person, "role", "Cook")
    with window.desk.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE people SET role = 'Chef' WHERE name = 'Bo Ek'")
    window.say_saved()
    window.undoing.undo()
    assert "“change a role” cannot be undone" in failure(window)
