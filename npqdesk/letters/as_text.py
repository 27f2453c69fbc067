"""How does a letter read as plain text?  The words of its pages in their order, for e-mail and for any reader.

A paragraph, heading or item is one line; a table row one line, tabs between its cells. Page furniture is left out."""

from collections.abc import Iterator
from typing import assert_never

from npqdesk.letters.letter import (
    Block,
    Bullets,
    Chart,
    Glance,
    Heading,
    Letter,
    Paragraph,
    ReplySlip,
    RestsOn,
    Shown,
    SignOff,
    Status,
    Steps,
    Subject,
    Table,
    spoken,
)
from npqdesk.letters.opening import address_lines, labelled
from npqdesk.letters.phrase import printable


def as_text(letter: Letter, *, large: bool = False) -> str:
    """The letter as plain text, parts with an empty line between them, a line end at the end; `large` in the order of
    its large print."""
    parts = [
        tuple(map(_line, (letter.letterhead.name, *letter.letterhead.lines(), *letter.beside))),
        tuple(_line(spoken(line)) for line in address_lines(letter)),
        tuple(_row(*pair) for pair in labelled(letter)),
        (_line(letter.salutation),) if letter.salutation else (),
        *(part for block in letter.blocks for part in _parts(block, large)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _parts(block: Block, large: bool) -> Iterator[tuple[str, ...]]:  # noqa: FBT001
    """Parts of one or more lines."""
    match block:
        case Subject(text) | Heading(text):
            yield (_line(text),)
        case Status(lines):
            yield tuple(_line(said) for _, said in lines)
        case Paragraph(text) | RestsOn(text):
            yield (_line(spoken(text)),)
        case Glance(rows):
            yield tuple(_row(label, spoken(value)) for label, value in rows)
        case Chart(_, bars):
            yield tuple(_row(label, f"{number:,}") for label, number in bars)
        case Table():
            yield from _table(block, row_by_row=large and block.setting == "dense")
        case Bullets(items):
            yield tuple(_line(f"• {spoken(item)}") for item in items)
        case Steps(items):
            yield tuple(_line(f"{number} {spoken(item)}") for number, item in enumerate(items, 1))
        case Shown(_, caption):
            yield (_line(caption),)
        case SignOff(name, role, close):
            yield (_line(close),)
            yield tuple(map(_line, filter(None, (name, role))))
        case ReplySlip(heading, lines):
            yield (_line(heading),)
            yield (*map(_line, lines), "Signature", "Date")
        case _:
            assert_never(block)


def _table(block: Table, *, row_by_row: bool) -> Iterator[tuple[str, ...]]:
    rows = tuple(row for row in (*block.rows, block.total) if row)
    if not row_by_row:
        yield tuple(_row(*row) for row in (tuple(column.title for column in block.columns), *rows))
        return
    for row in rows:
        yield (_line(row[0]),)
        cells = zip(block.columns[1:], row[1:], strict=True)
        yield tuple(_row(column.title, cell) for column, cell in cells if cell != "–")


def _row(*cells: str) -> str:
    return "\t".join(map(_line, cells))


def _line(text: str) -> str:
    return " ".join(printable(text).split())
