"""Help in the window: F1 says what concerns the page, every page has a text, and any topic is found by its words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from npqdesk.services.help_files import help_texts, tour_steps
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.help_panel import HelpPanel
from npqdesk.ui.widgets.long_link import LongLink
from tests.ui.office import focus_name, press, said, walk, write


def test_every_page_has_a_help_text():
    assert [entry.id for entry in ENTRIES if len(entry.make.read().help_text) < 40] == []


def test_every_page_is_spoken_of_in_the_manual():
    silent = [entry.id for entry in ENTRIES if not help_texts().about(entry.id, entry.under)]
    assert silent == [], "name each of these in the `pages` of a chapter of resources/text/help/manual.toml"


def test_f1_leads_to_what_concerns_the_page(office):
    window = office(sample=False)
    window.go("hubs")
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = window.findChild(HelpPanel)
    assert "extrapolated" in said(panel)
    links = [each.accessibleName() for each in panel.findChildren(LongLink)]
    assert links[0] == "Manual: Maths Hubs"
    assert "Is the Maths Hubs programme the only background that is accepted?" in links
    next(each for each in panel.findChildren(LongLink) if "background" in each.accessibleName()).click()
    assert window.page_id == "help"
    assert window.page.shown.id == "mastery"
    assert "a similar course or other evidence" in said(window.page)


def test_the_help_is_searched_and_its_sources_are_links(office, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: opened.append(address.toString()))
    window = office(sample=False)
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert focus_name() == "Search the help"
    write("capped")
    assert window.page.shown.id == "full"
    assert all(walk(window))
    assert opened == []
    from npqdesk.ui.widgets.buttons import Button

    next(each for each in window.page.findChildren(Button) if "given out" in each.text()).click()
    assert opened == ["https://cefel.org.uk/npqfundingallocation"]
    window.page.filter.field.setText("zzz")
    assert "Nothing says so" in said(window.page)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    write("ukprn")
    press(Qt.Key.Key_Return)
    assert window.page.shown.key == "term:UKPRN"


def test_the_manual_on_paper(office, qtbot):
    window = office(sample=False)
    window.go("manual")
    qtbot.waitUntil(lambda: bool(window.page.pdf), timeout=30_000)
    assert window.page.file_name.endswith("manual.pdf")
    assert all(walk(window))


def test_the_tour_goes_forward_back_and_can_be_skipped(office):
    window = office(sample=False)
    window.go("tour")
    steps = tour_steps()
    for step in steps[:-1]:
        assert step.title in said(window.page)
        assert focus_name() == "Next"
        press(Qt.Key.Key_Return)
    assert steps[-1].title in said(window.page)
    assert all(window.has_page(step.page) or step.page == "load" for step in steps)
    assert window.page.step_back()
    assert steps[1].title in said(window.page)
    assert all(walk(window))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page_id == "home"
