"""Rows of a table that is only looked at: each column says what a row shows in it, and one delegate paints every cell.

To add a column to a table: one `Column(…)` in its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from npqdesk.services.sheets import Sheet, Value
from npqdesk.ui.seen import is_covered, seen
from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.chip import Status, chip_size, paint_chip
from npqdesk.ui.widgets.tables import Table
from npqdesk.ui.widgets.text import tip

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_PAD = 16


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

    A `number` stands at the right.  Without `sort` the column cannot be sorted by.  What is `private` is not shown at
    all while names are hidden."""

    head: str
    cell: Callable[[Any], Cell]
    width: int = 160
    sort: Callable[[Any], Any] | None = None
    number: bool = False
    private: bool = False

    def exported(self, row: Any) -> Value:
        """What stands in a spreadsheet: the number or the day that it is sorted by, else its words."""
        text, key = self.cell(row).spoken(), self.sort(row) if self.sort is not None else None
        if text in ("", "–"):
            return None
        if isinstance(key, date) or (self.number and isinstance(key, int | float)):
            return key
        return text


class RowsModel(QAbstractTableModel):
    """Any rows under any columns; `show_rows` replaces all of them and keeps the order chosen by a head."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self._sorted: tuple[int, bool] | None = None

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = self._in_order(rows)
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Other columns, in their order; the rows stay in the order that they have."""
        self.beginResetModel()
        self.columns, self._sorted = tuple(columns), None
        self.endResetModel()

    def widths(self) -> tuple[int, ...]:
        return tuple(column.width for column in self.columns)

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: _Index) -> Cell:
        """A cell as it may be seen now."""
        column = self.columns[index.column()]
        cell = column.cell(self.rows[index.row()])
        if not is_covered():
            return cell
        return Cell("–") if column.private else replace(cell, text=seen(cell.text), under=seen(cell.under))

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
            whose = role == Qt.ItemDataRole.AccessibleTextRole and self.columns
            return self.cell(self.index(section, 0)).spoken() if whose else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or self.columns[column].sort is None:
            return
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before, places = self.rows, self.persistentIndexList()
        self.rows = self._in_order(self.rows)
        now = {id(row): at for at, row in enumerate(self.rows)}
        self.changePersistentIndexList(
            places, [self.index(now[id(before[place.row()])], place.column()) for place in places]
        )
        self.layoutChanged.emit()

    def _in_order(self, rows: Sequence[Any]) -> tuple[Any, ...]:
        if self._sorted is None:
            return tuple(rows)
        column, backwards = self._sorted
        return tuple(sorted(rows, key=self.columns[column].sort, reverse=backwards))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """Paints a `Cell`; a chosen row is filled with a bar at its left, and lined while its table has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        cell: Cell = model.cell(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        inverted = selected and tokens().is_contrast
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = index.column() == 0, index.column() == model.columnCount() - 1
        _paint_ground(painter, option.rect, selected=selected, first=first)
        if selected and option.widget is not None and option.widget.hasFocus():
            _paint_focus(painter, option.rect, first=first, last=last)
        room = option.rect.adjusted(px(_PAD), 0, -px(_PAD if last else 8), 0)
        if cell.chip is not None:
            room = _paint_chip(painter, room, cell.chip, alone=not cell.text, inverted=inverted)
        ink, quiet = (colour("on_soft"),) * 2 if inverted else (colour("text"), colour("text2"))
        _paint_words(painter, room, cell, (ink, quiet), number=model.columns[index.column()].number)
        painter.restore()


class RowsTable(Table):
    """A table over a `RowsModel`; `removed` comes for Del.  An empty one shows what `show_empty` was given."""

    removed = Signal(QModelIndex)

    def __init__(self, model: RowsModel, *, name: str, row_height: int = 54, many: bool = False) -> None:
        super().__init__(model, name=name, widths=model.widths(), row_height=row_height)
        self.rows = model
        self.setItemDelegate(CellDelegate(self))
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setMouseTracking(True)
        if any(column.sort for column in model.columns):
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self._place = QVBoxLayout(self.viewport())
        self._empty: QWidget | None = None

    def row_of(self, index: QModelIndex) -> Any:
        """The row behind a place in the table."""
        return self.rows.rows[index.row()]

    def sheet(self) -> Callable[[], Sheet]:
        """What makes a spreadsheet of the rows and columns shown now; it touches no widget."""
        title, columns, rows = self.accessibleName(), self.rows.columns, self.rows.rows

        def make() -> Sheet:
            heads = tuple(column.head for column in columns)
            return Sheet(title, heads, [[column.exported(row) for column in columns] for row in rows])

        return make

    def choose(self, at: int) -> None:
        """Choose a row by its place, if it is there; the nearest above otherwise."""
        if self.rows.rows:
            self.selectRow(min(max(at, 0), len(self.rows.rows) - 1))

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
        """Show other columns of the same rows."""
        self.rows.show_columns(columns)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share()

    def _share(self) -> None:
        """Columns share the room in proportion to their widths, down to three quarters of them."""
        widths = [px(width) for width in self.rows.widths()]
        share = max(self.viewport().width() / sum(widths), 0.75)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, int(width * share))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removed.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


def _paint_ground(painter: QPainter, rect: QRect, *, selected: bool, first: bool) -> None:
    if selected:
        painter.fillRect(rect, colour("accent_soft"))
    if selected and first:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
    painter.setPen(QPen(colour("border"), 1))
    painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))


def _paint_focus(painter: QPainter, rect: QRect, *, first: bool, last: bool) -> None:
    """The line round a chosen row, drawn cell by cell: open to the neighbours."""
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(colour("on_soft" if tokens().is_contrast else "focus"), 2))
    line = QRectF(rect).adjusted(2 if first else -8, 2, -2 if last else 8, -3)
    painter.drawRoundedRect(line, 4, 4)
    painter.restore()


def _paint_chip(painter: QPainter, room: QRect, chip: Status, *, alone: bool, inverted: bool) -> QRect:
    """Draw a chip at the right, or at the left where it stands alone; returns the room that is left for words."""
    size = chip_size(chip)
    left = room.left() if alone else room.right() - size.width()
    paint_chip(painter, left, room.top() + (room.height() - size.height()) / 2, chip, on_highlight=inverted)
    return room.adjusted(0, 0, -size.width() - px(8), 0)


def _paint_words(painter: QPainter, room: QRect, cell: Cell, inks: tuple[QColor, QColor], *, number: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    faces = [("strong" if cell.strong else "body", cell.text, inks[0])]
    if cell.under:
        faces.append(("small", cell.under, inks[1]))
    heights = [QFontMetricsF(font(face)).height() for face, _text, _ink in faces]
    top = room.top() + (room.height() - sum(heights)) / 2
    for (face, text, ink), height in zip(faces, heights, strict=True):
        painter.setFont(font(face))
        painter.setPen(ink)
        shown = QFontMetricsF(font(face)).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room.left(), top, room.width(), height), side | Qt.AlignmentFlag.AlignVCenter, shown)
        top += height
