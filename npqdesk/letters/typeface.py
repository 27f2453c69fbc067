"""Which face prints a word?  Source Sans 3 where it can, Noto Sans behind it, Hebrew and Arabic for names in those.

The font files come in as bytes through `Fonts`. A word is printed in the first family that has all its letters; letters
with separate accents and joined scripts are shaped. A character that no family has ends in a `Problem` before anything
is drawn, so that no glyph can be missing. HarfBuzz measures, shapes and makes the small font that is embedded."""

import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

import uharfbuzz

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
_NOT_EMBEDDED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"OS/2", b"cmap", b"STAT", b"DSIG")
_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False}  # ligatures would be read out as other letters


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The shipped files of print: `read("SourceSans3-Regular.ttf")` gives the bytes of one, `read("sRGB.icc")` what its
    colours mean. Each is read only when a letter needs it."""

    read: Callable[[str], bytes]


class Glyph(NamedTuple):
    """One glyph: its number, what it means, how far it moves the pen, where it stands from the pen (thousandths)."""

    number: int
    meaning: str
    advance: float
    across: float = 0
    up: float = 0


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Part of a word in one face. `width` is in thousandths of the type size; `shaped` the glyphs where they are not
    simply those of the letters of `text`."""

    font: str
    text: str
    width: float
    shaped: tuple[Glyph, ...] = ()
    leftward: bool = False


class Face:
    """One font file: the glyph of each letter, its width, and the small copy with only some glyphs."""

    def __init__(self, name: str, file: bytes) -> None:
        self.name = name
        self._face = uharfbuzz.Face(file)
        self._font = uharfbuzz.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._letters: dict[str, Glyph | None] = {}
        self._codes: dict[str, str] = {}
        space = self.letter(" ")
        self.space = space.advance if space else 250.0

    def letter(self, character: str) -> Glyph | None:
        """The glyph of a letter, a hard space being a space; None where the face has none."""
        if character not in self._letters:
            meant = " " if character == HARD else character
            number = self._font.get_nominal_glyph(ord(meant))
            self._letters[character] = Glyph(number, meant, self.advance(number)) if number else None
        return self._letters[character]

    def codes(self, text: str) -> str:
        """The numbers of the glyphs of a text, as a PDF spells them."""
        known = self._codes
        try:
            return "".join([known[character] for character in text])
        except KeyError:
            known.update((one, f"{found.number:04X}") for one in text if (found := self.letter(one)))
            return "".join([known[character] for character in text])

    def advance(self, number: int) -> float:
        """How far a glyph moves the pen, in thousandths of the type size."""
        return float(self._font.get_glyph_h_advance(number) * self._scale)

    def shape(self, text: str) -> tuple[Glyph, ...]:
        """The glyphs of a text from left to right, accents put on their letters and scripts joined."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        nominal = {found.number: character for character in text if (found := self.letter(character))}
        return tuple(
            Glyph(
                glyph.codepoint,
                nominal.get(glyph.codepoint, text[glyph.cluster]),
                *(number * self._scale for number in (at.x_advance, at.x_offset, at.y_offset)),
            )
            for glyph, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def copy_with(self, numbers: Iterable[int]) -> bytes:
        """A font file with these glyphs alone, under their own numbers."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(numbers)
        flags = uharfbuzz.SubsetFlags
        wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_EMBEDDED)
        return bytes(uharfbuzz.subset(self._face, wanted).blob.data)

    def box(self) -> tuple[float, ...]:
        """The box that holds every glyph, in thousandths: left, bottom, right, top."""
        head = self._face.reference_table("head").data
        return tuple(edge * self._scale for edge in struct.unpack(">4h", head[36:44]))


@lru_cache(maxsize=2)
def typeface(fonts: Fonts) -> "Typeface":
    """The faces of these font files, kept between letters."""
    return Typeface(fonts)


class Typeface:
    """Faces loaded when first needed, and the words already measured."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self.colour_profile = fonts.read("sRGB.icc")
        self._faces: dict[str, Face] = {}
        self._printed: set[str] = set()
        self._words: dict[tuple[str, Weight], tuple[Glyphs, ...]] = {}

    def face(self, name: str) -> Face:
        """One face by the name of its file."""
        if name not in self._faces:
            self._faces[name] = Face(name, self._fonts.read(f"{name}.ttf"))
        return self._faces[name]

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
        return self._faces[font].space

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
        for number, family in enumerate(FAMILIES):
            if all(map(self.face(family[weight]).letter, text.replace(HARD, ""))):
                return number
        return None

    def _stretch(self, text: str, name: str) -> Glyphs:
        if _needs_shaping(text):
            shaped = self.face(name).shape(text)
            return Glyphs(name, text, sum(glyph.advance for glyph in shaped), shaped, _leftward(text))
        glyphs = filter(None, map(self.face(name).letter, text))
        return Glyphs(name, text, sum(glyph.advance for glyph in glyphs))


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


def _cannot_print(character: str, place: str, text: str) -> Problem:
    name = unicodedata.name(character, "a character with no name").lower()
    word = next((word for word in text.split() if character in word), character)
    return Problem(
        "A character cannot be printed",
        f"“{word[:60]}” in {place} holds “{character}” (U+{ord(character):04X}, {name}), and no typeface here has it.",
        "Spell the name without it, then make the letter again.",
    )
