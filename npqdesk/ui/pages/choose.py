"""Choose an NPQ: for whom, or one that was left half-way; and the courses to read about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.choosings import ChoosingRow, begin_choosing, choosings, remove_choosing
from npqdesk.services.enquiries import people
from npqdesk.services.guide import guide_questions
from npqdesk.ui.fields.staff_names import complete_names, the_one_called
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import primary, quiet, secondary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH, _SHOWN = 716, 8
_WAYS = (
    ("Courses", "For whom, how long, what is taught, how it is assessed, who may begin.", "Read", "courses"),
    ("Fees", "What a place would cost us if nobody else paid, and your own quotations.", "Look", "fees"),
    ("Engagement", "How much of a course has to be done, and what may still be missed.", "Reckon", "engagement"),
    ("Side by side", "Two or three courses in one table, to look at or to print.", "Compare", "compare_courses"),
)


class ChoosePage(Page):
    """The name, then the first question of the guide; under it what was begun, and the courses."""

    title = "Choose an NPQ"
    help_text = (
        "Which NPQ is right for a colleague comes before who pays for it. Enter a name and answer one question at a "
        "time; only what can change the recommendation is asked. Courses says what each NPQ is; Compare puts two or "
        "three side by side."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.set_header(
            PageHeader("Choose an NPQ", about="Which one is right for a colleague, before who pays for it.")
        )
        question = guide_questions()["name"]
        self.name = TextField(question.wording, hint=question.hint, width=520, large=True)
        self.errors = ErrorSummary()
        self.body.addWidget(Limited(self.errors, _WIDTH))
        self.body.addWidget(Limited(self.name, _WIDTH))
        self._begun: QWidget | None = None
        self._rest = column()
        self.body.addLayout(self._rest)
        self.body.addWidget(Limited(self._read_about(), _WIDTH))
        self.body.addStretch(1)
        self.go_on = primary("&Continue", self._begin, bulk="large")
        self.set_footer(FooterBar(self.go_on, note="Saved as you go. You can close at any time."))

    def arrive(self, *, person: int | None = None, **_arguments: object) -> None:
        """`person` begins for a colleague on the staff record at once."""
        if person is not None:
            self._carry_on(begin_choosing(self.desk, person_id=person).id)
            return
        complete_names(self.name.edit, people(self.desk))
        self.errors.show_errors(())
        self._show_begun()

    def first_focus(self) -> QWidget:
        return self.name.edit

    def refresh(self) -> None:
        self._show_begun()

    def leave(self) -> bool:
        """A name that was typed begins a choice of its own, so that it is not lost."""
        typed = self.name.text()
        if typed:
            self.name.edit.clear()
            try:
                begin_choosing(self.desk, name=typed)
            except Problem as problem:
                self.name.edit.setText(typed)
                self.errors.show_errors([(self.name, problem.what_happened.removesuffix("."))])
                return False
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
            state = begin_choosing(self.desk, person_id=person.id) if person else begin_choosing(self.desk, name=name)
        except Problem as problem:
            self.errors.show_errors([(self.name, problem.what_happened.removesuffix("."))])
            return
        self.name.edit.clear()
        self.shell.say_saved()
        self._carry_on(state.id)

    def _carry_on(self, number: int, *, complete: bool = False) -> None:
        self.shell.go("choose_result" if complete else "choose_question", choosing=number)

    def _show_begun(self) -> None:
        if self._begun is not None:
            self._begun.hide()
            self._begun.deleteLater()
            self._begun = None
        found = choosings(self.desk)
        if not found:
            return
        card = Card("Begun before", about="The last one first.")
        for each in found[:_SHOWN]:
            card.add_row(self._row(each))
        if len(found) > _SHOWN:
            card.add_row(label(f"{len(found) - _SHOWN} older ones are kept.", tone="muted"))
        self._begun = Limited(card, _WIDTH)
        self._rest.addWidget(self._begun)

    def _row(self, each: ChoosingRow) -> QVBoxLayout:
        name = each.name or "No name yet"
        about = " · ".join(part for part in (each.course or "Not all answered", each.cohort) if part)
        verb = "Open" if each.complete else "Continue"
        across = row(gap=8)
        across.addWidget(holder(column(label(name, "strong"), label(about, "small", tone="muted"), gap=2)), 1)
        open_it = secondary(
            verb,
            lambda: self._carry_on(each.id, complete=each.complete),
            bulk="small",
            name=f"{verb}: {name}, {about}",
        )
        across.addWidget(open_it)
        across.addWidget(quiet("Remove", lambda: self._remove(each), bulk="small", name=f"Remove: {name}, {about}"))
        return column(across)

    def _remove(self, each: ChoosingRow) -> None:
        remove_choosing(self.desk, each.id)
        self.shell.undoing.tell("The choice was removed.")
        self._show_begun()

    def _read_about(self) -> Card:
        card = Card("Read about the courses")
        for title, say, verb, page in _WAYS:
            open_it = secondary(verb, lambda page=page: self.shell.go(page), bulk="small", name=f"{verb}: {title}")
            across = row(gap=14)
            across.addWidget(holder(column(label(title, "strong"), label(say, tone="muted"), gap=2)), 1)
            across.addWidget(open_it)
            card.add_row(across)
        return card
