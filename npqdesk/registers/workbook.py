"""A sheet of an Excel or OpenDocument workbook as a table of text, each cell as it would stand in a CSV file.

100000 is “100000”, not “100000.0”; a day is “01/09/2005”; a formula is its value, never run; an error is blank."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

from npqdesk.problem import Place, Problem
from npqdesk.registers.headings import SEARCHED_ROWS, Wanted, heading_row
from npqdesk.registers.old_workbook import check_old_excel
from npqdesk.registers.survey import Survey
from npqdesk.registers.table import Row, Table, table_of
from npqdesk.registers.unpacking import damaged
from npqdesk.registers.workbook_limits import check_excel, check_ods
from npqdesk.registers.zipped import content_of, locked, shown

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_EXCEL, _BINARY_EXCEL, _ODS = "xl/workbook.xml", "xl/workbook.bin", "content.xml"
_MANIFEST, _PEEK = "META-INF/manifest.xml", 1 << 16
_WHOLE = 10**15


def is_workbook(archive: ZipFile) -> bool:
    """Whether a zip is in truth a workbook."""
    names = archive.namelist()
    return any(name in names for name in (_EXCEL, _BINARY_EXCEL, "[Content_Types].xml")) or (
        "mimetype" in names and _ODS in names
    )


def read_workbook(
    stream: BinaryIO, file_name: str, given: tuple[str, int], *, archive: ZipFile | None = None, wanted: Wanted = ()
) -> Table:
    """The first sheet with the headings `wanted` as a table; without any, the first sheet that is not blank.

    `given` is the sha256 and the bytes of the file, `archive` the zip it is.  Problem when it is damaged, locked,
    spread too widely, or has no table."""
    errors = _check(stream, file_name, given[1], archive)
    book = _open(stream, file_name)
    name, rows, height, others = _chosen_sheet(book, file_name, wanted)
    surveyed = Survey(given[0], "", given[1], height)
    in_sheet = f"{file_name}: {name}" if others else file_name
    table = table_of(rows, in_sheet, surveyed, wanted=wanted)
    told = [f"Read from the sheet “{name}”; not from: {', '.join(others)}."] if others else []
    if errors:
        told.append(f"Cells that hold an error, such as #N/A: {errors:,}. They are read as blank.")
    return replace(table, part=name if others else "", told=(*told, *table.told))


def first_rows(stream: BinaryIO, file_name: str, size: int, *, archive: ZipFile | None = None) -> list[list[list[str]]]:
    """The first rows of each sheet that is not blank.  Problem as for `read_workbook`, but for a blank one."""
    _check(stream, file_name, size, archive)
    book = _open(stream, file_name)
    return [[cells for _, cells in looked_at] for _, looked_at, _, _ in _sheets(book, file_name)]


def _check(stream: BinaryIO, file_name: str, size: int, archive: ZipFile | None) -> int:
    """Problem when a workbook could do harm; the number of cells with an error in it."""
    if archive is None:
        check_old_excel(stream, file_name, size)
        return 0
    names = archive.namelist()
    if _EXCEL in names:
        return check_excel(archive, file_name, size)
    if _ODS in names:
        if _MANIFEST in names:
            with content_of(archive, archive.getinfo(_MANIFEST), file_name, size) as manifest:
                if b"encryption-data" in manifest.read(_PEEK):
                    raise locked(file_name)
        check_ods(archive, file_name, size)
        return 0
    raise Problem(
        "This kind of workbook cannot be read",
        "It is a binary workbook, or a document of another program.",
        "Open it in Excel and save the sheet as “Excel workbook (.xlsx)” or “CSV UTF-8”; then choose that.",
        place=Place(file_name),
    )


def _open(stream: BinaryIO, file_name: str) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    stream.seek(0)
    try:
        return CalamineWorkbook.from_filelike(stream)
    except PasswordError as error:
        raise locked(file_name) from error
    except CalamineError as error:
        raise damaged(file_name) from error
    except BaseException as error:
        raise _panic(error, file_name) from error


def _panic(error: BaseException, file_name: str) -> BaseException:
    """Where the reader of workbooks, which is written in Rust, gives up on a broken file it raises what is no Exception
    at all; anything else stays what it is."""
    return damaged(file_name) if type(error).__name__ == "PanicException" else error


def _chosen_sheet(
    book: "CalamineWorkbook", file_name: str, wanted: Wanted
) -> tuple[str, Iterator[Row], int, tuple[str, ...]]:
    """Its name, its rows, how many there are, and the names of the other sheets."""
    first: tuple[str, Iterator[Row], int] | None = None
    for name, looked_at, rows, height in _sheets(book, file_name):
        found = (name, chain(looked_at, rows), height)
        first = first or found
        if not wanted or heading_row([cells for _, cells in looked_at], wanted) is not None:
            return (*found, _others(book, name))
    if first is None:
        raise Problem(
            "This workbook is empty",
            "There is nothing on any of its sheets.",
            "Check that you chose the right file.",
            place=Place(file_name),
        )
    return (*first, _others(book, first[0]))


def _sheets(book: "CalamineWorkbook", file_name: str) -> Iterator[tuple[str, list[Row], Iterator[Row], int]]:
    """Each sheet that is not blank, hidden ones last: its name, its first rows, the others, how many there are."""
    for name in _sheet_names(book):
        sheet = _sheet(book, name, file_name)
        rows = _rows(sheet)
        if looked_at := list(islice(rows, SEARCHED_ROWS)):
            yield name, looked_at, rows, sheet.total_height


def _sheet_names(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    return [each.name for each in sorted(sheets, key=lambda each: each.visible != SheetVisibleEnum.Visible)]


def _others(book: "CalamineWorkbook", name: str) -> tuple[str, ...]:
    return tuple(shown(each) for each in _sheet_names(book) if each != name)[:8]


def _sheet(book: "CalamineWorkbook", name: str, file_name: str) -> "CalamineSheet":
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_name(name)
    except CalamineError as error:
        raise damaged(file_name) from error
    except BaseException as error:
        raise _panic(error, file_name) from error


def _rows(sheet: "CalamineSheet") -> Iterator[Row]:
    """Each row that is not blank, by its number on the sheet."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _text(cell: object) -> str:
    """One cell as it would stand in a CSV file."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d/%m/%Y %H:%M:%S}" if cell.second else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, timedelta):
        return str(cell)
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)
