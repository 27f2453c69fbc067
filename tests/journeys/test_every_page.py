"""Each page on the way from a name to a letter: every stop of the keyboard named and seen, nothing too wide."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar

from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.letters import issue_letter
from npqdesk.services.recheck import differing
from npqdesk.ui.rechecked import rechecked
from npqdesk.ui.theme import theme
from tests.journeys.office import Key

LONG = "Maria-Magdalena Featherstonehaugh-Cholmondeley"
COURSE = "npq-leading-primary-mathematics"
ANSWERS = {
    "name": LONG,
    "cohort": "2026-autumn",
    "course": COURSE,
    "work_setting": "a_school",
    "workplace": "902114",
    "mastery": "a_year",
    f"previously_funded@{COURSE}": "no",
}
WAY = ("check", "question", "workplace", "check_answers", "result", "letter", "recheck")
PAPER = ("letters", "many_letters", "summary", "settings", "wording")
PAGES = (*WAY, *PAPER)
OWN_EDGE = ("QLineEdit", "QComboBox", "QPlainTextEdit", "Paper", "RowsTable")
MAY_SCROLL_SIDEWAYS = ("Paper", "RowsTable")


@pytest.fixture
def at(open_office):
    """Opens the window on one of the pages."""

    def opened(page: str, *, zoom: int = 100):
        office = open_office()
        theme().set_zoom(zoom)
        desk, window = office.window.desk, office.window
        state = put_answers(desk, begin_enquiry(desk, name=LONG).id, ANSWERS)
        draft = begin_enquiry(desk, name=LONG)
        put_answers(desk, draft.id, {key: ANSWERS[key] for key in ("name", "cohort", "course")})
        arguments = {
            "check": {"new": True},
            "question": {"enquiry": draft.id},
            "workplace": {"enquiry": state.id, "question": "workplace"},
            "check_answers": {"enquiry": state.id},
            "result": {"enquiry": state.id},
            "letter": {"determination": determine(desk, state.id).determination_id},
            "recheck": {},
        }
        if page in PAPER:
            issue_letter(desk, arguments["letter"]["determination"])
        if page == "recheck":
            put_answers(desk, state.id, {**ANSWERS, "workplace": "902115"})
            rechecked(window).rows = differing(desk)
        window.go("question" if page == "workplace" else page, **arguments.get(page, {}))
        office.rest()
        preview = window.page.preview if page in ("letter", "settings", "summary") else None
        office.qtbot.waitUntil(lambda: preview is None or preview.paper.count > 0, timeout=30_000)
        QApplication.processEvents()
        return office

    return opened


@pytest.mark.parametrize("page", PAGES)
def test_every_stop_of_the_keyboard_has_a_name_and_is_seen(page, at):
    QAccessible.setActive(True)
    office = at(page)
    seen = []
    for _step in range(80):
        QTest.keyClick(office.focus, Key.Key_Tab)
        stop = office.focus
        if stop in seen:
            break
        seen.append(stop)
        assert QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name).strip(), stop
        own = stop.metaObject().className() in OWN_EDGE or isinstance(stop, QScrollArea)
        assert own or office.window._ring.target is stop, stop.accessibleName()
    assert len(seen) > 5


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_pushed_out_at_the_side(page, zoom, at):
    office = at(page, zoom=zoom)
    office.window.resize(1093, 614)
    QApplication.processEvents()
    QApplication.processEvents()
    for area in office.page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and area.objectName() != "paper" and area.metaObject().className() != "Paper":
            assert inside.minimumSizeHint().width() <= area.viewport().width() + 1, (page, area, area.accessibleName())
    sideways = [
        bar
        for bar in office.page.findChildren(QScrollBar)
        if bar.isVisible() and bar.orientation().name == "Horizontal"
    ]
    assert all(bar.parent().parent().metaObject().className() in MAY_SCROLL_SIDEWAYS for bar in sideways)
