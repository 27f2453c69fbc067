"""How does a word look whose letters do not simply stand in a row?  Accents put on their letters, scripts joined.

HarfBuzz shapes each such word. What is printed is then no longer what was written, so a `Shaped` text also says what it
stands for; and where a line holds words written from right to left, `arranged` puts it in the order of paper."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from npqdesk.letters.direction import is_leftward, paper_order
from npqdesk.letters.face import Face
from npqdesk.letters.phrase import HARD

_NO_SHAPES: Any = []
_ShapeData: Any = ShapeData
_NOTHING = "\u2060"  # a sign that is not seen and parts no words
_JOINERS = "\u200c\u200d"
_AS_WRITTEN = {"kern": True, "liga": False, "dlig": False, "clig": False}  # a ligature would be read as another letter
_FIRST_OF_INDIA = "\u0900"  # from here on, what a script joins is part of its spelling
_VIRAMA = 9  # Unicode's class of the sign that joins two consonants
_BLOCK = 0x80  # how many places each script of India has in Unicode


class Part(NamedTuple):
    """Part of a line in one face: its glyphs as ReportLab keeps them, what they mean, and the level of direction."""

    glyphs: str
    spoken: str
    level: int = 0


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

    def on_paper(self) -> ShapedStr:
        """The glyphs from left to right."""
        return _joined(self.parts)

    def __add__(self, other: str) -> "Shaped":
        return Shaped(*self.parts, *_parts(other))

    def __radd__(self, other: str) -> "Shaped":
        return Shaped(*_parts(other), *self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """Words of one line that are not read from left to right, and what they say in the order in which they are."""

    said: str


class TurnedStr(ShapedStr):
    """The glyphs of one face in such words, from left to right."""

    words: Turned

    def __new__(cls, parts: Sequence[Part], words: Turned) -> "TurnedStr":
        glyphs: Any = _joined(parts)
        made: TurnedStr = super().__new__(cls, glyphs, glyphs.__shapeData__)
        made.words = words
        return made

    def __add__(self, other: str) -> "TurnedStr":
        return TurnedStr((Part(self, ""), Part(other, "")), self.words)


def _joined(parts: Sequence[Part]) -> ShapedStr:
    glyphs = ShapedStr("", _NO_SHAPES)
    for part in parts:
        glyphs = glyphs + part.glyphs
    return glyphs


def _parts(text: str) -> tuple[Part, ...]:
    return text.parts if isinstance(text, Shaped) else (Part(text, text),) if text else ()


@lru_cache(maxsize=4096)
def needs_shaping(text: str) -> bool:
    """Are there accents that stand on their own, joiners, or letters written from right to left?"""
    return not text.isascii() and (any(map(_sticks, set(text))) or is_leftward(text))


@cache
def _sticks(letter: str) -> bool:
    """Does it belong to the letter before it?"""
    return unicodedata.category(letter)[0] == "M" or letter in _JOINERS


def letters(word: str) -> Iterator[str]:
    """Letters with the signs that belong to them, so that all come from one face and are never parted."""
    letter = ""
    for character in word:
        if letter and not _sticks(character) and not _joins(letter[-1], character):
            yield letter
            letter = ""
        letter += character
    if letter:
        yield letter


def _joins(sign: str, letter: str) -> bool:
    if unicodedata.combining(sign) == _VIRAMA:
        return ord(sign) // _BLOCK == ord(letter) // _BLOCK
    return sign in _JOINERS and letter >= _FIRST_OF_INDIA


def shaped(text: str, face: Face, level: int = 0) -> tuple[Shaped, float]:
    """The text as it is printed in a face, and its width in thousandths of the type size."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    uharfbuzz.shape(face.harfbuzz, buffer, _AS_WRITTEN if max(text) < _FIRST_OF_INDIA else {})
    glyphs: list[str] = []
    shapes: Any = []
    said = _said(text.replace(HARD, " "), [info.cluster for info in buffer.glyph_infos], leftward=bool(level % 2))
    for info, where, means in zip(buffer.glyph_infos, buffer.glyph_positions, said, strict=True):
        code = face.code(info.codepoint, means)
        moves = (where.x_advance, where.y_advance, where.x_offset, where.y_offset)
        glyphs.append(chr(code))
        shapes.append(_ShapeData(info.cluster, *map(face.thousandths, moves), face.face.charWidths[code]))
    drawn = ShapedStr("".join(glyphs), shapes)
    return Shaped(Part(drawn, text, level)), sum(shape.x_advance for shape in shapes)


def _said(text: str, clusters: Sequence[int], *, leftward: bool) -> list[str]:
    """Which letters of the text each glyph stands for: of those that were shaped together, each the next, and the last
    glyph all that are left. Where the letters are fewer than the glyphs, they are taken apart."""
    said: list[str] = []
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, group in groupby(clusters):
        glyphs, written = len(list(group)), text[start : ends[start]]
        parted = (unicodedata.normalize(form, written) for form in ("NFC", "NFD", "NFKD"))
        known = next((letters for letters in parted if len(letters) >= glyphs), written.ljust(glyphs, _NOTHING))
        shares = [*known[: glyphs - 1], known[glyphs - 1 :]]
        said += reversed(shares) if leftward else shares
    return said


def arranged(words: Sequence[Any]) -> list[Any]:
    """ReportLab's fragments of a line as they stand on paper, from left to right."""
    pieces = [(fragment, part) for fragment in words for part in _parts(fragment.text)]
    levels = _levels([part for _, part in pieces])
    both = zip(pieces, levels, strict=True)
    turned = list(_turned([(part, bool(level), tuple(fragment.link)) for (fragment, part), level in both]))
    order = paper_order([(level, (*piece, run)) for level, piece, run in zip(levels, pieces, turned, strict=True)])
    made = []
    for (run, _), group in groupby((piece for _, piece in order), key=lambda piece: (piece[2], id(piece[0]))):
        fragment, parts = (each := list(group))[0][0], [part for _, part, _ in each]
        made.append(fragment.clone(text=TurnedStr(parts, run) if run else _unturned(parts)))
    return made


def _unturned(parts: Sequence[Part]) -> str:
    if any(isinstance(part.glyphs, ShapedStr) for part in parts):
        return Shaped(*parts)
    return "".join(part.glyphs for part in parts)


def _levels(parts: Sequence[Part]) -> list[int]:
    """The level of each part; a space runs as the words do that it stands between."""
    levels = [part.level for part in parts]
    for n, part in enumerate(parts):
        if part.spoken.isspace() and 0 < n < len(parts) - 1:
            low = min(levels[n - 1], levels[n + 1])
            levels[n] = low - 1 if low and low % 2 == 0 else low
    return levels


def _turned(pieces: Sequence[tuple[Part, bool, object]]) -> Iterator[Turned | None]:
    """For each piece the words that it is turned with, if any; what is in a link is apart. A line that ends with such
    words ends with a space."""
    done = 0
    for (is_turned, _), group in groupby(pieces, key=itemgetter(1, 2)):
        parts = [part for part, _, _ in group]
        done += len(parts)
        said = "".join(part.spoken for part in parts)
        words = Turned(said if done < len(pieces) else f"{said.rstrip()} ") if is_turned else None
        yield from [words] * len(parts)
