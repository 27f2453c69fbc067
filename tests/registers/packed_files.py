"""Tables packed in every way that the tests of the registers need, and opened again."""

import io
import zipfile
from pathlib import Path

import openpyxl

from npqdesk.registers.opening import open_table
from npqdesk.registers.table import Table

DATA = Path(__file__).parents[1] / "data"
URN = (("URN",),)
CSV = b"URN,Name\r\n900001,Elm\r\n900002,Oak\r\n"
ROWS = [["900001", "Elm"], ["900002", "Oak"]]


def packed(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def excel(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: str, *, before: str = "") -> bytes:
    """The smallest OpenDocument spreadsheet that has these rows."""
    names = ("office:1.0", "table:1.0", "text:1.0")
    spaces = " ".join(f'xmlns:{name[:-4]}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for name in names)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return packed(("mimetype", kind), ("content.xml", content.encode()), ("META-INF/manifest.xml", manifest))


def ods_row(*cells: object) -> str:
    def one(cell: object) -> str:
        if isinstance(cell, int):
            return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p>'
        return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'

    return f"<table:table-row>{''.join(f'{one(cell)}</table:table-cell>' for cell in cells)}</table:table-row>"


def opened(content: bytes, name: str = "list.csv") -> tuple[Table, list[list[str]]]:
    table = open_table(io.BytesIO(content), name, wanted=URN)
    return table, [cells for _, cells in table.rows]
