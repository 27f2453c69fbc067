"""Ctrl+K: a field over the window in which a person, an enquiry, a page, a command or a place is found by its name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from npqdesk.ui.anything_found import Thing, matching, things
from npqdesk.ui.loaded import loaded
from npqdesk.ui.parts import inside
from npqdesk.ui.place_results import place_result
from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.frames import column
from npqdesk.ui.widgets.results import Result
from npqdesk.ui.widgets.search import SearchField

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_WIDTH, _TOP, _ROW, _PLACES = 720, 56, 61, 12


class Anything(QFrame):
    """Lies over the page, which stays as it is: Esc, or a click elsewhere, closes it and gives the focus back."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._things: tuple[Thing, ...] = ()
        self._found: dict[str, Thing] = {}
        self._before: QWidget | None = None
        self.setProperty("role", "over")
        self.setAccessibleName("Search for anything")
        self.search = SearchField(
            "Search for anything",
            self._look,
            placeholder="A person, a school, a page or what you want to do",
            takes_first=True,
        )
        self.search.taken.connect(self._take)
        self.search.edit.textChanged.connect(lambda _text: self.fit())
        self.search.edit.installEventFilter(self)
        self.setLayout(column(self.search, margins=(16, 16, 16, 10)))
        QApplication.instance().focusChanged.connect(self._on_focus)
        theme().changed.connect(self.fit)
        self.hide()

    def open(self) -> None:
        """Show it with an empty field, and read what there is to find now."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        source = loaded(self._shell)
        source.changed.connect(self._search_again, Qt.ConnectionType.UniqueConnection)
        self._things = things(self._shell)
        self.search.edit.clear()
        self.show()
        self.raise_()
        self.fit()
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Away with it, and the focus back to where it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """At the top in the middle, as wide and as high as there is room."""
        window = self._shell.size()
        rows = (window.height() - px(_TOP) - px(140)) // px(_ROW)
        self.search.set_rows(max(2, min(rows, 9)))
        width = min(px(_WIDTH), window.width() - px(32))
        for part in (self.search, self):
            part.layout().activate()
        self.setGeometry((window.width() - width) // 2, px(_TOP), width, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if keys and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before any command that has the same key
            if event.type() == QEvent.Type.KeyPress:
                self.close_up()
            return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> Sequence[Result]:
        found = matching(self._things, text)
        self._found = {each.row.key: each for each in found}
        return (*(each.row for each in found), *self._places(text))

    def _places(self, text: str) -> Sequence[Result]:
        source = loaded(self._shell)
        if source.index is None or source.marks is None:
            return ()
        return [place_result(each, source.marks, text) for each in source.index.find(text, limit=_PLACES)]

    def _search_again(self) -> None:
        if self.isVisible():
            self.search.search_again()
            self.fit()

    def _take(self, key: str) -> None:
        thing = self._found.get(key)
        self.close_up()
        if thing is not None:
            thing.act()
        else:
            self._shell.go("schools", place=key)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not inside(new, self):
            self._before = None
            self.hide()
