"""Which words does a text fall into, and which way does each run?"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count, groupby, islice
from operator import itemgetter
from typing import NamedTuple

from npqdesk.letters.direction import is_leftward, levels
from npqdesk.letters.families import Weight
from npqdesk.letters.letter import Run, Text
from npqdesk.letters.phrase import HARD, bind, printable
from npqdesk.letters.sheet import TextStyle
from npqdesk.letters.structure import LinkTo

_link_numbers = count(1)


class Span(NamedTuple):
    """Letters of one word in one weight that run in one direction (`level` as in `direction`)."""

    text: str
    weight: Weight
    link: LinkTo | None
    level: int = 0


def weight_of(run: Run, style: TextStyle) -> Weight:
    """The weight in which a run of a paragraph in this style is set."""
    if run.bold:
        return "bold_italic" if run.italic else "bold"
    return "italic" if run.italic else style.weight


def spans(text: Text, style: TextStyle, *, narrow: bool) -> Iterator[list[Span]]:
    """Whole words of spans from one or more runs, hard spaces put in where a line must not end."""
    word: list[Span] = []
    runs = [_parts(run.text, narrow, number == len(text)) for number, run in enumerate(text, 1)]
    directions = _directions(runs) if any(is_leftward(run.text) for run in text) else _to_the_right
    for run, (first, *others) in zip(text, runs, strict=True):
        looks = weight_of(run, style), (next(_link_numbers), run.link) if run.link else None
        word += directions(Span(first, *looks))
        for part in others:
            if word:
                yield word
            word = directions(Span(part, *looks), after=1)
    if word:
        yield word


def _to_the_right(span: Span, after: int = 0) -> list[Span]:
    return [span] if span.text else []


def _directions(runs: Sequence[Sequence[str]]) -> Callable[..., list[Span]]:
    """What parts the next letters of runs of words, `after` so many spaces, by their direction."""
    coming = iter(levels("".join(map(" ".join, runs))))

    def next_letters(span: Span, after: int = 0) -> list[Span]:
        found = islice(coming, after, after + len(span.text))
        groups = groupby(zip(found, span.text, strict=True), key=itemgetter(0))
        return [span._replace(text="".join(letter for _, letter in group), level=level) for level, group in groups]

    return next_letters


@lru_cache(maxsize=4096)
def _parts(text: str, narrow: bool, last: bool) -> list[str]:  # noqa: FBT001
    """What stands between spaces, hard spaces put in; nothing at either end where the text begins or ends with one."""
    return bind(printable(text), narrow=narrow, last=last).split(" ")


def at_hard_spaces(word: Sequence[Span]) -> list[list[Span]]:
    """What a word falls into where it stands between hard spaces."""
    parts: list[list[Span]] = [[]]
    for span in word:
        for number, text in enumerate(span.text.split(HARD)):
            if number:
                parts.append([])
            if text:
                parts[-1].append(span._replace(text=text))
    return [part for part in parts if part]
