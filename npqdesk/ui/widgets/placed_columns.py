"""What the columns of every table have in common: they are moved at the heads or in the dialog, hidden, widened, and
stand as they were left when the table is shown again."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from npqdesk.ui.theme import px
from npqdesk.ui.widgets.column_layout import Layout, keep_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from npqdesk.ui.widgets.tables import Table

NARROWEST, STEP = 48, 24
"""Pixels at 100 %: of the narrowest column, and of one step of the keyboard."""


class PlacedColumns(QObject):
    """The columns of one table.  Each kind of table says what they are called, how they are at first, and puts them.

    `layout` is how they stand now, `fixed` the one that is never hidden, `sorts` whether a table is sorted by them."""

    fixed = ""
    sorts = True
    layout: Layout

    def __init__(self, table: "Table") -> None:
        super().__init__(table)
        self._table, self._head = table, table.horizontalHeader()
        self._busy = False

    def at_first(self) -> Layout:
        """As the table is until somebody changes it."""
        raise NotImplementedError

    def head_of(self, name: str) -> str:
        """What a column is called where people read it."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """The columns that are shown, from left to right."""
        raise NotImplementedError

    def _put(self) -> None:
        """Show the columns as the layout says."""
        raise NotImplementedError

    def change(self, layout: Layout) -> None:
        """Put the columns as this says, and remember it."""
        self.layout = layout
        keep_layout(self._table.accessibleName(), layout)
        self._put()

    def widen(self, name: str, pixels: int) -> None:
        """Make one column wider, or with a negative number narrower; pixels at 100 %."""
        widths = self._widths()
        self.change(self.layout.with_widths(widths | {name: max(widths.get(name, 0) + pixels, NARROWEST)}))

    def menu(self, at: QPoint) -> QMenu:
        """What can be done with the columns, and with the one under a place of the table."""
        from npqdesk.ui.widgets.columns_dialog import choose_columns

        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names, section = self.names(), self._head.logicalIndexAt(at.x())
        acts: list[tuple[str, Callable[[], object]]] = [("Columns…", lambda: choose_columns(self._table))]
        if section >= 0 and names[section] != self.fixed and len(names) > 1:
            hide = self.layout.with_shown(names[section], shown=False)
            words = f"Hide “{self.head_of(names[section])}”".replace("&", "&&")
            acts.append((words, lambda: self.change(hide)))
        acts.append(("Columns as at first", lambda: self.change(self.at_first())))
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        return menu

    def follow_heads(self) -> None:
        """Let the mouse move and widen the columns at their heads."""
        self._head.setSectionsMovable(True)
        self._head.sectionMoved.connect(self._on_dragged)
        self._head.sectionResized.connect(self._on_resized)

    def _on_dragged(self, _section: int, _before: int, _now: int) -> None:
        if not self._busy:
            QTimer.singleShot(0, self, self._on_moved)  # once the mouse is done with the head

    def _on_moved(self) -> None:
        """The columns themselves take the order of the heads, which stand as they did before."""
        names = self.names()
        order = [names[self._head.logicalIndex(at)] for at in range(self._head.count())]
        with self._quietly():
            for at in range(self._head.count()):
                self._head.moveSection(self._head.visualIndex(at), at)
        self.change(self.layout.in_order(order))

    def _on_resized(self, section: int, before: int, now: int) -> None:
        raise NotImplementedError

    def _widths(self) -> dict[str, int]:
        """Of the columns shown, in pixels at 100 %."""
        return {name: round(self._table.columnWidth(at) / px(1000) * 1000) for at, name in enumerate(self.names())}

    @contextmanager
    def _quietly(self) -> "Iterator[None]":
        """What the heads say meanwhile was done by the program."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before
