"""The status chip: a word with its icon and colour; take the colour away and nothing is lost."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.text import paint_icon

STATUS_ICONS = {
    "good": "circle-check",
    "bad": "circle-x",
    "ask": "circle-question-mark",
    "review": "hourglass",
    "none": "circle-minus",
}


@dataclass(frozen=True, slots=True)
class Status:
    """A status of `tokens.STATUSES`, its word, and an icon where the status's own does not fit."""

    status: str
    word: str
    icon: str = ""

    @property
    def drawing(self) -> str:
        return self.icon or STATUS_ICONS[self.status]


def chip_size(status: Status) -> QSize:
    """How much room a chip takes, in logical pixels of now."""
    width = QFontMetricsF(font("small_strong")).horizontalAdvance(status.word)
    return QSize(round(width) + px(9 + 14 + 6 + 9) + 1, px(24))


def paint_chip(painter: QPainter, left: float, top: float, status: Status, *, on_highlight: bool = False) -> None:
    """Draw a chip; in a contrast theme a chip on a highlighted row takes the highlight's text colour."""
    size, now = chip_size(status), tokens()
    ink = colour("on_soft") if on_highlight and now.is_contrast else colour(status.status)
    box = QRectF(left, top, size.width(), size.height()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1) if now.is_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if now.is_contrast else colour(f"{status.status}_bg"))
    painter.drawRoundedRect(box, 6, 6)
    side = px(14)
    paint_icon(painter, status.drawing, ink.name(), left + px(9), top + (size.height() - side) / 2, side)
    painter.setPen(ink)
    painter.setFont(font("small_strong"))
    words = box.adjusted(px(9 + 14 + 5), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, status.word)
    painter.restore()


class Chip(QWidget):
    """A chip beside a name or in a row; never a stop for the keyboard."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status)

    def show_status(self, status: Status) -> None:
        self._status = status
        self.setAccessibleName(status.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._status)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), 0, 0, self._status)
