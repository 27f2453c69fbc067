"""What can one font file print, how wide, and under which codes?  What a letter embeds of it: `embedding.py`.

A glyph that shaped text needs gets a code of its own for each text that it stands for, so that a reader who copies the
words finds what was typed: the vowel before its consonant on paper comes after it in the text."""

import unicodedata
from functools import cached_property
from typing import Any

import uharfbuzz

from npqdesk.letters.embedding import EmbeddedFace
from npqdesk.letters.families import FAMILIES
from npqdesk.letters.phrase import HARD, LOST

_PRIVATE = 0xF0000  # where glyphs of shaped text get their codes


def font_name(file: str) -> str:
    """What ReportLab calls the face of a font file."""
    return f"npqdesk-{file}"


class Face(EmbeddedFace):
    """A font file that is kept between letters: widths remembered, and the same codes whatever was printed before."""

    def __init__(self, file: str, content: bytes) -> None:
        super().__init__(font_name(file), content, everyday=file in FAMILIES[0].files.values())
        for of in (self.face.charToGlyph, self.face.charWidths):
            of.setdefault(ord(HARD), of[ord(" ")])
        self.has = frozenset(chr(code) for code, glyph in self.face.charToGlyph.items() if glyph) - {LOST}
        self._codes: dict[tuple[int, str], int] = {}
        self._widths: dict[str, float] = {}

    @cached_property
    def harfbuzz(self) -> Any:
        """The same font for HarfBuzz."""
        program: Any = self.face
        return uharfbuzz.Font(uharfbuzz.Face(program._ttf_data))

    def thousandths(self, length: int) -> float:
        """A length of the font's own measure in thousandths of the type size."""
        return float(self.pdfScale(length))  # type: ignore[no-untyped-call]

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            of, else_wide = self.face.charWidths, self.face.defaultWidth
            width = self._widths[text] = 0.001 * sum(of.get(ord(letter), else_wide) for letter in text)
        return width * size

    def code(self, glyph: int, said: str) -> int:
        """The code under which a glyph of shaped text is printed where it stands for these letters, maybe for none."""
        known = self._codes.get((glyph, said))
        if known is None:
            known = self._codes[glyph, said] = self._own_code(glyph, said) or self._private_code(glyph, said)
        return known

    def _own_code(self, glyph: int, said: str) -> int | None:
        """A letter of the font itself: this one, or the one that Unicode has for a joined pair such as lam and alef."""
        if len(said) == 1:
            return ord(said) if self.face.charToGlyph.get(ord(said)) == glyph else None
        letters: Any = self.face
        joined = (code for code in letters.glyphToChar.get(glyph, ()) if code < _PRIVATE)
        return next((code for code in joined if said and unicodedata.normalize("NFKC", chr(code)) == said), None)

    def _private_code(self, glyph: int, said: str) -> int:
        code = _PRIVATE + len(self.meanings)
        self.meanings[code] = said
        self.face.charToGlyph[code] = glyph
        self.face.charWidths[code] = self.thousandths(self.face.hmetrics[glyph][0])
        return code
