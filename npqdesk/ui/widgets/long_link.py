"""A link whose words go on to the next line: a whole question, a title."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from npqdesk.ui.theme import colour, font, px, set_type
from npqdesk.ui.widgets.buttons import Button

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LEAST, _USUAL = 120, 560


class LongLink(Button):
    """Role, focus and keys stay Qt's own; only the painting is ours."""

    def __init__(self, text: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_type(self, "body")
        self.clicked.connect(lambda _checked=False: on_click())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._box(width).height() + px(4)

    def sizeHint(self) -> QSize:
        width = min(QFontMetrics(font("body")).horizontalAdvance(self._words) + px(4), px(_USUAL))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST), px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = font("body")
        face.setUnderline(self.underMouse())
        painter.setFont(face)
        painter.setPen(colour("link"))
        painter.drawText(self.rect().adjusted(0, px(2), 0, 0), _WRAPPED, self._words)

    def _box(self, width: int) -> QRect:
        room = QRect(0, 0, max(width, px(_LEAST)), 10_000)
        return QFontMetrics(font("body")).boundingRect(room, _WRAPPED, self._words)
