"""The letter: the very pages that are saved and printed, made anew after a change; nothing replaced, nothing lost."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter

from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, enquiries, enquiry_state, put_answers
from npqdesk.services.sample import load_sample
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.pages.letter import LetterPage
from npqdesk.ui.pdf import draw_pages
from npqdesk.ui.tasks import is_working


class Elsewhere(Page):
    """Any other page."""


@pytest.fixture
def desk(tmp_path):
    made = open_desk(str(tmp_path / "office.sqlite3"))
    load_sample(made)
    return made


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
    page.save_to(tmp_path / "Letter")
    assert there.read_bytes() == b"mine"
    assert (tmp_path / "Letter (2).pdf").read_bytes() == page.made.pdf
    assert "“Letter.pdf” that was there stays as it was" in page.shell._top.notice.text


def test_a_folder_that_cannot_be_written_is_told_and_the_letter_stays(page, tmp_path):
    page.save_to(tmp_path / "nowhere" / "Letter.pdf")
    assert page.made is not None
    assert "was not saved" in page.shell._top.findChildren(type(page.shell._top._failure))[0].accessibleName()


def test_it_prints_as_many_pages_as_it_has(page, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.print_on(printer)
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
