"""Pages on a desk: white whatever the theme, one under another, as large as the zoom says."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from npqdesk.ui.theme import colour, px
from npqdesk.ui.widgets.frames import frame

PAPER = QColor("white")
_GAP, _MARGIN = 18, 28


class _Sheet(QWidget):
    """One page; the picture may be sharper than it is shown, and is scaled down smoothly."""

    def __init__(self, number: int, of: int) -> None:
        super().__init__()
        self.image = QImage()
        self.setAccessibleName(f"Page {number} of {of}")

    def show_image(self, image: QImage, size: QSize) -> None:
        self.image = image
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), PAPER)
        if not self.image.isNull():
            painter.drawImage(self.rect(), self.image)
        painter.setPen(QPen(colour("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Paper(QScrollArea):
    """`show_pages` takes pictures and the size of each in logical pixels.  `page_changed` comes while one scrolls.

    `resized` comes when there is more or less room, so that a page that fits can be made to fit again."""

    page_changed = Signal()
    resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._sheets: list[_Sheet] = []
        self._desk = frame("desk")
        self._column = QVBoxLayout(self._desk)
        self._column.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        self._column.setSpacing(_GAP)
        self._column.addStretch(1)
        self.setWidget(self._desk)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.page_changed.emit())

    @property
    def count(self) -> int:
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 while there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        passed = [number for number, sheet in enumerate(self._sheets, 1) if sheet.y() <= middle]
        return passed[-1] if passed else min(1, len(self._sheets))

    def images(self) -> list[QImage]:
        return [sheet.image for sheet in self._sheets]

    def room(self) -> QSize:
        """How much room a page may take."""
        return QSize(self.width() - 2 * _MARGIN - px(14), self.height() - 2 * _GAP)

    def show_pages(self, pages: Sequence[tuple[QImage, QSize]]) -> None:
        while len(self._sheets) > len(pages):
            self._sheets.pop().deleteLater()
        while len(self._sheets) < len(pages):
            sheet = _Sheet(len(self._sheets) + 1, len(pages))
            self._column.insertWidget(len(self._sheets), sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
            sheet.show()
        for sheet, (image, size) in zip(self._sheets, pages, strict=True):
            sheet.show_image(image, size)
        self._desk.setMinimumHeight(self._column.minimumSize().height())
        self._column.activate()  # the pages stand apart at once, so that which one is in view can be told
        self.page_changed.emit()

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        if 1 <= page <= len(self._sheets):
            corner = self._sheets[page - 1].geometry()
            self.verticalScrollBar().setValue(QRect(corner).adjusted(0, -_GAP, 0, 0).top())
            self.horizontalScrollBar().setValue(QPoint(corner.center()).x() - self.viewport().width() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
