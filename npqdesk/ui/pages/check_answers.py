"""Check the answers: every fact the result rests on, where it comes from, and how to put it right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from npqdesk.enquiry.check_answers import CheckRow
from npqdesk.services.enquiries import EnquiryState
from npqdesk.services.unverified import UNVERIFIED, unverified
from npqdesk.ui.asking import Asking
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.buttons import Button, link, primary, secondary
from npqdesk.ui.widgets.frames import Card, Limited, column, heading, holder, row, rule
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import Icon, label, shortened

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH, _NARROW = 900, 820
_SUBJECTS = (("person", "The person"), ("course", "The course"), ("workplace", "The workplace"))
_ORIGINS = {
    "record": "user",
    "register": "database",
    "ofsted": "database",
    "list": "list-checks",
    "history": "history",
    "answer": "pencil",
    "follows": "arrow-right",
}


class CheckAnswersPage(Page):
    """Change opens a question again and comes back here; what lies off the route stays for when it is wanted."""

    title = "Check the answers"
    asks: type[Asking] = Asking
    help_text = (
        "Change opens a question again. Facts from the register and the lists can be challenged: your word then "
        "stands, and the result says so. An answer that is not needed any more is kept and comes back when it is."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.asking = self.asks(shell, desk)
        self.state: EnquiryState | None = None
        self._header = PageHeader("Check the answers", about=self.asking.about)
        self.set_header(self._header)
        self._cards: QWidget | None = None
        self.changes: list[Button] = []
        self._is_narrow = False
        self._back = secondary("&Back", self._go_back, icon="arrow-left", bulk="large")
        self.show_result = primary(self.asking.show_words, self._show_result, bulk="large")
        self.go_on = primary("&Go on with the questions", self._go_on, bulk="large")
        self._footer_bar = FooterBar(self._back, self.show_result, self.go_on)
        self.set_footer(self._footer_bar)

    def arrive(self, *, enquiry: int, **_arguments: object) -> None:
        self._tell(self.asking.state(enquiry))

    def refresh(self) -> None:
        if self.state is None:
            return
        state = self.asking.state(self.state.id)
        if state.removed:
            self.shell.go(self.asking.start)
        else:
            self._tell(state)

    def _tell(self, state: EnquiryState) -> None:
        self.state = state
        self._header.show_crumbs(
            [
                (self.asking.title, lambda: self.shell.go(self.asking.start)),
                (shortened(state.name) or "No name yet", None),
            ]
        )
        self.set_title(f"Check the answers: {state.name}" if state.name else "Check the answers")
        complete = state.route.complete
        self.show_result.setVisible(complete)
        self.go_on.setVisible(not complete)
        self._footer_bar.note.setText("All the facts needed are here" if complete else "Some questions are still open")
        self._show_cards(state)
        self.scroll_to_top()

    def step_back(self) -> bool:
        self._go_back()
        return True

    def first_focus(self) -> QWidget:
        return self.go_on if self.show_result.isHidden() else self.show_result

    def commands(self) -> Sequence[Command]:
        return (Command("&Back to the last question", self._go_back, menu="go"),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.first_focus().click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            if self.state is not None:
                self._show_cards(self.state)

    def _show_cards(self, state: EnquiryState) -> None:
        if self._cards is not None:
            self._cards.hide()
            self._cards.deleteLater()
        self.changes = []
        inside, by_hand = column(gap=8), unverified(self.desk.vocabulary, state.route.known)
        for subject, title in _SUBJECTS:
            rows = [each for each in state.rows if each.subject == subject]
            if rows:
                inside.addWidget(heading(title))
                inside.addWidget(self._card(title, rows, by_hand=by_hand is not None))
                inside.addSpacing(8)
        if by_hand is not None:
            inside.addLayout(_note("triangle-alert", by_hand.say, role="ask"))
        if any(each.action == "challenge" for each in state.rows):
            words = "Facts from the register and the lists can be challenged. The answer then rests on your word."
            inside.addLayout(_note("info", words))
        inside.addStretch(1)
        self._cards = Limited(holder(inside), _WIDTH)
        self.body.addWidget(self._cards, 1)

    def _card(self, title: str, rows: list[CheckRow], *, by_hand: bool) -> Card:
        card = Card()
        card.setAccessibleName(title)
        card.body.setContentsMargins(20, 2, 12, 2)
        for number, each in enumerate(rows):
            if number:
                card.body.addWidget(rule())
            card.body.addWidget(self._row(each, by_hand=by_hand))
        return card

    def _row(self, each: CheckRow, *, by_hand: bool) -> QWidget:
        verb = "Challenge" if each.action == "challenge" else "Change"
        change = link(verb, lambda: self._change(each), name=f"{verb}: {each.label}", typeface="table")
        self.changes.append(change)
        mark = row(Icon(_ORIGINS[each.origin], size=15), gap=8)
        mark.addWidget(label(_origin(each, by_hand=by_hand), "small", tone="muted"), 1)
        across = row(gap=10, margins=(0, 7, 0, 7))
        if self._is_narrow:
            about = label(each.label, "small", tone="muted")
            across.addLayout(column(about, label(each.answer, "strong"), mark, gap=2), 1)
        else:
            across.addWidget(_Sized(label(each.label, tone="muted"), 210))
            across.addWidget(label(each.answer, "strong"), 1)
            across.addWidget(_Sized(holder(mark), 196))
        across.addWidget(_Sized(change, 72))
        made = holder(across)
        made.setAccessibleName(f"{each.label}: {each.answer}. {each.say}")
        return made

    def _change(self, each: CheckRow) -> None:
        if self.state is not None:
            self.asking.go(self.asking.question, self.state.id, question=each.question, from_check=True)

    def _go_back(self) -> None:
        if self.state is not None and self.state.route.path:
            last = self.state.route.path[-1]
            self.asking.go(self.asking.question, self.state.id, question=last)

    def _go_on(self) -> None:
        if self.state is not None:
            self.asking.go(self.asking.question, self.state.id)

    def _show_result(self) -> None:
        if self.state is not None:
            self.asking.go(self.asking.result, self.state.id)


def _note(icon: str, words: str, *, role: str = "text2") -> QHBoxLayout:
    """A remark under the cards."""
    note = row(Icon(icon, role=role), gap=10)
    note.addWidget(label(words, tone="muted"), 1)
    return note


class _Sized(QWidget):
    """A cell as wide in every row, growing with the text size."""

    def __init__(self, inside: QWidget, pixels: int) -> None:
        super().__init__()
        self._pixels = pixels
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inside)
        if isinstance(inside, QLabel):
            inside.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(px(self._pixels))


def _origin(each: CheckRow, *, by_hand: bool) -> str:
    """Where a fact comes from; a workplace that no register has is the office's own word."""
    return f"Entered by hand: {UNVERIFIED}" if by_hand and each.question in ("workplace", "ofsted_urn") else each.say
