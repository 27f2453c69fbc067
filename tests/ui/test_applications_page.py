"""Applications in the window: a table, a board moved by the keyboard, one application with its history and files."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.applications import application
from npqdesk.services.staff import staff_list
from npqdesk.ui.pages.applications import ApplicationsPage
from tests.ui.office import button, failure, focus_name, said, walk

CONTROL = Qt.KeyboardModifier.ControlModifier
SENIOR, COHORT = "npq-senior-leadership", "2026-autumn"
STEPS = {
    "applied": StepDetails(provider="UCL"),
    "offered": StepDetails(place="funded"),
}


@pytest.fixture
def window(office, monkeypatch):
    window = office()
    monkeypatch.setattr(window.desk, "today", lambda: date(2026, 11, 21))
    return window


@pytest.fixture
def begin(window):
    """Begin an application of a person by their place in the list of staff, with these steps a day apart."""

    def begun(at: int, *kinds: str) -> int:
        number = begin_application(window.desk, staff_list(window.desk)[at].id, course=SENIOR, cohort=COHORT).row.id
        for day, kind in enumerate(kinds, start=1):
            record_step(window.desk, number, kind, day=date(2026, 11, day), details=STEPS.get(kind, StepDetails()))
        return number

    return begun


def _stage(window, number: int) -> str:
    return application(window.desk, number).row.standing.stage


def _type(field, text: str) -> None:
    field.edit.setText(text)  # not key by key: the screen in memory cannot show a list of suggestions


def test_an_application_is_begun_by_name_and_taken_to_an_offer(window):
    window.go("applications")
    assert focus_name() == "New application"
    button(window, "New application").click()
    page = window.page
    person, course, start = page.place.form.fields
    assert start.value() == COHORT
    page.place.form.save_button.click()
    assert "not on the staff record" in person.error
    _type(person, "amara okafor")
    page.place.form.save_button.click()
    assert course.error == "Choose a course and a start from the list"
    course.choose(SENIOR)
    page.place.form.save_button.click()
    assert "Next: Register with DfE, then apply." in window.notice_shown
    for name in ("Record: Registered with DfE", "Record: Applied to a provider", "Record: Offered a place"):
        button(window, name).click()
        fields = {field.title: field for field in page.place.form.fields}
        if "Lead provider" in fields:
            page.place.form.save_button.click()
            assert fields["Lead provider"].error == "Enter the lead provider that was applied to"
            _type(fields["Lead provider"], "Teach First")
        if "Kind of place" in fields:
            fields["Kind of place"].choose("funded")
        page.place.form.save_button.click()
    assert page.record.row.standing.payer == "dfe"
    assert [line.event.kind for line in page.record.history] == ["registered", "applied", "offered"]
    assert "two steps" in said(page)


def test_after_registering_it_is_told_that_this_is_not_applying(window, begin):
    window.go("application", application=begin(0, "registered"))
    assert "Registering with DfE is not applying" in said(window.page)
    button(window, "Record the application to a provider").click()
    assert window.page.place.form.fields[0].title == "Lead provider"


def test_a_refusal_shows_the_three_ways_as_buttons(window, begin):
    number = begin(0, "registered", "applied", "refused")
    window.go("application", application=number)
    text = said(window.page)
    assert "Whether this person is eligible is not settled" in text
    assert "Refused by UCL on 3 November 2026" in text
    button(window, "Join the waiting list").click()
    window.page.place.form.save_button.click()
    assert _stage(window, number) == "waiting"


def test_a_withdrawal_warns_before_it_is_kept(window, begin):
    number = begin(0, "registered", "applied", "offered", "started")
    window.go("application", application=number, step="withdrawn")
    assert "DfE’s funding for Senior leadership is spent" in said(window.page.place.form)
    assert QApplication.activeWindow() is window, "nothing of the form was a window of its own for a moment"
    QTest.keyClick(window.page.place.form, Qt.Key.Key_Escape)
    assert _stage(window, number) == "started"


def test_a_day_out_of_order_is_refused_beside_the_field(window, begin):
    number = begin(0, "registered", "applied")
    window.go("application", application=number, step="refused")
    form = window.page.place.form
    _type(form.fields[0], "1 October 2026")
    form.save_button.click()
    assert "refuses only somebody who applied" in form.errors.accessibleName()
    _type(form.fields[0], "soon")
    form.save_button.click()
    assert "Enter a day" in form.fields[0].error
    assert _stage(window, number) == "asked"


def test_what_happened_is_asked_from_the_footer(window, begin):
    number = begin(0, "registered", "applied")
    window.go("application", application=number)
    assert focus_name() == "Record what happened…"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    what = window.page.place.form.fields[0]
    assert "started" not in [what.box.itemData(at) for at in range(what.box.count())]
    what.choose("waiting")
    window.page.place.form.save_button.click()
    window.page.place.form.save_button.click()
    assert _stage(window, number) == "waiting"
    assert window._menus.undo.text() == "&Undo: record “Put on the waiting list”"
    window.undoing.undo()
    assert _stage(window, number) == "asked"
    assert "Corrected on" in said(window.page), "evidence is superseded, not gone"


def test_a_mistake_is_corrected_and_taken_back_in_the_history(window, begin):
    number = begin(0, "registered", "applied", "offered")
    window.go("application", application=number)
    button(window, "Correct: Applied to the provider, 2 November 2026").click()
    _type(window.page.place.form.fields[0], "LLSE")
    window.page.place.form.save_button.click()
    assert window.page.record.row.standing.provider == "LLSE"
    button(window, "Take back: Applied to the provider, 2 November 2026").click()
    assert "rests on it" in failure(window)
    button(window, "Take back: Offered a place, 3 November 2026").click()
    assert _stage(window, number) == "asked"


def test_plan_b_and_notes_are_kept_as_they_are_typed(window, begin, qtbot):
    number = begin(0, "registered")
    window.go("application", application=number)
    window.page.plan_b.edit.setPlainText("Ask LLSE")
    qtbot.waitUntil(lambda: application(window.desk, number).row.plan_b == "Ask LLSE", timeout=3000)
    window.page.notes.edit.setPlainText("Rang on Monday")
    window.go("home")
    assert application(window.desk, number).row.notes == "Rang on Monday"


def test_files_are_attached_opened_removed_and_brought_back(window, begin, tmp_path, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True)
    file = tmp_path / "Offer.pdf"
    file.write_bytes(b"An offer")
    window.go("application", application=begin(0))
    window.page.take_file(file)
    button(window, "Open Offer.pdf").click()
    assert Path(opened[0]).read_bytes() == b"An offer"
    button(window, "Remove Offer.pdf").click()
    assert "Offer.pdf" not in said(window.page._known)
    window.undoing.undo()
    assert "Offer.pdf" in said(window.page._known)
    window.page.take_file(tmp_path / "gone.pdf")
    assert "could not be read" in failure(window)


def test_the_table_is_narrowed_opened_and_rows_removed(window, begin):
    begin(0)
    begin(1, "applied", "waiting")
    begin(2, "applied", "offered", "started", "withdrawn")
    window.go("applications")
    page = window.page
    assert len(page.table.rows.rows) == 2, "what has ended is not open"
    page.bar.states.choose("waiting")
    page.bar.changed.emit()
    assert [each.stage_words for each in page.table.rows.rows] == ["Waiting list"]
    page.bar.clear()
    page.bar.field.setText(staff_list(window.desk)[0].name)
    page.table.choose(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert "was removed. Its history and files are kept." in window.notice_shown
    window.undoing.undo()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.page_id == "application"


def test_the_board_is_walked_and_an_application_moved_by_the_keyboard(window, begin):
    first, second = begin(0), begin(1, "registered", "applied")
    window.go("applications")
    page = window.page
    page._turn_view()
    board = page.board
    assert focus_name() == "Applications by state"
    board.choose(first)
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.chosen.id == second
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert board.chosen.id == first
    QTest.keyClick(board, Qt.Key.Key_Right, CONTROL)
    assert application(window.desk, first).row.standing.registered == date(2026, 11, 21)
    assert "not applying" in window.notice_shown
    assert board.chosen.id == first, "the choice goes with the card"
    window.undoing.undo()
    assert application(window.desk, first).row.standing.registered is None
    board.choose(second)
    QTest.keyClick(board, Qt.Key.Key_Right, CONTROL)
    assert _stage(window, second) == "waiting"
    board.choose(second)
    QTest.keyClick(board, Qt.Key.Key_Left, CONTROL)
    assert "cannot go to “Asked” from here" not in window.notice_shown, "another provider may be asked"
    assert window.page_id == "application"
    assert window.page.place.form.fields[0].title == "Lead provider"


def test_the_view_that_was_chosen_is_shown_again(window, qtbot, monkeypatch):
    kept = {}
    keeper = SimpleNamespace(value=kept.get, setValue=kept.__setitem__)
    monkeypatch.setattr("npqdesk.ui.pages.applications.memory", lambda: keeper)
    window.go("applications")
    assert window.page.view.value() == "table"
    window.page._turn_view()
    again = ApplicationsPage(window, window.desk)
    qtbot.addWidget(again)
    assert again.view.value() == "board"


def test_a_refusal_on_the_board_opens_the_application_with_its_ways(window, begin):
    number = begin(0, "registered", "applied", "waiting")
    window.go("applications")
    window.page._turn_view()
    QTest.keyClick(window.page.board, Qt.Key.Key_Right, CONTROL)
    assert (window.page_id, _stage(window, number)) == ("application", "refused")
    assert button(window.page, "Apply to another lead provider").isVisible()
    assert "Refused by the provider, today" in window.notice_shown
    window.undoing.undo()
    assert _stage(window, number) == "waiting"


def test_a_form_that_is_being_filled_in_stays_when_the_page_is_read_again(window, begin):
    number = begin(0, "registered")
    window.go("application", application=number, step="applied")
    provider = window.page.place.form.fields[0]
    _type(provider, "Teach")
    window.ways.refresh()
    assert window.page.place.form.fields[0].edit.text() == "Teach"


def test_a_move_that_cannot_be_is_told(window, begin):
    begin(0, "registered", "applied", "offered", "started")
    window.go("applications")
    page = window.page
    page._turn_view()
    page.board.choose(0)
    QTest.keyClick(page.board, Qt.Key.Key_Left, CONTROL)
    assert "cannot go to “Offered” from here" in window.notice_shown


def test_a_card_is_read_whole_and_a_place_without_one_is_no_stop(window, begin, qtmodeltester):
    begin(0, "registered", "applied")
    begin(1, "registered", "applied")
    window.go("applications")
    model = window.page.board.cards
    qtmodeltester.check(model)
    name = staff_list(window.desk)[0].name
    assert model.index(0, 2).data() == f"{name}, Senior leadership, Asked, UCL, Ask UCL for an answer"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Asked 2"
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize("page", ["applications", "application"])
def test_every_stop_of_the_keyboard_has_a_name(window, begin, page):
    window.go(page, application=begin(0, "registered", "applied", "refused"))
    assert all(walk(window))
