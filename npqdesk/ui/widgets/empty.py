"""An empty page or table: why it is empty, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import row
from npqdesk.ui.widgets.text import Icon, label


class EmptyState(QWidget):
    """An icon, a heading, one sentence on how things get here, and one or two buttons."""

    def __init__(self, icon: str, title: str, sentence: str, *actions: QPushButton) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setSpacing(6)
        whole.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        whole.addWidget(Icon(icon, size=40), 0, centre)
        whole.addSpacing(6)
        for words in (label(title, "h2"), label(sentence, tone="muted")):
            words.setAlignment(centre)
            whole.addWidget(words)
        if actions:
            whole.addSpacing(12)
            line = row(gap=10)
            line.addStretch(1)
            for action in actions:
                line.addWidget(action)
            line.addStretch(1)
            whole.addLayout(line)
        whole.addStretch(1)


def none_matches(title: str, clear: Callable[[], object]) -> EmptyState:
    """Why a table is empty that others stand in, and the way back to them."""
    again = secondary("Clear the filter", clear, icon="x")
    return EmptyState("list-filter", title, "Others are hidden by the filter above.", again)
