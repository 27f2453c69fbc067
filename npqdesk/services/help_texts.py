"""The help: what people ask, the words of the field, and the manual.  Values only; `help_files.py` reads them.

To add a text: a table in `resources/text/help/` (each file says how); nothing else follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from npqdesk.services.school_marks import plain_words


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from; without an address it cannot be opened."""

    title: str
    date: str
    address: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answer in paragraphs; `pages` are the pages that it concerns."""

    id: str
    group: str
    ask: str
    answer: tuple[str, ...]
    sources: tuple[Source, ...]
    pages: tuple[str, ...]
    words: str

    @property
    def key(self) -> str:
        return f"question:{self.id}"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the field; `also` are other ways to write it."""

    name: str
    also: tuple[str, ...]
    says: str

    @property
    def key(self) -> str:
        return f"term:{self.name}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter: paragraphs, then steps in order; `picture` names a picture of a screen."""

    heading: str
    text: tuple[str, ...]
    steps: tuple[str, ...]
    picture: str
    picture_says: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the manual; `pages` are the pages that it is about."""

    id: str
    title: str
    pages: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def key(self) -> str:
        return f"chapter:{self.id}"


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step of the tour; `button` leads to `page`."""

    title: str
    icon: str
    text: tuple[str, ...]
    page: str
    button: str


Topic = Question | Term | Chapter


@dataclass(frozen=True, slots=True)
class Help:
    """Everything, in the order in which it is shown."""

    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    terms: tuple[Term, ...]

    def topics(self) -> Iterator[Topic]:
        yield from self.chapters
        yield from self.questions
        yield from self.terms

    def topic(self, key: str) -> Topic | None:
        """The topic of a key, such as "question:eligible"."""
        return next((each for each in self.topics() if each.key == key), None)

    def about(self, page: str, under: str = "") -> tuple[Chapter | Question, ...]:
        """What concerns a page: its chapter (or that of the page it stands under) first, then its questions."""
        chapters = [each for each in self.chapters if page in each.pages]
        chapters = chapters or [each for each in self.chapters if under and under in each.pages]
        return (*chapters, *(each for each in self.questions if page in each.pages))

    def find(self, text: str) -> tuple[Topic, ...]:
        """The topics in which the words typed begin a word, the best first: those with all of them; where none has all,
        those with the most.  The small words of a question do not count, nor does what makes a plural; a word that
        stands nowhere is taken for the nearest that does, "eligable" for "eligible"."""
        every = plain_words(text).split()
        typed = [self._meant(word) for word in every if word not in _SMALL] or every
        found = {each: sum(_stem(word) in words_of(each) for word in typed) for each in self.topics()}
        most = max(found.values(), default=0)
        fits = [each for each, count in found.items() if most and count == most]
        return tuple(sorted(fits, key=lambda each: -sum(_stem(word) in _names(each) for word in typed)))

    def _meant(self, word: str) -> str:
        """A word that is typed, or the nearest there is where it begins none."""
        if len(word) < _MISSPELT or any(_stem(word) in words_of(each) for each in self.topics()):
            return word
        every = dict.fromkeys(each for topic in self.topics() for each in words_of(topic).split())
        return next(iter(get_close_matches(word, every, n=1, cutoff=_NEAR)), word)


_MISSPELT, _NEAR = 5, 0.8
"""Letters that a word must have to be taken for another, and how alike they must be."""
_ASKING = """a am an and are as at be by can could did do does for from get give has have he her him his how i if in
is it its many may me must my no not npq npqs of on or our out she should so than that the their them then there
they this to up us was we what when where which who whom why will with would you your"""
_SMALL = frozenset(_ASKING.split())
"""Words with which people ask, and which tell no topic from another."""


def _stem(word: str) -> str:
    """How a word typed has to begin a word of a topic, with a space before, and without the end of a plural; one of two
    letters has to be the whole word."""
    if len(word) <= len("ta"):
        return f" {word} "
    return f" {word.removesuffix('s') if len(word) > len('npqs') else word}"


def title_of(topic: Topic) -> str:
    """The line under which a topic is listed."""
    match topic:
        case Question():
            return topic.ask
        case Term():
            return topic.name
        case Chapter():
            return topic.title


def group_of(topic: Topic) -> str:
    """The heading that a topic stands under."""
    match topic:
        case Question():
            return topic.group
        case Term():
            return "Words"
        case Chapter():
            return "Manual"


@cache
def words_of(topic: Topic) -> str:
    """Everything that a topic says, folded, with a space before and after each word."""
    match topic:
        case Question():
            said = (topic.ask, *topic.answer, topic.words, topic.group)
        case Term():
            said = (topic.name, *topic.also, topic.says)
        case Chapter():
            parts = ((each.heading, *each.text, *each.steps) for each in topic.sections)
            said = (topic.title, *(text for part in parts for text in part))
    return f" {plain_words(' '.join(said))} "


def _names(topic: Topic) -> str:
    """What a topic is called, folded as `words_of` folds."""
    also = topic.also if isinstance(topic, Term) else ()
    return f" {plain_words(' '.join((title_of(topic), *also)))} "
