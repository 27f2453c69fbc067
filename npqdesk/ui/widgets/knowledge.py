"""The panel beside a question: what is known so far, with its origin, and what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout

from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.frames import column, heading, row, rule
from npqdesk.ui.widgets.text import Icon, label


@dataclass(frozen=True, slots=True)
class Known:
    """One fact in words: what it is, its value, where it comes from."""

    label: str
    value: str
    origin: str = ""


class KnowledgePanel(QFrame):
    """`show_known` and `show_open` replace what is there; `open` is given as statuses whose words are sentences."""

    def __init__(self, title: str = "What we know so far", *, open_title: str = "Still open") -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        self._known = column(gap=12)
        self._open = column(gap=8)
        whole = column(heading(title), gap=12, margins=(24, 28, 24, 24))
        whole.addLayout(self._known)
        whole.addStretch(1)
        self._foot = column(rule(), heading(open_title), gap=12)
        self._foot.addLayout(self._open)
        self._foot_parts = [self._foot.itemAt(at).widget() for at in (0, 1)]
        whole.addLayout(self._foot)
        self.setLayout(whole)
        self.show_open(())

    def show_known(self, facts: Iterable[Known]) -> None:
        _empty(self._known)
        for fact in facts:
            cell = column(label(fact.label, "small", tone="muted"), label(fact.value, "strong"), gap=2)
            if fact.origin:
                cell.addWidget(label(fact.origin, "small", tone="muted"))
            self._known.addLayout(cell)

    def show_open(self, outcomes: Iterable[Status]) -> None:
        _empty(self._open)
        shown = list(outcomes)
        for each in shown:
            icon = column(Icon(each.drawing, role=each.status))
            icon.addStretch(1)
            line = row(icon, gap=8)
            line.addWidget(label(each.word), 1)
            self._open.addLayout(line)
        for part in self._foot_parts:
            part.setVisible(bool(shown))


def _empty(layout: QVBoxLayout) -> None:
    """Take everything out of a layout, nested ones too."""
    while layout.count():
        item = layout.takeAt(0)
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout() is not None:
            _empty(item.layout())
            item.layout().deleteLater()
