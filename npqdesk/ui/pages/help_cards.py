"""A topic of the help as cards: an answer with its sources, a word, a chapter with its steps."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.services.help_files import help_texts
from npqdesk.services.help_texts import Chapter, Question, Section, Source, Term, Topic, group_of, title_of
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.long_link import LongLink
from npqdesk.ui.widgets.sources import source_button
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell


def topic_cards(topic: Topic, shell: "Shell") -> list[QWidget]:
    """The heading of a topic and the cards under it."""
    head = holder(column(label(title_of(topic), "h2"), label(group_of(topic), tone="muted"), gap=2))
    match topic:
        case Question():
            return [head, _answer(topic), *_ways(topic.pages, shell)]
        case Term():
            return [head, _word(topic), *_said_of(topic, shell)]
        case Chapter():
            return [head, *(_section(each) for each in topic.sections), *_ways(topic.pages, shell)]


def _answer(question: Question) -> Card:
    card = Card()
    _paragraphs(card.body, question.answer)
    card.body.addSpacing(12)
    card.body.addWidget(label("Where this comes from", "small", tone="muted"))
    card.body.addSpacing(2)
    for source in question.sources:
        card.body.addWidget(_source(source))
    return card


def _source(source: Source) -> QWidget:
    words = f"{source.title}{f' ({source.date})' if source.date else ''}"
    if not source.address:
        return label(words, tone="muted")
    return Wrapping(source_button(source.title, words, source.address), label(source.date, tone="muted", wrap=False))


def _word(term: Term) -> Card:
    card = Card()
    card.body.addWidget(label(term.says))
    if term.also:
        card.body.addSpacing(8)
        card.body.addWidget(label(f"Also: {', '.join(term.also)}", tone="muted"))
    return card


def _said_of(term: Term, shell: "Shell") -> list[QWidget]:
    """The questions that speak of a word."""
    found = [each for each in help_texts().find(term.name) if isinstance(each, Question)][:6]
    if not found:
        return []
    card = Card("What people ask about it")
    for each in found:
        card.add_row(LongLink(title_of(each), lambda each=each: shell.go("help", topic=each.key)))
    return [card]


def _section(section: Section) -> Card:
    card = Card(section.heading)
    _paragraphs(card.body, section.text)
    for number, step in enumerate(section.steps, start=1):
        line = row(label(f"{number}.", "strong", wrap=False), gap=10)
        line.addWidget(label(step), 1)
        card.body.addSpacing(6)
        card.body.addLayout(line)
    return card


def _ways(pages: tuple[str, ...], shell: "Shell") -> list[QWidget]:
    """Links to the pages that a topic is about, where they can be gone to without saying of what."""
    entries = [each for each in shell.entries if each.id in pages and (each.group or each.alone)]
    if not entries:
        return []
    return [Wrapping(*(link(f"Go to {each.title}", lambda each=each: shell.go(each.id)) for each in entries))]


def _paragraphs(body: QVBoxLayout, texts: tuple[str, ...]) -> None:
    for number, text in enumerate(texts):
        if number:
            body.addSpacing(8)
        body.addWidget(label(text))
