"""Deadlines in the window: by keyboard, as a list and as a month; marked, put off, entered; the calendar file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.deadlines.own import Reminder, enter_day, save_reminder
from npqdesk.services.deadlines.subscription import FILE_NAME
from npqdesk.services.desk import RuleDesk, open_desk
from npqdesk.services.settings import CALENDAR_FOLDER, read_settings, write_setting
from npqdesk.services.undo import undoable
from npqdesk.store.tables import Person
from npqdesk.ui.page import PageEntry
from npqdesk.ui.pages.deadlines import DeadlinesPage
from npqdesk.ui.seen import cover_by
from tests.ui.office import Elsewhere, button, focus_name, press, said, write

TODAY = date(2026, 11, 21)
Key = Qt.Key


@pytest.fixture
def window(make_shell, qtbot, tmp_path, monkeypatch):
    """An office with an application asked for, a reminder that is late, and the page of deadlines shown."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: TODAY)
    pages = [PageEntry(each, each.title(), "house", Elsewhere) for each in ("home", "application", "person")]
    pages.append(PageEntry("deadlines", "Deadlines", "calendar", DeadlinesPage))

    def records():
        desk = open_desk(str(tmp_path / "office.sqlite3"))
        with desk.store.writing() as session:
            session.add(Person(id=1, name="Joan Whitlock", title="", role="Deputy head", urn="902114", address=""))
        number = begin_application(desk, 1, course="npq-senior-leadership", cohort="2026-autumn").row.id
        record_step(desk, number, "registered", day=date(2026, 11, 2))
        record_step(desk, number, "applied", day=date(2026, 11, 9), details=StepDetails(provider="UCL"))
        save_reminder(desk, Reminder(None, date(2026, 11, 18), "Order cover"))
        return desk

    made = make_shell(*pages, open_desk=records)
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open_records()
    made.go("deadlines")
    made.activateWindow()
    return made


def titles(window) -> list[str]:
    return [each.title for each in window.page.table.rows.rows]


def test_what_is_late_stands_first_and_enter_opens_what_it_is_about(window):
    assert titles(window) == [
        "Order cover",
        "Ask UCL about a place for Joan Whitlock",
        "Send the sponsor reference for Joan Whitlock",
        "Registration with DfE for autumn 2026 closes",
    ]
    assert focus_name() == "Deadlines"
    assert "1 late" in said(window.page)
    press(Key.Key_Down)
    assert "A habit of npqdesk, no rule" in said(window.page.foot)
    press(Key.Key_Return)
    assert (window.page_id, window.page.asked) == ("application", {"application": 1})


def test_done_by_keyboard_and_undone(window):
    QTest.keyClick(QApplication.focusWidget(), Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "Order cover" not in titles(window)
    assert window.notice_shown == "Done: Order cover."
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(window)[0] == "Order cover"
    window.page.mark(window.page.all_chosen)
    window.page.bar.states.choose("settled")
    window.page.bar.changed.emit()
    assert titles(window) == ["Order cover"]
    button(window, "To do again: Order cover").click()
    assert titles(window) == []


def test_several_are_done_or_put_off_at_once_and_undone_together(window):
    before = titles(window)
    window.page.table.selectAll()
    assert "deadlines are chosen" in window.page.foot.note.text()
    assert not window.page.foot.open.isVisible()
    QTest.keyClick(window.page.table, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert titles(window) == []
    assert undoable(window.desk).undo == f"mark {len(before)} deadlines as done"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(window) == before
    window.page.table.selectAll()
    window.page.foot.later.click()
    press(Key.Key_Return)
    assert titles(window) == []
    window.undoing.undo()
    assert titles(window) == before


def test_putting_off_asks_until_when_and_says_what_is_wrong(window):
    window.page.foot.later.click()
    QApplication.focusWidget().selectAll()
    write("20/11/2026")
    press(Key.Key_Return)
    assert "Enter a day after today" in said(window.page.place)
    field = window.page.place.form.fields[0].edit
    field.setText("1 December 2026")
    field.setFocus()
    press(Key.Key_Return)
    assert window.notice_shown == "Put off until 1 December 2026: Order cover."
    assert "Order cover" not in titles(window)


def test_a_day_that_nobody_publishes_is_entered(window):
    window.page.table.choose(2)
    assert window.page.foot.enter.isVisible()
    window.page.foot.enter.click()
    write("25/11/26")
    press(Key.Key_Return)
    assert titles(window)[2] == "Send the sponsor reference for Joan Whitlock"
    assert window.page.table.rows.rows[2].day == date(2026, 11, 25)
    assert focus_name() == "Deadlines"
    press(Key.Key_Delete)
    assert window.page.table.rows.rows[2].day is None
    assert window.notice_shown.endswith("was removed.")


def test_the_end_of_registration_is_entered_for_a_whole_start(window):
    window.page.table.choose(3)
    window.page.foot.enter.click()
    write("27/11/26")
    press(Key.Key_Return)
    assert window.notice_shown == "Kept. Registration with DfE closes: 27 November 2026."
    assert titles(window)[2] == "Registration with DfE for autumn 2026 closes"


def test_a_reminder_is_added_for_a_person_and_changed(window):
    window.page._ask_reminder()
    write("Ring the hub")
    window.page.place.form.fields[1].edit.setText("24/11/2026")
    window.page.place.form.fields[2].edit.setText("Somebody Else")
    window.page.place.form.fields[2].edit.setFocus()
    press(Key.Key_Return)
    assert "not on the staff record" in said(window.page.place)
    window.page.place.form.fields[2].edit.setText("joan whitlock")
    window.page.place.form.fields[2].edit.setFocus()
    press(Key.Key_Return)
    assert "Ring the hub" in titles(window)
    window.page.table.choose(titles(window).index("Ring the hub"))
    press(Key.Key_Return)
    assert window.page.place.form.fields[2].text() == "Joan Whitlock"
    press(Key.Key_Escape)
    assert window.page.place.form is None


def test_the_list_is_narrowed_down_and_an_empty_one_says_so(window):
    window.go("deadlines", kind="own")
    assert titles(window) == ["Order cover"]
    window.go("deadlines", words="joan")
    assert len(titles(window)) == 2
    window.page.bar.field.setText("nobody")
    assert "Nothing of this kind" in said(window.page)


def test_the_month_goes_by_keyboard_and_says_each_day(window):
    page = window.page
    QTest.keyClick(QApplication.focusWidget(), Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    month = page.month.month
    assert QApplication.focusWidget() is month
    assert month.day == TODAY
    press(Key.Key_Left, times=3)
    spoken = month.days.data(month.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Wednesday 18 November 2026, 1 deadline: Order cover, 3 days late"
    assert page.chosen.title == "Order cover"
    press(Key.Key_Return)
    assert focus_name() == "On Wednesday 18 November"
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is month
    press(Key.Key_Up, times=3)
    assert month.day == date(2026, 10, 28)
    assert month.accessibleName() == "Deadlines by day, October 2026"
    assert page.chosen is None
    press(Key.Key_PageDown, times=4)
    assert month.day == date(2027, 2, 28)
    press(Key.Key_Home)
    assert month.day == date(2027, 2, 22)
    press(Key.Key_Right, times=7)
    assert month.day == date(2027, 3, 1)
    button(window, "Show today").click()
    assert month.day == TODAY


def test_the_month_hides_names_as_everything_does(window):
    cover_by(lambda text: text.replace("Joan Whitlock", "J. W."))
    try:
        spoken = window.page.month.month.days.spoken(date(2026, 11, 23))
    finally:
        cover_by(None)
    assert spoken == "Monday 23 November 2026, 1 deadline: Ask UCL about a place for J. W., In 2 days"


def test_every_month_is_whole_weeks_from_monday_and_no_day_is_there_twice(window):
    month = window.page.month.month
    for months in range(40):
        day = date(2026 + months // 12, months % 12 + 1, 1)
        month.choose(day)
        days = month.days
        shown = [days.day(days.index(week, at)) for week in range(days.rowCount()) for at in range(7)]
        assert shown == [shown[0] + timedelta(days=at) for at in range(len(shown))]
        assert shown[0].weekday() == 0
        assert (shown[0], shown[-1]) == month.shown_days()
        assert days.day(month.currentIndex()) == day


def test_a_window_stands_on_all_its_days(window):
    desk = window.desk
    number = begin_application(desk, 1, course="npq-leading-literacy", cohort="2026-autumn").row.id
    record_step(desk, number, "applied", day=date(2026, 9, 2), details=StepDetails(provider="UCL"))
    record_step(desk, number, "offered", day=date(2026, 9, 3), details=StepDetails(place="funded"))
    record_step(desk, number, "started", day=date(2026, 10, 3))
    enter_day(desk, "assessment", date(2026, 11, 26), number, for_all=True)
    window.page.view.choose("month")
    window.page.refresh()
    entries = window.page.month.month.days.entries
    written = sorted(day for day, there in entries.items() if any("Assessment" in each.text for each in there))
    assert (written[0], written[-1], len(written)) == (date(2026, 11, 26), date(2026, 12, 3), 8)


def test_a_screen_reader_is_told_the_day_and_the_head_of_its_column(window):
    QAccessible.setActive(True)
    window.page._turn_view()
    table = QAccessible.queryAccessibleInterface(window.page.month.month)
    said_aloud = [table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount())]
    assert any(each.startswith("Saturday 21 November 2026, today") for each in said_aloud)
    model = window.page.month.month.days
    heads = [model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole) for at in range(7)]
    assert heads[0] == "Monday"
    assert model.rowCount(QModelIndex()) == 6


def test_what_is_shown_is_saved_as_a_calendar(window, tmp_path):
    window.page.save_to(tmp_path / "a.ics")
    assert window.notice_shown == "Saved as a.ics. 2 without a day are not in it."
    assert len(Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")) == 2


def test_the_calendar_file_follows_changes_and_a_folder_that_is_gone_is_told_once(window, tmp_path, qtbot):
    folder = tmp_path / "shared"
    window.go("deadlines", calendar=True)
    form = window.page.place.form
    form.fields[0].edit.setText(str(folder))
    form._on_save()
    assert "This folder is not there" in said(form)
    folder.mkdir()
    form._on_save()
    assert read_settings(window.desk)[CALENDAR_FOLDER] == str(folder)
    window.calendar.look()
    qtbot.waitUntil((folder / FILE_NAME).exists)
    qtbot.waitUntil(lambda: window.calendar._task is None)
    write_setting(window.desk, CALENDAR_FOLDER, str(tmp_path / "gone"))
    window.calendar.look()
    qtbot.waitUntil(lambda: "is not there" in window.notice_shown)
    button(window, "Choose another folder").click()
    assert window.page.place.form.fields[0].text() == str(tmp_path / "gone")
    window.calendar.look()
    qtbot.waitUntil(lambda: window.calendar._task is None)
    assert window.notice_shown == ""
    assert Path(folder / FILE_NAME).exists()
