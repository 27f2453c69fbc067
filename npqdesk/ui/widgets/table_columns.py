"""The columns of one table as somebody leaves them: moved and widened with the mouse at the heads, or with the keyboard
in the dialog of `columns_dialog.py`; sorted by a head; all of it remembered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics

from npqdesk.ui.theme import font, px, theme
from npqdesk.ui.widgets.column_layout import Layout, keep_layout, kept_layout, usual_layout
from npqdesk.ui.widgets.placed_columns import NARROWEST, PlacedColumns

if TYPE_CHECKING:
    from npqdesk.ui.widgets.rows import Column, RowsTable

_LEAST = 0.75
_BESIDE, _MARK = 36, 26  # beside the words of a head, and for the mark of the one that is sorted by


class TableColumns(PlacedColumns):
    """Follows the heads of a table, and puts its columns as its `layout` says.

    Columns without a width of their own share the room in proportion to their usual ones, down to `_least` of each;
    once somebody has widened one, all stay as wide as they were left, and the last takes what is left over."""

    def __init__(self, table: "RowsTable", usual: Sequence[str]) -> None:
        super().__init__(table)
        self._table, self._usual = table, tuple(usual)
        self._every = table.rows.every
        self._head.setStretchLastSection(False)  # Qt loses sight of which is the last one when they are moved
        self.layout = kept_layout(table.accessibleName(), self.at_first(), fixed=self.fixed)
        if len(self._every) > 1:
            self._head.setMinimumSectionSize(px(NARROWEST))
            self._head.setSortIndicatorClearable(True)
            self._head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            table.setSortingEnabled(True)
            self.follow_heads()
            self._head.sortIndicatorChanged.connect(self._on_sorted)
        theme().changed.connect(self.share)
        self._put()

    def at_first(self) -> Layout:
        return usual_layout([column.name for column in self._every], self._usual)

    def offer(self, every: Sequence["Column"]) -> None:
        """Other columns; those of the same names stay as they were left."""
        self._every = tuple(every)
        self.layout = kept_layout(self._table.accessibleName(), self.at_first(), fixed=self.fixed)
        self._put()

    def column(self, name: str) -> "Column":
        return next(each for each in self._every if each.name == name)

    @property
    def fixed(self) -> str:
        """The first: it says what a row is about."""
        return self._every[0].name

    def head_of(self, name: str) -> str:
        return self.column(name).head

    def names(self) -> list[str]:
        return [each.name for each in self._table.rows.columns]

    def share(self) -> None:
        """Give each column its room in the width of now."""
        shown = self.layout.shown
        chosen = any(each.width for each in shown)
        widths = [px(each.width or self.column(each.name).width) for each in shown]
        share = max(self._table.viewport().width() / sum(widths), 1 if chosen else _LEAST)
        with self._quietly():
            for at, width in enumerate(widths):
                self._table.setColumnWidth(at, max(int(width * share), 0 if chosen else self._least(at)))
        self._fill()

    # What the heads say

    def _on_resized(self, section: int, _before: int, _now: int) -> None:
        if not self._busy:
            if section != self._head.count() - 1:
                self._fill()
            self.layout = self.layout.with_widths(self._widths())
            keep_layout(self._table.accessibleName(), self.layout)

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        if self._busy:
            return
        columns, backwards = self._table.rows.columns, order == Qt.SortOrder.DescendingOrder
        self.layout = replace(self.layout, sort=(columns[section].name, backwards) if section >= 0 else None)
        keep_layout(self._table.accessibleName(), self.layout)

    # Putting it so

    def _fill(self) -> None:
        """The last column takes what the others leave over."""
        last = self._head.count() - 1
        before = sum(self._head.sectionSize(at) for at in range(last))
        with self._quietly():
            self._table.setColumnWidth(last, max(self._table.viewport().width() - before, self._least(last)))

    def _least(self, at: int) -> int:
        """How wide a column is at least until somebody makes it narrower: its head is never cut."""
        column = self._table.rows.columns[at]
        mark = _MARK if at == self._head.sortIndicatorSection() else 0
        words = QFontMetrics(font("table_strong")).horizontalAdvance(column.head)
        return max(words + px(_BESIDE + mark), px(column.width * _LEAST))

    def _put(self) -> None:
        table, shown = self._table, [each.name for each in self.layout.shown]
        current, chosen = table.currentIndex().row(), [each.row() for each in table.selectionModel().selectedRows()]
        with self._quietly():
            table.rows.show_columns(shown, of=self._every)
            table.rows.sort_by(self.layout.sort)
            by, backwards = self.layout.sort or ("", False)
            order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
            self._head.setSortIndicator(shown.index(by) if by in shown else -1, order)
        self.share()
        flags = QItemSelectionModel.SelectionFlag
        for row in chosen:
            table.selectionModel().select(table.rows.index(row, 0), flags.Select | flags.Rows)
        if current >= 0:
            table.selectionModel().setCurrentIndex(table.rows.index(current, 0), flags.NoUpdate)
