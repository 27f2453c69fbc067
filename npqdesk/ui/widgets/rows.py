"""Rows of a table that is only looked at: each column says what a row shows in it, and one delegate paints every cell.
Somebody may move, widen, hide and sort by columns: how they are left is what is copied and exported, and remembered.

To add a column to a table: one `Column(…)` in its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from npqdesk.services.sheets import Sheet, Value
from npqdesk.services.workplaces import day_words
from npqdesk.ui.seen import is_covered, seen
from npqdesk.ui.widgets.cell_delegate import CellDelegate
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.table_columns import TableColumns
from npqdesk.ui.widgets.tables import Table
from npqdesk.ui.widgets.text import tip

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: words, small muted words under them, a chip at the right (alone: at the left)."""

    text: str = ""
    under: str = ""
    chip: Status | None = None
    strong: bool = False

    def spoken(self) -> str:
        """The cell as it is read aloud and copied."""
        return ", ".join(part for part in (self.text, self.under, self.chip.word if self.chip else "") if part)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its cell for a row, its width at 100 % (the last takes what is left), what it sorts by.

    A `number` stands at the right.  Without `sort` its words are sorted by.  What is `private` is not shown at all
    while names are hidden.  `known_as` tells it from others where its head changes."""

    head: str
    cell: Callable[[Any], Cell]
    width: int = 160
    sort: Callable[[Any], Any] | None = None
    number: bool = False
    private: bool = False
    known_as: str = ""

    @property
    def name(self) -> str:
        """What its place in the table is remembered by."""
        return self.known_as or self.head

    def key(self, row: Any) -> Any:
        """What a row is sorted by."""
        return self.sort(row) if self.sort is not None else self.cell(row).spoken().casefold()

    def exported(self, row: Any) -> Value:
        """What stands in a spreadsheet: the number or the day that it is sorted by, where it says just that; else its
        words, such as those of a sum that is not known or lies between two."""
        cell, key = self.cell(row), self.sort(row) if self.sort is not None else None
        if cell.spoken() in ("", "–"):
            return None
        if isinstance(key, date) and cell.text == day_words(key):
            return key
        if self.number and isinstance(key, int | float) and cell.text.replace(",", "").removeprefix("£") == f"{key:g}":
            return key
        return cell.spoken()


class RowsModel(QAbstractTableModel):
    """Any rows under any columns; `show_rows` replaces all of them and keeps the order chosen by a head."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = self.every = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self._given: tuple[Any, ...] = ()
        self._sorted: tuple[str, bool] | None = None

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._given = tuple(rows)
        self.rows = self._in_order()
        self.endResetModel()

    def show_columns(self, names: Sequence[str], *, of: Sequence[Column]) -> None:
        """Of these columns those that are named, in their order; the rows stay in the order that they have."""
        self.beginResetModel()
        self.every = tuple(of)
        by_name = {column.name: column for column in of}
        self.columns = tuple(by_name[name] for name in names)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: _Index) -> Cell:
        """A cell as it may be seen now."""
        return _as_seen(self.columns[index.column()], self.rows[index.row()])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index).spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.cell(index).spoken())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:  # not drawn, but read before the cells of a row
            whose = role == Qt.ItemDataRole.AccessibleTextRole and self.every
            return _as_seen(self.every[0], self.rows[section]).spoken() if whose else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        backwards = order == Qt.SortOrder.DescendingOrder
        self.sort_by((self.columns[column].name, backwards) if 0 <= column < len(self.columns) else None)

    def sort_by(self, chosen: tuple[str, bool] | None) -> None:
        """Sort by the column of a name, backwards or not; None puts the rows as they were given."""
        self._sorted = chosen
        self.layoutAboutToBeChanged.emit()
        before, places = self.rows, self.persistentIndexList()
        self.rows = self._in_order()
        now = {id(row): at for at, row in enumerate(self.rows)}
        self.changePersistentIndexList(
            places, [self.index(now[id(before[place.row()])], place.column()) for place in places]
        )
        self.layoutChanged.emit()

    def _in_order(self) -> tuple[Any, ...]:
        column = next((each for each in self.every if self._sorted and each.name == self._sorted[0]), None)
        if column is None or self._sorted is None:
            return self._given
        return tuple(sorted(self._given, key=column.key, reverse=self._sorted[1]))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class RowsTable(Table):
    """A table over a `RowsModel`; `removed` comes for Del.  An empty one shows what `show_empty` was given.

    `usual` are the columns shown beside the first until others are chosen; without any, all are."""

    removed = Signal(QModelIndex)

    def __init__(
        self, model: RowsModel, *, name: str, row_height: int = 54, many: bool = False, usual: Sequence[str] = ()
    ) -> None:
        super().__init__(model, name=name, row_height=row_height)
        self.rows = model
        self.setItemDelegate(CellDelegate(self))
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setMouseTracking(True)
        self._place = QVBoxLayout(self.viewport())
        self._empty: QWidget | None = None
        self.columns = TableColumns(self, usual)

    def row_of(self, index: QModelIndex) -> Any:
        """The row behind a place in the table."""
        return self.rows.rows[index.row()]

    def chosen_rows(self) -> tuple[Any, ...]:
        """The rows that are chosen, in the order of the table."""
        return tuple(self.rows.rows[at] for at in sorted(each.row() for each in self.selectionModel().selectedRows()))

    def sheet(self) -> Callable[[], Sheet]:
        """What makes a spreadsheet of the rows and columns shown now; it touches no widget."""
        title, columns, rows = self.accessibleName(), self.rows.columns, self.rows.rows

        def make() -> Sheet:
            heads = tuple(column.head for column in columns)
            return Sheet(title, heads, [[column.exported(row) for column in columns] for row in rows])

        return make

    def printed(self) -> Callable[[], Sheet]:
        """The same in the words of the table, for paper, with what it is sorted by."""
        title, columns, rows = self.accessibleName(), self.rows.columns, self.rows.rows
        notes = self.columns.order_words()

        def make() -> Sheet:
            heads = tuple(column.head for column in columns)
            shown = [[column.cell(row).spoken() or None for column in columns] for row in rows]
            return Sheet(title, heads, shown, notes=notes)

        return make

    def choose(self, at: int) -> None:
        """Choose a row by its place, if it is there; the nearest above otherwise."""
        if self.rows.rows:
            place = self.rows.index(min(max(at, 0), len(self.rows.rows) - 1), 0)
            flags = QItemSelectionModel.SelectionFlag  # selectRow would heed a Ctrl that is held, as for Ctrl+Z
            self.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)

    def show_empty(self, state: QWidget | None) -> None:
        """Show this under the heads instead of rows, or with None the rows again."""
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = state
        if state is not None:
            self._place.addWidget(state)
            state.show()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Other columns of the same rows; those of the same names stay as they were left."""
        self.columns.offer(columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.columns.share()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removed.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


def _as_seen(column: Column, row: Any) -> Cell:
    cell = column.cell(row)
    if not is_covered():
        return cell
    return Cell("–") if column.private else replace(cell, text=seen(cell.text), under=seen(cell.under))
