"""The words of letters in the window: adapted, checked as they are typed, the standard text a click away."""

import pytest

from npqdesk.services.wordings import letter_wording, paragraphs
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import finish_tasks
from tests.ui.office import opener

KEY = "npq.questions"


@pytest.fixture
def window(qtbot, tmp_path):
    window = Shell(ENTRIES, opener(tmp_path, sample=True))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.open_records()
    window.show()
    window.go("settings")
    window.page.words.click()
    yield window
    finish_tasks()


def kept(window):
    return next(each for each in paragraphs(window.desk) if each.key == KEY)


def test_a_paragraph_is_adapted_as_it_is_typed_and_shown_as_it_reads(window, qtbot):
    page = window.page
    page.field.edit.setPlainText("Any question? Tell {contact}.")
    qtbot.waitUntil(lambda: kept(window).adapted, timeout=5_000)
    assert page.reads.text() == "Any question? Tell [whom to ask]."
    assert letter_wording(window.desk)[0].line(KEY, contact="Jo") == "Any question? Tell Jo."


def test_a_fault_is_told_kept_and_not_printed(window):
    page = window.page
    page.field.edit.setPlainText("Any question? Tell us.")
    window.go("home")
    window.go("wording")
    assert page.field.edit.toPlainText() == "Any question? Tell us."
    assert "{contact} is missing" in page.field.error
    assert page.reads.text().startswith("If a fact in this letter is wrong")


def test_the_standard_text_comes_back_and_can_be_undone(window):
    page = window.page
    page.field.edit.setPlainText("Any question? Tell {contact}.")
    page._keep()
    page.standard.click()
    assert not kept(window).adapted
    assert not page.standard.isEnabled()
    window.undoing.undo()
    assert page.field.edit.toPlainText() == "Any question? Tell {contact}."


def test_going_to_another_paragraph_keeps_the_one_before(window):
    page = window.page
    page.field.edit.setPlainText("Any question? Tell {contact}.")
    page.table.choose(1)
    assert kept(window).adapted
    assert page.field.edit.toPlainText() == page.table.rows.rows[1].text
