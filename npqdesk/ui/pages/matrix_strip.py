"""What stands under the matrix: the chosen cell in sentences, and what can be done from it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from npqdesk.services.matrix.one_cell import CellTold
from npqdesk.services.wording import OUTCOMES
from npqdesk.ui.pages.matrix_model import STATUSES
from npqdesk.ui.seen import seen
from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.text import Icon, breakable, label

_MOST = 2
_NOT_A_PLACE = "Being eligible is not a place: only a lead provider can offer one."
_HEIGHT = 128  # pixels at 100 %, so that the grid stays as it is from cell to cell


class CellStrip(QFrame):
    """`enquiry`, `application` and `letter` come for its buttons, which show only where they lead somewhere."""

    enquiry = Signal()
    application = Signal()
    letter = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.told: CellTold | None = None
        self._icon = Icon("circle-question-mark", size=22)
        self._title = label("", "strong")
        self._lines = [label(""), label("", tone="muted"), label("", "small", tone="muted")]
        self.main = secondary("Start an enquiry", self.enquiry.emit)
        self.to_application = secondary("Open the application", self.application.emit)
        self.to_letter = secondary("Letter…", self.letter.emit, icon="file-text")
        words = column(self._title, *self._lines, gap=3)
        acts = row(self.main, self.to_application, self.to_letter, gap=8)
        icon = QVBoxLayout()
        icon.addWidget(self._icon)
        icon.addStretch(1)
        across = row(icon, gap=14, margins=(20, 12, 18, 12))
        across.addLayout(words, 1)
        across.addLayout(acts)
        self.setLayout(across)
        theme().changed.connect(self._measure)
        self._measure()
        self.show_nothing()

    def _measure(self) -> None:
        self.setMinimumHeight(px(_HEIGHT))

    def show_nothing(self) -> None:
        """While no cell is chosen."""
        self.told = None
        self._show("circle-question-mark", "text2", "Choose a cell", ("It is told here, with what can be done.",))
        for button in (self.main, self.to_application, self.to_letter):
            button.hide()

    def show_told(self, told: CellTold) -> None:
        """A cell, with the ways on from it."""
        self.told = told
        status = STATUSES[told.cell.kind]
        self._show(status.drawing, status.status, told.title, tuple(_sentences(told)))
        begun = "Go on with the enquiry" if told.enquiry_id else "Start an enquiry"
        self.main.say("Open the result" if told.is_answered else begun)
        self.main.show()
        self.to_application.setVisible(told.application_id is not None)
        self.to_letter.setVisible(told.determination_id is not None)

    def show_seen(self) -> None:
        """Tell it again when names are hidden, or shown again."""
        if self.told is not None:
            self.show_told(self.told)

    def _show(self, icon: str, role: str, title: str, lines: Sequence[str]) -> None:
        self._icon.show_icon(icon, role=role)
        self._title.setText(breakable(title))
        for at, each in enumerate(self._lines):
            text = lines[at] if at < len(lines) else ""
            each.setText(breakable(text))
            each.setVisible(bool(text))
        self.setAccessibleName(seen(" ".join((f"{title}.", *lines))))


def _sentences(told: CellTold) -> Iterator[str]:
    """At most three lines: what decides it, where else somebody is eligible, what was taken for granted."""
    yield " ".join(filter(None, (told.standing, _deciding(told), told.kept)))
    if told.eligible_for:
        yield f"Eligible for {_listed(told.eligible_for, most=4)}."
    else:
        yield "Eligible for none of the other courses." if told.cell.kind != "eligible" else ""
    if told.granted:
        yield f"Taken for granted: {'; '.join(told.granted)}."


def _deciding(told: CellTold) -> str:
    outcome = told.answer.decision.outcome
    if told.cell.kind == "ask":
        more = len(told.missing) - _MOST
        rest = f" And {more} more." if more > 0 else ""
        return f"{' '.join(told.missing[:_MOST])}{rest}"
    if told.standing:
        return f"The rules say: {OUTCOMES[outcome]}."
    if outcome == "not_funded" and told.because:
        return f"{'; '.join(told.because)}."
    return _NOT_A_PLACE if outcome == "funded" else told.answer.sentence


def _listed(names: Sequence[str], *, most: int) -> str:
    """ "Headship, SENCO and 3 more"."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
