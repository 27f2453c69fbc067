"""How does a table stand on paper?  Horizontal rules only, figures to the right, headings repeated on a later page.

A table may be parted between rows; its parts are one table to a screen reader, and repeated headings are furniture."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus.tables import Table, TableRenderCB, TableStyle

from npqdesk.letters.letter import Column, Setting, Text, words
from npqdesk.letters.letter import Table as TableBlock
from npqdesk.letters.paragraph import TaggedParagraph, paragraph
from npqdesk.letters.phrase import printable
from npqdesk.letters.sheet import HAIRLINE, MM, Sheet, TextStyle
from npqdesk.letters.spelling import in_pdf
from npqdesk.letters.typeface import Typeface

SIDE = 3.0
ROOM: dict[Setting, tuple[float, float]] = {"roomy": (2.2, 3.6), "close": (1.6, 3.0), "dense": (1.2, 2.6)}
"""The room above and below the words of a cell."""
CLOSEST = 0.6
"""The share of that room that a row keeps in a letter that is set closer."""
AFTER_FIGURES = 11.0
TOP_RULE, HEAD_RULE, ROW_RULE, LAST_RULE = 1.4, 0.8, 0.35, 0.9
FEWEST = 3  # rows that stay under a heading
TOGETHER = 60 * MM
"""How high the last two rows may be to stand on one page, so that neither a total nor any last row stands alone."""
LABELS = 44 * MM
_SCOPE = {scope: f"<</O /Table /Scope /{scope}>>" for scope in ("Row", "Column")}


class LetterTable(Table):
    """A table, how much of it at least goes on a page with its heading, and the height of its tallest row under its
    headings, with how the text begins that makes it so."""

    least = 0.0
    _rowHeights: list[float]
    tallest = (0.0, "")


class TableTags(TableRenderCB):
    """Tells a screen reader what ReportLab draws of a table. ReportLab hands the same one to both parts of a table that
    is parted, so they are one element. Headings that are repeated are furniture."""

    def __init__(self, summary: str, heads: int) -> None:
        self._about = f"<</O /Table /Summary {in_pdf(summary)}>>"
        self._heads = heads
        self._parts = 0
        self._again = False
        self._table = object()

    def __deepcopy__(self, memo: object) -> "TableTags":
        return self

    def startTable(self, T: Any) -> None:
        T.canv.open("Table", key=self._table, attributes=self._about)
        self._parts += 1

    def endTable(self, T: Any) -> None:
        T.canv.close()

    def startRow(self, T: Any, rowNo: int) -> None:
        self._head = rowNo < self._heads
        self._again = self._head and self._parts > 1
        if self._again:
            T.canv.begin_furniture()
        group = "THead" if self._head else "TBody"
        T.canv.open(group, key=(self._table, group))
        T.canv.open("TR")

    def endRow(self, T: Any) -> None:
        T.canv.close()
        T.canv.close()
        if self._again:
            T.canv.end_furniture()

    def startCell(self, T: Any, rowNo: int, colNo: int, *place: Any) -> None:
        scope = "Column" if self._head else "Row" if colNo == 0 else ""
        T.canv.open("TH" if scope else "TD", attributes=_SCOPE.get(scope, ""))

    def endCell(self, T: Any) -> None:
        T.canv.close()

    def _nothing(self, T: Any) -> None:
        """Backgrounds and rules: furniture already."""

    startBG = endBG = startLines = endLines = _nothing


def glance_table(rows: Sequence[tuple[str, Text]], sheet: Sheet, faces: Typeface) -> LetterTable:
    """The table at a glance: labels in one style, values in another, no headings."""
    label_width = LABELS * sheet.factor
    widths = [label_width, sheet.full - label_width]
    cells = [
        [
            paragraph(words(label), sheet.label, faces, widths[0] - SIDE, narrow=True, tag=""),
            paragraph(value, sheet.value, faces, widths[1], narrow=True, tag=""),
        ]
        for label, value in rows
    ]
    commands = [
        ("RIGHTPADDING", (0, 0), (0, -1), SIDE),
        *_rules(sheet, heads=0, total=False),
    ]
    return _table(cells, widths, commands, "The main facts of this letter", heads=0, after=7 * sheet.room)


def data_table(block: TableBlock, sheet: Sheet, faces: Typeface) -> LetterTable:
    """Rows under headings. No column is narrower than its longest word, as far as the sheet allows; what is wider is
    cut between letters, never squeezed."""
    heads = [column.title for column in block.columns]
    rows = [heads, *block.rows, *([block.total] if block.total else [])]
    strong = {0, len(rows) - 1 if block.total else 0}
    dense = block.setting == "dense"
    longest_in = sheet.dense_head if dense else sheet.cell_head
    least = [_longest_word([row[n] for row in rows], longest_in, faces) for n in range(len(heads))]
    widths = list(_widths(block.columns, least, sheet.full))
    pads = [_padding(block.columns, number) for number in range(len(heads))]
    cells = [
        [
            paragraph(words(text), _cell_style(column, sheet, strong=number in strong, dense=dense), faces,
                      wide - before - after, narrow=True, tag="")
            for text, column, wide, (before, after) in zip(row, block.columns, widths, pads, strict=True)
        ]
        for number, row in enumerate(rows)
    ]  # fmt: skip
    commands = _rules(sheet, heads=1, total=bool(block.total), setting=block.setting)
    for number, (before, after) in enumerate(pads):
        commands.append(("LEFTPADDING", (number, 0), (number, -1), before))
        commands.append(("RIGHTPADDING", (number, 0), (number, -1), after))
    return _table(cells, widths, commands, block.summary, heads=1, after=7 * sheet.room)


def _table(
    cells: list[list[TaggedParagraph]],
    widths: list[float],
    commands: list[Any],
    summary: str,
    *,
    heads: int,
    after: float,
) -> LetterTable:
    made = LetterTable(
        cells, colWidths=widths, style=TableStyle(commands), repeatRows=heads, hAlign="LEFT", spaceAfter=after,
        renderCB=TableTags(summary, heads),
    )  # fmt: skip
    made.wrap(sum(widths), 10_000)
    head = sum(made._rowHeights[:heads])
    highest = max(range(heads, len(cells)), key=made._rowHeights.__getitem__, default=0)
    longest = max((*cells[0], *cells[highest]), key=lambda cell: cell.height)
    made.tallest = head + made._rowHeights[highest], longest.begins
    if sum(made._rowHeights[-2:]) <= TOGETHER:
        made.setStyle([("NOSPLIT", (0, -2), (-1, -1))])
    rows = heads + FEWEST
    made.least = sum(made._rowHeights[: rows if len(cells) > rows + 1 else len(cells)])
    return made


def _rules(sheet: Sheet, *, heads: int, total: bool, setting: Setting = "roomy") -> list[Any]:
    ink, font = HexColor(sheet.colour), sheet.cell.fontName
    above, below = (room * max(sheet.room, CLOSEST) for room in ROOM[setting])
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), font), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), above),
        ("BOTTOMPADDING", (0, 0), (-1, -1), below), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("LINEABOVE", (0, 0), (-1, 0), TOP_RULE, ink),
        ("LINEBELOW", (0, heads), (-1, -3 if total else -2), ROW_RULE, HexColor(HAIRLINE)),
        ("LINEBELOW", (0, -1), (-1, -1), LAST_RULE, ink),
        ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), LAST_RULE, ink),
    ]  # fmt: skip
    if heads:
        commands.append(("VALIGN", (0, 0), (-1, 0), "BOTTOM"))
        commands.append(("LINEBELOW", (0, 0), (-1, 0), HEAD_RULE, ink))
    if total:
        commands.append(("LINEABOVE", (0, -1), (-1, -1), HEAD_RULE, ink))
    return commands


def _cell_style(column: Column, sheet: Sheet, *, strong: bool, dense: bool) -> Any:
    name = "figure" if column.figures else "" if dense else "cell"
    return getattr(sheet, "_".join(filter(None, ("dense" if dense else "", name, "head" if strong else ""))))


def _longest_word(texts: Sequence[str], style: TextStyle, faces: Typeface) -> float:
    words = (word for text in texts for word in printable(text).split())
    return max((faces.width(word, style.weight) for word in words), default=0) * style.fontSize


def _widths(columns: Sequence[Column], least: Sequence[float], width: float) -> Iterator[float]:
    """How wide the columns are, `width` together: by their shares, but none below its longest word (or a third of the
    table) while the others have room to give."""
    pads = [_padding(columns, number) for number in range(len(columns))]
    wanted = [column.share * width / sum(c.share for c in columns) for column in columns]
    floors = [min(low + sum(pad), width / 3) for low, pad in zip(least, pads, strict=True)]
    short = sum(max(0, floor - want) for floor, want in zip(floors, wanted, strict=True))
    spare = sum(max(0, want - floor) for floor, want in zip(floors, wanted, strict=True))
    moved = min(short, spare)
    for want, floor in zip(wanted, floors, strict=True):
        yield want + (floor - want) * (moved / short if floor > want else moved / (spare or 1)) if short else want


def _padding(columns: Sequence[Column], number: int) -> tuple[float, float]:
    """Room at both sides of a column: none at the outer edges, more where text follows figures."""
    after_figures = number > 0 and columns[number - 1].figures and not columns[number].figures
    before = 0.0 if number == 0 else AFTER_FIGURES if after_figures else SIDE
    return before, 0.0 if number == len(columns) - 1 else SIDE
