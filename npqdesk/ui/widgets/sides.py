"""A list and what is chosen in it, side by side, each scrolling by itself; in a narrow window one above the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.frames import column, holder

_NARROW, _PANE, _ENDLESS = 860, 480, 16_777_215


class Sides(QWidget):
    """`show_parts` puts other things at the right, from their top."""

    def __init__(self, listing: QWidget, *, width: int, low: int = 220) -> None:
        """`width` of the list, and its height in a narrow window, at 100 %."""
        super().__init__()
        self._width, self._low = width, low
        self._left = holder(column(listing))
        self._right = QScrollArea()
        self._right.setWidgetResizable(True)
        self._right.setFrameShape(QFrame.Shape.NoFrame)
        self._right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(20)
        self._line.addWidget(self._left)
        self._line.addWidget(self._right, 1)
        theme().changed.connect(self._measure)
        self._measure()

    def show_parts(self, parts: Sequence[QWidget], *, name: str) -> None:
        """Show these one under another; `name` is what a screen reader calls them together."""
        whole = column(*parts, gap=14, margins=(0, 0, 4, 0))
        whole.addStretch(1)
        self._right.setWidget(holder(whole))
        self._right.verticalScrollBar().setValue(0)
        self._right.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else right)
        across, held = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        for side in (self, self._left, self._right):  # beside one another each scrolls by itself: the page need not
            side.setSizePolicy(across, held if narrow else QSizePolicy.Policy.Ignored)
        self._left.setMinimumSize(0 if narrow else px(self._width), px(self._low) if narrow else 0)
        self._left.setMaximumSize(_ENDLESS if narrow else px(self._width), px(self._low) if narrow else _ENDLESS)
        self._right.setMinimumHeight(px(_PANE) if narrow else 0)
