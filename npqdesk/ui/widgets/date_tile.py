"""A date as a small leaf: the day over the month, coloured where it presses; or an icon where no day is known."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.text import paint_icon


class DateTile(QWidget):
    """Decoration for a screen reader: the words beside it say the day too."""

    def __init__(self, day: date | None, *, icon: str = "calendar", presses: bool = False) -> None:
        super().__init__()
        self._day, self._icon, self._presses = day, icon, presses
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(46), px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = tokens().is_contrast
        ink = colour("ask" if self._presses else "text2" if self._day is None else "text")
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(ink, 2 if self._presses else 1) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(colour("ask_bg" if self._presses else "sunken"))
        painter.drawRoundedRect(box, 6, 6)
        if self._day is None:
            paint_icon(
                painter, self._icon, ink.name(), (self.width() - px(20)) / 2, (self.height() - px(20)) / 2, px(20)
            )
            return
        centre = Qt.AlignmentFlag.AlignCenter
        for face, words, top, height in (
            ("lead_strong", str(self._day.day), 4, 22),
            ("small", f"{self._day:%b}", 25, 16),
        ):
            painter.setFont(font(face))
            painter.setPen(ink)
            painter.drawText(QRectF(0, px(top), self.width(), px(height)), centre, words)
