"""What a comparison of two editions consists of, as the command line and the window show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Outcome
from npqdesk.services.answer import SourceLink

NAMES = {"name": "the person", "workplace": "the workplace"}
"""Whom and what a sentence is about that holds for many."""
_NAMED = 3
"""So many courses are named one by one even where they are all there are."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One difference.  `lines`: whom or what it concerns; `before` and `now`: what each edition says on it.

    `outcomes`: the answer before and now, where it is an answer that differs."""

    lines: tuple[str, ...]
    before: str = ""
    now: str = ""
    outcomes: tuple[Outcome, Outcome] | None = None
    sources: tuple[SourceLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """The differences of one kind, under a heading; `about` says what they have in common."""

    id: str
    title: str
    rows: tuple[ComparedRow, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs from one edition to another, what matters most first; `summary` says it in a sentence or two."""

    old: str
    new: str
    summary: str
    parts: tuple[ComparedPart, ...]


def listed(words: Sequence[str]) -> str:
    """ "Leading literacy, Headship and SENCO"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def course_words(vocabulary: Vocabulary, courses: Iterable[str], compared: Sequence[str]) -> str:
    """Some of the courses compared: "every course", "every NPQ but Headship", or each by its name."""
    chosen = set(courses)
    if len(compared) > _NAMED and chosen >= set(compared):
        return "every course"
    npqs = [course for course in compared if vocabulary.courses[course].npq]
    left_out = [vocabulary.courses[course].name for course in npqs if course not in chosen]
    coaching = [vocabulary.courses[course].name for course in compared if course in chosen - set(npqs)]
    if len(npqs) - len(left_out) > max(_NAMED, len(left_out)):
        every = f"every NPQ but {listed(left_out)}" if left_out else "every NPQ"
        return f"{listed(coaching)}, and {every}" if coaching else every
    return listed([vocabulary.courses[course].name for course in compared if course in chosen])


def in_one(said: Sequence[str]) -> str:
    """Sentences in one; who or what they are about is said once while it stays the same."""
    told: list[str] = []
    subject = ""
    for each in said:
        begin = next((name for name in NAMES.values() if each.startswith(f"{name} ")), "")
        told.append(each.removeprefix(f"{begin} ") if begin and begin == subject else each)
        subject = begin
    return listed(told)
