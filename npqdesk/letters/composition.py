"""Which boxes does a block of a letter become?  One function a block; nothing is painted here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from npqdesk.letters.boxes import Box, ItemBox, RuledBox, StatusBox, TextBox, Together
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Glance,
    Heading,
    Letter,
    Mark,
    Paragraph,
    ReplySlip,
    RestsOn,
    SignOff,
    Status,
    Steps,
    Subject,
    Table,
    Text,
    words,
)
from npqdesk.letters.phrase import printable
from npqdesk.letters.setting import Style, set_lines
from npqdesk.letters.sheet import MM, Sheet
from npqdesk.letters.tables import data_table, glance_table
from npqdesk.letters.typeface import Typeface

SIGNATURE = 13 * MM


def compose(letter: Letter, sheet: Sheet, faces: Typeface) -> tuple[Box, ...]:
    """The boxes of a letter from its greeting on: headings kept with what follows, the sign-off with what is before."""
    boxes: list[Box] = [_text(words(letter.salutation), sheet.body, sheet.column, faces)]
    for block in letter.blocks:
        made = list(_boxes(block, sheet, faces))
        if isinstance(block, SignOff):
            boxes[-1] = Together((boxes[-1], *made))
        else:
            boxes += made
    for number in range(len(boxes) - 2, -1, -1):
        box = boxes[number]
        if isinstance(box, TextBox) and box.tag == "H2":
            below = boxes[number + 1]
            boxes[number] = replace(box, keep=max(box.after, below.before) + below.least)
    return tuple(boxes)


def _boxes(block: Block, sheet: Sheet, faces: Typeface) -> Iterator[Box]:
    match block:
        case Subject(text):
            yield _heading(text, "H1", sheet.h1, sheet.full, faces)
        case Heading(text):
            yield _heading(text, "H2", sheet.h2, sheet.column, faces)
        case Status(lines):
            yield from _status(lines, sheet, faces)
        case Paragraph(text):
            yield _text(text, sheet.body, sheet.column, faces)
        case RestsOn(text):
            yield _text(text, sheet.rests, sheet.column, faces)
        case Bullets(items):
            yield from _list(items, ["•"] * len(items), 5 * MM, sheet, faces)
        case Steps(items):
            yield from _list(items, [str(n) for n in range(1, len(items) + 1)], 7 * MM, sheet, faces)
        case Glance(rows):
            yield glance_table(
                rows, sheet.full, 44 * MM * sheet.factor, sheet.colour, "The main facts of this letter",
                (sheet.label, sheet.value), faces,
            )  # fmt: skip
        case Table(summary, columns, rows, total):
            yield data_table(
                columns, rows, total, sheet.full, sheet.colour, summary, (sheet.cell, sheet.cell_head), faces
            )  # fmt: skip
        case SignOff():
            yield from _sign_off(block, sheet, faces)
        case ReplySlip(heading, lines):
            yield _reply_slip(heading, lines, sheet, faces)


def _text(text: Text, style: Style, width: float, faces: Typeface) -> TextBox:
    return TextBox(set_lines(text, style, width, faces), style, faces)


def _heading(text: str, tag: str, style: Style, width: float, faces: Typeface) -> TextBox:
    lines = set_lines(words(text), style, width, faces)
    return TextBox(lines, style, faces, tag=tag, bookmark=printable(text), keep=style.after)


def _status(lines: Sequence[tuple[Mark, str]], sheet: Sheet, faces: Typeface) -> Iterator[Box]:
    for number, (mark, said) in enumerate(lines, 1):
        text = _text(words(said), sheet.status, sheet.column - 8 * MM * sheet.factor, faces)
        after = 8 if number == len(lines) else 4
        yield StatusBox(mark, text, sheet.factor, after * sheet.factor, 2 * sheet.factor)


def _list(items: Sequence[Text], labels: Sequence[str], indent: float, sheet: Sheet, faces: Typeface) -> Iterator[Box]:
    indent *= sheet.factor
    numbered = labels[:1] == ["1"]
    label_style = replace(sheet.item, weight="bold") if numbered else sheet.item
    group = object()
    for number, (item, label) in enumerate(zip(items, labels, strict=True), 1):
        body = TextBox(set_lines(item, sheet.item, sheet.column - indent, faces), sheet.item, faces, tag="")
        if number == len(items):
            body = replace(body, after_last=sheet.body.after)
        mark = TextBox(set_lines(words(label), label_style, indent, faces), label_style, faces, tag="")
        yield ItemBox(body, mark, indent, group, numbered)


def _sign_off(block: SignOff, sheet: Sheet, faces: Typeface) -> Iterator[Box]:
    yield replace(_text(words(block.close), sheet.body, sheet.column, faces), after_last=SIGNATURE)
    yield replace(_text(words(block.name, bold=True), sheet.body, sheet.column, faces), after_last=0)
    if block.role:
        yield _text(words(block.role), sheet.body, sheet.column, faces)


def _reply_slip(heading: str, lines: Sequence[str], sheet: Sheet, faces: Typeface) -> Box:
    said = [replace(_text(words(line), sheet.body, sheet.column, faces), after_last=0) for line in lines]
    gap = 6 * MM
    date_width = sheet.column * 0.3
    places = (("Signature", 0.0, sheet.column - date_width - gap), ("Date", sheet.column - date_width, date_width))
    ruled = tuple((left, wide, _text(words(name), sheet.small, wide, faces)) for name, left, wide in places)
    return Together((_heading(heading, "H2", sheet.h2, sheet.column, faces), *said, RuledBox(ruled, 12 * MM)))
