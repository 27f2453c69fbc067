"""Every page there is, by the keyboard alone, by the tree that a screen reader reads, at two sizes, and with
names hidden."""

import re
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from npqdesk.services.desk import RuleDesk, open_desk
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.headings import tell_headings
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import finish_tasks
from npqdesk.ui.theme import start_theme
from tests.journeys.every_page import ARRIVALS, LONG, PAGES, fill, go, rest

OWN_EDGE = ("QLineEdit", "QComboBox", "QAbstractSpinBox", "QPlainTextEdit", "QAbstractItemView", "Paper")
ROLES = (
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Table,
    QAccessible.Role.List,
)
USUAL, LARGE = (100, 1093, 614), (200, 1366, 768)
"""Text size in percent, width and height in logical pixels."""
NAMES = (*LONG.replace("-", " ").split(), "Okafor", "Prosser", "Raghunathan", "Lindqvist", "9876543", "school.example")


@pytest.fixture(autouse=True)
def look():
    """In place of what puts every test back to 100 %: here each window has a text size of its own."""


@pytest.fixture(scope="module")
def database(qapp, tmp_path_factory):
    """Records that have something of everything, on a fixed day."""
    patch = pytest.MonkeyPatch()
    patch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    patch.setattr("npqdesk.ui.shell.keep_looks", lambda _desk: None)
    patch.setattr("npqdesk.ui.shell.wear_looks", lambda _desk: None)
    file = str(tmp_path_factory.mktemp("every") / "office.sqlite3")
    desk = open_desk(file)
    fill(desk)
    desk.close()
    yield file
    patch.undo()


@pytest.fixture(scope="module")
def window(qapp, database, request):
    """One window for all pages, at one text size: to change it would dress all of them anew."""
    zoom, width, height = request.param
    start_theme(qapp).wear("light", zoom)
    tell_headings()
    made = Shell(ENTRIES, lambda: open_desk(database))
    made.resize(width, height)
    made.show()
    made.open_records()
    while made.page is None:
        qapp.processEvents()
    rest(made)
    made.activateWindow()
    QAccessible.setActive(True)
    yield made
    finish_tasks()
    made.close()
    made.deleteLater()
    qapp.processEvents()


def test_every_page_is_tried_here():
    told = {page.split()[0] for page in ARRIVALS}
    assert not [entry.id for entry in ENTRIES if not (entry.group or entry.alone or entry.id in told)]
    assert {page.split()[0] for page in PAGES} == {entry.id for entry in ENTRIES}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("window", [USUAL], indirect=True)
def test_a_page_by_keyboard_by_screen_reader_and_with_names_hidden(page, window, monkeypatch):
    go(window, page)
    nothing_is_cut_or_pushed_out_at_the_side(window)
    f6_goes_round_the_parts(window)
    no_access_key_leads_to_two_things(window)
    the_screen_reader_finds_names_roles_and_heads(window)
    the_keyboard_reaches_everything_in_its_order_and_is_never_caught(window)
    no_name_is_to_be_seen_read_or_copied_while_names_are_hidden(window, page, monkeypatch)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("window", [LARGE], indirect=True)
def test_a_page_in_large_text(page, window):
    go(window, page)
    nothing_is_cut_or_pushed_out_at_the_side(window)


def the_keyboard_reaches_everything_in_its_order_and_is_never_caught(window):
    parts = [part for part, _first in window.regions()]
    seen, places = [], []
    for _step in range(300):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None, "Tab has nowhere to go"
        if stop in seen:
            break
        seen.append(stop)
        places.append(next((at for at, part in enumerate(parts) if part is stop or part.isAncestorOf(stop)), None))
        assert said(stop), stop
        own = any(map(stop.inherits, OWN_EDGE)) or isinstance(stop, QScrollArea)
        assert own or window._ring.target is stop, f"no ring around {said(stop)}"
    assert stop is seen[0], f"caught between {said(seen[-1])} and {said(stop)}"
    # once round, and once more where a panel stands beside page and foot and is read after them
    in_parts = [place for place in places if place is not None]
    turns = sum(after < before for before, after in pairwise(in_parts))
    assert turns <= 2, (in_parts, parts, "the parts of the window do not follow one another")
    everything = {each for each in window.page.findChildren(QWidget) if is_stop(each)}
    assert not (everything - set(seen) - same_group(seen)), [said(each) for each in everything - set(seen)]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is seen[-1]


def f6_goes_round_the_parts(window):
    came = []
    for _part in window.regions():
        window.ways.next_part(1)
        came.append(QApplication.focusWidget())
    assert len(set(came)) >= 2


def no_access_key_leads_to_two_things(window):
    said = [each.text() for each in window.menuBar().actions()]
    for kind in (QLabel, QAbstractButton):
        said += [each.text() for each in window.page.findChildren(kind) if each.isVisible() and has_access_key(each)]
    keys = [key for words in said if (key := QKeySequence.mnemonic(words).toString())]
    assert len(keys) == len(set(keys)), sorted(said)


def the_screen_reader_finds_names_roles_and_heads(window):
    assert window.windowTitle().endswith(" – npqdesk")
    everything = list(tree(window.page))
    headings = [(level(each), each.text(QAccessible.Text.Name)) for each in everything if level(each)]
    assert [at for at, words in headings if at == 1 and words] == [1], headings
    assert headings[0][0] == 1, headings
    for each in everything:
        role = each.role()
        assert role not in ROLES or each.text(QAccessible.Text.Name).strip(), (role, each.object())
        assert not re.search(r"&\w", each.text(QAccessible.Text.Name)), "an access key is read out"
        assert not each.text(QAccessible.Text.Description).startswith("<qt>"), "a tooltip is read with its markup"
    for table in window.page.findChildren(QTableView):
        if table.isVisible() and table.model().rowCount():
            across, model = Qt.Orientation.Horizontal, table.model()
            heads = [
                model.headerData(at, across, Qt.ItemDataRole.AccessibleTextRole) or model.headerData(at, across)
                for at in range(model.columnCount())
            ]
            assert all(heads), table
            assert table.accessibleName()
            here = QAccessible.queryAccessibleInterface(table)
            cells = [here.child(at) for at in range(2 * len(heads) + 2)]  # a corner, the heads, a row with its name
            read = [each.text(QAccessible.Text.Name) for each in cells if each.role() == QAccessible.Role.ColumnHeader]
            assert read == heads
            read = [each.text(QAccessible.Text.Name) for each in cells if each.role() == QAccessible.Role.Cell]
            assert any(read), table.accessibleName()
            assert [each for each in cells if each.role() == QAccessible.Role.RowHeader]


def nothing_is_cut_or_pushed_out_at_the_side(window):
    for area in window.page.findChildren(QScrollArea):
        if area.isVisible() and area.metaObject().className() != "Paper":
            assert area.widget().minimumSizeHint().width() <= area.viewport().width() + 1, area.accessibleName()
    for bar in window.page.findChildren(QScrollBar):
        if bar.isVisible() and bar.orientation() == Qt.Orientation.Horizontal:
            view = bar.parent().parent()
            assert view.metaObject().className() == "Paper" or isinstance(view, QAbstractItemView), view
    assert not [cut for each in window.page.findChildren(QWidget) if (cut := is_cut(each))]


def no_name_is_to_be_seen_read_or_copied_while_names_are_hidden(window, page, monkeypatch):
    drawn: list[str] = []
    draw = QPainter.drawText

    def watched(painter, *given):
        drawn.extend(each for each in given if isinstance(each, str))
        return draw(painter, *given)

    monkeypatch.setattr(QPainter, "drawText", watched)
    window.hiding.action.setChecked(True)
    try:
        go(window, page)  # also while they are hidden, it is shown anew
        drawn.clear()
        window.grab()
        texts = [*drawn, window.windowTitle(), *words_in(window.page)]
        assert not [text for text in texts if any(name.casefold() in text.casefold() for name in NAMES)]
    finally:
        window.hiding.action.setChecked(False)
    if page in ("person", "staff", "letters"):
        assert any(LONG in text for text in words_in(window)), "shown again afterwards"


def said(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def is_stop(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        and widget.isVisible()
        and widget.isEnabled()
        and (
            widget.objectName() != "qt_spinbox_lineedit"  # a part of its box
        )
    )


def has_access_key(widget: QLabel | QAbstractButton) -> bool:
    return isinstance(widget, QAbstractButton) or widget.buddy() is not None


def same_group(seen: list[QWidget]) -> set[QWidget]:
    """Buttons that the arrow keys reach from one that Tab reached."""
    groups = [each.group() for each in seen if isinstance(each, QAbstractButton) and each.group() is not None]
    radios = [each for each in seen if isinstance(each, QAbstractButton) and each.autoExclusive()]
    return {button for group in groups for button in group.buttons()} | {
        other for each in radios for other in each.parentWidget().findChildren(QAbstractButton)
    }


def tree(widget: QWidget):
    """Everything visible below a widget, as assistive technology finds it."""
    here = QAccessible.queryAccessibleInterface(widget)
    for at in range(here.childCount()):
        child = here.child(at)
        thing = child.object() if child is not None else None
        if isinstance(thing, QWidget) and thing.isVisible():
            yield child
            yield from tree(thing)


def level(here) -> int:
    """Of which level a heading is; 0 for what is none."""
    is_heading = here.role() == QAccessible.Role.Heading
    return here.attributesInterface().attributeValue(QAccessible.Attribute.Level) if is_heading else 0


def is_cut(widget: QWidget) -> str:
    """What a label or a button says, where it has too little room and does not say it on hovering; else ""."""
    if not widget.isVisible() or widget.toolTip():
        return ""
    if isinstance(widget, QLabel) and widget.text() and not widget.pixmap():
        if widget.wordWrap():
            return widget.text() if widget.height() + 1 < widget.heightForWidth(widget.width()) else ""
        return widget.text() if widget.width() + 1 < widget.sizeHint().width() else ""
    if isinstance(widget, QAbstractButton) and widget.text():
        needed = widget.minimumSizeHint() if widget.hasHeightForWidth() else widget.sizeHint()
        return widget.text() if widget.width() + 1 < needed.width() else ""
    return ""


def words_in(window: QWidget) -> list[str]:
    """Every text of a window, shown, read out, or shown on hovering."""
    found = []
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QLineEdit):
            found.append(widget.displayText())
        elif isinstance(widget, QPlainTextEdit) and widget.isVisible():
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(widget.count())]
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            places = [
                model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())
            ]
            found += [str(place.data(role) or "") for place in places for role in roles]
    return found
