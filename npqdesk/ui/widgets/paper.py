"""Pages on a desk: white whatever the theme, one under another, as large as the zoom says.

Their text can be chosen with the mouse or with Shift and the arrows, copied, and searched; it is what a screen reader
is told of each page."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from npqdesk.ui.pdf import PageText
from npqdesk.ui.seen import is_covered, seen
from npqdesk.ui.theme import colour, font, px
from npqdesk.ui.widgets.frames import frame
from npqdesk.ui.widgets.page_text import Found, PagesText, Place

PAPER, INK = QColor("white"), QColor("black")
_CHOSEN, _FOUND = QColor(29, 79, 145, 70), QColor(255, 201, 60, 110)  # on white paper in every theme
_GAP, _MARGIN = 18, 28
_ZOOM = {"+": 1, "=": 1, "-": -1}


class _Sheet(QWidget):
    """One page; the picture may be sharper than it is shown, and is scaled down smoothly."""

    def __init__(self, paper: "Paper", at: int) -> None:
        super().__init__()
        self.image, self._paper, self._number = QImage(), paper, at
        self.scale, self.words = 1.0, ""
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_image(self, image: QImage, size: QSize, scale: float) -> None:
        self.image, self.scale = image, scale
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), PAPER)
        if is_covered():
            painter.setPen(INK)
            painter.setFont(font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Not shown while names are hidden (F8)")
        elif not self.image.isNull():
            painter.drawImage(self.rect(), self.image)
        for box, ink in self._paper.covered(self._number):
            painter.fillRect(box, ink)
        painter.setPen(QPen(colour("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def show_seen(self) -> None:
        """Show the page, or that it is not to be seen now."""
        self.setAccessibleDescription("" if is_covered() else self.words)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._paper.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._paper.choose_from(self._place(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._paper.choose_to(self._place(event))

    def _place(self, event: QMouseEvent) -> Place:
        return self._paper.place_at(self.mapTo(self._paper.widget(), event.position().toPoint()))


class Paper(QScrollArea):
    """`show_pages` takes pictures and the size of each in logical pixels.  `page_changed` comes while one scrolls.

    `resized` comes when there is more or less room, so that a page that fits can be made to fit again; `zoomed` with 1
    or -1 for the keys + and -."""

    page_changed = Signal()
    resized = Signal()
    zoomed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._sheets: list[_Sheet] = []
        self._text = PagesText()
        self._chosen: Found | None = None
        self._found: list[Found] = []
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

    def show_pages(self, pages: Sequence[tuple[QImage, QSize, float]]) -> None:
        """Each page with its size in logical pixels and how many of them there are to a point."""
        while len(self._sheets) > len(pages):
            gone = self._sheets.pop()
            gone.hide()  # it is not painted any more, for there is no such page
            gone.deleteLater()
        while len(self._sheets) < len(pages):
            sheet = _Sheet(self, len(self._sheets))
            self._column.insertWidget(len(self._sheets), sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
            sheet.show()
        for number, (sheet, (image, size, scale)) in enumerate(zip(self._sheets, pages, strict=True), 1):
            sheet.show_image(image, size, scale)
            sheet.setAccessibleName(f"Page {number} of {len(pages)}")
        self._desk.setMinimumHeight(self._column.minimumSize().height())
        self._column.activate()  # the pages stand apart at once, so that which one is in view can be told
        self.page_changed.emit()

    def show_text(self, pages: Sequence[PageText]) -> None:
        """The text of the pages shown; nothing of it is chosen."""
        self._text, self._chosen, self._found = PagesText(pages), None, []
        for sheet, text in zip(self._sheets, pages, strict=False):
            sheet.words = " ".join(text.letters.split())
            sheet.show_seen()
        self._repaint()

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        if 1 <= page <= len(self._sheets):
            corner = self._sheets[page - 1].geometry()
            self.verticalScrollBar().setValue(QRect(corner).adjusted(0, -_GAP, 0, 0).top())
            self.horizontalScrollBar().setValue(QPoint(corner.center()).x() - self.viewport().width() // 2)

    # The text

    @property
    def chosen_text(self) -> str:
        """The words that are chosen."""
        return self._text.text(self._chosen) if self._chosen else ""

    def selectAll(self) -> None:
        """Choose all the text, as Edit › Select all asks."""
        self._choose(self._text.whole)

    def copy(self) -> None:
        """Put the chosen words on the clipboard, as Edit › Copy asks."""
        if self._chosen and self.chosen_text:
            QGuiApplication.clipboard().setText(seen(self.chosen_text))

    def look_for(self, words: str) -> int:
        """Mark every place where these words stand; how many there are."""
        self._found, self._chosen = self._text.find(words), None
        self._repaint()
        return len(self._found)

    def go_to_found(self, number: int) -> None:
        """Choose one of the places found, from 0, and bring it into view."""
        self._choose(self._found[number])
        place = self._found[number].start
        boxes = list(self._text.boxes(self._found[number], place.page))
        sheet = self._sheets[place.page]
        if boxes:
            down = sheet.y() + round(boxes[0][1] * sheet.scale)
            self.ensureVisible(sheet.x() + round(boxes[0][0] * sheet.scale), down, px(60), px(90))

    def covered(self, page: int) -> list[tuple[QRectF, QColor]]:
        """What is marked on a page, in its own pixels."""
        scale = self._sheets[page].scale
        marked = [(each, _FOUND) for each in self._found] + ([(self._chosen, _CHOSEN)] if self._chosen else [])
        return [
            (QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale), ink)
            for found, ink in marked
            for left, top, right, bottom in self._text.boxes(found, page)
        ]

    def place_at(self, point: QPoint) -> Place:
        """The place in the text nearest to a point of the desk."""
        page = next(
            (at for at, each in enumerate(self._sheets) if point.y() <= each.geometry().bottom()), self.count - 1
        )
        sheet = self._sheets[page]
        inside = point - sheet.pos()
        if page >= len(self._text.pages):
            return Place(0, 0)
        return self._text.place_at(page, inside.x() / sheet.scale, inside.y() / sheet.scale)

    def choose_from(self, place: Place) -> None:
        """Begin to choose at a place."""
        self._choose(Found(place, place))

    def choose_to(self, place: Place) -> None:
        """Choose as far as a place."""
        self._choose(Found(self._chosen.start if self._chosen else place, place))

    def _choose(self, found: Found) -> None:
        self._chosen = found
        self._repaint()

    def _repaint(self) -> None:
        for sheet in self._sheets:
            sheet.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._text.pages:
            end = self._chosen.end if self._chosen else Place(max(self.page - 1, 0), 0)
            self.choose_to(self._text.moved(end, step)) if self._chosen else self.choose_from(end)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if event.key() == Qt.Key.Key_Home else self.count)
        elif event.text() in _ZOOM:
            self.zoomed.emit(_ZOOM[event.text()])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
