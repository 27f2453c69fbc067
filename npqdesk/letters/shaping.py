"""How does a word look whose letters do not simply stand in a row?  Accents put on their letters, scripts joined.

HarfBuzz shapes each such word through ReportLab, without ligatures. What is printed is then no longer what was written,
so a `Shaped` text also says what it stands for; and words written from right to left stand in reverse on paper."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.abag import ABag
from reportlab.pdfbase.ttfonts import ShapedStr, shapeFragWord

_NO_SHAPES: Any = []
_LEFTWARD = frozenset(("R", "AL"))
_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False}  # ligatures would be read out as other letters


class Part(NamedTuple):
    """Part of a line in one face: its glyphs as ReportLab keeps them, and what they mean."""

    glyphs: str
    spoken: str
    leftward: bool = False


class Shaped(ShapedStr):
    """Text of one face on one line that is partly shaped. Joined with other text it remembers what each part means."""

    parts: tuple[Part, ...]

    def __new__(cls, *parts: Part) -> "Shaped":
        made: Shaped = super().__new__(cls, "".join(part.glyphs for part in parts))
        made.parts = parts
        return made

    @property
    def spoken(self) -> str:
        """What it says, in the order in which it is read."""
        return "".join(part.spoken for part in self.parts)

    def on_paper(self) -> str:
        """The glyphs from left to right: words from the first leftward one to the last are reversed."""
        drawn = ShapedStr("", _NO_SHAPES)
        for part in _paper_order(self.parts):
            drawn = drawn + part.glyphs
        return drawn

    def __add__(self, other: str) -> "Shaped":
        return Shaped(*self.parts, *_parts(other))

    def __radd__(self, other: str) -> "Shaped":
        return Shaped(*_parts(other), *self.parts)


def _parts(text: str) -> tuple[Part, ...]:
    return text.parts if isinstance(text, Shaped) else (Part(text, text),) if text else ()


def _paper_order(parts: tuple[Part, ...]) -> list[Part]:
    order: list[Part] = []
    waiting: list[Part] = []  # a leftward run and what may still belong to it
    for part in parts:
        if part.leftward or (waiting and not any(map(str.isalnum, part.spoken))):
            waiting.append(part)
        else:
            order += [*_reversed_run(waiting), part]
            waiting = []
    return [*order, *_reversed_run(waiting)]


def _reversed_run(parts: list[Part]) -> list[Part]:
    end = max((n for n, part in enumerate(parts, 1) if part.leftward), default=0)
    return [*reversed(parts[:end]), *parts[end:]]


@lru_cache(maxsize=4096)
def needs_shaping(text: str) -> bool:
    """Are there accents that stand on their own, or letters written from right to left?"""
    return not text.isascii() and (any(map(unicodedata.combining, text)) or _leftward(text))


def shaped(text: str, font: str) -> tuple[str, float]:
    """The text as it is printed in a font, and its width in thousandths of the type size."""
    style: Any = ABag(fontName=font, fontSize=1000)
    word = shapeFragWord([0, (style, text)], features=_FEATURES, force=True)
    return Shaped(Part(word[1][1], text, _leftward(text))), word[0]


def _leftward(text: str) -> bool:
    return not _LEFTWARD.isdisjoint(map(unicodedata.bidirectional, text))


def letters(word: str) -> Iterator[str]:
    """Letters with the accents that stand on them, so that both come from one face."""
    letter = ""
    for character in word:
        if letter and not unicodedata.combining(character):
            yield letter
            letter = ""
        letter += character
    if letter:
        yield letter
