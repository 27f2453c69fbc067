"""The grid of the matrix: names that stay at the left, courses that stay on top, a filled cell where something can be
done."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from npqdesk.rules.facts import Course
from npqdesk.services.matrix.table import rows_sheet
from npqdesk.services.matrix.whole import MatrixRow
from npqdesk.services.sheets import Sheet, as_text
from npqdesk.ui.pages.matrix_columns import CourseColumns, cell_face
from npqdesk.ui.pages.matrix_heads import CourseHeads, NameHeads
from npqdesk.ui.pages.matrix_model import STATUSES, MatrixModel
from npqdesk.ui.seen import seen
from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.tables import Table
from npqdesk.ui.widgets.text import label, paint_icon

_Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, NAMES = 30, 46, 178
_ICON, _LEFT, _GAP = 13, 6, 4
FILLED = frozenset({"eligible", "ask", "review"})
"""Kinds of cells that the eye is led to."""


class CellPainter(QStyledItemDelegate):
    """Icon and word in the colour of the status; a chosen cell has a line inside its edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model: MatrixModel = index.model()
        cell = model.cell(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(3, 3, -3, -3)
        ink = _ground(painter, box, STATUSES[cell.kind].status, filled=cell.kind in FILLED, selected=selected)
        _words(painter, box, STATUSES[cell.kind].drawing, cell.word, ink, cell_face(cell))
        _lines(painter, option.rect, group=model.begins_group(index.column()))
        painter.restore()


class MatrixGrid(Table):
    """`opened` comes for Enter, `chosen` with each cell that is chosen, `asked_for` for F2, `arranged` once courses
    were moved or hidden.  `courses` are the ids of all that any start has."""

    chosen = Signal(QModelIndex)
    asked_for = Signal(QModelIndex)
    arranged = Signal()

    def __init__(self, courses: Iterable[str]) -> None:
        self.matrix = MatrixModel()
        super().__init__(self.matrix, name="Staff and courses", row_height=ROW)
        self.setHorizontalHeader(CourseHeads(self))
        self.setVerticalHeader(NameHeads(self))
        self.columns = CourseColumns(self, courses)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setMouseTracking(True)
        self._corner = label("", "small", tone="muted", wrap=False)
        self._corner.setParent(self)
        self._corner.setMargin(0)
        self._corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(now))
        self._measure()

    def begin(self, courses: Sequence[Course], rows: Sequence[MatrixRow]) -> None:
        """Another matrix, of which these are the first rows; the model shows them when it is narrowed."""
        self.matrix.begin(courses, rows)
        self.columns.offer(courses)

    def say(self, words: str) -> None:
        """In the corner over the names: how many there are."""
        self._corner.setText(words)

    def choose(self, index: QModelIndex) -> None:
        """Choose a cell and bring it into sight; the first where it is not there."""
        if not index.isValid():
            index = self.matrix.index(0, 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def copy(self) -> None:
        """The chosen cells with their names and courses, tab-separated."""
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        model = self.matrix
        heads = ("Name", "School", *(model.courses[column].short for column in columns))
        lines = [
            (seen(one.name), one.school, *(one.cells[model.at[column]].word for column in columns))
            for one in (model.rows[row] for row in rows)
        ]
        QGuiApplication.clipboard().setText(as_text(heads, lines))

    def sheet(self) -> Callable[[], Sheet]:
        """What makes a spreadsheet of what is shown, with reasons in words.  Problem while more rows are to come."""
        model = self.matrix
        return partial(rows_sheet, self.accessibleName(), model.courses, model.all_rows(), model.at)

    def fit(self) -> None:
        """Courses share the room; where it is too little the names stay and the courses scroll."""
        self.columns.share()

    def rows_in_sight(self) -> int:
        """How many rows there is room for without scrolling."""
        return self.viewport().height() // self.verticalHeader().defaultSectionSize() + 1

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the next name that begins with them."""
        start = self.currentIndex().row() + (1 if len(search) == 1 else 0)
        rows = self.matrix.rows
        for step in range(len(rows)):
            at = (start + step) % len(rows)
            if rows[at].name.casefold().startswith(search.casefold()):
                self.choose(self.matrix.index(at, max(self.currentIndex().column(), 0)))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.asked_for.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self._corner.setGeometry(px(14), 1, px(NAMES) - px(14), px(HEAD))

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalHeader().setFixedWidth(px(NAMES))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        if self.columns is not None:
            self.fit()


def _ground(painter: QPainter, box: QRectF, status: str, *, filled: bool, selected: bool) -> QColor:
    """Fill the ground of a cell and draw the line of a chosen one; returns the ink for its word."""
    contrast = tokens().is_contrast
    ink = colour("on_soft") if selected and contrast else colour(status)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected:
        painter.setBrush(colour("accent_soft"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("on_soft" if contrast else "focus"), 2))
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)
    elif filled:
        painter.setPen(QPen(ink, 1) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if contrast else colour(f"{status}_bg"))
        painter.drawRoundedRect(box, 5, 5)
    return ink


def _words(painter: QPainter, box: QRectF, drawing: str, word: str, ink: QColor, face: str) -> None:
    side = px(_ICON)
    left = box.left() + px(_LEFT)
    paint_icon(painter, drawing, ink.name(), left, box.top() + (box.height() - side) / 2, side)
    painter.setPen(ink)
    painter.setFont(font(face))
    room = box.adjusted(px(_LEFT) + side + px(_GAP), 0, 0, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)


def _lines(painter: QPainter, rect: QRect, *, group: bool) -> None:
    """The hairline under a row, and that before another kind of courses."""
    painter.setPen(QPen(colour("border"), 1))
    painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
    if group:
        painter.drawLine(QPointF(rect.left() + 0.5, rect.top()), QPointF(rect.left() + 0.5, rect.bottom() + 1))
