"""One option of a question: the whole row is the target, the label large, a hint beneath, its digit at the right.

Role, group and arrow keys stay Qt's own; only the painting is ours."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from npqdesk.ui.seen import seen
from npqdesk.ui.theme import colour, font, px, tokens

_LEFT, _RIGHT = 50, 40
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class RadioOption(QRadioButton):
    """`digit` is the key that picks it, shown at the right ("" for none); `value` is what the page gets."""

    def __init__(self, label: str, *, value: str = "", hint: str = "", digit: str = "") -> None:
        super().__init__()
        self.value = value
        self.digit = digit
        self._label, self._hint = label, hint
        self.show_seen()
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_seen(self) -> None:
        """Show its words as they may be seen now."""
        self.setText(seen(self._label).replace("&", "&&"))
        self.update()

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        label, hint = self._boxes(width)
        return max(px(48), hint.bottom() + px(13) if self._hint else label.bottom() + px(13))

    def sizeHint(self) -> QSize:
        wide = max(
            QFontMetrics(font("lead_strong")).horizontalAdvance(self._label),
            QFontMetrics(font("body")).horizontalAdvance(self._hint),
        )
        width = min(wide, px(620)) + px(_LEFT + _RIGHT)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(48))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where the label and the hint go in a row this wide."""
        room = QRect(px(_LEFT), px(11), max(width - px(_LEFT + _RIGHT), px(80)), 10_000)
        label = QFontMetrics(font("lead_strong")).boundingRect(room, _WRAPPED, self._label)
        room.setTop(label.bottom() + px(3))
        hint = QFontMetrics(font("body")).boundingRect(room, _WRAPPED, self._hint)
        full = room.width()
        return QRect(px(_LEFT), px(11), full, label.height()), QRect(px(_LEFT), room.top(), full, hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        self._paint_row(painter, chosen=chosen)
        self._paint_mark(painter, chosen=chosen)
        label, hint = self._boxes(self.width())
        ink, quiet = ("on_soft", "on_soft" if tokens().is_contrast else "text2") if chosen else ("text", "text2")
        if not self.isEnabled():
            ink = quiet = "disabled"
        painter.setFont(font("lead_strong" if chosen else "lead"))
        painter.setPen(colour(ink))
        painter.drawText(label, _WRAPPED, seen(self._label))
        painter.setPen(colour(quiet))
        painter.setFont(font("body"))
        painter.drawText(hint, _WRAPPED, seen(self._hint))
        painter.setFont(font("small"))
        corner = QRect(self.width() - px(34), label.top(), px(14), px(24))
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.digit)

    def _paint_row(self, painter: QPainter, *, chosen: bool) -> None:
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if chosen:
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
        elif self.underMouse() and self.isEnabled():
            contrast = tokens().is_contrast
            painter.setPen(QPen(colour("accent"), 2) if contrast else Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(box, 6, 6)

    def _paint_mark(self, painter: QPainter, *, chosen: bool) -> None:
        contrast = tokens().is_contrast
        edge = colour("on_soft" if chosen and contrast else "accent" if chosen else "control")
        centre = QPointF(px(25), px(11 + 12))
        painter.setPen(QPen(edge, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush if chosen and contrast else colour("card"))
        painter.drawEllipse(centre, px(22) / 2 - 1, px(22) / 2 - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
            painter.drawEllipse(centre, px(10) / 2, px(10) / 2)
