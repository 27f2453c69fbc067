"""A field for a picture: what it shows now, on white as on paper; choose another, or take it away."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from npqdesk.ui.theme import colour, px
from npqdesk.ui.widgets.buttons import quiet, secondary
from npqdesk.ui.widgets.field import Field
from npqdesk.ui.widgets.frames import column, holder, row
from npqdesk.ui.widgets.text import label


class _Shown(QWidget):
    """The picture on a piece of paper; its name for a screen reader is in the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(132), px(62))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("white"))
        if not self.image.isNull():
            size = self.image.size().scaled(self.size() - QSize(px(10), px(10)), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)
        painter.setPen(QPen(colour("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PictureField(Field):
    """`show_picture(png, says)`; `choose` and `take_away` are called by its buttons."""

    def __init__(self, title: str, *, hint: str, choose: Callable[[], object], take_away: Callable[[], object]) -> None:
        self._paper, self._words = _Shown(), label("", tone="muted")
        self._choose = secondary(
            "Choose a picture…", choose, icon="upload", bulk="small", name=f"{title}: choose a picture"
        )
        self._take_away = quiet("Take it away", take_away, icon="x", bulk="small", name=f"{title}: take it away")
        buttons = row(self._choose, self._take_away, gap=8)
        buttons.addStretch(1)
        beside = column(self._words, buttons, gap=6)
        beside.addStretch(1)
        across = row(self._paper, gap=14)
        across.addLayout(beside, 1)
        super().__init__(title, holder(across), hint=hint)
        self.first = self._choose
        self.show_picture(b"", "")

    @property
    def says(self) -> str:
        return self._words.text()

    def show_picture(self, png: bytes, says: str) -> None:
        """The picture of a PNG with words about it; nothing for none."""
        self._paper.image = QImage.fromData(png) if png else QImage()
        self._paper.update()
        self._words.setText(says or "None")
        self._take_away.setVisible(bool(png))
        self._choose.setAccessibleDescription(self.says)
