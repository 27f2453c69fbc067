"""One list in the window: what changed for our own schools, everyone on it, and who is an accredited provider."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from npqdesk.services.enquiries import begin_enquiry, save_answer
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.register import keep_register, preview_register
from npqdesk.ui.pages.list_cards import OwnCard, ProviderCard
from tests.ui.office import DATA, at_rest, button, focus_name, press, said, walk, write

DAYS = (date(2025, 1, 8), date(2025, 8, 8), date(2026, 5, 18))
ROWS = ("900001,Elm\n900009,Gone\n", "900001,Elm\n900004,=cmd|x\n", "900004,Ash\n")


@pytest.fixture
def window(office):
    return office(sample=False)


@pytest.fixture
def releases(window, tmp_path):
    """The invented register, and so many releases of the RISE list."""

    def load(count):
        keep_register(window.desk, preview_register(window.desk, DATA / "edubaseallstatefunded20250717.csv"))
        path = tmp_path / "rise.csv"
        for rows, day in list(zip(ROWS, DAYS, strict=True))[:count]:
            path.write_text(f"School URN,School name\n{rows}", encoding="utf-8")
            keep_list(window.desk, preview_list(window.desk, "rise", path, published=day))

    return load


def show(window, qtbot, list_id="rise"):
    window.go("list", list_id=list_id)
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: window.page.view is not None)
    return window.page


def shown(page):
    return [row.identifier for row in page.table.rows.rows]


def test_a_list_that_was_never_loaded(window, qtbot):
    page = show(window, qtbot)
    assert "This list is not loaded" in said(page)
    assert all(walk(window))


def test_one_release_shows_who_is_on_it(window, qtbot, releases):
    releases(1)
    page = show(window, qtbot)
    assert "Published 8 January 2025 · 2 entries" in said(page)
    assert sorted(shown(page)) == ["900001", "900009"]
    assert not page.older.isVisible()
    assert not page.which.isVisible()
    assert QAbstractItemModelTester(page.table.rows).model() is page.table.rows


def test_our_own_schools_first_then_counts_and_the_rest(window, qtbot, releases):
    releases(2)
    enquiry = begin_enquiry(window.desk, name="Ada Invented")
    save_answer(window.desk, enquiry.id, "workplace", "900004")
    page = show(window, qtbot)
    (card,) = page.findChildren(OwnCard)
    name = page.view.diff.own[0].name
    assert f"{name} came on" in said(card)
    assert "from 8 January 2025 to 8 August 2025" in said(card)
    assert shown(page) == ["900004"]
    assert "Yours" in page.table.rows.index(0, 2).data()
    button(window, "Show: Went off 1").click()
    assert shown(page) == ["900009"]
    released = "Schools eligible for RISE support, published 8 August 2025"
    assert page.narrowed_to() == [released, "Went off since 8 January 2025"]
    button(window, "Show: Everyone on it 2").click()
    assert shown(page) == ["900004", "900001"]
    assert all(walk(window))


def test_the_list_is_searched_by_name_place_and_number(window, qtbot, releases):
    releases(2)
    page = show(window, qtbot)
    button(window, "Show: Everyone on it 2").click()
    assert focus_name() == "Search the list" or page.filter.setFocus() is None
    page.filter.setFocus()
    write("900001")
    assert shown(page) == ["900001"]
    assert page.narrowed_to()[1:] == ["Everyone on it", "with “900001”"]
    write("xyz")
    assert "Nobody here" in said(page)
    page.filter.clear()
    assert len(shown(page)) == 2


def test_other_releases_can_be_held_side_by_side(window, qtbot, releases):
    releases(3)
    page = show(window, qtbot)
    assert (page.older.box.currentText(), page.newer.box.currentText()) == ("8 August 2025", "18 May 2026")
    page.older.choose("2")
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: page.view.older is not None and page.view.older.published == DAYS[0])
    assert (len(page.view.came), len(page.view.went), page.view.diff.stayed) == (1, 2, 0)
    page.older.choose("0")
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: page.view.diff is None)
    assert page.older.isVisible()
    assert shown(page) == ["900004"]


def test_enter_opens_a_school_of_the_register(window, qtbot, releases):
    releases(2)
    page = show(window, qtbot)
    page.table.setFocus()
    page.table.choose(0)
    press(Qt.Key.Key_Return)
    assert window.page_id == "school"


def test_a_row_of_the_loaded_files_opens_its_list(window, qtbot, releases):
    releases(2)
    window.go("load")
    table = window.page.content.table
    kinds = [file.kind for file in table.rows.rows]
    table.setFocus()
    table.choose(kinds.index("register"))
    press(Qt.Key.Key_Return)
    assert window.page_id == "load"
    table.choose(kinds.index("rise"))
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert window.page_id == "list"
    assert "Schools eligible for RISE support" in said(window.page)


def test_a_provider_is_looked_up_by_its_legal_name(window, qtbot):
    path = DATA / "ITT_Provider_List_invented.csv"
    keep_list(window.desk, preview_list(window.desk, "itt-providers", path, published=DAYS[0]))
    page = show(window, qtbot, "itt-providers")
    (card,) = page.findChildren(ProviderCard)
    card.name.edit.setFocus()
    press(Qt.Key.Key_Return)
    assert card.name.error == "Enter the legal name of a provider"
    write("dr pound's teaching trust")
    press(Qt.Key.Key_Return)
    assert "Yes. Dr Pound's Teaching Trust is on the list published 8 January 2025." in said(card)
    card.name.edit.selectAll()
    write("Pound SCITT")
    QTest.keyClick(card.name.edit, Qt.Key.Key_Return)
    assert "No. It is not on the list published 8 January 2025." in said(card)
    assert "Dr Pound's Teaching Trust (Pound SCITT)" in said(card)
    assert all(walk(window))


def test_a_newer_release_that_was_kept_leads_to_what_changed(window, qtbot, releases, tmp_path):
    releases(1)
    later = tmp_path / "rise_later.csv"
    later.write_text("School URN,School Name\n900008,Elm\n", encoding="utf-8")
    window.go("load")
    window.page.take_file(later, "list")
    window.page.content.day.edit.setText("1 June 2026")
    window.page.content.go_on.click()
    at_rest(window, qtbot)
    window.page.keep_it()
    at_rest(window, qtbot)
    button(window, "What changed").click()
    at_rest(window, qtbot)
    assert window.page_id == "list"
    qtbot.waitUntil(lambda: window.page.view is not None)
    assert [each.identifier for each in window.page.view.came] == ["900008"]
