"""How far the cells of a workbook are spread, told from its bytes before any of it is opened.

The reader of workbooks lays a sheet out as one rectangle: two cells, one in each corner of a sheet, would take all the
memory there is.  So each sheet is first looked through in small pieces for the lowest and the outermost cell that holds
anything.  On the way every part of the file is unpacked once, counted and checked, and refused when it has entities of
its own or is not in UTF-8."""

import re
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZipFile

from npqdesk.problem import Place, Problem
from npqdesk.registers.unpacking import PIECE
from npqdesk.registers.zipped import content_of

MOST_CELLS = 4_000_000
"""Rows times columns of one sheet, which take some 80 bytes each while it is read.  Ofsted's list of every childcare
provider, 71,000 by 48, has 3.4 million.  The whole schools register has 7.2, and is published as CSV."""
LONGEST_TEXT = 4 * PIECE
"""Between two tags: a cell holds at most 32,767 letters."""
_BLANK_TAG = rb"""(?!(?:[^<>"']|"[^"<]*"|'[^'<]*')*/>)"""
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?: s="[0-9]+")?(?: t="[a-zA-Z]+")?>')
_PLAIN_BLANK = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="[a-zA-Z]+")?/>')
_PLAIN_ROW = re.compile(rb'<row r="([0-9]{1,10})"')
_ANY_CELL = (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r", b":c ", b":c>", b":c/", b":c\t", b":c\n", b":c\r")
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]+)([0-9]+)\s*["']""" + _BLANK_TAG)
_ROW_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([0-9]{1,10})\s*["']""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_NAMELESS = re.compile(
    rb"<(?:\w+:)?c(?=[\s>])" + _BLANK_TAG + rb"""(?!(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*?\s+r\s*=)"""
)
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_ODD_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|us-ascii["'])""", re.IGNORECASE)


@dataclass(slots=True)
class Spread:
    """The lowest row and the outermost column of a sheet that hold anything, and how many of its cells are errors."""

    rows: int = 0
    columns: int = 0
    errors: int = 0

    def take(self, row: int, column: int) -> None:
        """Widen it to hold one more cell."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def check_excel(archive: ZipFile, file_name: str, packed_bytes: int) -> int:
    """Look through an Excel workbook (.xlsx, .xlsm), and return how many of its cells hold an error such as #N/A.

    Problem when it is damaged, unpacks to too much, is spread too widely or is not XML as Excel writes it."""
    errors = 0
    for member in archive.infolist():
        with content_of(archive, member, file_name, packed_bytes) as part:
            name = member.filename.casefold()
            if name.endswith((".xml", ".rels")):
                spread = _Sheet(file_name).read(part)
                refuse_spread(spread, file_name)
                errors += spread.errors
            else:
                while part.read(PIECE):
                    pass
    return errors


def check_ods(archive: ZipFile, file_name: str, packed_bytes: int) -> None:
    """Look through an OpenDocument workbook.  Problem as for `check_excel`."""
    for member in archive.infolist():
        with content_of(archive, member, file_name, packed_bytes) as part:
            if member.filename == "content.xml":
                _Ods(file_name).read(part)
            else:
                while part.read(PIECE):
                    pass


def refuse_spread(spread: Spread, file_name: str) -> None:
    """Problem when a sheet is too wide or too tall to be laid out."""
    if spread.rows * spread.columns > MOST_CELLS:
        raise Problem(
            "This sheet is too large to be read as a workbook",
            f"Its cells reach down to row {spread.rows:,} and across to column {spread.columns:,}.",
            "In Excel or LibreOffice save the sheet as “CSV UTF-8” and choose that; a CSV file of any length is read.",
            place=Place(file_name),
        )


def odd_xml(file_name: str) -> Problem:
    """The Problem of a workbook that no spreadsheet program wrote."""
    return Problem(
        "This workbook is not to be trusted",
        "It is not written as spreadsheet programs write them: it has definitions of its own, or another encoding.",
        "Open it in Excel or LibreOffice, save the sheet as “CSV UTF-8”, and choose that.",
        place=Place(file_name),
    )


class _Sheet:
    """How far one part of an Excel workbook reaches; nothing for a part that is no sheet.

    Cells name their place; where some do not, they follow one another: as many columns more than any cell names as
    there are of them in one row, and as many rows more as there are rows, is more than they can take."""

    def __init__(self, file_name: str) -> None:
        self._file_name = file_name
        self._named = Spread()
        self._rows = self._row_named = self._in_row = self._most_in_row = 0

    def read(self, part: BinaryIO) -> Spread:
        """Read it to its end.  Problem when it is not XML as Excel writes it."""
        rest, first = b"", True
        while piece := part.read(PIECE):
            whole = rest + piece
            self._refuse_odd(whole, first=first)
            cut = max(0, whole.rfind(b"<")) if len(piece) == PIECE else len(whole)
            self._take(whole[:cut])
            rest, first = whole[cut:], False
        self._take(rest)
        if not self._most_in_row:
            return self._named
        rows = max(self._named.rows, self._row_named) + self._rows
        return Spread(rows, self._named.columns + self._most_in_row, self._named.errors)

    def _refuse_odd(self, xml: bytes, *, first: bool) -> None:
        begins = xml.removeprefix(b"\xef\xbb\xbf").lstrip()
        odd_start = first and (not begins.startswith(b"<") or _ODD_ENCODING.match(begins))
        if odd_start or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml or len(xml) > LONGEST_TEXT:
            raise odd_xml(self._file_name)

    def _take(self, xml: bytes) -> None:
        self._named.errors += len(_ERROR.findall(xml))
        plain = _PLAIN_CELL.findall(xml)
        all_plain = len(plain) + len(_PLAIN_BLANK.findall(xml)) == sum(map(xml.count, _ANY_CELL))
        places = plain if all_plain else _PLACE.findall(xml)
        columns = {letters for letters, _ in places}
        rows = {digits for _, digits in places}
        self._named.take(max(map(_number, rows), default=0), max(map(_column, columns), default=0))
        named = _PLAIN_ROW.findall(xml)
        starts = xml.count(b"<row") + xml.count(b":row")
        rows = set(named if len(named) == starts else _ROW_PLACE.findall(xml))
        self._row_named = max(self._row_named, max(map(_number, rows), default=0))
        if all_plain:
            self._rows += starts
            self._in_row = 0 if starts else self._in_row
            return
        for number, stretch in enumerate(_ROW.split(xml)):
            self._rows += number > 0
            self._in_row = len(_NAMELESS.findall(stretch)) + (0 if number else self._in_row)
            self._most_in_row = max(self._most_in_row, self._in_row)


def _number(digits: bytes) -> int:
    return int(digits[:12])


def _column(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, XFD 16,384."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


class _Ods:
    """Walks through the content of an OpenDocument file.  Rows and cells that repeat are counted as often as they do;
    blank ones count only when something stands behind them."""

    def __init__(self, file_name: str) -> None:
        self._file_name = file_name
        self._spread = Spread()
        self._row = self._row_times = self._column = self._filled = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self, part: BinaryIO) -> None:
        """Read it to its end.  Problem when it is spread too widely or is no plain XML."""
        try:
            while piece := part.read(PIECE):
                self._parser.Parse(piece)
            self._parser.Parse(b"", True)  # noqa: FBT003  expat takes no names: this is its end
        except (expat.ExpatError, LookupError, ValueError) as error:  # the last two of an encoding it does not know
            raise odd_xml(self._file_name) from error

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self._spread, self._row = Spread(), 0
        elif name == "table:table-row":
            self._row_times = self._times(given, "table:number-rows-repeated")
            self._column = self._filled = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._times(given, "table:number-columns-repeated")
            if any(key.startswith(("office:", "table:formula", "calcext:")) for key in given):
                self._filled = self._column
        elif name == "text:p" and self._column:
            self._filled = self._column

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._row_times
            if self._filled:
                self._spread.take(self._row, self._filled)
                refuse_spread(self._spread, self._file_name)

    def _times(self, given: dict[str, str], key: str) -> int:
        times = given.get(key, "1").strip()
        return int(times) if times.isdecimal() and len(times) < 12 else MOST_CELLS + 1

    def _refuse(self, *_said: object) -> None:
        raise odd_xml(self._file_name)
