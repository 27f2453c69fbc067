"""A table some rows at a time.  Where lines have no quotation mark each is a row, and they are read all at once."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from npqdesk.problem import Problem
from npqdesk.registers.lines import Lines
from npqdesk.registers.table import Row, Table


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that follow each other, and the numbers of the lines they begin on.

    `lines` are the rows as they stand in the file, without their line ends; None where they have to be written."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]
    lines: Sequence[str] | None = None


def parts(table: Table, most: int) -> Iterator[Part]:
    """All rows of a table that was read with its blank rows, at most so many at a time.

    Problem as for the rows of the table, after the part that ends before it."""
    lines = table.lines if table.delimiter == "," else None
    some: list[Row] = []
    try:
        for row in table.rows:
            some.append(row)
            if len(some) == most or (lines and not lines.come_one_by_one):
                yield _part(some)
                some = []
                if lines:
                    yield from _plain(lines, len(table.header), most)
    except Problem:
        yield _part(some)
        raise
    yield _part(some)


def _part(rows: Sequence[Row]) -> Part:
    return Part([number for number, _ in rows], [cells for _, cells in rows])


def _plain(lines: Lines, width: int, most: int) -> Iterator[Part]:
    """The lines that are read at once, up to those that need more care."""
    while some := lines.together(most):
        rows = _read(some, width)
        if rows is None:
            lines.put_back(some)
            return
        end = lines.number + 1
        yield Part(range(end - len(some), end), rows, [line.rstrip("\r\n") for line in some])


def _read(lines: Sequence[str], width: int) -> list[list[str]] | None:
    """The rows of these lines, if each is one and as wide as the headings, and nothing else may be in them."""
    text = "".join(lines)
    if '"' in text or "<" in text:
        return None
    try:
        rows = list(csv.reader(lines, strict=True))
    except csv.Error:
        return None
    return rows if all(len(cells) == width for cells in rows) else None
