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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import BinaryIO, cast

from npqdesk.problem import Place, Problem
from npqdesk.registers.headings import SEARCHED_ROWS, Required, Wanted, fits, heading_row, places_of
from npqdesk.registers.lines import Lines
from npqdesk.registers.survey import PIECE, Survey, Tick, no_tick, survey

Row = tuple[int, list[str]]
_AS_WINDOWS_1252 = "npqdesk.windows-1252"
DELIMITERS = ",;\t|"
"""What may part the columns of a text."""
MOST_COLUMNS = 2_000
"""The widest official file has 139."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings, trimmed, and its rows: (line number, cells as found), each as wide as the headings.

    `rows` can be gone through once, and raises Problem where the file breaks off, a quotation mark stays open, or a web
    page begins.  `survey` is of the whole file, whatever it is packed in.  `part` names the file in a zip, or the
    sheet, that the rows are from; `told` are sentences on what was left aside to get at them.  `lines` are the file's
    own, which the rows are read from in turn; None where a row is no line.  `packed` is the sha256 of the zip, where
    one of several files in it was asked for and `survey` is of that one."""

    file_name: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    survey: Survey
    header_line: int = 1
    part: str = ""
    told: tuple[str, ...] = ()
    lines: Lines | None = None
    delimiter: str = ","
    packed: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that was not taken: its line, the column at fault, and why in a sentence."""

    line: int
    column: str
    say: str


def read_table(
    stream: BinaryIO, file_name: str, *, wanted: Wanted = (), tick: Tick = no_tick, blank_rows: bool = False
) -> Table:
    """The table in `stream`, which can be rewound and stays open while the rows are read.

    The headings are the first row that has those `wanted`, else the very first.  `tick(bytes_read)` is called during
    the survey.  Rows whose cells are all blank are left out unless `blank_rows`.  Problem when the file is empty, has
    headings only, is not text, is a spreadsheet, archive or web page, or has a line no CSV file has; OSError when it
    cannot be read."""
    surveyed = survey(stream, file_name, tick=tick)
    stream.seek(0)
    text = _text(stream, surveyed.encoding)
    delimiter = _delimiter([text.readline() for _ in range(SEARCHED_ROWS if wanted else 1)], wanted)
    text.seek(0)
    lines = Lines(text)
    table = table_of(
        _rows(lines, text, file_name, delimiter), file_name, surveyed, wanted=wanted, blank_rows=blank_rows
    )
    return table if table.told else replace(table, lines=lines, delimiter=delimiter)


def table_of(
    rows: Iterator[Row], file_name: str, surveyed: Survey, *, wanted: Wanted = (), blank_rows: bool = False
) -> Table:
    """The table that numbered rows make: headings found, rows of their width.  Problem as for `read_table`."""
    rows, above = _from_headings(rows, wanted)
    line, header = next(rows, (1, []))
    names = tuple(name.strip() for name in header)
    if not any(names):
        raise _empty(file_name)
    if any(name.count('"') % 2 for name in names):
        raise _broken(file_name, line, "quote")
    if len(names) > MOST_COLUMNS:
        raise _too_wide(file_name, line, len(names))
    first = next(rows, None)
    if first is None:
        raise Problem(
            "This file has headings but no rows",
            "There is nothing below its first line.",
            "Download the file again; it may have been saved before it was complete.",
            place=Place(file_name, line),
        )
    wide = _as_wide(chain([first], rows), names, blank_rows=blank_rows)
    return Table(file_name, names, wide, surveyed, header_line=line, told=above)


def find_columns(
    table: Table, wanted: Mapping[str, Iterable[str]], *, required: Iterable[Required]
) -> dict[str, int | None]:
    """For each key the position of the first of its headings that the table has, or None; see `places_of`."""
    return places_of(table.header, wanted, required=required, file_name=table.file_name, line=table.header_line)


def _from_headings(rows: Iterator[Row], wanted: Wanted) -> tuple[Iterator[Row], tuple[str, ...]]:
    """The rows from the headings on, and a sentence on what stands above them."""
    first = next(rows, None)
    if first is None or not wanted or fits(first[1], wanted):
        return (rows if first is None else chain([first], rows)), ()
    looked_at = [first, *islice(rows, SEARCHED_ROWS - 1)]
    at = heading_row([cells for _, cells in looked_at], wanted) or 0
    above = "The line above the headings was" if at == 1 else f"The {at} lines above the headings were"
    return chain(looked_at[at:], rows), (f"{above} passed over.",) if at else ()


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The lines of a stream.  Python reads ASCII many times faster than Windows-1252, and English files are ASCII but
    for a few signs: those are read as exceptions to it."""
    ahead = _ReadAhead(cast(io.RawIOBase, stream), PIECE)
    if encoding == "cp1252":
        return io.TextIOWrapper(ahead, encoding="ascii", errors=_AS_WINDOWS_1252, newline="")
    return io.TextIOWrapper(ahead, encoding=encoding, newline="")


class _ReadAhead(io.BufferedReader):
    """A stream that is fetched in large pieces, however little is asked for.

    Whatever fetches gives its turn up to other threads.  One that takes it back at once, many times in five
    milliseconds, keeps the window's thread waiting: it has asked for the turn no longer than that."""

    def read1(self, size: int = -1, /) -> bytes:
        return self.read(size)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(_AS_WINDOWS_1252, _as_windows_1252)


def _rows(lines: Lines, text: io.TextIOWrapper, file_name: str, delimiter: str) -> Iterator[Row]:
    """Each row that is not blank, with the line it begins on.  Lets go of the stream at the end, open."""
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            if cells:
                if cells[0][:1] == "<":
                    _refuse_web_page(cells[0], file_name, lines.begins)
                yield lines.begins, cells
            lines.row = ""
    except csv.Error as error:
        raise _broken(file_name, lines.begins, str(error)) from error
    finally:
        with suppress(ValueError):  # closed already by whoever opened it
            cast(_ReadAhead, text.detach()).detach()


def _as_wide(rows: Iterable[Row], names: Sequence[str], *, blank_rows: bool) -> Iterator[Row]:
    """The rows, surplus blank cells cut off, cells without a heading that the last columns lack put on.

    A row of another width comes as it is: its reader refuses it."""
    width, named = len(names), max(place for place, name in enumerate(names, 1) if name)
    for line, cells in rows:
        if len(cells) == width and cells[0].strip():
            yield line, cells
        elif not blank_rows and not any(map(str.strip, cells)):
            continue
        elif len(cells) > width and not any(map(str.strip, cells[width:])):
            yield line, cells[:width]
        else:
            yield line, [*cells, *[""] * (width - len(cells))] if len(cells) >= named else cells


def _delimiter(lines: Iterable[str], wanted: Wanted) -> str:
    """What parts the columns: the sign that gives the headings wanted; else a comma, unless the first line has none and
    another sign that does it."""
    lines = list(lines)
    for line in lines if wanted else ():
        for sign in DELIMITERS:
            if sign in line and fits((cell.strip(' "\ufeff\r\n') for cell in line.split(sign)), wanted):
                return sign
    return next((sign for sign in DELIMITERS if sign in lines[0]), ",")


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


def _too_wide(file_name: str, line: int, columns: int) -> Problem:
    return Problem(
        "This file has far too many columns",
        f"Its headings are {columns:,} columns wide; the widest official file has 139.",
        "Check that you chose the right file, and download it again.",
        place=Place(file_name, line),
    )
