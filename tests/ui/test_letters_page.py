"""The kept letters: opened as they went out, saved and printed together, replaced; and printing from the enquiries."""

from threading import Event
from types import SimpleNamespace

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from npqdesk.services.determine import determinations, determine
from npqdesk.services.enquiries import save_answer
from npqdesk.services.kept_letters import kept_letters, letter_file
from npqdesk.services.letters import issue_letter
from npqdesk.ui import printing
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.letters_out import print_wanted
from npqdesk.ui.printing import Printed, _left_by_cups
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import finish_tasks, is_working
from tests.ui.office import button, failure, opener, said


@pytest.fixture
def window(qtbot, tmp_path):
    """The records of the sample with three kept letters; the answer of the first is superseded."""
    window = Shell(ENTRIES, opener(tmp_path, sample=True))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.open_records()
    window.show()
    rows = [row for row in determinations(window.desk) if row.cohort == "2026-autumn"][:3]
    for row in rows:
        issue_letter(window.desk, row.id)
    funded = next(row for row in rows if row.outcome == "funded")
    save_answer(window.desk, funded.enquiry_id, "previously_funded", "yes")
    determine(window.desk, funded.enquiry_id)
    window.go("letters")
    yield window
    finish_tasks()


@pytest.fixture
def printed(monkeypatch):
    """What went to a printer that is there and takes everything: the PDFs of each job."""
    jobs = []

    def take(shell, pdfs, printer, *, on_done):
        jobs.append(list(pdfs))
        on_done(Printed(len(pdfs)))

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QPrinter, "printerName", lambda _printer: "Office")
    monkeypatch.setattr("npqdesk.ui.letters_out.print_letters", take)
    return jobs


def settle(qtbot) -> None:
    qtbot.waitUntil(lambda: not is_working(), timeout=20_000)


def test_every_kept_letter_is_there_with_what_became_of_it(window):
    rows = window.page.table.rows
    assert rows.rowCount() == 3
    states = [rows.cell(rows.index(at, 4)).spoken() for at in range(3)]
    assert sorted(states) == ["In force", "In force", "Old answer"]
    words = [each.text() for each in window.page.states.findChildren(QPushButton)]
    assert words == ["All 3", "In force 2", "Old answer 1", "Replaced 0"]


def test_the_filter_and_the_states_narrow_it_down(window):
    window.page.states.choose("outdated")
    window.page._show()
    assert window.page.table.rows.rowCount() == 1
    window.page.filter.setText("zebra")
    assert "No letter matches" in said(window.page)
    button(window, "Clear the filter").click()
    assert window.page.table.rows.rowCount() == 3


def test_a_letter_opens_as_it_went_out(window, qtbot):
    wanted = window.page.chosen[0]
    window.page.open.click()
    settle(qtbot)
    assert window.page_id == "letter"
    assert window.page.pdf == letter_file(window.desk, wanted.id).pdf


def test_those_chosen_are_saved_together_and_nothing_is_replaced(window, tmp_path, qtbot):
    folder = tmp_path / "out"
    folder.mkdir()
    window.page.table.selectAll()
    window.page.save_in(folder)
    settle(qtbot)
    assert "3 letters saved in" in window.notice_shown
    window.page.save_in(folder)
    settle(qtbot)
    kept = sorted(letter_file(window.desk, row.id).pdf for row in kept_letters(window.desk))
    assert sorted(file.read_bytes() for file in folder.iterdir()) == sorted(kept * 2)


def test_those_chosen_are_printed_in_one_job(window, printed, qtbot):
    window.page.states.choose("standing")
    window.page._show()
    window.page.table.selectAll()
    window.page.print.click()
    settle(qtbot)
    assert [len(job) for job in printed] == [2]
    assert "2 pages of 2 letters went to the printer." in window.notice_shown


def test_letters_that_are_not_in_force_are_asked_about_first(window, printed, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_all: pytest.fail("it was not agreed to"))
    window.page.table.selectAll()
    window.page.print.click()
    window.page.save.click()
    settle(qtbot)
    assert len(asked) == 2
    assert "old answer" in asked[0]
    assert printed == []


def test_a_new_one_in_the_place_of_an_outdated_one_comes_from_the_answer_now(window, qtbot):
    window.page.states.choose("outdated")
    window.page._show()
    window.page.table.choose(0)
    old = window.page.chosen[0]
    window.page.again.click()
    settle(qtbot)
    assert window.page_id == "letter"
    assert window.page.result.determination_id > old.determination_id
    assert window.page.made.replaces.id == old.id


def test_an_office_without_letters_is_told_where_they_come_from(qtbot, tmp_path):
    empty = Shell(ENTRIES, opener(tmp_path, sample=False))
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.opened, timeout=30_000):
        empty.open_records()
    empty.show()
    empty.go("letters")
    assert "No letters yet" in said(empty.page)


def test_letters_are_printed_from_the_enquiries_and_what_has_none_is_told(window, printed, qtbot):
    window.go("enquiries")
    before = len(kept_letters(window.desk))
    window.page.table.selectAll()
    window.page._print()
    settle(qtbot)
    answered = {row.enquiry_id for row in determinations(window.desk)}
    drafts = len(window.page._lines) - len(answered)
    assert len(printed[0]) == len(answered)
    assert len(kept_letters(window.desk)) > before
    assert f"{drafts} letter{'' if drafts == 1 else 's'} could not be made" in failure(window)


@pytest.fixture
def held_printer(tmp_path, monkeypatch):
    """A printer that takes the first page, and the second once the event is set; never waits longer than a while."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(100)
    monkeypatch.setattr("npqdesk.ui.letters_out.choose_printer", lambda *_all: printer)
    drawn, go_on, draw = [], Event(), printing.draw_pages

    def draw_one(*what, **how):
        drawn.append(len(drawn))
        if len(drawn) == 2:
            go_on.wait(5)
        return draw(*what, **how)

    monkeypatch.setattr(printing, "draw_pages", draw_one)
    return go_on


def test_many_are_printed_while_the_window_says_how_far_it_is(window, held_printer, tmp_path, qtbot):
    window.page.table.selectAll()
    print_wanted(window, window.page._wanted())
    qtbot.waitUntil(lambda: window.working.text.startswith("Printing: 1 of "), timeout=20_000)
    window.go("schools")
    assert window.working.isVisible(), "it goes with the page that is shown"
    print_wanted(window, [])
    assert "Other letters are under way" in window.notice_shown
    held_printer.set()
    settle(qtbot)
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        assert f"{len(printed.pages)} pages of 3 letters went to the printer." in window.notice_shown
    assert not window.working.isVisible()


def test_printing_is_stopped_between_two_pages(window, held_printer, qtbot):
    window.page.table.selectAll()
    print_wanted(window, window.page._wanted())
    qtbot.waitUntil(lambda: window.working.text.startswith("Printing: 1 of "), timeout=20_000)
    window.working.stop.click()
    assert window.working.stop.text().strip() == "Stopping…"
    held_printer.set()
    settle(qtbot)
    assert window.notice_shown.startswith("Stopped: 2 pages of 3 letters had gone to the printer")
    assert not window.working.isVisible()


@pytest.mark.parametrize(("options", "printed"), [(None, 8), (["page-ranges", "2,4-5"], 3), (["page-set", "odd"], 4)])
def test_pages_that_cups_leaves_out_are_not_told_as_printed(options, printed):
    engine = SimpleNamespace(property=lambda _key: options)
    assert _left_by_cups(SimpleNamespace(printEngine=lambda: engine), 8) == printed


def test_without_a_printer_nothing_is_lost(window, monkeypatch, qtbot):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    window.page.table.choose(0)
    window.page.states.choose("standing")
    window.page._show()
    window.page.table.selectAll()
    window.page.print.click()
    settle(qtbot)
    assert "There is no printer" in failure(window)
