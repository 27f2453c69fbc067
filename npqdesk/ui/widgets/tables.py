"""How every table behaves: whole rows, no stripes, Enter opens, Ctrl+C copies tab-separated."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from npqdesk.ui.theme import colour, px, set_type, theme

if TYPE_CHECKING:
    from npqdesk.ui.widgets.placed_columns import PlacedColumns


class RowDelegate(QStyledItemDelegate):
    """Cells as the sheet has them; a chosen row carries a bar of the accent at its left, and no cell a focus line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, plain, index)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, colour("accent"))


class Table(QTableView):
    """A table over any model.  `opened` comes for Enter and for a double click."""

    opened = Signal(QModelIndex)
    columns: "PlacedColumns | None" = None
    """What moves and hides its columns, where people can do that."""

    def __init__(self, model: QAbstractItemModel, *, name: str, row_height: int = 54) -> None:
        super().__init__()
        self._row_height = row_height
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_type(head, "table_strong")
        self.setItemDelegate(RowDelegate(self))
        self.doubleClicked.connect(self.opened)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))

    def copy(self) -> None:
        """The selected rows, tab-separated, to the clipboard; Edit, Copy calls it too."""
        QGuiApplication.clipboard().setText(selected_text(self))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.columns is not None:
            self.columns.menu(self.viewport().mapFromGlobal(event.globalPos())).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)


def selected_text(table: QTableView) -> str:
    """The selected rows as they are shown, tab-separated, one a line."""
    model = table.model()
    rows = sorted(index.row() for index in table.selectionModel().selectedRows())
    return "\n".join(
        "\t".join(str(model.index(row, column).data() or "") for column in range(model.columnCount())) for row in rows
    )
