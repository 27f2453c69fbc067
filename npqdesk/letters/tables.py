"""How does a table stand on paper?  Horizontal rules only, figures to the right, headings repeated on a later page.

A table may be parted between rows; its parts are one table to a screen reader, and repeated headings are furniture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from npqdesk.letters.boxes import TextBox
from npqdesk.letters.letter import Column, Text, words
from npqdesk.letters.setting import Style, set_lines, widest_word
from npqdesk.letters.sheet import HAIRLINE
from npqdesk.letters.structure import Painter
from npqdesk.letters.typeface import Typeface

ABOVE, BELOW, SIDE = 2.2, 3.6, 3.0
AFTER_FIGURES = 11.0
TOP_RULE, HEAD_RULE, ROW_RULE, LAST_RULE = 1.4, 0.8, 0.35, 0.9
FEWEST = 3  # rows that stay under a heading


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column's text stands: its left edge and width in points, and whether it is set to the right."""

    left: float
    width: float
    figures: bool


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    cells: tuple[tuple[Place, TextBox], ...]
    height: float
    key: object = field(default_factory=object)


@dataclass(frozen=True, slots=True, eq=False)
class TableBox:
    """Rows, perhaps under headings and over a total. `again` says that the headings stood on an earlier page."""

    rows: tuple[Row, ...]
    width: float
    colour: str
    summary: str
    head: Row | None = None
    total: Row | None = None
    again: bool = False
    before: float = 0
    after: float = 7
    keep: float = 0
    key: object = field(default_factory=object)
    body_key: object = field(default_factory=object)

    @property
    def height(self) -> float:
        return sum(row.height for row in (self.head, *self.rows, self.total) if row)

    @property
    def least(self) -> float:
        if len(self.rows) <= FEWEST:
            return self.height
        return (self.head.height if self.head else 0) + sum(row.height for row in self.rows[:FEWEST])

    def split(self, room: float) -> "tuple[TableBox, TableBox] | None":
        """At least three rows stay; at least one goes on, with the total."""
        room -= self.head.height if self.head else 0
        stay = 0
        while stay < len(self.rows) - 1 and self.rows[stay].height <= room + 0.01:
            room -= self.rows[stay].height
            stay += 1
        if stay < (1 if self.again else FEWEST):
            return None
        return replace(self, rows=self.rows[:stay], total=None), replace(self, rows=self.rows[stay:], again=True)

    def paint(self, painter: Painter, x: float, y: float) -> None:
        with painter.element("Table", key=self.key, summary=self.summary):
            painter.rule(x, y, self.width, TOP_RULE, self.colour)
            if self.head:
                with painter.furniture() if self.again else painter.element("THead"):
                    y = _paint_row(painter, self.head, x, y, scope="Column")
                painter.rule(x, y, self.width, HEAD_RULE, self.colour)
            with painter.element("TBody", key=self.body_key):
                self._paint_body(painter, x, y)

    def _paint_body(self, painter: Painter, x: float, y: float) -> None:
        for row in self.rows:
            y = _paint_row(painter, row, x, y)
            last = row is self.rows[-1]
            if not last:
                painter.rule(x, y, self.width, ROW_RULE, HAIRLINE)
        painter.rule(x, y, self.width, HEAD_RULE if self.total else LAST_RULE, self.colour)
        if self.total:
            y = _paint_row(painter, self.total, x, y)
            painter.rule(x, y, self.width, LAST_RULE, self.colour)


def _paint_row(painter: Painter, row: Row, x: float, y: float, *, scope: str = "Row") -> float:
    """Paint a row and give the height below it. A heading's cells head their columns, the first of another its row."""
    with painter.element("TR"):
        for number, (place, text) in enumerate(row.cells):
            heads = scope == "Column" or number == 0
            top = y + ABOVE + (row.height - ABOVE - BELOW - text.height if scope == "Column" else 0)
            with painter.element("TH" if heads else "TD", scope=scope if heads else ""):
                _paint_cell(painter, place, text, x, top)
    return y + row.height


def _paint_cell(painter: Painter, place: Place, text: TextBox, x: float, y: float) -> None:
    if not place.figures:
        text.paint(painter, x + place.left, y)
        return
    for line in text.lines:
        wide = line.width * text.style.size / 1000
        replace(text, lines=(line,)).paint(painter, x + place.left + place.width - wide, y)
        y += text.style.leading


def glance_table(rows: Sequence[tuple[str, Text]], width: float, label_width: float, colour: str, summary: str,
                 styles: tuple[Style, Style], faces: Typeface) -> TableBox:  # fmt: skip
    """The table at a glance: labels in one style, values in another, no headings."""
    places = (Place(0, label_width - SIDE, figures=False), Place(label_width, width - label_width, figures=False))
    made = tuple(
        _row([(places[0], words(label), styles[0]), (places[1], value, styles[1])], faces) for label, value in rows
    )
    return TableBox(made, width, colour, summary)


def data_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], total: Sequence[str], width: float,
               colour: str, summary: str, styles: tuple[Style, Style], faces: Typeface) -> TableBox:  # fmt: skip
    """Rows under headings; `styles` are those of a cell and of a heading. No column is narrower than its longest word,
    as far as the sheet allows; what is wider is cut between letters, never squeezed."""
    cell, head = styles
    cells = [*rows, *([total] if total else [])]
    least = [
        max(
            widest_word(words(column.title), head, faces),
            *(widest_word(words(row[n]), cell, faces) for row in cells),
            0,
        )
        for n, column in enumerate(columns)
    ]
    places = tuple(_places(columns, least, width))

    def row(texts: Sequence[str], style: Style) -> Row:
        return _row([(place, words(text), style) for place, text in zip(places, texts, strict=True)], faces)

    return TableBox(
        tuple(row(texts, cell) for texts in rows), width, colour, summary,
        head=row([column.title for column in columns], head), total=row(total, head) if total else None,
    )  # fmt: skip


def _places(columns: Sequence[Column], least: Sequence[float], width: float) -> Iterator[Place]:
    """Where the columns stand: by their shares, but none below its longest word while the others have room to give."""
    pads = [_padding(columns, number) for number in range(len(columns))]
    wanted = [share.share * width / sum(c.share for c in columns) for share in columns]
    floors = [min(low + sum(pad), width / 2) for low, pad in zip(least, pads, strict=True)]
    short = sum(max(0, floor - want) for floor, want in zip(floors, wanted, strict=True))
    spare = sum(max(0, want - floor) for floor, want in zip(floors, wanted, strict=True))
    given = min(1.0, short / spare) if spare else 0.0
    left = 0.0
    for column, want, floor, (before, after) in zip(columns, wanted, floors, pads, strict=True):
        wide = want - given * (want - floor) if want > floor else floor if short <= spare else want
        yield Place(left + before, wide - before - after, column.figures)
        left += wide


def _padding(columns: Sequence[Column], number: int) -> tuple[float, float]:
    """Room at both sides of a column: none at the outer edges, more where text follows figures."""
    after_figures = number > 0 and columns[number - 1].figures and not columns[number].figures
    before = 0.0 if number == 0 else AFTER_FIGURES if after_figures else SIDE
    return before, 0.0 if number == len(columns) - 1 else SIDE


def _row(cells: Sequence[tuple[Place, Text, Style]], faces: Typeface) -> Row:
    made = tuple(
        (place, TextBox(set_lines(text, style, place.width, faces, narrow=True), style, faces, tag=""))
        for place, text, style in cells
    )
    return Row(made, max(box.height for _, box in made) + ABOVE + BELOW)
