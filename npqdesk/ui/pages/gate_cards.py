"""Who may begin a course: tests of entry and how they stand, the years of a SENCO, an earlier begin of the same."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from npqdesk.services.answer import SourceLink
from npqdesk.services.gates import Gates
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.sources import source_links
from npqdesk.ui.widgets.text import Icon, label

STANDINGS = {
    "met": Status("good", "Met"),
    "not_met": Status("bad", "Not met"),
    "ask": Status("ask", "Provider decides"),
    "unknown": Status("none", "Not known yet", "circle-question-mark"),
}


def gates_card(gates: Gates) -> Card | None:
    """The tests, the clock and the history; None where there is nothing to tell."""
    if not gates:
        return None
    card = Card("Who may begin", about=gates.about)
    for each in gates.tests:
        across = row(gap=12)
        words = column(label(each.label, "strong"), said(each.say, each.sources), gap=2)
        across.addLayout(words, 1)
        across.addWidget(Chip(STANDINGS[each.standing]))
        made = holder(across)
        made.setAccessibleName(f"{each.label}: {STANDINGS[each.standing].word}. {each.say}")
        card.add_row(made)
    for told in (gates.clock, gates.history):
        if told is not None:
            card.add_row(marked("To know", "clock", "ask", told.say, told.sources))
    return card


def marked(mark: str, icon: str, tone: str, words: str, sources: Iterable[SourceLink]) -> QWidget:
    """A sentence behind a word and its icon; read aloud as one."""
    sign = column(Icon(icon, role=tone), margins=(0, 1, 0, 0))
    sign.addStretch(1)
    across = row(sign, gap=10)
    across.addLayout(column(label(mark, "small_strong", tone="muted"), said(words, sources), gap=2), 1)
    made = holder(across)
    made.setAccessibleName(f"{mark}: {words}")
    return made


def said(words: str, sources: Iterable[SourceLink]) -> QWidget:
    """A sentence with its sources under it."""
    links = source_links((each.label, each.title, each.url) for each in sources)
    return holder(column(label(words), links, gap=2))
