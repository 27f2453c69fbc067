"""The window in memory: one application in its theme, light and at 100 %, whatever a test did before."""

import gc
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from npqdesk.services import drafts, serving
from npqdesk.services import undo as undo_service
from npqdesk.services.undo import Undoable
from npqdesk.ui import shell as shell_module
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import finish_tasks
from npqdesk.ui.theme import start_theme
from tests.ui import office as office_module


@pytest.fixture(autouse=True)
def look(qapp):
    """The theme, put back to light and 100 %."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows of the last test need no dressing
    theme = start_theme(qapp)
    theme.wear("light", 100)
    return theme


@pytest.fixture
def show(qtbot):
    """Show a widget in a window and wait until it stands."""
    kept = []

    def shown(widget: QWidget, *, width: int = 720, height: int = 480) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return shown


@pytest.fixture
def make_shell(qtbot, monkeypatch) -> Callable[..., Shell]:
    """A window over given pages (or entries) and a desk that keeps nothing, unless another is given."""
    bare = SimpleNamespace(close=lambda: None, read_only=False)
    wear, keep = shell_module.wear_looks, shell_module.keep_looks
    monkeypatch.setattr(shell_module, "wear_looks", lambda desk: None if desk is bare else wear(desk))
    monkeypatch.setattr(shell_module, "keep_looks", lambda desk: None if desk is bare else keep(desk))
    read = undo_service.undoable
    monkeypatch.setattr(undo_service, "undoable", lambda desk: read(desk) if hasattr(desk, "store") else Undoable())
    schools = serving.own_school_list
    nobody = serving.OwnSchools((), 0, "")
    monkeypatch.setattr(serving, "own_school_list", lambda desk: schools(desk) if hasattr(desk, "store") else nobody)
    mark = drafts.open_mark
    monkeypatch.setattr(drafts, "open_mark", lambda desk: mark(desk) if hasattr(desk, "store") else None)
    monkeypatch.setattr(shell_module.CalendarWatch, "soon", lambda _watch: None)  # a test that wants it looks itself
    made = []

    def entry(page: type[Page] | PageEntry) -> PageEntry:
        return page if isinstance(page, PageEntry) else PageEntry(page.__name__.lower(), page.title, "house", page)

    def make(*pages: type[Page] | PageEntry, open_desk=None, memory=None) -> Shell:
        entries = [entry(page) for page in pages]
        window = Shell(entries, open_desk or (lambda: bare), memory=memory)
        made.append(window)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield make
    finish_tasks()
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture(autouse=True, scope="module")
def let_go():
    """What windows were made of refers round in circles, and a window keeps Python from looking through what it has
    read (`Loaded`): it is looked for once a file of tests, or the pictures of all pages of letters would add up."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()
    gc.collect()


@pytest.fixture
def office(make_shell, qtbot, tmp_path) -> Callable[..., Shell]:
    """A window with the pages of `office.py` on records of its own, opened and at rest."""

    def opened(*, sample: bool = True) -> Shell:
        window = make_shell(*office_module.ENTRIES, open_desk=office_module.opener(tmp_path, sample=sample))
        with qtbot.waitSignal(window.opened, timeout=20_000):
            window.open_records()
        qtbot.waitUntil(lambda: window.page_id == "home")
        window.activateWindow()
        office_module.at_rest(window, qtbot)
        return window

    return opened
