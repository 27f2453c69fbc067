"""Which face prints a word?  Source Sans 3 where it can, Noto Sans behind it, that of its script for any other name.

The font files come in as bytes through `Fonts`. A word is printed in the first family that has all its letters; a
character that no family has ends in a `Problem` before anything is drawn, so that no glyph can be missing. ReportLab
measures the text and embeds of each face what a letter uses."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from npqdesk.letters.face import Face
from npqdesk.letters.families import FAMILIES, Weight
from npqdesk.letters.phrase import LOST, printable
from npqdesk.letters.shaping import letters, needs_shaping, shaped
from npqdesk.problem import Problem

MOST_ACCENTS = 6  # on one letter: no language stacks more, and more would be painted over the lines above


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
        self._words: dict[tuple[str, Weight, int], tuple[Stretch, ...]] = {}

    def face(self, file: str) -> Face:
        """One face by the name of its file, known to ReportLab from now on."""
        if file not in self._faces:
            face = self._faces[file] = Face(file, self._fonts.read(f"{file}.ttf"))
            pdfmetrics.registerFont(face)
        return self._faces[file]

    def font(self, weight: Weight) -> str:
        """ReportLab's name of the first family in a weight."""
        return self.face(FAMILIES[0].files[weight]).fontName

    def is_plain(self, text: str, weight: Weight) -> bool:
        """Has the first family every letter of this text?"""
        return self.face(FAMILIES[0].files[weight]).has.issuperset(text)

    def stretches(self, word: str, weight: Weight, level: int = 0) -> "tuple[Stretch, ...]":
        """The stretches that print one word, measured and shaped where they must be; `level` as in `direction`."""
        known = self._words.get((word, weight, level))
        if known is None:
            if len(self._words) > 20_000:
                self._words.clear()
            known = self._words[word, weight, level] = tuple(self._stretches(word, weight, level))
        return known

    def width(self, word: str, weight: Weight) -> float:
        """How wide a word is, in type sizes."""
        return sum(stretch.width for stretch in self.stretches(word, weight)) / 1000

    def check(self, place: str, text: str) -> None:
        """Raise a `Problem` that names the first character that no face has, and where it stands."""
        text = printable(text)
        if text.isascii() or self._printed.issuperset(text):
            return
        for letter in letters(text):
            if letter not in self._printed:
                if len(letter) > MOST_ACCENTS and sum(map(_is_accent, letter)) > MOST_ACCENTS:
                    raise _too_many_accents(place)
                if self._face(letter, "regular") is None:
                    raise _cannot_print(self._lacking(letter), place, text)
                self._printed.add(letter)

    def _stretches(self, word: str, weight: Weight, level: int) -> "Iterator[Stretch]":
        face = self._face(word, weight)
        if face is not None:
            yield _stretch(word, face, level)
            return
        for found, stretch in groupby(letters(word), key=lambda letter: self._face(letter, weight)):
            text = "".join(stretch)
            if found is None:
                raise _cannot_print(self._lacking(text), "the letter", word)
            yield _stretch(text, found, level)

    def _lacking(self, letter: str) -> str:
        """The first character of a letter and its accents that no face has, or its last where none has all."""
        return next((each for each in letter if self._face(each, "regular") is None), letter[-1])

    def _face(self, text: str, weight: Weight) -> Face | None:
        for family in FAMILIES:
            if family.may_have(text):
                for file in dict.fromkeys((family.files[weight], family.files["regular"])):
                    face = self.face(file)
                    if face.has.issuperset(text):
                        return face
        return None


def _stretch(text: str, face: Face, level: int) -> Stretch:
    if level or needs_shaping(text):
        return Stretch(face.fontName, *shaped(text, face, level))
    return Stretch(face.fontName, text, face.stringWidth(text, 1000))


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) in _ABOVE_OR_BELOW


_ABOVE_OR_BELOW = (220, 230)  # Unicode's classes of the accents that are stacked on a letter
_NAMELESS = {
    "Co": "a character of some program’s own",
    "Cn": "not a character of any script",
    "Cc": "a control",
}


def _cannot_print(character: str, place: str, text: str) -> Problem:
    kind = unicodedata.category(character)
    name = _NAMELESS.get(kind) or unicodedata.name(character, "a character with no name").lower()
    name = "a letter that was lost before it came here" if character == LOST else name
    shown = "" if kind in _NAMELESS else f"“{character}” "
    around = next((word for word in text.split() if character in word), character)
    word = "".join("…" if unicodedata.category(letter) in _NAMELESS else letter for letter in around[:60])
    return Problem(
        "A character cannot be printed",
        f"“{word}” in {place} holds {shown}(U+{ord(character):04X}, {name}), and no typeface here has it.",
        "Spell the name without it, then make the letter again.",
    )


def _too_many_accents(place: str) -> Problem:
    return Problem(
        "A letter has more accents than can be printed",
        f"In {place} one letter carries more than {MOST_ACCENTS} accents, which would cover the lines above it.",
        "Spell the name without them, then make the letter again.",
    )
