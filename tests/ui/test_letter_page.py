"""The letter: the very pages that are saved and printed, made anew after a change; nothing replaced, nothing lost."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QMouseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, enquiries, enquiry_state, put_answers, save_answer
from npqdesk.services.kept_letters import kept_letters
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.pages.letter import LetterPage
from npqdesk.ui.pages.letter_output import TEXT
from npqdesk.ui.pdf import draw_pages
from npqdesk.ui.tasks import is_working
from npqdesk.ui.widgets.paper import Paper
from tests.sample_records import open_sample
from tests.ui.office import button, failure, said


class Elsewhere(Page):
    """Any other page."""


@pytest.fixture
def desk(tmp_path):
    return open_sample(tmp_path / "office.sqlite3")


@pytest.fixture
def page(make_shell, qtbot, desk):
    """The letter of one of the sample's answers, its pages drawn."""
    window = make_shell(
        PageEntry("home", "Home", "house", Elsewhere),
        PageEntry("letter", "Letter", "", LetterPage),
        open_desk=lambda: desk,
    )
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_records()
    number = next(each.id for each in enquiries(desk) if each.name == "Daniel Lindqvist")
    window.go("letter", determination=determine(desk, number).determination_id)
    at_rest(window.page, qtbot)
    return window.page


def at_rest(page, qtbot) -> None:
    qtbot.waitUntil(lambda: not is_working() and not page._timer.isActive(), timeout=30_000)


def text_of(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_pages_shown_are_those_of_the_file(page):
    assert page.preview.paper.count == len(draw_pages(page.made.pdf, scale=0.5))
    image = page.preview.paper.images()[0]
    assert any(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 2) for y in range(0, 200, 2))


def test_signs_that_nobody_sees_are_left_out_and_told(page, qtbot):
    page.options.fields["provider"].edit.setText("Westmere\u200b Hub")
    at_rest(page, qtbot)
    assert "Westmere Hub" in text_of(page.made.pdf)
    assert "zero width space (U+200B)" in page.made.left_out
    assert page.made.left_out in said(page.window())


def test_a_change_is_in_the_letter_a_moment_later_and_is_there_another_day(page, qtbot):
    page.options.fields["provider"].edit.setText("Westmere & Sons <b>")
    at_rest(page, qtbot)
    assert "Westmere & Sons <b>" in text_of(page.made.pdf)
    number = page.result.determination_id
    page.shell.go("home")
    page.shell.go("letter", determination=number)
    assert page.options.form().provider == "Westmere & Sons <b>"


def test_a_day_that_is_none_is_told_beside_its_field_and_the_letter_stays(page, qtbot):
    made = page.made
    page.options.fields["apply_by"].edit.setText("soon")
    at_rest(page, qtbot)
    assert page.options.fields["apply_by"].error == "Enter a date, such as 30 November 2026"
    assert page.made is made
    page.options.fields["apply_by"].edit.setText("30/11/26")
    at_rest(page, qtbot)
    assert page.options.fields["apply_by"].error == ""
    assert "30 November 2026" in text_of(page.made.pdf)


def test_pages_are_turned_and_sized(page):
    preview = page.preview
    assert preview.page_words.text() == f"Page 1 of {preview.paper.count}"
    assert not preview.previous.isEnabled()
    wide = preview.paper.widget().findChildren(type(preview.paper._sheets[0]))[0].width()
    preview._zoom(1)
    assert preview.paper._sheets[0].width() > wide
    preview.fit.click()
    assert preview.paper._sheets[0].width() == wide
    if preview.paper.count > 1:
        preview.following.click()
        assert preview.page_words.text().startswith("Page 2")


def test_a_file_of_the_same_name_is_never_replaced(page, tmp_path):
    there = tmp_path / "Letter.pdf"
    there.write_bytes(b"mine")
    page.output.save_to(tmp_path / "Letter")
    assert there.read_bytes() == b"mine"
    assert (tmp_path / "Letter (2).pdf").read_bytes() == page.made.pdf
    assert "“Letter.pdf” that was there stays as it was" in page.shell._top.notice.text


def test_a_folder_that_cannot_be_written_is_told_and_the_letter_stays(page, tmp_path):
    page.output.save_to(tmp_path / "nowhere" / "Letter.pdf")
    assert page.made is not None
    assert "was not saved" in page.shell._top.findChildren(type(page.shell._top._failure))[0].accessibleName()


def test_it_prints_as_many_pages_as_it_has(page, tmp_path, qtbot):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.output.print_on(printer)
    at_rest(page, qtbot)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == page.preview.paper.count


def test_it_opens_the_very_file_in_the_reader(page, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.open.click()
    assert Path(opened[0].toLocalFile()).read_bytes() == page.made.pdf


def test_a_name_that_no_typeface_has_is_told_beside_and_nothing_is_lost(page, desk, qtbot):
    enquiry = next(each for each in enquiries(desk) if each.name == "Daniel Lindqvist")
    answers = enquiry_state(desk, enquiry.id).answers
    state = begin_enquiry(desk, name="\U0001f600 名前")
    put_answers(desk, state.id, {**state.answers, **answers, "name": "\U0001f600 名前", "workplace": "902116"})
    page.shell.go("letter", determination=determine(desk, state.id).determination_id)
    at_rest(page, qtbot)
    assert page.made is None
    assert "A character cannot be printed" in page.preview._problem.accessibleName()
    assert not page.save.isEnabled()


# The text of the pages


def test_words_are_found_marked_and_walked_through(page, qtbot):
    preview = page.preview
    preview.find.setText("scholarship")
    places = preview._places
    assert places > 3
    assert preview.found_words.text() == f"1 of {places}"
    assert page.preview.paper.chosen_text.casefold() == "scholarship"
    QTest.keyClick(preview.find, Qt.Key.Key_Return)
    assert preview.found_words.text() == f"2 of {places}"
    QTest.keyClick(preview.find, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(preview.find, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert preview.found_words.text() == f"{places} of {places}"
    preview.find.setText("zebra")
    assert preview.found_words.text() == "Not found"
    QTest.keyClick(preview.find, Qt.Key.Key_Escape)
    assert preview.found_words.text() == ""


def test_words_are_found_over_the_end_of_a_line(page):
    found = page.preview.paper.look_for("a scholarship from the Department for Education (DfE) for the National")
    assert found == 1
    boxes = [box for number in range(page.preview.paper.count) for box in page.preview.paper.covered(number)]
    assert len(boxes) >= 2, "a box for each line"


def test_all_the_text_is_chosen_and_copied_and_told_to_a_screen_reader(page):
    paper = page.preview.paper
    paper.setFocus()
    paper.selectAll()
    paper.copy()
    copied = QApplication.clipboard().text()
    assert "You are eligible for a scholarship" in " ".join(copied.split())
    assert "Yours sincerely" in copied
    sheet = paper._sheets[0]
    assert sheet.accessibleName() == f"Page 1 of {paper.count}"
    assert "You are eligible for a scholarship" in sheet.accessibleDescription()


def test_pages_that_go_are_painted_no_more_and_those_that_stay_are_counted_anew(qtbot):
    paper = Paper("Preview")
    qtbot.addWidget(paper)
    paper.resize(400, 300)
    paper.show()
    shown = (QImage(20, 30, QImage.Format.Format_RGB32), QSize(20, 30), 1.0)
    paper.show_pages([shown, shown])
    first, second = paper._sheets
    assert (first.accessibleName(), second.accessibleName()) == ("Page 1 of 2", "Page 2 of 2")
    second.update()
    paper.show_pages([shown])
    assert second.isHidden()
    assert first.accessibleName() == "Page 1 of 1"


def test_text_is_chosen_with_the_mouse_and_with_shift_and_the_arrows(page):
    paper = page.preview.paper
    sheet, text = paper._sheets[0], paper._text.pages[0]
    at = text.letters.index("Dear")
    left, top, _right, bottom = text.boxes[at]
    right = text.boxes[at + 3][2]
    middle = (top + bottom) / 2 * sheet.scale
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(round(left * sheet.scale), round(middle)))
    end = QPointF(right * sheet.scale, middle)
    drag = QMouseEvent(
        QEvent.Type.MouseMove, end, sheet.mapToGlobal(end), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(sheet, drag)
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end.toPoint())
    assert paper.chosen_text == "Dear"
    QTest.keyClick(paper, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(paper, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert paper.chosen_text == text.letters[at : at + 6].replace("\u00a0", " ")
    QTest.keyClick(paper, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert paper.chosen_text == text.letters[at : at + 5].replace("\u00a0", " ")


def test_keys_zoom_and_turn_the_pages(page):
    paper = page.preview.paper
    wide = paper._sheets[0].width()
    QTest.keyClick(paper, "+")
    assert paper._sheets[0].width() > wide
    page.preview.fit_width.click()
    assert paper._sheets[0].width() == pytest.approx(paper.room().width(), abs=2)
    QTest.keyClick(paper, Qt.Key.Key_End)
    assert paper.page == paper.count
    QTest.keyClick(paper, Qt.Key.Key_Home)
    assert paper.page == 1


# Printing


def pdf_printer(tmp_path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(600)
    return printer


def test_only_the_pages_asked_for_are_printed_as_fine_as_the_printer_prints(page, tmp_path, qtbot):
    printer = pdf_printer(tmp_path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    page.output.print_on(printer)
    at_rest(page, qtbot)
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        assert len(printed.pages) == 1
        images = [each for each in printed.objects if isinstance(each, pikepdf.Stream) and "/Width" in each]
        assert max(int(each.Width) for each in images) == pytest.approx(210 / 25.4 * 600, abs=2)
        assert [round(float(edge)) for edge in printed.pages[0].MediaBox[2:]] == [595, 842]


def test_without_a_printer_it_is_said_what_to_do(page, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    page.print.click()
    assert "There is no printer" in failure(page.shell)
    assert "save the letter as PDF" in failure(page.shell)


def test_the_printer_chosen_is_chosen_again_next_time(page, monkeypatch, qtbot):
    class Remembers(dict):
        value, setValue = dict.get, dict.__setitem__

    page.shell.memory = Remembers()
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Staff room", "Office"])
    asked = []

    def choose(dialog):
        asked.append(dialog.printer().printerName())
        dialog.printer().setPrinterName("Office")
        monkeypatch.setattr(QPrinter, "printerName", lambda _printer: "Office")
        return 0 if len(asked) > 1 else 1

    named = []
    monkeypatch.setattr(QPrinter, "setPrinterName", lambda _printer, name: named.append(name))
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    monkeypatch.setattr("npqdesk.ui.pages.letter_output.print_letters", lambda *_all, **_more: None)
    page.print.click()
    named.clear()
    page.print.click()
    assert named[0] == "Office"


# Kept letters


def test_a_saved_letter_is_shown_as_it_was_kept_until_something_is_changed(page, tmp_path, qtbot):
    page.output.save_to(tmp_path / "a.pdf")
    pdf, number = page.pdf, page.result.determination_id
    page.shell.go("home")
    page.shell.go("letter", determination=number)
    at_rest(page, qtbot)
    assert page.pdf == pdf
    assert "Kept on" in said(page)
    page.options.fields["provider"].edit.setText("Brightwater Hub")
    at_rest(page, qtbot)
    assert page.pdf != pdf
    assert "This new letter replaces the letter of" in said(page)
    assert "What changed: We corrected the course provider." in text_of(page.pdf)
    page.options.fields["changed"].edit.setText("You found a provider.")
    at_rest(page, qtbot)
    assert "What changed: You found a provider." in text_of(page.pdf)
    page.options.fields["changed"].edit.setText("")
    page.options.fields["provider"].edit.setText("")
    at_rest(page, qtbot)
    assert page.pdf == pdf, "what was changed and taken back leaves the kept letter"


def test_a_new_one_in_its_place_marks_the_old_one(page, tmp_path, qtbot, desk):
    page.output.save_to(tmp_path / "a.pdf")
    button(page, "Make a new one in its place").click()
    at_rest(page, qtbot)
    assert len(kept_letters(desk)) == 1
    page.output.save_to(tmp_path / "b.pdf")
    assert [row.replaced for row in kept_letters(desk)] == [False, True]
    assert "Kept on" in said(page)


def test_a_letter_is_saved_as_a_web_page_and_as_text(page, tmp_path):
    page.output.save_to(tmp_path / "a.html")
    page.output.save_to(tmp_path / "a.txt")
    page.output.save_to(tmp_path / "b", TEXT)
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "You are eligible" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert (tmp_path / "b.txt").exists()
    assert len(kept_letters(page.desk)) == 1


def test_a_letter_from_a_superseded_answer_is_flagged_before_it_goes_out(page, tmp_path, qtbot, desk, monkeypatch):
    page.output.save_to(tmp_path / "a.pdf")
    old, enquiry = page.result.determination_id, page.result.enquiry_id
    save_answer(desk, enquiry, "previously_funded", "yes")
    now = determine(desk, enquiry).determination_id
    page.shell.go("letter", determination=old)
    at_rest(page, qtbot)
    assert "Do not send it as it is." in said(page)
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all, **_more: ("", ""))
    page.save.click()
    page.print.click()
    assert len(asked) == 2
    assert "was superseded" in asked[0]
    button(page, "A letter from the answer now").click()
    at_rest(page, qtbot)
    assert page.result.determination_id == now
    assert "It is now “not eligible”" in text_of(page.pdf)
    page.save.click()
    assert len(asked) == 2, "the new one is in force"
