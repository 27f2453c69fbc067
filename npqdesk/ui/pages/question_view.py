"""What the page of a question shows of one question: where it stands, its words, its field, why it is asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.enquiry.route import LOOKED_UP
from npqdesk.services.answer import SourceLink
from npqdesk.services.enquiries import EnquiryState, QuestionPage
from npqdesk.ui.fields.kinds import field_for
from npqdesk.ui.links import source_button
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.frames import Limited, column, frame, holder, row
from npqdesk.ui.widgets.segments import Segments
from npqdesk.ui.widgets.text import Icon, label, shortened, show_tip

if TYPE_CHECKING:
    from npqdesk.ui.asking import Asking

_WIDTH = 716


class QuestionView(QWidget):
    """Made anew for each question; `step` says how far it is.

    `take_back` asks to withdraw what stands against the register or a list."""

    take_back = Signal()

    def __init__(self, asking: "Asking", state: EnquiryState, asked: QuestionPage, half_typed: str) -> None:
        super().__init__()
        self.field = field_for(asked, asking.shell)
        if half_typed:
            self.field.show_kept(half_typed)
        self.errors = ErrorSummary()
        title = label(asked.wording, "h1")
        title.setBuddy(self.field.first)
        inside = column(self._path(asking, state), gap=0)
        inside.addSpacing(14)
        self.step = ""
        if asked.question.id in (*state.route.path, state.route.current):
            self.step = f"Question {asked.number} of about {asked.about}."
            inside.addWidget(_progress(asked))
            inside.addSpacing(14)
        self._summary = holder(column(self.errors, margins=(0, 0, 0, 16)))
        self._summary.hide()
        inside.addWidget(self._summary)
        inside.addWidget(title)
        if asked.hint:
            inside.addSpacing(6)
            inside.addWidget(label(asked.hint, tone="muted"))
        self._challenge(inside, state, asked)
        inside.addSpacing(10)
        inside.addWidget(self.field)
        inside.addSpacing(12)
        inside.addWidget(_why(asked))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Limited(holder(inside), _WIDTH))

    def show_error(self, words: str) -> None:
        """The summary on top with the focus, the message beside the field; what was typed stays."""
        self._summary.show()
        self.errors.show_errors([(self.field, words)])

    def _path(self, asking: "Asking", state: EnquiryState) -> QWidget:
        start = link(asking.title, lambda: asking.shell.go(asking.start))
        across = row(start, label("›", tone="muted", wrap=False), gap=8)
        name = state.name or "No name yet"
        shown = label(shortened(name), tone="muted", wrap=False)
        show_tip(shown, name if shown.text() != name else "")
        across.addWidget(shown)
        across.addStretch(1)
        return holder(across)

    def _challenge(self, inside: QVBoxLayout, state: EnquiryState, asked: QuestionPage) -> None:
        """Say when an answer stands, or would stand, against the register, a list or our records."""
        known = state.route.known.get(asked.question.fact)
        if known is None or (known.origin not in LOOKED_UP and known.against is None):
            return
        box = frame("notice")
        across = row(Icon("info", role="on_soft"), gap=10, margins=(14, 8, 14, 8))
        if known.against is None:
            words = f"Known already. {known.say}. If you answer otherwise, the result rests on your word."
        else:
            words = f"{known.say}. The answer rests on your word."
        across.addWidget(label(words), 1)
        if known.against is not None:
            across.addWidget(link("Take it back", self.take_back.emit, name="Take back: let the records stand again"))
        box.setLayout(across)
        inside.addSpacing(10)
        inside.addWidget(box)


def _progress(asked: QuestionPage) -> QWidget:
    words = f"Question {asked.number} of about {asked.about}"
    shown = label(words, tone="muted", wrap=False)
    across = row(shown, gap=14)
    across.addWidget(Segments(asked.number, asked.about), 0, Qt.AlignmentFlag.AlignVCenter)
    across.addStretch(1)
    return holder(across)


def _why(asked: QuestionPage) -> Disclosure:
    question = asked.question
    source = SourceLink(question.source, question.source, question.source_url)
    named = row(label("Source:", tone="muted", wrap=False), gap=6)
    named.addWidget(source_button(source) if question.source_url else label(question.source, tone="muted"))
    named.addStretch(1)
    inside = column(label(asked.why, tone="muted"), gap=2)
    inside.addLayout(named)
    return Disclosure("Why we ask", holder(inside))
