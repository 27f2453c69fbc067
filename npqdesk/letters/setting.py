"""How do words become lines?  Set to the left, never hyphenated; a word wider than the column is cut, not squeezed.

`set_lines` breaks a `Text` into `Line`s for a width; `paint_line` paints one. Names written from right to left keep
their order on paper, and the order in which they are read aloud."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from npqdesk.letters.letter import Run, Text
from npqdesk.letters.phrase import HARD, bind, printable
from npqdesk.letters.structure import Painter
from npqdesk.letters.typeface import Glyphs, Typeface, Weight, letters

_SPACES = re.compile(r"( +)")


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of text is set: points, weight, colour, room before and after."""

    size: float
    leading: float
    weight: Weight = "regular"
    colour: str = "#1A1A1A"
    before: float = 0
    after: float = 0

    def scaled(self, factor: float) -> "Style":
        """The same style for larger print."""
        return replace(self, size=self.size * factor, leading=self.leading * factor, before=self.before * factor,
                       after=self.after * factor)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """One link; its lines all belong to it."""

    address: str


class Span(NamedTuple):
    """Letters of one word in one weight."""

    text: str
    weight: Weight
    anchor: Anchor | None


class Piece(NamedTuple):
    """Glyphs of one word in one face; `across` is their distance from the left of the column, in thousandths."""

    glyphs: Glyphs
    anchor: Anchor | None
    across: float = 0
    ends_word: bool = False


_END = Piece(Glyphs("", "end", 0), None)


@dataclass(frozen=True, slots=True)
class Line:
    """Placed pieces in reading order, and the width they take in thousandths of the type size."""

    pieces: tuple[Piece, ...]
    width: float


def set_lines(text: Text, style: Style, width: float, faces: Typeface, *, narrow: bool = False) -> tuple[Line, ...]:
    """Break a text into lines no wider than `width` points; `narrow` for table cells."""
    room = width * 1000 / style.size
    lines: list[list[list[Piece]]] = []
    taken = 0.0
    for spans in _words(text, style, narrow=narrow):
        for word in _fitting(spans, room, faces):
            wide = sum(piece.glyphs.width for piece in word)
            gap = faces.space(lines[-1][-1][-1].glyphs.font) if lines else 0
            if lines and taken + gap + wide <= room + 0.01:
                lines[-1].append(word)
                taken += gap + wide
            else:
                lines.append([word])
                taken = wide
    return tuple(_placed(line, faces) for line in lines)


def widest_word(text: Text, style: Style, faces: Typeface) -> float:
    """The least width in points that sets this text in a table without cutting a word."""
    widths = (sum(faces.width(s.text, s.weight) for s in spans) for spans in _words(text, style, narrow=True))
    return max(widths, default=0) * style.size / 1000


def paint_line(painter: Painter, line: Line, x: float, y: float, style: Style, faces: Typeface) -> None:
    """Paint one line on the baseline `y`; each link on it becomes clickable and underlined."""
    scale = style.size / 1000
    for anchor, group in groupby(line.pieces, key=lambda piece: piece.anchor):
        pieces = list(group)
        stretches = [(across * scale, glyphs) for across, glyphs in _joined(pieces)]
        if anchor is None:
            painter.text(x, y, style.size, style.colour, stretches, faces)
            continue
        start = x + pieces[0].across * scale
        width = x + (pieces[-1].across + pieces[-1].glyphs.width) * scale - start
        with painter.element("Link", key=anchor):
            painter.text(x, y, style.size, style.colour, stretches, faces)
            painter.link(start, y + 0.25 * style.size, width, 1.2 * style.size, anchor.address)
        painter.rule(start, y + 0.13 * style.size, width, 0.05 * style.size, style.colour)


def _words(text: Text, style: Style, *, narrow: bool) -> Iterator[list[Span]]:
    """Whole words of spans from one or more runs, hard spaces put in where a line must not end."""
    word: list[Span] = []
    for number, run in enumerate(text, 1):
        bound = bind(printable(run.text), narrow=narrow, last=number == len(text))
        weight, anchor = _weight(run, style), Anchor(run.link) if run.link else None
        for part in _SPACES.split(bound):
            if part.startswith(" "):
                if word:
                    yield word
                word = []
            elif part:
                word.append(Span(part, weight, anchor))
    if word:
        yield word


def _weight(run: Run, style: Style) -> Weight:
    if run.bold:
        return "bold_italic" if run.italic else "bold"
    return "italic" if run.italic else style.weight


def _fitting(word: Sequence[Span], room: float, faces: Typeface) -> Iterator[list[Piece]]:
    """The word, or what it must be cut into: first at hard spaces, then between letters."""
    if _wide(word, faces) <= room:
        yield _pieces(word, faces)
        return
    parts = _at_hard_spaces(word)
    if len(parts) > 1:
        for part in parts:
            yield from _fitting(part, room, faces)
    else:
        yield from (_pieces(part, faces) for part in _between_letters(word, room, faces))


def _pieces(word: Sequence[Span], faces: Typeface) -> list[Piece]:
    return [Piece(glyphs, span.anchor) for span in word for glyphs in faces.word(span.text, span.weight)]


def _wide(word: Sequence[Span], faces: Typeface) -> float:
    return sum(faces.width(span.text, span.weight) for span in word)


def _at_hard_spaces(word: Sequence[Span]) -> list[list[Span]]:
    parts: list[list[Span]] = [[]]
    for span in word:
        for number, text in enumerate(span.text.split(HARD)):
            if number:
                parts.append([])
            if text:
                parts[-1].append(span._replace(text=text))
    return [part for part in parts if part]


def _between_letters(word: Sequence[Span], room: float, faces: Typeface) -> Iterator[list[Span]]:
    part: list[Span] = []
    for span in word:
        for letter in letters(span.text):
            if part and part[-1][1:] == span[1:]:
                longer = [*part[:-1], span._replace(text=part[-1].text + letter)]
            else:
                longer = [*part, span._replace(text=letter)]
            if part and _wide(longer, faces) > room:
                yield part
                longer = [span._replace(text=letter)]
            part = longer
    yield part


def _placed(words: list[list[Piece]], faces: Typeface) -> Line:
    """Pieces in reading order, each at its place on paper: runs written from right to left stand in reverse."""
    if any(piece.glyphs.leftward for word in words for piece in word):
        return _placed_both_ways(words, faces)
    placed: list[Piece] = []
    across = end = 0.0
    for word in words:
        last = len(word) - 1
        for number, (glyphs, anchor, _, _) in enumerate(word):
            placed.append(Piece(glyphs, anchor, across, number == last))
            across += glyphs.width
        end = across
        across += faces.space(placed[-1].glyphs.font)
    return Line(tuple(placed), end)


def _placed_both_ways(words: list[list[Piece]], faces: Typeface) -> Line:
    slots: list[tuple[float, Piece | None]] = []
    for word in words:
        if slots and slots[-1][1]:
            slots.append((faces.space(slots[-1][1].glyphs.font), None))
        slots += [(piece.glyphs.width, piece) for piece in word[:-1]]
        slots.append((word[-1].glyphs.width, word[-1]._replace(ends_word=True)))
    order = _paper_order([piece for _, piece in slots])
    starts, across = [0.0] * len(slots), 0.0
    for slot in order:
        starts[slot] = across
        across += slots[slot][0]
    placed = (piece._replace(across=starts[slot]) for slot, (_, piece) in enumerate(slots) if piece)
    return Line(tuple(placed), across)


def _paper_order(pieces: Sequence[Piece | None]) -> list[int]:
    """The slots from left to right: a run from one leftward piece to the last that only neutrals part is reversed."""
    order = list(range(len(pieces)))
    start = end = -1
    for slot, piece in enumerate([*pieces, _END]):
        if piece is not None and piece.glyphs.leftward:
            start, end = (slot if start < 0 else start), slot
        elif start >= 0 and piece is not None and any(c.isalnum() for c in piece.glyphs.text):
            order[start : end + 1] = order[start : end + 1][::-1]
            start = -1
    return order


def _joined(pieces: Sequence[Piece]) -> Iterator[tuple[float, Glyphs]]:
    """Stretches in one face with their places; each word ends with a space, for whoever reads the text."""
    font, text, start = "", "", 0.0
    for glyphs, _, across, ends_word in pieces:
        said = f"{glyphs.text} " if ends_word else glyphs.text
        if glyphs.shaped:
            if text:
                yield start, Glyphs(font, text, 0)
            yield across, Glyphs(glyphs.font, said, glyphs.width, glyphs.shaped, glyphs.leftward)
            text = ""
        elif text and glyphs.font == font:
            text += said
        else:
            if text:
                yield start, Glyphs(font, text, 0)
            font, text, start = glyphs.font, said, across
    if text:
        yield start, Glyphs(font, text, 0)
