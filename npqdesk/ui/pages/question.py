"""One question at a time.  The page shows whatever question the enquiry has come to, in the field of its kind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from npqdesk.enquiry.route import after
from npqdesk.problem import Problem
from npqdesk.services.enquiries import EnquiryState, QuestionPage
from npqdesk.services.half_typed import half_typed
from npqdesk.ui.announce import announce
from npqdesk.ui.asking import Asking
from npqdesk.ui.command import Command
from npqdesk.ui.fields.kinds import TYPED_KINDS
from npqdesk.ui.page import Page
from npqdesk.ui.pages.question_view import QuestionView
from npqdesk.ui.soon import Soon
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.header import FooterBar
from npqdesk.ui.widgets.knowledge import KnowledgePanel, Known

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_NARROW, _PAUSE = 1000, 600  # pixels at 100 %; milliseconds after a key


class QuestionPageView(Page):
    """Continue keeps the answer and shows the next question; Back goes the way one came.

    What stands in the field is kept when the page is left or the window closed, and a moment after the last key."""

    title = "Check funding"
    begins = ("question", "from_check")
    is_own_way = True
    asks: type[Asking] = Asking
    help_text = (
        "Arrow keys or the digits choose, Enter continues, Alt+Left goes back. Nothing goes on by itself. "
        "Why we ask says what hangs on the answer and where the rule is published."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.asking = self.asks(shell, desk)
        self.body.setContentsMargins(32, 20, 28, 24)
        self.state: EnquiryState | None = None
        self.asked: QuestionPage | None = None
        self.view: QuestionView | None = None
        self._from_check = False
        self._panel, self._folded = KnowledgePanel(), KnowledgePanel()
        self._side_area = _scrolling(self._panel)
        self.set_side(self._side_area, panel=True)
        self._fold = Disclosure("What we know so far", self._folded)
        self.body.addStretch(1)
        self.body.addWidget(self._fold)
        self.back = secondary("&Back", self._back, icon="arrow-left", bulk="large")
        self.go_on = primary("&Continue", self._continue, bulk="large")
        self.set_footer(FooterBar(self.back, self.go_on, note="Saved as you go. You can close at any time."))
        self._timer = Soon(self, _PAUSE, self._keep)

    def arrive(self, *, enquiry: int, question: str = "", from_check: bool = False, **_arguments: object) -> None:
        """`question` is one to change or challenge; without it the one that the enquiry has come to."""
        self._from_check = from_check
        state = self.asking.state(enquiry)
        self._show(state, question or state.route.current)

    def refresh(self) -> None:
        """The same question while it is still asked; after an undo or redo, the one that the enquiry has come to."""
        if self.state is None:
            return
        before, state = self.state.route, self.asking.state(self.state.id)
        shown = self.asked.question.id if self.asked is not None else ""
        self.asked = None
        if state.removed:
            self.shell.go(self.asking.start)
            return
        answered_meanwhile = shown in state.route.given and shown not in before.given
        stays = shown in state.route.path and not answered_meanwhile
        self._show(state, shown if stays else state.route.current)

    def first_focus(self) -> QWidget | None:
        return self.view.field.focus() if self.view is not None else None

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Back to the question before", self._back, menu="go"),
            Command("&Continue", self._continue, menu="go"),
            Command("Check the &answers", self._check, menu="go"),
        )

    def leave(self) -> bool:
        self._keep()
        return True

    def step_back(self) -> bool:
        """To the question before; from the first one, to wherever the enquiry was begun."""
        if not self._can_go_back:
            return False
        self._back()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._continue()
        elif not (plain and event.text().isdecimal() and self.view and self.view.field.choose(int(event.text()))):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self._side_area.setVisible(not narrow)
        self._fold.setVisible(narrow)

    # Showing

    def _show(self, state: EnquiryState, question_id: str) -> None:
        """A question, or the check of the answers when none is left."""
        self._timer.stop()
        if not question_id:
            self.asked = None
            self.asking.go(self.asking.check, state.id)
            return
        asked = self.asking.page(state, question_id)
        self.state, self.asked = state, asked
        view = QuestionView(self.asking, state, asked, half_typed(state, question_id))
        view.field.changed.connect(self._timer.ask)
        view.field.changed.connect(self._follow_focus)
        view.take_back.connect(self._take_back)
        if self.view is not None:
            self.view.hide()
            self.view.deleteLater()
        self.view = view
        self.body.insertWidget(0, view)
        view.show()  # at once, so that the focus is seen where it arrives
        self._tell_known(state, asked)
        self.back.setVisible(self._can_go_back)
        self.set_title(f"{self.asking.title}: {state.name}" if state.name else self.asking.title)
        self.scroll_to_top()
        announce(self, f"{view.step} {asked.wording}".strip())

    def _tell_known(self, state: EnquiryState, asked: QuestionPage) -> None:
        facts = _known_so_far(state, asked.question.id)
        open_now = self.asking.still_open(state, asked)
        for panel in (self._panel, self._folded):
            panel.show_known(facts)
            panel.show_open(open_now)

    def _follow_focus(self) -> None:
        """An option chosen by its digit may stand below what is seen."""
        if self.view is not None:
            self.scroll.ensureWidgetVisible(self.view.field.focus(), 0, px(24))

    # Going on, back, away

    @property
    def _can_go_back(self) -> bool:
        return self._from_check or (self.asked is not None and bool(self.asked.back))

    def _continue(self) -> None:
        if self.view is None or self.state is None or self.asked is None:
            return
        question = self.asked.question.id
        try:
            state = self.asking.save(self.state.id, question, self.view.field.value())
        except Problem as problem:
            self._keep()
            self.view.show_error(problem.what_happened.removesuffix("."))
            self.scroll_to_top()
            return
        self.asked = None
        self.shell.say_saved()
        anew = self._from_check or question == self.state.route.current  # not one that was gone back to
        self._go(state, state.route.current if anew else after(state.route, question))

    def _back(self) -> None:
        if self.asked is None or self.state is None:
            return
        self._keep(even_chosen=False)
        if self._from_check:
            self._go(self.asking.state(self.state.id), "")
        elif self.asked.back:
            self._go(self.asking.state(self.state.id), self.asked.back)

    def _go(self, state: EnquiryState, question_id: str) -> None:
        if self._from_check and question_id:
            self._from_check = False
        self._show(state, question_id)
        focus = self.first_focus()
        if question_id and focus is not None:
            focus.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_back(self) -> None:
        """The challenge is withdrawn: what the records say stands again."""
        if self.state is not None and self.asked is not None:
            state = self.asking.take_back(self.state.id, self.asked.question.id)
            self.asking.keep(self.state.id, self.asked.question.id, "")
            self.asked = None
            self.asking.go(self.asking.check, state.id)

    def _keep(self, *, even_chosen: bool = True) -> None:
        """Keep what stands in the field where it is no answer yet; a choice that would change one is not taken so."""
        self._timer.stop()
        if self.view is None or self.state is None or self.asked is None:
            return
        question, text = self.asked.question, self.view.field.kept()
        typed = question.kind in TYPED_KINDS
        answered = question.id in self.state.route.given or (self.asked.text and not typed)
        changed = text != self.asked.text and (typed or (even_chosen and not answered))
        self.asking.keep(self.state.id, question.id, text if changed else "")

    def _check(self) -> None:
        if self.state is not None:
            self.asking.go(self.asking.check, self.state.id)


def _known_so_far(state: EnquiryState, asked: str) -> list[Known]:
    """What was answered or stands in our records; what was looked up of the workplace goes under it."""
    looked_up = ". ".join(f"{row.label}: {row.answer}" for row in state.rows if row.action == "challenge")
    shown = []
    for row in state.rows:
        if row.question != asked and row.action == "change":
            origin = f"{row.say}. {looked_up}" if row.question == "workplace" and looked_up else row.say
            shown.append(Known(row.label, row.answer, origin))
    return shown


def _scrolling(panel: KnowledgePanel) -> QScrollArea:
    """The panel may say more than a small window shows."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName("What we know so far")
    area.setWidget(panel)
    return area
