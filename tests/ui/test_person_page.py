"""People in the window: found, added, put right in place, moved, made one, erased.  Everyone is invented."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest

from npqdesk.services.people import add_person, edit_person, kept_field
from npqdesk.services.person_record import person_record
from npqdesk.services.staff import staff_list
from npqdesk.ui.widgets.tables import selected_text
from tests.ui.office import button, failure, focus_name, said, walk, write


@pytest.fixture
def window(office):
    return office()


@pytest.fixture
def joan(window) -> int:
    return next(one.id for one in staff_list(window.desk) if one.name == "Joan Whitlock")


def _type(field, text: str) -> None:
    field.first.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)


def _at(table, column: int) -> QPoint:
    head = table.horizontalHeader()
    return QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) // 2, head.height() // 2)


def _names(window) -> list[str]:
    return [one.name for one in window.page.content.table.rows.rows]


def test_the_staff_are_narrowed_sorted_and_opened_with_the_keyboard(window):
    window.go("staff")
    table = window.page.content
    assert focus_name() == "Staff"
    assert len(_names(window)) == 12
    table.bar.focus_field()
    write("whit")
    assert _names(window) == ["Joan Whitlock"]
    table.table.setFocus()
    QTest.keyClick(table.table, Qt.Key.Key_Return)
    assert (window.page_id, window.windowTitle()) == ("person", "Joan Whitlock – npqdesk")


def test_an_empty_filter_says_so_and_is_cleared(window):
    window.go("staff")
    window.page.content.bar.field.setText("nobody at all")
    button(window, "Clear the filter").click()
    assert len(_names(window)) == 12


def test_by_school_and_who_has_left(window, joan):
    window.go("staff")
    bar = window.page.content.bar
    box = bar.boxes["School"]
    box.setCurrentIndex(box.findData(person_record(window.desk, joan).urn))
    assert 0 < len(_names(window)) < 12
    assert "Joan Whitlock" in _names(window)
    bar.clear()
    bar.states.choose("left")
    bar.changed.emit()
    assert _names(window) == []


def test_columns_are_chosen_moved_widened_and_sorted_by_and_remembered(make_shell, qtbot, tmp_path):
    from npqdesk.ui.widgets.columns_dialog import ColumnsDialog
    from tests.ui.office import ENTRIES, opener

    class Memory(dict):
        def value(self, key):
            return self.get(key)

        def setValue(self, key, value):
            self[key] = value

    memory = Memory()
    for _start in range(2):
        window = make_shell(*ENTRIES, open_desk=opener(tmp_path, sample=not _start), memory=memory)
        with qtbot.waitSignal(window.opened, timeout=20_000):
            window.open_records()
        window.go("staff")
        table = window.page.content.table
        heads = [column.head for column in table.rows.columns]
        if not _start:
            assert heads == ["Name", "School", "Role", "TRN", "Applications"]
            QTest.mouseClick(table.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=_at(table, 2))
            table.horizontalHeader().moveSection(1, 2)
            qtbot.waitUntil(lambda table=table: table.rows.columns[1].head == "Role")
            assert [table.horizontalHeader().visualIndex(at) for at in range(5)] == [0, 1, 2, 3, 4]
            dialog = ColumnsDialog(table, window)
            for at, key, modifier in (
                (6, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),  # the work e-mail is shown
                (4, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),  # the TRN is not
                (0, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),  # the name always is
                (2, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
                (1, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
                (1, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
            ):
                dialog.list.setCurrentRow(at)
                QTest.keyClick(dialog.list, key, modifier)
            dialog.close()
            wide = table.columnWidth(1)
            in_order = [one.role for one in table.rows.rows]
            assert in_order == sorted(in_order, key=str.casefold)
            table.choose(0)
            assert selected_text(table).split("\t")[1] == in_order[0]
            assert table.sheet()().heads == ("Name", "Role", "School", "Work e-mail", "Applications")
    assert heads == ["Name", "Role", "School", "Work e-mail", "Applications"]
    assert table.columnWidth(1) == wide
    assert [one.role for one in table.rows.rows] == in_order


def test_somebody_is_removed_with_del_and_brought_back(window):
    window.go("staff")
    window.page.content.table.choose(0)
    name = _names(window)[0]
    QTest.keyClick(window.page.content.table, Qt.Key.Key_Delete)
    assert f"{name} was removed" in window.notice_shown
    assert name not in _names(window)
    window.undoing.undo()
    assert name in _names(window)


def test_somebody_is_added_with_errors_beside_the_fields(window):
    window.go("staff")
    button(window, "Add a person").click()
    assert focus_name() == "Name"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    form = window.page.place.form
    assert form.fields[0].error == "There is no name"
    _type(form.fields[0], "Bo Ek")
    _type(form.fields[1], "12")
    form.save_button.click()
    assert "no URN" in form.fields[1].error
    assert form.fields[0].text() == "Bo Ek", "nothing typed is lost"
    _type(form.fields[1], "902114")
    QTest.keyClick(form.fields[1].edit, Qt.Key.Key_Return)
    assert "Bo Ek is on the staff record." in window.notice_shown
    assert window.page.person.urn == "902114"
    window.undoing.undo()
    assert window.page_id == "staff", "whoever is gone is not shown"


def test_what_is_typed_is_kept_at_once_and_undone_in_one_go(window, joan, qtbot):
    window.go("person", person=joan)
    field = window.page.fields.fields["role"]
    _type(field, "Executive head")
    qtbot.waitUntil(lambda: person_record(window.desk, joan).role == "Executive head", timeout=3000)
    assert window._menus.undo.text() == "&Undo: change a role"
    assert "Executive head" in said(window.page)
    window.undoing.undo()
    assert (field.text(), person_record(window.desk, joan).role) == ("Headteacher", "Headteacher")


def test_what_cannot_be_stays_in_its_field_and_says_so(window, joan, qtbot):
    window.go("person", person=joan)
    field = window.page.fields.fields["trn"]
    _type(field, "12")
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert "no TRN" in field.error
    assert field.text() == "12"
    assert person_record(window.desk, joan).trn == ""
    _type(field, "1234567")
    qtbot.waitUntil(lambda: person_record(window.desk, joan).trn == "1234567", timeout=3000)
    assert field.error == ""


def test_leaving_the_page_keeps_what_was_just_typed(window, joan):
    window.go("person", person=joan)
    window.page.fields.fields["notes"].edit.setPlainText("Asked in May")
    window.go("home")
    assert person_record(window.desk, joan).notes == "Asked in May"


def test_a_move_a_post_and_an_npq_are_written_down(window, joan):
    window.go("person", person=joan)
    page = window.page
    button(window, "Move to another post…").click()
    role, _urn, day = page.place.form.fields
    _type(role, "Executive head")
    _type(day, "1 Sept 2026")
    page.place.form.save_button.click()
    assert [post.role for post in page.person.posts] == ["Executive head", "Headteacher"]
    assert "until 1 September 2026" in said(page)
    button(window, "Add an earlier NPQ…").click()
    course, cohort, _provider, outcome, funded = page.place.form.fields
    page.place.form.save_button.click()
    assert course.error == "Choose the NPQ"
    course.choose("npq-headship")
    cohort.choose("2023-autumn")
    outcome.choose("passed")
    funded.choose("yes")
    page.place.form.save_button.click()
    assert "Headship, autumn 2023" in said(page)
    button(window, "Remove: Headship, autumn 2023").click()
    assert page.person.npqs == ()
    window.undoing.undo()
    assert len(window.page.person.npqs) == 1


def test_somebody_leaves_and_is_back(window, joan):
    window.go("person", person=joan)
    button(window, "Record that they left…").click()
    _type(window.page.place.form.fields[0], "31 August 2026")
    window.page.place.form.save_button.click()
    assert window.page.person.left_on == date(2026, 8, 31)
    assert "Left on 31 August 2026" in said(window)
    button(window, "They are here again").click()
    assert window.page.person.left_on is None


def test_esc_leaves_a_form_and_changes_nothing(window, joan):
    window.go("person", person=joan)
    button(window, "Move to another post…").click()
    QTest.keyClick(window.page.place.form, Qt.Key.Key_Escape)
    assert window.page.place.form is None
    assert len(window.page.person.posts) == 1


def test_two_records_are_made_one_from_the_table(window, joan):
    other = add_person(window.desk, "Joan Whitlock")
    edit_person(window.desk, other, "trn", "1234567")
    window.go("staff")
    page = window.page
    page.content.bar.field.setText("Whitlock")
    merge = next(each for each in page.commands() if "records one" in each.words)
    merge.act()
    assert "Choose two people" in window.notice_shown
    page.content.table.selectAll()
    merge.act()
    assert window.page_id == "person_merge"
    assert "1234567" in said(window.page)
    button(window, "Make them one").click()
    assert (window.page_id, window.page.person.trn) == ("person", "1234567")
    assert window._menus.undo.text() == "&Undo: merge two records"
    window.undoing.undo()
    assert len([one for one in staff_list(window.desk) if one.name == "Joan Whitlock"]) == 2


def test_two_people_are_refused_in_words(window, joan):
    other = add_person(window.desk, "Joan Whitlock")
    for person, trn in ((joan, "1234567"), (other, "7654321")):
        edit_person(window.desk, person, "trn", trn)
    window.go("person_merge", keep=joan, other=other)
    button(window, "Make them one").click()
    assert "These two cannot be one person" in failure(window)


def test_erasing_wants_the_name_and_says_that_it_cannot_be_undone(window, joan):
    window.go("person", person=joan)
    next(each for each in window.page.commands() if "Erase" in each.words).act()
    assert "This cannot be undone." in said(window.page)
    button(window, "Erase for good").click()
    assert "Type the name" in window.page._name.error
    assert len(staff_list(window.desk)) == 12
    write("joan whitlock")
    button(window, "Erase for good").click()
    assert window.page_id == "staff"
    assert "Erased for good. This cannot be undone." in window.notice_shown
    assert "Joan Whitlock" not in _names(window)
    assert window._menus.undo.text() == "&Undo"


def test_what_is_missing_is_told_and_leads_to_the_person(window):
    window.go("staff_gaps")
    table = window.page.table
    everything = len(table.rows.rows)
    box = window.page.bar.boxes["What is missing"]
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemText(at).startswith("No TRN")))
    assert 0 < len(table.rows.rows) < everything
    assert {gap.what for gap in table.rows.rows} == {"No TRN"}
    table.selectionModel().setCurrentIndex(
        table.rows.index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    name = table.rows.rows[0].name
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.page.person.name == name


@pytest.mark.parametrize("page", ["staff", "person", "staff_gaps", "person_erase"])
def test_every_stop_of_the_keyboard_has_a_name(window, joan, page):
    window.go(page, person=joan)
    assert all(walk(window))


def test_what_another_office_wrote_meanwhile_is_told_and_comes_back_by_undo(window, joan):
    window.go("person", person=joan)
    edit_person(window.desk, joan, "role", "Deputy head")
    field = window.page.fields.fields["role"]
    _type(field, "Head of year")
    window.page.leave()
    assert "Role was changed to “Deputy head” meanwhile" in window.notice_shown
    assert kept_field(window.desk, joan, "role") == "Head of year"
    window.undoing.undo()
    assert kept_field(window.desk, joan, "role") == "Deputy head"
