"""A comparison of two editions as cards: one a kind of difference, the answer before and now as chips."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.services.comparison import ComparedPart, ComparedRow, Comparison
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.widgets.chip import Chip
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.header import flow
from npqdesk.ui.widgets.sources import source_links
from npqdesk.ui.widgets.text import Icon, label


class ComparedCards(QWidget):
    """The summary, then a card for each part, in the order of the comparison."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(label(comparison.summary))
        for part in comparison.parts:
            whole.addWidget(_card(part))
        whole.addStretch(1)


def _card(part: ComparedPart) -> Card:
    """One part; the chips stand once under its title where all its rows go the same way."""
    ways = {each.outcomes for each in part.rows}
    way = ways.pop() if len(ways) == 1 else None
    card = Card(part.title, about=part.about)
    if way:
        card.body.addSpacing(4)
        card.body.addLayout(flow(_way(*way)))
    for each in part.rows:
        card.add_row(_row(each, chips=way is None))
    return card


def _row(each: ComparedRow, *, chips: bool) -> QWidget:
    """Whom it concerns, what each edition says on it, and where that is published."""
    words = column(gap=6)
    for line in each.lines:
        who, _, what = line.partition(": ") if each.outcomes else ("", "", line)
        words.addLayout(column(*([label(who, "strong")] if who else []), label(what[0].upper() + what[1:]), gap=1))
    if each.before:
        words.addWidget(label(f"Before: {each.before}", tone="muted"))
    if each.now:
        words.addWidget(label(f"Now: {each.now}", tone="muted"))
    if each.sources:
        words.addWidget(source_links((source.label, source.title, source.url) for source in each.sources))
    item = QWidget()
    item.setAccessibleName(". ".join(each.lines))
    across = row(gap=12)
    across.addLayout(words, 1)
    if chips and each.outcomes:
        beside = column(_way(*each.outcomes))
        beside.addStretch(1)
        across.addLayout(beside)
    item.setLayout(across)
    return item


def _way(before: str, now: str) -> QWidget:
    """The answer before, an arrow, the answer now; read as "Not eligible before, Eligible now"."""
    way = holder(row(Chip(OUTCOMES[before]), Icon("arrow-right", size=16), Chip(OUTCOMES[now]), gap=8))
    way.setAccessibleName(f"{OUTCOMES[before].word} before, {OUTCOMES[now].word} now")
    return way
