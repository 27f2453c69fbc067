"""Our schools in one table: figures and totals, from a school on to its people, a file of it; all invented."""

import csv

import pytest

from npqdesk.services.determine import determinations
from npqdesk.services.person_record import Post, save_post
from npqdesk.services.staff import staff_list
from npqdesk.ui.page import PageEntry
from npqdesk.ui.pages.trust import TrustPage
from tests.ui import office as office_module
from tests.ui.office import at_rest, button, said


@pytest.fixture
def window(office, qtbot, monkeypatch):
    entry = PageEntry("trust", "Our schools", "", TrustPage, group="", under="staff", alone=True)
    monkeypatch.setattr(office_module, "ENTRIES", (*office_module.ENTRIES, entry))
    shell = office()
    one = next(one for one in staff_list(shell.desk) if one.urn == "902116")
    save_post(shell.desk, one.id, Post(None, "Adviser", "902115", ""))
    go(shell, qtbot)
    return shell


def go(shell, qtbot):
    """To the page, until its figures are there."""
    shell.go("trust")
    at_rest(shell, qtbot)


def test_a_row_a_school_with_totals_and_whose_answer_hangs_on_the_school(window, qtbot, tmp_path):
    page = window.page
    assert [each.urn for each in page.table.rows.rows][:3] == ["902119", "902115", "902116"]
    assert "6 schools, 12 staff, each counted once" in said(page)
    assert "In all:" in said(page)
    assert "Whose answer hangs on the school" in said(page)
    chosen = page.chosen
    page.start.setCurrentIndex(page.start.findData("2024-spring"))
    assert not page.table.rows.rows
    assert "In all:" not in said(page)
    assert "Whose answer hangs on the school" not in said(page)
    page.save_as(tmp_path / "too soon.csv")
    assert "being worked out" in window.notice_shown
    at_rest(window, qtbot)
    assert page.chosen == next(each for each in page.table.rows.rows if each.urn == chosen.urn)
    kept = [row for row in determinations(window.desk) if row.cohort in ("2023-autumn", "2024-spring")]
    assert f"£{sum(row.grant_pounds for row in kept):,} grant, none noted as received" in said(page)


def test_a_school_leads_on_to_its_people_and_the_window_shows_it_until_another_is_chosen(window, qtbot):
    page = window.page
    page.table.choose(1)
    column = [each.head for each in page.table.rows.columns].index("Placed")
    page.table.opened.emit(page.table.rows.index(1, column))
    assert (window.page_id, window.scope.urn) == ("applications", "902115")
    go(window, qtbot)
    page.table.choose(2)
    button(page, "Staff").click()
    assert (window.page_id, window.scope.urn) == ("staff", "902116")
    window.scope.choose("")
    go(window, qtbot)
    page.table.choose(len(page.table.rows.rows) - 1)
    assert page.chosen.urn == ""  # staff without a school lead nowhere
    assert not button(page, "Staff").isEnabled()


def test_the_table_goes_out_as_a_file(window, tmp_path):
    window.page.save_as(tmp_path / "schools.csv")
    with (tmp_path / "schools.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["School", "URN", "Staff", "Considered"]
    assert rows[-1][0] == "All schools"
    assert "Saved as schools.csv" in window.notice_shown
