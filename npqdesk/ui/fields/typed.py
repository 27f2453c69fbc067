"""Questions answered by typing: a text, a number, an Ofsted number, a month; with what else may be said instead."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QLineEdit

from npqdesk.enquiry.questions import Kind, Option
from npqdesk.services.enquiries import PersonRow, QuestionPage
from npqdesk.ui.fields.answer_field import AnswerField
from npqdesk.ui.fields.staff_names import complete_names
from npqdesk.ui.theme import set_type
from npqdesk.ui.widgets.frames import Limited, column, holder
from npqdesk.ui.widgets.radio import RadioOption
from npqdesk.ui.widgets.text import label

_WIDTHS: dict[Kind, int] = {"count": 140, "ofsted_urn": 240, "month": 240}
_MONTHS = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))
_WORDED = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_FIGURES = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")


class TypedField(AnswerField):
    """One line, and under it the options that stand for no text: "The register has no number"."""

    def __init__(self, asked: QuestionPage) -> None:
        self.edit = QLineEdit()
        self.edit.setProperty("bulk", "large")
        set_type(self.edit, "lead")
        self._group = QButtonGroup()
        self.options = _instead(asked.options)
        inside = column(Limited(self.edit, _WIDTHS.get(asked.question.kind, 520)), gap=8)
        if self.options:
            inside.addSpacing(6)
            inside.addWidget(label("or", tone="muted"))
            for option in self.options:
                self._group.addButton(option)
                inside.addWidget(option)
                option.toggled.connect(lambda _checked: self.changed.emit())
        super().__init__(asked, holder(inside), self.edit)
        self.edit.textChanged.connect(self._on_text)

    def value(self) -> str:
        chosen = self._group.checkedButton()
        return chosen.value if isinstance(chosen, RadioOption) else self.edit.text().strip()

    def show_value(self, text: str) -> None:
        for option in self.options:
            if option.value == text:
                option.setChecked(True)
                return
        self.edit.setText(text)

    def show_error(self, text: str) -> None:
        super().show_error(text)
        self.edit.setAccessibleDescription(" ".join(part for part in (self.hint, text) if part))

    def _on_text(self, _text: str) -> None:
        """Typing takes back the option that stood instead of a text."""
        self._group.setExclusive(False)
        for option in self.options:
            option.setChecked(False)
        self._group.setExclusive(True)
        self.changed.emit()


class MonthField(TypedField):
    """Takes "September 2024", "sep 2024" or "9/2024"; shows the first."""

    def value(self) -> str:
        return as_month(super().value())

    def kept(self) -> str:
        return super().value()

    def show_value(self, text: str) -> None:
        year, _dash, month = text.partition("-")
        worded = f"{_MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else text
        super().show_value(worded)


class NameField(TypedField):
    """A name, completed from the staff record; one that is not on it is as good."""

    def __init__(self, asked: QuestionPage, staff: Sequence[PersonRow]) -> None:
        super().__init__(asked)
        complete_names(self.edit, staff)


def as_month(text: str) -> str:
    """A month as it is kept, "2024-09"; anything else as it was typed."""
    if worded := _WORDED.fullmatch(text):
        starts = [number for number, name in enumerate(_MONTHS, 1) if name.lower().startswith(worded[1].lower())]
        return f"{worded[2]}-{starts[0]:02}" if len(starts) == 1 else text
    figures = _FIGURES.fullmatch(text)
    return f"{figures[2]}-{int(figures[1]):02}" if figures else text


def _instead(options: Sequence[Option]) -> list[RadioOption]:
    return [RadioOption(each.label, value=each.value, hint=each.hint) for each in options]
