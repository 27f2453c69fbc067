"""Choose an NPQ in the window: read of a course, put two side by side, and see the very pages that are printed."""

import pytest

from npqdesk.ui.entries import ENTRIES
from tests.ui.office import button, focus_name, said, walk

CHOOSING = [entry for entry in ENTRIES if entry.id == "choose" or entry.under == "choose"]


@pytest.fixture
def window(make_shell, qtbot, tmp_path):
    from npqdesk.services.desk import open_desk

    made = make_shell(*CHOOSING, open_desk=lambda: open_desk(str(tmp_path / "office.sqlite3")))
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open_records()
    qtbot.waitUntil(lambda: made.page_id == "choose")
    return made


def test_courses_are_read_compared_and_looked_at_as_pages(window, qtbot):
    button(window, "Read: Courses").click()
    window.page.arrive(course="npq-senco", start="2026-spring")
    words = said(window.page)
    assert "Best Practice Network. A start without scholarships" in words
    assert "within three years" in words
    button(window, "Compare courses").click()
    assert window.page.selected()[0] == "npq-senco"
    window.page.arrive(courses=["npq-leading-teaching", "npq-leading-primary-mathematics"], start="")
    assert "Nine areas" in said(window.page)
    assert "Ten areas" in said(window.page)
    assert {"First", "Second", "Third", "Start"} <= set(walk(window))
    window.page.print.click()
    qtbot.waitUntil(lambda: window.page.preview.paper.count == 2, timeout=30_000)
    assert "NPQ comparison – NPQLT NPQLPM" in window.page.file_name
    assert focus_name()
