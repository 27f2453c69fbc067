"""A whole number to turn up and down or to type; the wheel never turns it: scrolling a page must change nothing."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from npqdesk.ui.theme import px, set_type, theme
from npqdesk.ui.widgets.field import Field

_WIDTH = 96


class NumberField(Field):
    """`value()` is between `least` and `most`; `changed` comes with every key that leaves a number."""

    def __init__(self, title: str, *, least: int, most: int, value: int, hint: str = "", none: str = "") -> None:
        """`none` is what stands there for the least value, such as "–"."""
        self.box = QSpinBox()
        self.box.setRange(least, most)
        self.box.setValue(value)
        self.box.setSpecialValueText(none)
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        set_type(self.box, "body")
        super().__init__(title, self.box, hint=hint)
        self.box.valueChanged.connect(lambda _value: self.changed.emit())
        self.box.installEventFilter(self)
        theme().changed.connect(self._measure)
        self._measure()

    def value(self) -> int:
        return self.box.value()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        self.box.setFixedWidth(px(_WIDTH))
