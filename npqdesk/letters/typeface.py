"""Which face prints a word?  Source Sans 3 where it can, Noto Sans behind it, Hebrew and Arabic for names in those.

The font files come in as bytes through `Fonts`. A word is printed in the first family that has all its letters; letters
with separate accents and joined scripts are shaped. A character that no family has ends in a `Problem` before anything
is drawn, since ReportLab leaves missing glyphs out without a word."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from npqdesk.letters.phrase import HARD, printable
from npqdesk.problem import Problem

Weight = Literal["regular", "bold", "italic", "bold_italic", "semibold"]

FAMILIES: tuple[dict[Weight, str], ...] = (
    {"regular": "SourceSans3-Regular", "bold": "SourceSans3-Bold", "italic": "SourceSans3-Italic",
     "bold_italic": "SourceSans3-BoldItalic", "semibold": "SourceSans3-SemiBold"},
    {"regular": "NotoSans-Regular", "bold": "NotoSans-Bold", "italic": "NotoSans-Italic",
     "bold_italic": "NotoSans-BoldItalic", "semibold": "NotoSans-Bold"},
    {"regular": "NotoSansHebrew-Regular", "bold": "NotoSansHebrew-Bold", "italic": "NotoSansHebrew-Regular",
     "bold_italic": "NotoSansHebrew-Bold", "semibold": "NotoSansHebrew-Bold"},
    {"regular": "NotoSansArabic-Regular", "bold": "NotoSansArabic-Bold", "italic": "NotoSansArabic-Regular",
     "bold_italic": "NotoSansArabic-Bold", "semibold": "NotoSansArabic-Bold"},
)  # fmt: skip
_SHAPED_AREA = 0xF0000  # glyphs with no character of their own get one from this private plane, by glyph number
_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False}  # ligatures would be read out as other letters


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The font files: `read("SourceSans3-Regular.ttf")` gives the bytes of one. Read only when a letter needs it."""

    read: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Part of a word in one face. `width` is in thousandths of the type size; `source` what a shaped one means."""

    font: str
    text: str
    width: float
    source: str = ""
    leftward: bool = False


@lru_cache(maxsize=2)
def typeface(fonts: Fonts) -> "Typeface":
    """The faces of these font files, kept between letters."""
    return Typeface(fonts)


class Typeface:
    """Faces loaded when first needed, and the words already measured."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._faces: dict[str, TTFont] = {}
        self._printed: set[str] = set()
        self._words: dict[tuple[str, Weight], tuple[Glyphs, ...]] = {}

    def face(self, name: str) -> TTFont:
        """One face, registered with ReportLab under its file name."""
        face = self._faces.get(name)
        if face is None:
            face = self._faces[name] = TTFont(name, BytesIO(self._fonts.read(f"{name}.ttf")), asciiReadable=0)
            pdfmetrics.registerFont(face)
        return face

    def word(self, word: str, weight: Weight) -> tuple[Glyphs, ...]:
        """The stretches that print one word (no breaking space in it), measured and shaped."""
        known = self._words.get((word, weight))
        if known is None:
            if len(self._words) > 20_000:
                self._words.clear()
            known = self._words[word, weight] = tuple(self._print(word, weight))
        return known

    def width(self, word: str, weight: Weight) -> float:
        """Its width in thousandths of the type size."""
        return sum(glyphs.width for glyphs in self.word(word, weight))

    def space(self, font: str) -> float:
        """The width of a space in one face, in thousandths of the type size."""
        return float(self._faces[font].face.charWidths[32])

    def check(self, place: str, text: str) -> None:
        """Raise a `Problem` that names the first character that no face has, and where it stands."""
        text = printable(text)
        if text.isascii():
            return
        for character in text:
            if character in self._printed:
                continue
            if not character.isspace() and self._family(character, "regular") is None:
                raise _cannot_print(character, place, text)
            self._printed.add(character)

    def _print(self, word: str, weight: Weight) -> Iterator[Glyphs]:
        family = self._family(word, weight)
        if family is not None:
            yield self._stretch(word, FAMILIES[family][weight])
            return
        stretches = groupby(letters(word), key=lambda letter: self._family(letter, weight))
        for found, stretch in stretches:
            text = "".join(stretch)
            if found is None:
                raise _cannot_print(text[0], "the letter", word)
            yield self._stretch(text, FAMILIES[found][weight])

    def _family(self, text: str, weight: Weight) -> int | None:
        wanted = {ord(c) for c in text if c != HARD}
        for number, family in enumerate(FAMILIES):
            if wanted <= self.face(family[weight]).face.charToGlyph.keys():
                return number
        return None

    def _stretch(self, text: str, name: str) -> Glyphs:
        face = self.face(name)
        if _needs_shaping(text):
            return _shape(text, face)
        return Glyphs(name, text, pdfmetrics.stringWidth(text, name, 1000))


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


def _leftward(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def _needs_shaping(text: str) -> bool:
    return not text.isascii() and (any(map(unicodedata.combining, text)) or _leftward(text))


def _shape(text: str, face: Any) -> Glyphs:
    """HarfBuzz places the glyphs; each is painted through a character of its own, so ReportLab can embed it."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.hbFont(10), buffer, _FEATURES)
    painted, places, width = "", [], 0.0
    for glyph, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = _code(face, glyph.codepoint)
        advance, across, up = (face.pdfScale(v) for v in (at.x_advance, at.x_offset, at.y_offset))
        painted += chr(code)
        places.append(ShapeData(glyph.cluster, advance, 0, across, up, face.face.charWidths[code]))
        width += advance
    shaped = ShapedStr(painted, shapeData=places)  # type: ignore[arg-type]
    return Glyphs(face.fontName, shaped, width, text, _leftward(text))


def _code(face: Any, glyph: int) -> int:
    """The character that stands for a glyph in this face: always the same one, whatever was printed before."""
    code = _SHAPED_AREA + glyph
    if code not in face.face.charToGlyph:
        known = face.face.glyphToChar.get(glyph)
        face.face.charToGlyph[code] = glyph
        face.face.charWidths[code] = face.face.charWidths[known[0]] if known else _advance(face, glyph)
    return code


def _advance(face: Any, glyph: int) -> float:
    return float(face.pdfScale(face.hbFont(10).get_glyph_h_advance(glyph)))


def _cannot_print(character: str, place: str, text: str) -> Problem:
    name = unicodedata.name(character, "a character with no name").lower()
    word = next((word for word in text.split() if character in word), character)
    return Problem(
        "A character cannot be printed",
        f"“{word[:60]}” in {place} holds “{character}” (U+{ord(character):04X}, {name}), and no typeface here has it.",
        "Spell the name without it, then make the letter again.",
    )
