"""What the office has answered so far: text under a key.  Never pruned: what is off the route lies dormant.

A key is the question's id and, where the answer is about something, what it is about: `pupils@902114` is the number of
pupils of that school only, so another workplace is asked afresh and the first one's answer comes back with it.  A key
with `!` is a challenge: it stands against the one value that the register, a list or our records gave."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from npqdesk.enquiry.questions import Option, Question
from npqdesk.rules.conditions import Value
from npqdesk.rules.facts import FactError, Vocabulary

LONGEST = 200
_OFSTED = re.compile(r"(EY|CA|VC|RP)?\d{4,9}")
_MONTH = re.compile(r"(19[6-9]\d|20\d\d)-(0[1-9]|1[0-2])")


class AnswerError(ValueError):
    """An answer that cannot be taken; the text is the message beside the field."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one enquiry; every change is a new value."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        """The keys, oldest first."""
        return iter(self.texts)

    def get(self, key: str) -> str | None:
        """The text kept under a key."""
        return self.texts.get(key)

    def with_answer(self, key: str, text: str) -> "Answers":
        """The same with one answer given or changed."""
        return Answers({**self.texts, key: text})

    def without(self, key: str) -> "Answers":
        """The same with one answer taken back."""
        return Answers({kept: text for kept, text in self.texts.items() if kept != key})

    def as_json(self) -> dict[str, str]:
        """A plain dictionary to keep."""
        return dict(self.texts)


def plain_key(question: Question, known: Mapping[str, Value]) -> str:
    """Where the answer to a question is kept, given what is known of the things that it is about."""
    about = ",".join(str(known.get(name, "")) for name in question.about)
    return f"{question.id}@{about}" if question.about else question.id


def challenge_key(question: Question, known: Mapping[str, Value], against: Value) -> str:
    """Where the office's word against a value that it did not give is kept."""
    return f"{plain_key(question, known)}!{against}"


def half_typed_key(question_id: str) -> str:
    """Where text that is no answer yet is kept; nothing is settled by it."""
    return f"?{question_id}"


def read_answer(question: Question, text: str, options: tuple[Option, ...], vocabulary: Vocabulary) -> dict[str, Value]:
    """The facts and particulars that an answer settles.  Raises AnswerError with the message for the field."""
    for option in options:
        if option.value == text:
            return dict(option.facts)
    text = " ".join(text.split())
    if question.kind in ("text", "workplace"):
        return {question.fact: _words(question, text)}
    if question.kind == "count":
        return {question.fact: _count(question, text, vocabulary)}
    if question.kind == "month":
        return {question.fact: _matching(_MONTH, text, "Enter a month and year, such as September 2024")}
    if question.kind == "ofsted_urn":
        tidy = text.replace(" ", "").upper()
        return {question.fact: _matching(_OFSTED, tidy, "Enter an Ofsted number, such as EY123456")}
    raise AnswerError("Choose one of the answers")


def _words(question: Question, text: str) -> str:
    if not text:
        raise AnswerError("Choose a school" if question.kind == "workplace" else "Enter a name")
    if len(text) > LONGEST:
        raise AnswerError(f"Use at most {LONGEST} letters")
    return text


def _count(question: Question, text: str, vocabulary: Vocabulary) -> Value:
    try:
        return vocabulary.read(question.fact, text.replace(",", "").replace(" ", ""))
    except FactError as error:
        raise AnswerError("Enter a whole number, such as 142") from error


def _matching(pattern: re.Pattern[str], text: str, message: str) -> str:
    if not pattern.fullmatch(text):
        raise AnswerError(message)
    return text
