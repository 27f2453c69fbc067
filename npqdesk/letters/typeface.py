"""Which face prints a word?  Source Sans 3 where it can, Noto Sans behind it, Hebrew and Arabic for names in those.

The font files come in as bytes through `Fonts`. A word is printed in the first family that has all its letters; a
character that no family has ends in a `Problem` before anything is drawn, so that no glyph can be missing. What a
letter embeds of each face: `embedding.py`."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

from reportlab.pdfbase import pdfmetrics

from npqdesk.letters.embedding import EmbeddedFace
from npqdesk.letters.phrase import HARD, printable
from npqdesk.letters.shaping import letters, needs_shaping, shaped
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
_PRIVATE = 0xF0000  # where glyphs that belong to no single letter get their codes


def font_name(file: str) -> str:
    """What ReportLab calls the face of a font file."""
    return f"npqdesk-{file}"


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The shipped files of print: `read("SourceSans3-Regular.ttf")` gives the bytes of one, `read("sRGB.icc")` what its
    colours mean. Each is read only when a letter needs it."""

    read: Callable[[str], bytes]


class Stretch(NamedTuple):
    """Part of a word in one font, as it is printed; its width in thousandths of the type size."""

    font: str
    text: str
    width: float


class Face(EmbeddedFace):
    """A font file that is kept between letters: widths remembered, and the same codes whatever was printed before."""

    def __init__(self, file: str, content: bytes) -> None:
        super().__init__(font_name(file), content, everyday=file in FAMILIES[0].values())
        self.has = frozenset(map(chr, self.face.charToGlyph)) | {HARD, " "}
        self._widths: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            of, else_wide = self.face.charWidths, self.face.defaultWidth
            width = self._widths[text] = 0.001 * sum(of.get(ord(letter), else_wide) for letter in text)
        return width * size

    def hbFont(self, fontSize: float = 10) -> Any:
        """HarfBuzz's own font; `hbAddPrivate` gives a glyph the code that shaped text is kept in."""
        font = super().hbFont(fontSize)
        self.hbAddPrivate = self._private
        return font

    def _private(self, name: str, number: int, advance: float) -> int:
        code = _PRIVATE + number
        self.face.charToGlyph[code] = number
        self.face.charWidths[code] = self.pdfScale(self.face.hmetrics[number][0])  # type: ignore[no-untyped-call]
        return code


@lru_cache(maxsize=2)
def typeface(fonts: Fonts) -> "Typeface":
    """The faces of these font files, kept between letters."""
    return Typeface(fonts)


class Typeface:
    """Faces loaded when first needed, and which of them prints which word."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self.colour_profile = fonts.read("sRGB.icc")
        self._faces: dict[str, Face] = {}
        self._printed: set[str] = set()
        self._words: dict[tuple[str, Weight], tuple[Stretch, ...]] = {}

    def face(self, file: str) -> Face:
        """One face by the name of its file, known to ReportLab from now on."""
        if file not in self._faces:
            face = self._faces[file] = Face(file, self._fonts.read(f"{file}.ttf"))
            pdfmetrics.registerFont(face)
        return self._faces[file]

    def font(self, weight: Weight) -> str:
        """ReportLab's name of the first family in a weight."""
        return self.face(FAMILIES[0][weight]).fontName

    def is_plain(self, text: str, weight: Weight) -> bool:
        """Has the first family every letter of this text?"""
        return self.face(FAMILIES[0][weight]).has.issuperset(text)

    def stretches(self, word: str, weight: Weight) -> "tuple[Stretch, ...]":
        """The stretches that print one word, measured and shaped where they must be."""
        known = self._words.get((word, weight))
        if known is None:
            if len(self._words) > 20_000:
                self._words.clear()
            known = self._words[word, weight] = tuple(self._stretches(word, weight))
        return known

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

    def _stretches(self, word: str, weight: Weight) -> "Iterator[Stretch]":
        family = self._family(word, weight)
        if family is not None:
            yield self._stretch(word, family, weight)
            return
        for found, stretch in groupby(letters(word), key=lambda letter: self._family(letter, weight)):
            text = "".join(stretch)
            if found is None:
                raise _cannot_print(text[0], "the letter", word)
            yield self._stretch(text, found, weight)

    def _stretch(self, text: str, family: int, weight: Weight) -> "Stretch":
        face = self.face(FAMILIES[family][weight])
        if needs_shaping(text):
            return Stretch(face.fontName, *shaped(text, face.fontName))
        return Stretch(face.fontName, text, face.stringWidth(text, 1000))

    def _family(self, text: str, weight: Weight) -> int | None:
        for number, family in enumerate(FAMILIES):
            if self.face(family[weight]).has.issuperset(text):
                return number
        return None


def _cannot_print(character: str, place: str, text: str) -> Problem:
    name = unicodedata.name(character, "a character with no name").lower()
    word = next((word for word in text.split() if character in word), character)
    return Problem(
        "A character cannot be printed",
        f"“{word[:60]}” in {place} holds “{character}” (U+{ord(character):04X}, {name}), and no typeface here has it.",
        "Spell the name without it, then make the letter again.",
    )
