"""Rows of a CSV file that nobody promised anything about.

First the whole file is surveyed in small pieces: hash, encoding, and what would make reading it hopeless.  Then rows
are yielded one at a time, so that a file of any size takes the same memory.  Every way in which a file can be wrong
ends in a Problem that names the file, the line and, where there is one, the column.

Encoding is found, not assumed: UTF-8, with or without a mark, when every byte fits; else Windows-1252, which is what
the Department for Education's files are (bytes 0x80 to 0x9f are quotation marks and dashes in it, not ISO-8859-1's
controls)."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from rapidfuzz import process, utils

from npqdesk.problem import Place, Problem
from npqdesk.registers.survey import Survey, Tick, no_tick, survey

Row = tuple[int, list[str]]
_AS_WINDOWS_1252 = "npqdesk.windows-1252"


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings, trimmed, and its rows: (line number, cells as found), each as wide as the headings.

    `rows` can be gone through once, and raises Problem where the file breaks off, a quotation mark stays open, or a web
    page begins.  `bytes` and `lines` (roughly the rows) are of the whole file."""

    file_name: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    survey: Survey


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that was not taken: its line, the column at fault, and why in a sentence."""

    line: int
    column: str
    say: str


def read_table(stream: BinaryIO, file_name: str, *, tick: Tick = no_tick, blank_rows: bool = False) -> Table:
    """The table in `stream`, which can be rewound and stays open while the rows are read.

    `tick(bytes_read)` is called during the survey.  Rows whose cells are all blank are left out unless `blank_rows`.
    Problem when the file is empty, has headings only, is not text, is a spreadsheet, archive or web page, or has a line
    no CSV file has; OSError when it cannot be read."""
    surveyed = survey(stream, file_name, tick=tick)
    stream.seek(0)
    text = _text(stream, surveyed.encoding)
    delimiter = _delimiter(text.readline())
    text.seek(0)
    lines = _rows(text, file_name, delimiter)
    _, header = next(lines, (0, []))
    names = tuple(name.strip() for name in header)
    if not any(names):
        raise _empty(file_name)
    if any(name.count('"') % 2 for name in names):
        raise _broken(file_name, 1, "quote")
    first = next(lines, None)
    if first is None:
        raise Problem(
            "This file has headings but no rows",
            "There is nothing below its first line.",
            "Download the file again; it may have been saved before it was complete.",
            place=Place(file_name, 1),
        )
    return Table(file_name, names, _as_wide(chain([first], lines), len(names), blank_rows=blank_rows), surveyed)


def find_columns(
    table: Table, wanted: Mapping[str, Iterable[str]], *, required: Iterable[str]
) -> dict[str, int | None]:
    """For each key the position of the first of its headings that the table has, or None.

    Headings are compared without regard to capitals.  Problem when none of a required key's headings is there (with the
    nearest that is), or when one that is read stands there twice."""
    places: dict[str, list[int]] = {}
    for index, name in enumerate(table.header):
        places.setdefault(name.casefold(), []).append(index)
    found: dict[str, int | None] = {}
    for key, names in wanted.items():
        name = next((name for name in names if name.casefold() in places), "")
        at = places[name.casefold()] if name else []
        if len(at) > 1:
            raise _twice(table, name)
        found[key] = at[0] if at else None
    for key in required:
        if found[key] is None:
            raise _missing(table, list(wanted[key]))
    return found


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The lines of a stream.  Python reads ASCII many times faster than Windows-1252, and English files are ASCII but
    for a few signs: those are read as exceptions to it."""
    if encoding == "cp1252":
        return io.TextIOWrapper(stream, encoding="ascii", errors=_AS_WINDOWS_1252, newline="")
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(_AS_WINDOWS_1252, _as_windows_1252)


def _rows(text: io.TextIOWrapper, file_name: str, delimiter: str) -> Iterator[Row]:
    """Each row that is not blank, with the line it begins on.  Lets go of the stream at the end, open."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                if cells[0][:1] == "<":
                    _refuse_web_page(cells[0], file_name, begins)
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _broken(file_name, begins, str(error)) from error
    finally:
        with suppress(ValueError):  # closed already by whoever opened it
            text.detach()


def _as_wide(rows: Iterable[Row], width: int, *, blank_rows: bool) -> Iterator[Row]:
    """The rows, surplus blank cells cut off.  A row of another width comes as it is: its reader refuses it."""
    for line, cells in rows:
        if len(cells) == width and cells[0]:
            yield line, cells
        elif len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            yield line, cells[:width]
        elif blank_rows or any(cells):
            yield line, cells


def _delimiter(heading: str) -> str:
    """What parts the columns: a comma, unless the first line has none and another sign that does it."""
    return next((sign for sign in ",;\t" if sign in heading), ",")


def _refuse_web_page(cell: str, file_name: str, line: int) -> None:
    if cell.lower().startswith(("<!doctype", "<html", "<head", "<?xml")):
        raise Problem(
            "There is a web page in this file",
            "The website sent an error page instead of the rest of the data.",
            "Download the file again. If the same happens, wait an hour: the website may be under repair.",
            place=Place(file_name, line),
        )


def _broken(file_name: str, line: int, said: str) -> Problem:
    if "quote" in said or "unexpected end" in said or "expected after" in said or "field limit" in said:
        return Problem(
            "A quotation mark is not closed",
            "From this line on it cannot be told where one cell ends and the next begins.",
            'Download the file again. If you changed it yourself, look for a single " on this line.',
            place=Place(file_name, line),
        )
    return Problem(
        "This line cannot be read as CSV",
        f"The reader says: {said}.",
        "Download the file again, and do not open and save it in another program first.",
        place=Place(file_name, line),
    )


def _empty(file_name: str) -> Problem:
    return Problem(
        "This file is empty",
        "There is nothing in its first line.",
        "Download the file again; it may have been saved before it was complete.",
        place=Place(file_name),
    )


def _twice(table: Table, name: str) -> Problem:
    return Problem(
        "Two columns have the same name",
        f"“{name}” stands twice in the headings, and it cannot be told which one is meant.",
        "Download the file again, or remove the column that you added.",
        place=Place(table.file_name, 1, name),
    )


def _missing(table: Table, names: list[str]) -> Problem:
    headings = [name for name in table.header if name]
    nearest = process.extractOne(names[0], headings, processor=utils.default_process, score_cutoff=60)
    have = f"The nearest heading is “{nearest[0]}”." if nearest else f"Its headings are: {', '.join(headings[:8])}."
    wanted = " or ".join(f"“{name}”" for name in names)
    return Problem(
        "A column that is needed is missing",
        f"There is no column {wanted}. {have[:300]}",
        "Check that you chose the right file; if the Department has renamed the column, rename it in the first line.",
        place=Place(table.file_name, 1, names[0]),
    )
