"""The heads of the matrix: a plain word over the code of each course; a name and the school at the left of each row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from npqdesk.ui.seen import seen
from npqdesk.ui.theme import colour, font, px

if TYPE_CHECKING:
    from npqdesk.services.matrix.whole import MatrixRow
    from npqdesk.ui.pages.matrix_model import MatrixModel

_SIDE, _NAME_SIDE = 7, 14
_LEFT, _MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter


class _Heads(QHeaderView):
    """A head that is painted here, and where the keyboard never stops."""

    def __init__(self, orientation: Qt.Orientation, table: QTableView) -> None:
        super().__init__(orientation, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)
        self.setMouseTracking(True)

    @property
    def matrix(self) -> "MatrixModel":
        return self.model()


class CourseHeads(_Heads):
    """The word in strong type, the code small and muted under it."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self.matrix.courses):
            return
        course = self.matrix.courses[section]
        painter.save()
        painter.fillRect(rect, colour("sunken"))
        room = QRectF(rect).adjusted(px(_SIDE), px(5), -1, -px(5))
        upper = QRectF(room.topLeft(), QSizeF(room.width(), room.height() / 2))
        narrow = QFontMetricsF(font("table_strong")).horizontalAdvance(course.word) > room.width()
        _write(painter, upper, course.word, "small_strong" if narrow else "table_strong", "text")
        _write(painter, upper.translated(0, room.height() / 2), course.short, "code", "text2")
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        if self.matrix.begins_group(section):
            painter.drawLine(QPointF(rect.left() + 0.5, rect.top()), QPointF(rect.left() + 0.5, rect.bottom() + 1))
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(px(80), px(46))


class NameHeads(_Heads):
    """The name in strong type; the school beside it, small and muted, as far as there is room."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)

    def sizeHint(self) -> QSize:
        return QSize(px(178), px(30))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self.matrix.rows):
            return
        one = self.matrix.rows[section]
        painter.save()
        painter.fillRect(rect, colour("card"))
        room = QRectF(rect).adjusted(px(_NAME_SIDE), 0, -px(4), 0)
        for face, words, ink in (("table_strong", seen(one.name), "text"), ("small", _where(one), "text2")):
            measure = QFontMetricsF(font(face))
            shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font(face))
            painter.setPen(colour(ink))
            painter.drawText(room, _LEFT | _MIDDLE, shown)
            room.setLeft(room.left() + measure.horizontalAdvance(shown) + px(8))
            if room.width() < px(30):
                break
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        painter.restore()


def _where(one: "MatrixRow") -> str:
    """The school, or how many somebody serves."""
    return f"{len(one.serves)} schools" if len(one.serves) > 1 else one.school


def _write(painter: QPainter, room: QRectF, words: str, face: str, ink: str) -> None:
    """A line of words, cut where it does not fit."""
    painter.setFont(font(face))
    painter.setPen(colour(ink))
    shown = QFontMetricsF(font(face)).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT | _MIDDLE, shown)
