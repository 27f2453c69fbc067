"""Letters for many, in the window: who is meant, where they go, how far it is, stopping, and who has none."""

from datetime import date
from threading import Event
from zipfile import ZipFile

import pikepdf
import pytest
from PySide6.QtWidgets import QPushButton

from npqdesk.services import letter_bulk
from npqdesk.services.desk import RuleDesk
from npqdesk.services.determine import kept_result
from npqdesk.services.kept_letters import kept_letters
from npqdesk.services.letter_bulk import letters_wanted
from npqdesk.services.letter_form import LetterForm, keep_form
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.ui.page import PageEntry
from npqdesk.ui.pages.enquiries import EnquiriesPage
from npqdesk.ui.pages.letters import LettersPage
from npqdesk.ui.pages.many_letters import DoneCard, ManyLettersPage
from npqdesk.ui.tasks import is_working
from npqdesk.ui.widgets.progress import ProgressCard
from tests.ui.office import Elsewhere, at_rest, opener, said
from tests.ui.pulse import Pulse

ENTRIES = (
    PageEntry("home", "Home", "house", Elsewhere),
    PageEntry("enquiries", "Enquiries", "clipboard-list", EnquiriesPage),
    PageEntry("letters", "Letters", "mail", LettersPage),
    PageEntry("letter", "Letter", "", Elsewhere, group="", under="letters"),
    PageEntry("many_letters", "Letters for many", "", ManyLettersPage, group="", under="letters"),
)


@pytest.fixture
def window(make_shell, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    window = make_shell(*ENTRIES, open_desk=opener(tmp_path, sample=True))
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_records()
    qtbot.waitUntil(lambda: window.page_id == "home")
    window.activateWindow()
    at_rest(window, qtbot)
    return window


@pytest.fixture
def page(window):
    window.go("many_letters")
    return window.page


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "letters"
    made.mkdir()
    return made


def done(page, qtbot) -> DoneCard:
    qtbot.waitUntil(lambda: not is_working() and page.findChild(DoneCard) is not None, timeout=20_000)
    return page.findChildren(DoneCard)[-1]


def test_everyone_is_meant_until_a_school_is_chosen(page):
    people = len(letters_wanted(page.desk))
    assert page.make.accessibleName() == f"Make {people} letters…"
    words = [page.who.box.itemText(at) for at in range(page.who.box.count())]
    assert words[0] == f"Everyone with an answer: {people}"
    assert "St Joseph’s Catholic Primary School" in words
    page.who.choose("902114")
    here = len(letters_wanted(page.desk, school="902114"))
    assert page.make.accessibleName() == f"Make {here} letter{'' if here == 1 else 's'}…"


def test_those_chosen_among_the_enquiries_are_meant(window):
    window.go("enquiries")
    table, name = window.page.table, letters_wanted(window.desk)[1].name
    table.choose([line.enquiry.name for line in table.rows.rows].index(name))
    window.page.letters.click()
    assert window.page_id == "many_letters"
    assert [each.name for each in window.page._wanted] == [name]
    assert window.page.who.box.currentText() == "Those chosen: 1"


def test_the_letters_page_leads_here(window):
    window.go("letters")
    window.page.many.click()
    assert window.page_id == "many_letters"


def test_one_file_each(page, folder, qtbot):
    page.make_into(folder)
    assert isinstance(page._below, ProgressCard)
    assert not page.make.isEnabled()
    card = done(page, qtbot)
    people = len(letters_wanted(page.desk))
    assert len(list(folder.iterdir())) == people == len(kept_letters(page.desk))
    assert card.said == f"{people} letters made."
    assert page.window().focusWidget() is card.open
    page.only_new.setChecked(True)
    assert not page.make.isEnabled()
    assert "Nobody here has an answer" in said(page)


def test_one_pdf_and_one_zip(page, folder, qtbot):
    page.into.choose(2)
    assert not page.form.isEnabled()
    page.make_into(folder / "all.pdf")
    done(page, qtbot)
    people = len(letters_wanted(page.desk))
    with pikepdf.open(folder / "all.pdf") as read, read.open_outline() as outline:
        assert len(outline.root) == people
    page.into.choose(3)
    page.make_into(folder / "all")
    qtbot.waitUntil(lambda: (folder / "all.zip").exists() and not is_working(), timeout=20_000)
    assert len(ZipFile(folder / "all.zip").namelist()) == people
    assert f"{people} of them kept before" in said(page)


def test_who_has_none_is_named_with_the_reason(page, folder, qtbot):
    who = letters_wanted(page.desk)[0]
    keep_form(page.desk, kept_result(page.desk, who.determination_id), LetterForm(apply_by="soon"))
    page.make_into(folder)
    card = done(page, qtbot)
    assert card.said.endswith("1 letter could not be made.")
    assert who.name in said(card)
    assert "Enter a date, such as 30 November 2026" in said(card)
    assert len(list(folder.iterdir())) == len(letters_wanted(page.desk)) - 1
    opened = next(each for each in card.findChildren(QPushButton) if each.text() == "Open it")
    assert opened.accessibleName() == f"Open the letter: {who.name}"
    opened.click()
    assert page.shell.page.asked == {"determination": who.determination_id}


def test_stopped_what_is_made_stays(page, folder, qtbot, monkeypatch):
    """The second letter waits until the button has been pressed."""
    stopped, made = Event(), []

    def keep(desk, letter):
        made.append(letter)
        if len(made) == 2:
            stopped.wait(20)
        return keep_letter(desk, letter)

    monkeypatch.setattr(letter_bulk, "keep_letter", keep)
    page.make_into(folder)
    qtbot.waitUntil(lambda: len(made) == 2, timeout=20_000)
    page._below.cancel.click()
    stopped.set()
    card = done(page, qtbot)
    assert card.said == "Stopped: 2 letters made."
    assert len(list(folder.iterdir())) == 2 == len(kept_letters(page.desk))


def test_a_folder_that_is_gone_is_told_and_the_choices_stay(page, tmp_path, qtbot):
    page.large.setChecked(True)
    page.make_into(tmp_path / "gone")
    qtbot.waitUntil(lambda: not is_working() and page._task is None, timeout=20_000)
    assert "was not saved" in said(page)
    assert page.large.isChecked()
    assert page.make.isEnabled()


def test_the_window_stays_live_meanwhile(page, folder, qtbot, monkeypatch):
    """The longest the window was away while letters for sixty were made beside it."""
    wanted = letters_wanted(page.desk)
    page._wanted = wanted * 10
    page.make_into(folder)
    pulse = Pulse()
    done(page, qtbot)
    pulse.stop()
    assert len(list(folder.iterdir())) == len(wanted) * 10
    assert pulse.longest < 0.3
