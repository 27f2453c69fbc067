"""What the page of a question asks of any field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from npqdesk.services.enquiries import QuestionPage
from npqdesk.ui.widgets.field import Field


class AnswerField(Field):
    """A field of one question.  The heading of the page is its label; `entered` asks to go on.

    `value` is the answer as the services take it, "" while there is none; `kept` is whatever stands in the field, so
    that it can be put back by `show_kept` another day."""

    entered = Signal()

    def __init__(self, asked: QuestionPage, control: QWidget, first: QWidget, *, width: int = 0) -> None:
        super().__init__("", control, width=width)
        self.title, self.hint, self.first = asked.wording, asked.hint, first
        self.name_parts(first)

    def name_parts(self, *parts: QWidget) -> None:
        """Give each part of the field the question as its name, and the hint."""
        for part in parts:
            part.setAccessibleName(self.title)
            part.setAccessibleDescription(self.hint)

    def value(self) -> str:
        raise NotImplementedError

    def show_value(self, text: str) -> None:
        raise NotImplementedError

    def kept(self) -> str:
        return self.value()

    def show_kept(self, text: str) -> None:
        self.show_value(text)

    def focus(self) -> QWidget:
        """Where the focus goes on arrival."""
        return self.first

    def choose(self, number: int) -> bool:
        """A digit was pressed outside the field: choose that option; False when there is none."""
        return False
