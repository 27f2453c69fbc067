"""Summaries in the window: chosen, drawn, saved under a name of their own, what was typed never lost."""

import pytest

from npqdesk.letters.as_text import as_text
from npqdesk.services.kept_letters import kept_letters
from npqdesk.services.summary_form import summary_form
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import finish_tasks, is_working
from tests.ui.office import opener, said


@pytest.fixture
def window(qtbot, tmp_path):
    window = Shell(ENTRIES, opener(tmp_path, sample=True))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.open_records()
    window.show()
    window.go("enquiries")
    window.page._sum_up.click()
    settle(window, qtbot)
    yield window
    finish_tasks()


def settle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.page._timer.isActive() and not is_working(), timeout=30_000)


def test_the_trust_is_drawn_first_and_a_school_when_chosen(window, qtbot):
    page = window.page
    assert page.made.title == "NPQ funding across the trust, autumn 2026"
    assert page.preview.paper.count == 1
    assert not page.options.names.isVisible(), "a trust's table names nobody"
    page.options.subject.choose("governors 902116")
    settle(window, qtbot)
    assert page.made.title == "NPQ funding: head and governors’ summary, autumn 2026"
    assert page.options.names.isVisible()


def test_a_school_without_answers_says_so_and_nothing_can_be_saved(window, qtbot):
    window.page.options.subject.choose("governors 902117")
    settle(window, qtbot)
    assert not window.page.save.isEnabled()
    assert not window.page.pdf


def test_it_is_saved_beside_others_as_pdf_or_text(window, qtbot, tmp_path):
    page = window.page
    page.output.save_to(tmp_path / page.file_name)
    page.output.save_to(tmp_path / page.file_name)
    page.output.save_to(tmp_path / "table.txt")
    assert len(list(tmp_path.glob("* NPQ trust table *.pdf"))) == 2
    assert "Of 3 people in 6 schools" in (tmp_path / "table.txt").read_text(encoding="utf-8")


def test_what_is_typed_is_kept_also_when_it_does_not_suit(window, qtbot):
    window.page.options.fields["cover_days"].edit.setText("lots")
    settle(window, qtbot)
    assert window.page.options.fields["cover_days"].error == "Enter a whole number up to 60"
    window.go("home")
    assert summary_form(window.desk).cover_days == "lots"
    window.go("summary")
    assert window.page.options.form().cover_days == "lots"


def test_a_summary_is_kept_as_it_goes_out_and_a_new_one_says_what_changed(window, qtbot, tmp_path):
    page = window.page
    assert "Kept on" not in said(page)
    page.output.save_to(tmp_path / "a.pdf")
    pdf = page.pdf
    assert "Kept on" in said(page)
    window.go("home")
    window.go("summary")
    settle(window, qtbot)
    assert page.pdf == pdf, "it is right still"
    page.options.fields["cover_days"].edit.setText("2")
    settle(window, qtbot)
    assert "This new summary replaces the summary of" in said(page)
    page.options.fields["changed"].edit.setText("The trust pays for cover.")
    settle(window, qtbot)
    assert "What changed: The trust pays for cover." in as_text(page.made.letter).replace("\u00a0", " ")
    page.output.save_to(tmp_path / "b.pdf")
    new, old = kept_letters(window.desk)
    assert (old.replaced, new.replaced, old.because) == (True, False, "The trust pays for cover.")
    window.go("letters")
    window.page.table.choose(1)
    window.page.open.click()
    settle(window, qtbot)
    assert window.page_id == "summary"
    assert window.page.pdf == pdf
    assert "A later letter replaces it." in said(window.page)
