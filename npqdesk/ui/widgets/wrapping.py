"""Things side by side that go on to the next line where they do not fit: links, chips, names; two halves of a bar."""

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QSizePolicy, QWidget

from npqdesk.ui.theme import px


class Wrapping(QWidget):
    """Its parts at their own width, from left to right, then from top to bottom.

    `gap` parts them in a line, and `between` the lines, in pixels at 100 %."""

    def __init__(self, *parts: QWidget, gap: int = 14, between: int = 4) -> None:
        super().__init__()
        self._layout = _WrappingLayout(gap, between)
        self.setLayout(self._layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self._layout.addWidget(part)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setMinimumHeight(self._layout.heightForWidth(self.width()))  # a low window takes no line away
        return super().event(event)


class _WrappingLayout(QLayout):
    """Qt has no such layout; this is the usual one, as its documentation describes it."""

    def __init__(self, gap: int, between: int) -> None:
        super().__init__()
        self._gap, self._between = gap, between
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        self._arrange(room, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint().width() + px(self._gap) for item in self._items if not item.isEmpty()]
        return QSize(sum(shown), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def _arrange(self, room: QRect, *, move: bool) -> int:
        """Place every part (or only count), and say how high they stand together."""
        at, tallest = QPoint(room.topLeft()), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(room.width(), item.minimumSize().width()), 10_000))
            if at.x() > room.left() and at.x() + size.width() > room.left() + room.width():
                at, tallest = QPoint(room.left(), at.y() + tallest + px(self._between)), 0
            if move:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + px(self._gap))
            tallest = max(tallest, size.height())
        return at.y() + tallest - room.top()


class Beside(QFrame):
    """Two things: the second at the right of the first, or beneath it where they do not fit side by side.

    Each has to have `first_needs()` and `second_needs()` pixels; what is left over is the one's that `grows`."""

    def __init__(
        self, first: QWidget, second: QWidget, *, grows: int, gap: int, margins: tuple[int, int, int, int]
    ) -> None:
        super().__init__()
        self._first, self._second = first, second
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(*margins)
        self._box.setSpacing(gap)
        for at, part in enumerate((first, second)):
            self._box.addWidget(part, int(at == grows))

    def first_needs(self) -> int:
        return self._first.sizeHint().width()

    def second_needs(self) -> int:
        return self._second.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        parts = (self._first, self._second)
        widest = max(part.minimumSizeHint().width() for part in parts if not part.isHidden())
        margins = self._box.contentsMargins()
        return QSize(widest + margins.left() + margins.right(), self._box.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        room, between = self._box.contentsRect().width(), self._box.spacing()
        fits = self._second.isHidden() or self.first_needs() + between + self.second_needs() <= room
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(right if fits else down)
