"""How does a PDF spell glyphs that do not simply stand in a row?  Each with its own step and its height."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reportlab.pdfbase.ttfonts import ShapedStr

from npqdesk.letters.face import Face
from npqdesk.letters.spelling import in_brackets

_STEP = 60.0  # thousandths of the type size: some readers take a longer step to the right for a space between words

Move = tuple[float, bytes]
"""How far to go to the left, then maybe a glyph."""


def spelled_glyphs(
    text: ShapedStr, face: Face, document: Any, size: float, leading: float, subset: int
) -> tuple[str, int]:
    """The words of PDF for shaped text after text of a subset of the face, and the subset that they end with."""
    words = []
    shapes = iter(text.__shapeData__)  # type: ignore[attr-defined]
    for found, codes in face.splitString(text, document):
        if found != subset:
            words.append(f"{face.getSubsetInternalName(found, document)} {size:g} Tf {leading:g} TL")
            subset = found
        glyphs = [(code, next(shapes)) for code in codes]
        for rise, group in groupby(glyphs, key=lambda glyph: round(glyph[1].y_offset * size / 1000, 3)):
            shown = f"[{' '.join(_spelled(_moves(group)))}] TJ"
            words.append(f"{rise:g} Ts {shown} 0 Ts" if rise else shown)
    return " ".join(words), subset


def _moves(glyphs: Any) -> Iterator[Move]:
    for code, shape in glyphs:
        yield -shape.x_offset, bytes((code,))
        yield shape.x_offset + shape.width - shape.x_advance, b""


def _spelled(moves: Iterator[Move]) -> Iterator[str]:
    """Moves that follow one another as one, glyphs with no move between them together."""
    waiting, said = 0.0, b""
    for left, glyph in moves:
        waiting += left
        if not glyph:
            continue
        if round(waiting, 2):
            if said:
                yield in_brackets(said)
            yield from _steps(waiting)
            waiting, said = 0.0, b""
        said += glyph
    yield in_brackets(said)
    yield from _steps(waiting)


def _steps(left: float) -> Iterator[str]:
    while left < -_STEP:
        yield f"{-_STEP:g}"
        left += _STEP
    if round(left, 2):
        yield f"{left:.2f}".rstrip("0").rstrip(".")
