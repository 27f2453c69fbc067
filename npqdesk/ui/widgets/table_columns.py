"""The columns of one table as somebody leaves them: moved and widened with the mouse at the heads, or with the keyboard
in the dialog of `columns_dialog.py`; sorted by a head; all of it remembered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics

from npqdesk.ui.theme import font, px, theme
from npqdesk.ui.widgets.cell_delegate import cell_widths
from npqdesk.ui.widgets.column_layout import Layout, keep_layout, kept_layout, usual_layout
from npqdesk.ui.widgets.placed_columns import NARROWEST, PlacedColumns

if TYPE_CHECKING:
    from npqdesk.ui.widgets.rows import Column, RowsTable

_LEAST, _MOST, _LOOKED_AT = 0.6, 2, 40
"""How much of its usual width a column may lose to others, how much it may gain for what stands in it, and how many
rows are looked at for that."""
_SHORT = 172  # pixels at 100 %, of a column with days in words, which is never cut
_BESIDE, _MARK = 36, 26  # beside the words of a head, and for the mark of the one that is sorted by


class TableColumns(PlacedColumns):
    """Follows the heads of a table, and puts its columns as its `layout` says.

    Columns without a width of their own share the room: each has what its cells need where there is enough, and none
    has less than its `_least`; once somebody has widened one, all stay as wide as they were left, and the last takes
    what is left over."""

    def __init__(self, table: "RowsTable", usual: Sequence[str]) -> None:
        super().__init__(table)
        self._table, self._usual = table, tuple(usual)
        self._every = table.rows.every
        self._needed: dict[str, tuple[int, int]] = {}
        self._head.setStretchLastSection(False)  # Qt loses sight of which is the last one when they are moved
        self.layout = kept_layout(table.accessibleName(), self.at_first(), fixed=self.fixed)
        if len(self._every) > 1:
            self._head.setMinimumSectionSize(px(NARROWEST))
            self._head.setSortIndicatorClearable(True)
            self._head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            table.setSortingEnabled(True)
            self.follow_heads()
            self._head.sortIndicatorChanged.connect(self._on_sorted)
        theme().changed.connect(self._measure_anew)
        table.rows.modelReset.connect(self._measure)
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

    def order_words(self) -> tuple[str, ...]:
        """ "Sorted by fee, backwards."; nothing where nobody sorted it."""
        if self.layout.sort is None:
            return ()
        name, backwards = self.layout.sort
        return (f"Sorted by “{self.head_of(name)}”{', backwards' if backwards else ''}.",)

    def share(self) -> None:
        """Give each column its room in the width of now."""
        shown, room = self.layout.shown, self._table.viewport().width()
        usual = [px(each.width or self.column(each.name).width) for each in shown]
        if any(each.width for each in shown):
            widths = _spread(usual, usual, room)
        else:
            least = [self._least(at) for at in range(len(shown))]
            whole = [self._needed.get(each.name, (0, wide))[1] for each, wide in zip(shown, usual, strict=True)]
            needed = [min(need, wide * _MOST) for need, wide in zip(whole, usual, strict=True)]
            wanted = list(map(max, least, needed))
            widths = _spread(wanted, usual, room) if sum(wanted) <= room else _squeezed(wanted, least, room)
        with self._quietly():
            for at, width in enumerate(widths):
                self._table.setColumnWidth(at, width)
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
        usual = px(column.width)
        on_two, whole = self._needed.get(column.name, (0, usual))
        return max(words + px(_BESIDE + mark), min(on_two, max(usual, px(_SHORT))), min(whole, int(usual * _LEAST)))

    def _measure_anew(self) -> None:
        self._needed = {}
        self._measure()
        self.share()

    def _measure(self) -> None:
        """See what the cells of some rows need; what they needed before stays, so that no column jumps while somebody
        filters."""
        rows, before = self._table.rows.rows, dict(self._needed)
        some = rows[:: len(rows) // _LOOKED_AT + 1]
        for column in self._table.rows.columns if some else ():
            widths = [self._needed.get(column.name, (0, 0)), *(cell_widths(column.cell(row)) for row in some)]
            self._needed[column.name] = max(each for each, _whole in widths), max(each for _on_two, each in widths)
        if self._needed != before and not self._busy:
            self.share()

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


def _spread(wanted: Sequence[int], usual: Sequence[int], room: int) -> list[int]:
    """What each wants, and what is left over in proportion to their usual widths."""
    over = max(room - sum(wanted), 0) / sum(usual)
    return [wide + int(over * share) for wide, share in zip(wanted, usual, strict=True)]


def _squeezed(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Between the least and what each wants, as much of it for all; at the least they are scrolled sideways."""
    part = max(room - sum(least), 0) / (sum(wanted) - sum(least) or 1)
    return [low + int(part * (wide - low)) for low, wide in zip(least, wanted, strict=True)]
