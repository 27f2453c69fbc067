"""The page on which questions begin: about whom, and what was begun before.  The questions are in `question.py`."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.enquiries import EnquiryState, people
from npqdesk.ui.asking import Asking
from npqdesk.ui.fields.staff_names import complete_names, the_one_called
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import primary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 716
SHOWN = 8
"""How many of those begun before stand on the page."""


class BeginningPage(Page):
    """`asks` is what the questions are about.  A page of this kind shows what was begun (`begun`) and carries on with
    what has just begun (`carry_on`)."""

    asks: type[Asking] = Asking
    about = ""

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.asking = self.asks(shell, desk)
        self.set_header(PageHeader(self.title, about=self.about))
        question = self.asking.questions["name"]
        self.name = TextField(question.wording, hint=question.hint, width=520, large=True)
        self.errors = ErrorSummary()
        self._begun: QWidget | None = None
        self._home = column()
        self.body.addWidget(Limited(self.errors, _WIDTH))
        self.body.addWidget(Limited(self.name, _WIDTH))
        self.body.addLayout(self._home)
        for card in self.below():
            self.body.addWidget(Limited(card, _WIDTH))
        self.body.addStretch(1)
        self.go_on = primary("&Continue", self._begin, bulk="large")
        self.set_footer(FooterBar(self.go_on, note="Saved as you go. You can close at any time."))

    def begun(self) -> Card | None:
        """What was begun before, where anything was."""
        raise NotImplementedError

    def carry_on(self, number: int) -> None:
        """Lead on to the questions of what has just begun."""
        raise NotImplementedError

    def below(self) -> tuple[Card, ...]:
        """What else stands on the page."""
        return ()

    def begin(self, *, name: str = "", person_id: int | None = None) -> EnquiryState:
        """Begin for somebody on the staff record, or for a name.  Problem where the name cannot be taken."""
        return self.asking.begin(name=name, person_id=person_id)

    def arrive(self, **_arguments: object) -> None:
        complete_names(self.name.edit, people(self.desk))
        self.errors.show_errors(())
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.name.edit

    def refresh(self) -> None:
        if self._begun is not None:
            self._begun.hide()
            self._begun.deleteLater()
            self._begun = None
        card = self.begun()
        if card is not None:
            self._begun = Limited(card, _WIDTH)
            self._home.addWidget(self._begun)

    def leave(self) -> bool:
        """A name that was typed begins something of its own, so that it is not lost."""
        typed = self.name.text()
        if typed:
            self.name.edit.clear()
            try:
                self._begin_for(typed)
            except Problem:
                self.asking.keep(self.asking.begin().id, "name", typed)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin()
            return
        super().keyPressEvent(event)

    def _begin_for(self, name: str) -> EnquiryState:
        """Begin for the one on the staff record who is called so, else for the name."""
        person = the_one_called(people(self.desk), name)
        return self.begin(person_id=person.id) if person else self.begin(name=name)

    def _begin(self) -> None:
        name = self.name.text()
        try:
            if not name:
                raise Problem("There is a problem", "Enter a name.", "")
            state = self._begin_for(name)
        except Problem as problem:
            self.errors.show_errors([(self.name, problem.what_happened.removesuffix("."))])
            return
        self.name.edit.clear()
        self.shell.say_saved()
        self.carry_on(state.id)


def row_of(title: str, say: str, *actions: QPushButton, typeface: str = "small") -> QVBoxLayout:
    """A line of a card: what it is, what is said of it, and what can be done with it."""
    across = row(gap=8)
    across.addWidget(holder(column(label(title, "strong"), label(say, typeface, tone="muted"), gap=2)), 1)
    for action in actions:
        across.addWidget(action)
    return column(across)
