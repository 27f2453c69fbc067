"""Fields: a label with an access key, a hint, the error between hint and field, and a red bar down the whole group."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QPlainTextEdit, QWidget

from npqdesk.ui.seen import is_covered
from npqdesk.ui.theme import px, restyle, set_type
from npqdesk.ui.widgets.box import Box
from npqdesk.ui.widgets.buttons import plain
from npqdesk.ui.widgets.frames import Limited, column, holder, row
from npqdesk.ui.widgets.radio import RadioOption
from npqdesk.ui.widgets.text import Icon, label


class Field(QFrame):
    """What every field shares: `show_error(text)` and `clear_error()`; `first` is where the focus goes."""

    changed = Signal()

    def __init__(
        self, title: str, control: QWidget, *, hint: str = "", typeface: str = "strong", width: int = 0
    ) -> None:
        super().__init__()
        self.setProperty("role", "field")
        self.title, self.hint, self.first = plain(title), hint, control
        self._error_text = label("", "strong", tone="bad")
        icon = column(Icon("circle-alert", size=16, role="bad"), margins=(0, 2, 0, 0))
        icon.addStretch(1)
        line = row(icon, gap=6)
        line.addWidget(self._error_text, 1)
        self._error_line = holder(line)
        self._error_line.hide()
        self._column = column()
        if title:
            self._column.addWidget(label(title, typeface, mnemonic_for=control))
        if hint:
            self._column.addSpacing(2)
            self._column.addWidget(label(hint, tone="muted"))
        self._column.addWidget(self._error_line)
        self._column.addSpacing(6)
        self._column.addWidget(Limited(control, width) if width else control)
        self.setLayout(self._column)
        control.setAccessibleName(self.title)
        control.setAccessibleDescription(hint)

    @property
    def error(self) -> str:
        return self._error_text.text()

    def show_error(self, text: str) -> None:
        """Say what to do beside the field; what was typed stays."""
        self._error_text.setText(text)
        self._error_line.setVisible(bool(text))
        self._column.setContentsMargins(px(16) if text else 0, 0, 0, 0)
        restyle(self, invalid="true" if text else "")
        restyle(self.first, invalid="true" if text else "")
        self.first.setAccessibleDescription(" ".join(part for part in (self.hint, text) if part))

    def clear_error(self) -> None:
        self.show_error("")


class TextField(Field):
    """One line of text.  `width` in pixels at 100 % tells how long an answer is expected; 0 takes the whole row."""

    def __init__(
        self, title: str, *, hint: str = "", text: str = "", width: int = 0, large: bool = False, placeholder: str = ""
    ) -> None:
        self.edit = QLineEdit(text)
        self.edit.setPlaceholderText(placeholder)
        if large:
            self.edit.setProperty("bulk", "large")
        set_type(self.edit, "lead" if large else "body")
        super().__init__(title, self.edit, hint=hint, typeface="lead_strong" if large else "strong", width=width)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())

    def text(self) -> str:
        return self.edit.text().strip()


class LinesField(Field):
    """Several lines of text, `height` pixels at 100 %; Tab goes on.  While names are hidden nothing of it is shown."""

    def __init__(self, title: str, *, hint: str = "", text: str = "", height: int = 84) -> None:
        self.edit = QPlainTextEdit(text)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(px(height))
        set_type(self.edit, "body")
        super().__init__(title, self.edit, hint=hint)
        self._instead = label("Not shown while names are hidden.", tone="muted")
        self._column.addWidget(self._instead)
        self.edit.textChanged.connect(self.changed)
        self.show_seen()

    def show_seen(self) -> None:
        """Show what is written, or that it is not to be seen now."""
        self._instead.setVisible(is_covered())
        self.edit.setVisible(not is_covered())

    def text(self) -> str:
        return self.edit.toPlainText()


class ChoiceField(Field):
    """A drop-down list of (value, words)."""

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]], *, value: str = "", hint: str = "", width: int = 0
    ) -> None:
        self.box = Box()
        for each, words in options:
            self.box.addItem(words, each)
        set_type(self.box, "body")
        super().__init__(title, self.box, hint=hint, width=width)
        self.choose(value)
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def value(self) -> str:
        return str(self.box.currentData())

    def choose(self, value: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a `RadioField`: its value, its label, a hint."""

    value: str
    label: str
    hint: str = ""


class RadioField(Field):
    """A group of options: arrows move and choose, the digits 1 to 9 choose, nothing goes on by itself."""

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[Choice], *, hint: str = "", value: str = "") -> None:
        self._group = QButtonGroup()
        self.options = [
            RadioOption(each.label, value=each.value, hint=each.hint, digit=str(number) if number < 10 else "")
            for number, each in enumerate(choices, start=1)
        ]
        rows = column(*self.options, gap=1)
        rows.addStretch(1)
        super().__init__(title, holder(rows), hint=hint, typeface="lead_strong")
        self.setAccessibleName(self.title)
        for option in self.options:
            self._group.addButton(option)
            option.setChecked(option.value == value)
            option.toggled.connect(self._on_toggled)
            option.installEventFilter(self)

    def value(self) -> str:
        """The value chosen, "" while there is none."""
        return next((option.value for option in self.options if option.isChecked()), "")

    def focus_option(self) -> RadioOption:
        """Where the focus goes on arrival: the chosen option, else the first."""
        return next((option for option in self.options if option.isChecked()), self.options[0])

    def choose(self, number: int) -> bool:
        """Choose by position from 1; False when there is no such option."""
        if not 1 <= number <= len(self.options):
            return False
        self.options[number - 1].setChecked(True)
        self.options[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            digit = event.text()
            if len(digit) == 1 and digit in "123456789" and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return self.choose(int(digit))
        return super().eventFilter(watched, event)

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 (Qt's own signature)
        if checked:
            self.chosen.emit(self.value())
            self.changed.emit()
