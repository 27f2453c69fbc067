"""Check funding: for whom, or one that was left half-way.  The questions themselves are in `question.py`."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.enquiries import EnquiryRow, begin_enquiry, drafts, enquiry_state, people, put_answers
from npqdesk.services.half_typed import keep_half_typed
from npqdesk.ui.fields.staff_names import complete_names, the_one_called
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH, _SHOWN = 716, 8


class CheckFundingPage(Page):
    """The name, then the first question; under it the enquiries begun and not answered."""

    title = "Check funding"
    help_text = (
        "Enter the name of a colleague and answer one question at a time. Only what can change the answer is asked. "
        "Each answer is kept as soon as you continue, so you can stop at any time and carry on another day."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.set_header(
            PageHeader("Check funding", about="Is a colleague’s NPQ funded, why, and what is the school owed?")
        )
        question = desk.rulebook.questions["name"]
        self.name = TextField(question.wording, hint=question.hint, width=520, large=True)
        self.errors = ErrorSummary()
        self._urn = ""
        self.body.addWidget(Limited(self.errors, _WIDTH))
        self.body.addWidget(Limited(self.name, _WIDTH))
        self._drafts: QWidget | None = None
        self._rest = column()
        self.body.addLayout(self._rest)
        self.body.addStretch(1)
        self.go_on = primary("&Continue", self._begin, bulk="large")
        self.set_footer(FooterBar(self.go_on, note="Saved as you go. You can close at any time."))

    def arrive(self, *, enquiry: int | None = None, urn: str = "", **_arguments: object) -> None:
        """`enquiry` carries on with one; anything else begins here, for someone at the school of `urn` if named."""
        self._urn = urn
        if enquiry is not None:
            carry_on(self.shell, self.desk, enquiry)
            return
        complete_names(self.name.edit, people(self.desk))
        self.errors.show_errors(())
        self._show_drafts(drafts(self.desk))

    def first_focus(self) -> QWidget:
        return self.name.edit

    def leave(self) -> bool:
        """A name that was typed begins an enquiry of its own, so that it is not lost."""
        typed = self.name.text()
        if typed:
            self.name.edit.clear()
            try:
                begin_enquiry(self.desk, name=typed)
            except Problem:
                keep_half_typed(self.desk, begin_enquiry(self.desk).id, "name", typed)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin()
            return
        super().keyPressEvent(event)

    def _begin(self) -> None:
        name = self.name.text()
        person = the_one_called(people(self.desk), name)
        try:
            if not name:
                raise Problem("There is a problem", "Enter a name.", "")
            state = begin_enquiry(self.desk, person_id=person.id) if person else begin_enquiry(self.desk, name=name)
        except Problem as problem:
            self.errors.show_errors([(self.name, problem.what_happened.removesuffix("."))])
            return
        if self._urn:
            put_answers(self.desk, state.id, {**state.answers, "workplace": self._urn})
        self.name.edit.clear()
        self.shell.say_saved()
        carry_on(self.shell, self.desk, state.id)

    def _show_drafts(self, found: tuple[EnquiryRow, ...]) -> None:
        if self._drafts is not None:
            self._drafts.hide()
            self._drafts.deleteLater()
            self._drafts = None
        if not found:
            return
        card = Card("Carry on", about="Begun and not answered yet, the last one first.")
        for each in found[:_SHOWN]:
            card.add_row(self._draft(each))
        if len(found) > _SHOWN:
            card.add_row(label(f"{len(found) - _SHOWN} more under Enquiries.", tone="muted"))
        self._drafts = Limited(card, _WIDTH)
        self._rest.addSpacing(8)
        self._rest.addWidget(self._drafts)

    def _draft(self, each: EnquiryRow) -> QVBoxLayout:
        name = each.name or "No name yet"
        about = " · ".join(part for part in (each.course, each.cohort) if part) or "No course chosen yet"
        button: QPushButton = secondary(
            "Continue",
            lambda: carry_on(self.shell, self.desk, each.id),
            bulk="small",
            name=f"Continue: {name}, {about}",
        )
        across = row(gap=14)
        across.addWidget(holder(column(label(name, "strong"), label(about, "small", tone="muted"), gap=2)), 1)
        across.addWidget(button)
        return column(across)


def carry_on(shell: "Shell", desk: "Desk", enquiry_id: int) -> None:
    """Show an enquiry where it stands: its next question, the check of its answers, or its result."""
    state = enquiry_state(desk, enquiry_id)
    if not state.route.complete:
        shell.go("question", enquiry=enquiry_id)
    elif state.state == "draft":
        shell.go("check_answers", enquiry=enquiry_id)
    else:
        shell.go("result", enquiry=enquiry_id)
