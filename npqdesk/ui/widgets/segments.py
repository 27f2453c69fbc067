"""How far along: segments under "Question 4 of about 9"; and joined toggle buttons for up to five choices."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from npqdesk.ui.theme import colour, px, set_type
from npqdesk.ui.widgets.buttons import Button


class Segments(QWidget):
    """`done` of `total` segments filled; the words beside it carry the meaning."""

    def __init__(self, done: int = 0, total: int = 1) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(done, total)

    def show_step(self, done: int, total: int) -> None:
        self._done, self._total = done, max(total, 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(27) * self._total, px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(self._total):
            painter.setBrush(colour("accent" if at < self._done else "border"))
            painter.drawRoundedRect(QRectF(at * px(27), px(1), px(23), px(4)), 2, 2)


class SegmentedChoice(QWidget):
    """Joined toggle buttons; arrow keys move.  Emits the value chosen."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, value: str = "", name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for at, (each, words) in enumerate(options):
            button = _Segment(words, each)
            button.setProperty("end", "first" if at == 0 else "last" if at == len(options) - 1 else "")
            button.setAccessibleName(f"{name}: {words}" if name else words)
            button.setChecked(each == (value or options[0][0]))
            self._group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.value))

    def value(self) -> str:
        return self._group.checkedButton().value

    def choose(self, value: str) -> None:
        """Choose without telling."""
        for button in self._group.buttons():
            button.setChecked(button.value == value)

    def show_words(self, value: str, words: str) -> None:
        """Other words on one of the buttons, such as a new count."""
        button = next(each for each in self._group.buttons() if each.value == value)
        button.setText(words)
        name = self.accessibleName()
        button.setAccessibleName(f"{name}: {words}" if name else words)


class _Segment(Button):
    def __init__(self, words: str, value: str) -> None:
        super().__init__()
        self.value = value
        self.setText(words)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "segment")
        set_type(self, "table")

    def sizeHint(self) -> QSize:
        """Room for the words as they stand when it is chosen: bolder, and wider."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wider = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(wider, 0) + px(2), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = self.group().buttons()
        other = buttons[(buttons.index(self) + step) % len(buttons)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.click()
