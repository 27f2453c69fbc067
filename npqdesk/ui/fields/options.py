"""Questions answered by choosing: a few options as rows, many in a list that opens."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from npqdesk.enquiry.questions import UNKNOWN
from npqdesk.services.enquiries import QuestionPage
from npqdesk.ui.fields.answer_field import AnswerField
from npqdesk.ui.theme import set_type
from npqdesk.ui.widgets.box import Box
from npqdesk.ui.widgets.frames import column, holder
from npqdesk.ui.widgets.radio import RadioOption

_SHOWN_AT_ONCE = 14


class OptionsField(AnswerField):
    """Every option a row: arrows move and choose, the digits 1 to 9 choose, nothing goes on by itself."""

    def __init__(self, asked: QuestionPage) -> None:
        self._group = QButtonGroup()
        self.options = [
            RadioOption(each.label, value=each.value, hint=each.hint, digit=str(number) if number < 10 else "")
            for number, each in enumerate(asked.options, start=1)
        ]
        self._hints = [each.hint for each in asked.options]
        self._rows = holder(column(*self.options, gap=1))
        super().__init__(asked, self._rows, self.options[0])
        self._rows.setAccessibleName(asked.wording)
        for option in self.options:
            self._group.addButton(option)
            option.toggled.connect(self._on_toggled)
            option.installEventFilter(self)
        self._name_options("")

    def value(self) -> str:
        return next((option.value for option in self.options if option.isChecked()), "")

    def show_value(self, text: str) -> None:
        for option in self.options:
            if option.value == text:
                option.setChecked(True)

    def focus(self) -> QWidget:
        return next((option for option in self.options if option.isChecked()), self.options[0])

    def choose(self, number: int) -> bool:
        if not 1 <= number <= min(len(self.options), 9):
            return False
        self.options[number - 1].setChecked(True)
        self.options[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_error(self, text: str) -> None:
        super().show_error(text)
        self._name_options(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            digit = event.text()
            if len(digit) == 1 and digit in "123456789":
                return self.choose(int(digit))
        return super().eventFilter(watched, event)

    def _name_options(self, error: str) -> None:
        """Each option says the question, its own words, its hint, and what is wrong."""
        for option, hint in zip(self.options, self._hints, strict=True):
            option.setAccessibleName(option.text().replace("&&", "&"))
            option.setAccessibleDescription(" ".join(part for part in (self.title, hint, error) if part))

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 (Qt's own signature)
        if checked:
            self.changed.emit()


class LongChoiceField(AnswerField):
    """A list that opens; typing the first letters finds an entry."""

    def __init__(self, asked: QuestionPage) -> None:
        self.box = Box()
        self.box.setPlaceholderText("Choose one")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setMaxVisibleItems(_SHOWN_AT_ONCE)
        set_type(self.box, "lead")
        last = [each for each in asked.options if each.value == UNKNOWN]
        rest = sorted((each for each in asked.options if each.value != UNKNOWN), key=lambda each: each.label.lower())
        for each in (*rest, *last):
            self.box.addItem(each.label, each.value)
        self.box.setCurrentIndex(-1)
        super().__init__(asked, self.box, self.box, width=560)
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def show_value(self, text: str) -> None:
        self.box.setCurrentIndex(self.box.findData(text))
