"""A trust or a local authority is found from anywhere, and its page has its schools."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.office import at_rest, focus_name, press, said, walk, write

TRUST = "Westmere Learning Trust (invented)"


@pytest.fixture
def window(office, qtbot):
    window = office()
    at_rest(window, qtbot)
    window.go("schools")
    return window


def test_a_trust_is_found_by_its_name_and_its_schools_are_shown(window, qtbot):
    write("westmere learn")
    first = window.page.search.model.results[0]
    assert first.spoken() == f"{TRUST}, Trust, Westmere (invented), 6 schools, Trust or group"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert (window.page_id, window.windowTitle()) == ("group", f"{TRUST} – npqdesk")
    assert "Trust · 6 schools" in said(window.page)
    assert focus_name() == "Search these schools"
    write("harrow")
    rows = window.page.table.rows
    assert [rows.cell(rows.index(0, column)).spoken() for column in range(4)] == [
        "Harrowby Primary Academy, URN 902115",
        "On list",
        "Harrowby, ZZ99 2BB",
        "312",
    ]
    assert rows.rowCount() == 1
    assert all(walk(window))
    window.page.table.opened.emit(rows.index(0, 0))
    assert window.page_id == "school"


def test_a_local_authority_says_what_it_has(window, qtbot):
    window.go("group", key="la:899")
    at_rest(window, qtbot)
    assert "Local authority · 6 schools and other places · LA number 899" in said(window.page)
    write("nowhere")
    assert "No school here" in said(window.page)
    window.page.arrive(key="la:000")
    at_rest(window, qtbot)
    assert "not known any more" in said(window)
    press(Qt.Key.Key_Escape)
    assert window.page_id == "schools"
