"""The outcome panel: the word, one sentence that says what it means and what it does not, and three figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.frames import column, frame, row
from npqdesk.ui.widgets.text import Icon, label


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure under the outcome: what it is, the figure in words or pounds, and a small note."""

    name: str
    figure: str
    note: str = ""


class OutcomePanel(QFrame):
    """The answer.  Takes the focus on arrival; its accessible name is the word and the sentence."""

    def __init__(self, outcome: Status, sentence: str, figures: Sequence[Figure] = ()) -> None:
        super().__init__()
        self.setProperty("role", "outcome")
        self.setProperty("status", outcome.status)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{outcome.word}. {sentence}")
        self.setAccessibleDescription("; ".join(f"{each.name}: {each.figure}, {each.note}" for each in figures))
        words = column(label(outcome.word, "result", tone=outcome.status), label(sentence), gap=3)
        if figures:
            words.addSpacing(14)
            words.addLayout(_figures(figures))
        icon = column(Icon(outcome.drawing, size=36, role=outcome.status))
        icon.addStretch(1)
        whole = row(icon, gap=16, margins=(22, 18, 22, 16))
        whole.addLayout(words, 1)
        self.setLayout(whole)


def _figures(figures: Sequence[Figure]) -> QVBoxLayout:
    across = row(gap=20)
    for number, each in enumerate(figures):
        if number:
            across.addWidget(frame("vrule"))
        parts = [label(each.name, "small", tone="muted"), label(each.figure, "amount")]
        if each.note:
            parts.append(label(each.note, "small", tone="muted"))
        cell = column(*parts, gap=2)
        cell.addStretch(1)
        across.addLayout(cell, 1)
    return column(across)
