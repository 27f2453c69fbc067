"""A table that goes out as a spreadsheet: CSV, or an Excel workbook with real numbers and dates; and as tabbed text.

Whatever is exported anywhere goes through here, so that no cell can ever be run as a formula."""

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from npqdesk.problem import Place, Problem
from npqdesk.services.spreadsheet_cells import harmless

Value = str | int | float | date | datetime | None
KINDS = {".xlsx": "Excel workbook", ".csv": "CSV"}
"""What can be written, by the end of the file's name."""
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what no workbook holds
_WIDEST, _LOOKED_AT = 60, 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` under `heads`; None is a blank cell.  `notes` are what it is and of when, a second sheet of a workbook."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[Value]] = field(repr=False)
    notes: tuple[str, ...] = ()


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, as Excel wants it; days as 2026-11-21."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(harmless, sheet.heads))
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def as_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Tab-separated, a line a row, for the clipboard; a tab or line end within a cell becomes a space."""
    lines = ([" ".join(harmless(cell).split()) for cell in row] for row in (heads, *rows))
    return "\n".join("\t".join(line) for line in lines)


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook: heads in bold that stay in sight, a filter, numbers and days as what they are."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(_sheet_name(sheet.title))
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.heads), 1))}{len(sheet.rows) + 1}"
    for number, head in enumerate(sheet.heads):
        page.column_dimensions[get_column_letter(number + 1)].width = _width(sheet, number, head)
    page.append([_cell(page, head, bold=True) for head in sheet.heads])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    if sheet.notes:
        notes = book.create_sheet("About this table")
        notes.column_dimensions["A"].width = 110
        for note in sheet.notes:
            notes.append([_cell(notes, note)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def save_sheet(sheet: Sheet, path: Path | str) -> Path:
    """Write a table as its name ends, as a workbook where that says nothing; returns where.

    The file takes its place only once all of it is there.  Problem when it cannot be written."""
    path = Path(path)
    if path.suffix.lower() not in KINDS:
        path = path.with_name(f"{path.name}.xlsx")
    write_file(path, as_csv(sheet) if path.suffix.lower() == ".csv" else as_xlsx(sheet))
    return path


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or nothing.  Problem when it cannot be written."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            "This file could not be saved",
            f"{error.strerror or error}.",
            "Close it where it is open, choose another folder, or another name, and save again.",
            place=Place(path.name),
        ) from error


def _plain(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return harmless(_NO_TEXT.sub("", value)) if isinstance(value, str) else value


def _cell(page: object, value: Value, *, bold: bool = False) -> object:
    """A cell of a write-only sheet, whose text is never taken for a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if isinstance(value, datetime):
        value = value.astimezone().replace(tzinfo=None)
    elif isinstance(value, str):
        value = harmless(_NO_TEXT.sub("", value))
    if not bold and not isinstance(value, str | date) and value is not None:
        return value
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif value is not None:
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _width(sheet: Sheet, number: int, head: str) -> int:
    """Wide enough for the head and the first rows."""
    longest = (len(str(row[number])) for row in sheet.rows[:_LOOKED_AT] if row[number] is not None)
    return min(_WIDEST, max(len(head) + 4, 10, *longest, 0) + 2)


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Table"
