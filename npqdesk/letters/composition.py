"""Which flowables does a block of a letter become?  One function a block; nothing is painted here."""

from collections.abc import Iterator, Sequence
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from npqdesk.letters.chart import Bars
from npqdesk.letters.icons import ICON, paint_mark
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Chart,
    Glance,
    Heading,
    Letter,
    Mark,
    Paragraph,
    Picture,
    ReplySlip,
    RestsOn,
    Shown,
    SignOff,
    Status,
    Steps,
    Subject,
    Table,
    Text,
    spoken,
    words,
)
from npqdesk.letters.paragraph import Item, TaggedParagraph, paragraph
from npqdesk.letters.phrase import printable
from npqdesk.letters.picture import SIGNATURE as SIGNED
from npqdesk.letters.picture import Pictured, paint_picture, size_of
from npqdesk.letters.sheet import INK, MM, Sheet, TextStyle
from npqdesk.letters.structure import TaggedCanvas
from npqdesk.letters.tables import LetterTable, data_table, glance_table
from npqdesk.letters.too_long import too_long
from npqdesk.letters.typeface import Typeface

SIGNATURE, SLIP, _LEAST, _UNDER = 13 * MM, 12 * MM, 9 * MM, 0.86
_MOST_KEPT = 0.6  # of a page, for what must follow a heading there


class Ruled(Flowable):
    """Ruled places to write on, each with its word below: (distance from the left, width, word); `above` is the room to
    write in, in points."""

    def __init__(self, places: Sequence[tuple[float, float, TaggedParagraph]], above: float) -> None:
        super().__init__()
        self._places, self._above = places, above
        self.keep = 0.0
        self.spaceAfter = 6

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.height = self._above + max(word.wrap(width, availHeight)[1] for _, width, word in self._places)
        return availWidth, self.height

    @property
    def least(self) -> float:
        return self.height

    @property
    def tallest(self) -> tuple[float, str]:
        return self.height, ""

    def draw(self) -> None:
        self.canv.setLineWidth(0.9)
        self.canv.setStrokeColor(HexColor(INK))
        for across, width, word in self._places:
            self.canv.line(across, self.height - self._above, across + width, self.height - self._above)
            word.drawOn(self.canv, across, self.height - self._above - 1 - word.height)


Placeable = TaggedParagraph | LetterTable | Ruled | Bars | Pictured


def compose(letter: Letter, sheet: Sheet, faces: Typeface) -> list[Placeable]:
    """The flowables of a letter from its greeting on: headings, and sentences that end with a colon, kept with what
    follows, the sign-off with what is before, at least with two lines of it, and a slip with the sign-off."""
    greeting = (letter.salutation,) if letter.salutation else ()
    made: list[Placeable] = [paragraph(words(said), sheet.body, faces, sheet.full) for said in greeting]
    followed: set[int] = set()
    for block in letter.blocks:
        first = len(made)
        made += _flowables(block, sheet, faces)
        match block:
            case Subject() | Heading() | Table():
                followed.update(at for at in range(first, len(made)) if getattr(made[at], "bookmark", ""))
            case Shown():
                followed.add(first)
            case Paragraph(text) if spoken(text).endswith(":"):
                followed.add(first)
            case SignOff() | ReplySlip():
                followed.update(range(first - 1, len(made) - 1))
    for flowable in made:
        flowable.wrap(sheet.full, 10_000)
        height, begins = flowable.tallest
        if height > sheet.bottom - sheet.later_top:
            raise too_long("the text", begins)
    for number in sorted(followed, reverse=True):
        above, below = made[number], made[number + 1]
        if isinstance(above, TaggedParagraph | Pictured):
            needed = max(above.getSpaceAfter(), below.getSpaceBefore()) + below.least
            above.keep = min(needed, _MOST_KEPT * (sheet.bottom - sheet.later_top))
    return made


def _flowables(block: Block, sheet: Sheet, faces: Typeface) -> Iterator[Placeable]:
    match block:
        case Subject() | Heading():
            yield _headed(block, sheet, faces)
        case Status(lines):
            yield from _status(lines, sheet, faces)
        case Paragraph(text) | RestsOn(text):
            yield paragraph(text, sheet.rests if isinstance(block, RestsOn) else sheet.body, faces, sheet.full)
        case Bullets(items):
            yield from _list(items, ["•"] * len(items), 5 * MM, sheet, faces)
        case Steps(items):
            yield from _list(items, [str(n) for n in range(1, len(items) + 1)], 7 * MM, sheet, faces)
        case Glance(rows):
            yield glance_table(rows, sheet, faces)
        case Table() if block.setting == "dense" and sheet.factor > 1:
            yield from _row_by_row(block, sheet, faces)
        case Table():
            yield data_table(block, sheet, faces)
        case Chart():
            yield Bars(block, sheet, faces)
        case Shown(picture, caption):
            yield Pictured(picture, sheet)
            yield paragraph(words(caption), sheet.rests, faces, sheet.full)
        case SignOff():
            yield from _sign_off(block, sheet, faces)
        case ReplySlip(heading, lines):
            yield from _reply_slip(heading, lines, sheet, faces)


def _headed(block: Subject | Heading, sheet: Sheet, faces: Typeface) -> TaggedParagraph:
    if isinstance(block, Subject):
        return _heading(block.text, "H1", sheet.h1, sheet, faces)
    if block.under:
        return _heading(block.text, "H3", sheet.h2.scaled(_UNDER), sheet, faces)
    return _heading(block.text, "H2", sheet.h2, sheet, faces)


def _row_by_row(block: Table, sheet: Sheet, faces: Typeface) -> Iterator[Placeable]:
    """Each row as a part of its own, under its first cell, on one page where it fits; what does not apply is left
    out."""
    for row in (*block.rows, *((block.total,) if block.total else ())):
        yield _heading(row[0], "H3", sheet.h2, sheet, faces)
        cells = [(column.title, words(cell)) for column, cell in zip(block.columns[1:], row[1:], strict=True)]
        told = [each for each in cells if spoken(each[1]) != "–"]
        made = glance_table(told or cells, sheet, faces)
        made.least = min(sum(made._rowHeights), (sheet.bottom - sheet.later_top) / 2)
        yield made


def _heading(text: str, tag: str, style: TextStyle, sheet: Sheet, faces: Typeface) -> TaggedParagraph:
    made = paragraph(words(text), style, faces, sheet.full, tag=tag)
    made.bookmark = printable(text)
    made.whole = True
    return made


def _status(lines: Sequence[tuple[Mark, str]], sheet: Sheet, faces: Typeface) -> Iterator[TaggedParagraph]:
    for number, (mark, said) in enumerate(lines, 1):
        made = paragraph(words(said), sheet.status, faces, sheet.full)
        made.ornament, made.whole = partial(_paint_mark, mark, ICON * sheet.factor), True
        if number == len(lines):
            made.spaceAfter = 2 * sheet.status.spaceAfter
        yield made


def _paint_mark(mark: Mark, size: float, canvas: TaggedCanvas, beside: TaggedParagraph) -> None:
    paint_mark(canvas, mark, 0, beside.height - beside.style.leading / 2, size)


def _list(items: Sequence[Text], labels: Sequence[str], indent: float, sheet: Sheet,
          faces: Typeface) -> Iterator[TaggedParagraph]:  # fmt: skip
    """Items of one list. A figure is bold, and its list says that it counts."""
    numbered = labels[:1] == ["1"]
    attributes = f"<</O /List /ListNumbering /{'Decimal' if numbered else 'Disc'}>>"
    style = sheet.item.indented(indent * sheet.factor)
    group, font = object(), faces.font("bold" if numbered else "regular")
    for number, (text, label) in enumerate(zip(items, labels, strict=True), 1):
        made = paragraph(text, style, faces, sheet.full)
        made.item = Item(label, font, group, attributes)
        if number == len(items):
            made.spaceAfter = sheet.body.spaceAfter
        yield made


def _sign_off(block: SignOff, sheet: Sheet, faces: Typeface) -> Iterator[TaggedParagraph]:
    close = paragraph(words(block.close), sheet.body, faces, sheet.full)
    name = paragraph(words(block.name, bold=True), sheet.body, faces, sheet.full)
    close.spaceAfter, name.spaceAfter = max(SIGNATURE * sheet.room, _LEAST), 0
    if block.signature:
        size = size_of(block.signature, SIGNED)
        close.spaceAfter = max(close.spaceAfter, size[1] + 3 * MM)
        name.ornament = partial(_paint_signature, block.signature, size)
    close.whole = name.whole = True
    yield close
    yield name
    if block.role:
        yield paragraph(words(block.role), sheet.body, faces, sheet.full)


def _paint_signature(picture: Picture, size: tuple[float, float], canvas: TaggedCanvas, name: TaggedParagraph) -> None:
    paint_picture(canvas, picture, 0, name.height + 1 * MM, size)


def _reply_slip(heading: str, lines: Sequence[str], sheet: Sheet, faces: Typeface) -> Iterator[Placeable]:
    yield _heading(heading, "H2", sheet.h2, sheet, faces)
    for line in lines:
        said = paragraph(words(line), sheet.body, faces, sheet.full)
        said.spaceAfter, said.whole = 0, True
        yield said
    gap, date_width = 6 * MM, sheet.column * 0.3
    places = (("Signature", 0.0, sheet.column - date_width - gap), ("Date", sheet.column - date_width, date_width))
    ruled = [(left, wide, paragraph(words(name), sheet.small, faces, wide)) for name, left, wide in places]
    yield Ruled(ruled, max(SLIP * sheet.room, _LEAST))
