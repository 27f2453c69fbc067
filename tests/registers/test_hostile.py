"""Files made to do harm, and files that broke on their way: one Problem each, in little memory, and nothing written."""

import gzip
import io
import lzma
import re
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.registers import unpacking, zipped
from tests.registers.packed_files import CSV, DATA, ROWS, excel, ods, ods_row, opened, packed

MEGABYTE = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"


@contextmanager
def little_memory(most: int) -> Iterator[None]:
    """Fails when more than `most` bytes are held at once."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most, f"{peak / MEGABYTE:.0f} MB"


def refusal(content: bytes, name: str = "list.csv") -> Problem:
    with pytest.raises(Problem) as caught:
        opened(content, name)
    assert caught.value.place is not None
    assert caught.value.place.file.startswith(name)
    assert caught.value.what_happened
    assert caught.value.what_to_do
    return caught.value


def flood(megabytes: int, name: str = "list.csv") -> bytes:
    """A zip that holds so many megabytes of one short line."""
    stream, piece = io.BytesIO(), (b"<" + b"0" * 1022 + b"\n") * 1024
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(megabytes):
            member.write(piece)
    return stream.getvalue()


def rewritten(content: bytes, part: str, change: object) -> bytes:
    """A zip with one of its parts changed."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])  # type: ignore[operator]
    return packed(*parts.items())


def sheet(cells: str, *, before: str = "") -> bytes:
    """An Excel workbook whose only sheet has this XML for its rows."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet '
        f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )
    return rewritten(excel(("Sheet1", [["URN"], [1]])), SHEET, lambda _old: xml.encode())


# Zips


@pytest.mark.parametrize("name", ["list.csv", "xl/workbook.xml"])
def test_a_zip_bomb_is_stopped_while_it_grows(name: str) -> None:
    content = flood(40, name)
    assert len(content) < MEGABYTE
    with little_memory(20 * MEGABYTE):
        assert refusal(content, "list.zip").title == "This compressed file is far too big inside"


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_bomb_in_gzip_or_xz(pack: object) -> None:
    content = pack(b"URN\n" + b"1\n" * (20 * MEGABYTE))  # type: ignore[operator]
    with little_memory(20 * MEGABYTE):
        assert refusal(content).title == "This compressed file is far too big inside"


def test_no_file_grows_beyond_what_any_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_BYTES", 100)
    opened(packed(("list.csv", CSV)), "list.zip")
    assert "far too big" in refusal(packed(("list.csv", CSV * 4)), "list.zip").title


@pytest.mark.parametrize("inner", ["again.zip", "list.csv.gz", "list.xlsx"])
def test_an_archive_in_an_archive(inner: str) -> None:
    problem = refusal(packed((inner, packed(("list.csv", CSV)))), "list.zip")
    assert problem.title == "There is no CSV file in this zip"
    assert inner in problem.what_happened


@pytest.mark.parametrize("pack", [lambda inner: packed(("list.csv", inner)), gzip.compress, lzma.compress])
def test_an_archive_in_an_archive_under_the_name_of_a_csv_file(pack: object) -> None:
    assert refusal(pack(packed(("list.csv", CSV)))).title == "This is not a CSV file"  # type: ignore[operator]


@pytest.mark.parametrize(
    "name",
    ["../list.csv", "a/../../list.csv", "/etc/list.csv", "\\list.csv", "..\\list.csv", "C:\\list.csv", "a\n.csv"],
)
def test_a_path_out_of_a_zip(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(packed((name, CSV)), "list.zip").title == "This zip is not to be trusted"
    assert list(tmp_path.iterdir()) == []


def test_nothing_in_a_zip_is_ever_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    opened(packed(("folder/list.csv", CSV)), "list.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_a_zip() -> None:
    assert refusal(packed(("list.csv", CSV), ("list.csv", b"URN\n1\n")), "list.zip").title.endswith("not to be trusted")


def test_a_zip_with_a_password() -> None:
    content = bytearray(packed(("list.csv", CSV)))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + flags] |= 1
    assert refusal(bytes(content), "list.zip").title == "This file has a password"


def test_a_zip_that_lies_about_sizes() -> None:
    """Less than there is: the check sum is not of it.  More: what there is, and no more, is read."""
    content = bytearray(packed(("list.csv", CSV)))
    for size in (5, 1 << 31):
        for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            struct.pack_into("<L", content, content.find(mark) + place, size)
        if size == 5:
            assert refusal(bytes(content), "list.zip").title == "This file is damaged"
    with little_memory(8 * MEGABYTE):
        assert opened(bytes(content), "list.zip")[1] == ROWS


def test_a_zip_of_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_FILES", 3)
    opened(packed(*((f"{number}.csv", CSV) for number in range(3))), "list.zip")
    crowd = packed(*((f"{number}.csv", CSV) for number in range(4)))
    assert refusal(crowd, "list.zip").title == "There are far too many files in this zip"


def test_a_zip_that_says_it_has_billions_of_files() -> None:
    end_64 = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 1 << 45, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 4, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    with little_memory(5 * MEGABYTE):
        assert "too many files" in refusal(b"PK\x03\x04" + end_64 + locator + end, "list.zip").title


@pytest.mark.parametrize("cut", [10, 20, -5])
@pytest.mark.parametrize(
    "whole", [packed(("list.csv", CSV)), gzip.compress(CSV), lzma.compress(CSV)], ids=["zip", "gzip", "xz"]
)
def test_half_a_compressed_file(whole: bytes, cut: int) -> None:
    assert refusal(whole[:cut]).title in ("This file is damaged", "This file is empty")


@pytest.mark.parametrize(
    ("whole", "at"),
    [(packed(("list.csv", CSV)), 50), (gzip.compress(CSV), 30), (lzma.compress(CSV), 40)],
    ids=["zip", "gzip", "xz"],
)
def test_a_compressed_file_with_a_wrong_byte(whole: bytes, at: int) -> None:
    broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    assert refusal(broken).title == "This file is damaged"


def test_an_xz_file_that_asks_for_too_much_memory() -> None:
    compressor = lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096}])
    content = bytearray(compressor.compress(CSV) + compressor.flush())
    properties = content.index(b"\x21\x01", 12) + 2
    content[properties] = 34  # 512 MB
    header = 12
    length = (content[header] + 1) * 4
    struct.pack_into("<L", content, header + length - 4, zlib.crc32(bytes(content[header : header + length - 4])))
    assert refusal(bytes(content)).title == "This file is damaged"


# Workbooks


def test_entities_in_excel() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    assert refusal(sheet(cells, before=bomb), "list.xlsx").title == "This workbook is not to be trusted"


def test_entities_in_ods() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    problem = refusal(ods(ods_row("URN") + ods_row("&b;"), before=bomb), "list.ods")
    assert problem.title == "This workbook is not to be trusted"


def test_a_file_of_this_computer_is_not_read_into_a_workbook() -> None:
    asks = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    assert "not to be trusted" in refusal(ods(ods_row("URN") + ods_row("&a;"), before=asks), "list.ods").title


@pytest.mark.parametrize("encoding", ["UTF-9", "shift_jis", "utf-7"])
def test_an_ods_sheet_in_an_encoding_that_nobody_knows(encoding: str) -> None:
    content = rewritten(ods(ods_row("URN")), "content.xml", lambda xml: xml.replace(b"UTF-8", encoding.encode()))
    assert refusal(content, "list.ods").title == "This workbook is not to be trusted"


def test_xml_in_an_encoding_that_hides_what_it_says() -> None:
    content = sheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>')
    hidden = rewritten(content, SHEET, lambda xml: xml.decode().encode("utf-16"))
    assert refusal(hidden, "list.xlsx").title == "This workbook is not to be trusted"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c s='1'\nr = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c x="/>" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFC1"><v>1</v></c><c><v>2</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        f'<row><c r="A1"/>{"<c><v>1</v></c>" * 4_000}</row>{"<row><c><v>1</v></c></row>" * 4_000}',
        f'{"<row><c><v>1</v></c></row>" * 4_000}<row x=">" r="1048000">{"<c><v>1</v></c>" * 4_000}</row>',
        "<row><v r='A1'/><c>" + "<v/></c><c>" * 3_000 + "</c></row>" + "<row><v r='A2'/><c><v>1</v></c></row>" * 3_000,
        '<row r="99999999"><c r="ZZZZZZ99999999"><v>1</v></c></row>',
    ],
    ids=["corners", "quotes", "tag end", "next to", "nameless", "row", "decoys", "beyond"],
)
def test_an_excel_sheet_that_is_spread_too_widely(cells: str) -> None:
    with little_memory(20 * MEGABYTE):
        assert refusal(sheet(cells), "list.xlsx").title == "This sheet is too large to be read as a workbook"


def test_an_excel_sheet_with_a_million_blank_rows_is_read() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(3, 1_048_577, 8))
    content = sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>URN</t></is></c></row>'
        f'<row r="2"><c r="A2"><v>900001</v></c></row>{rows}<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    with little_memory(40 * MEGABYTE):
        assert opened(content, "list.xlsx")[1] == [["900001"]]


def test_an_excel_sheet_with_more_columns_than_any_list() -> None:
    assert refusal(excel(("Sheet1", [["URN"] * 3_000, [1] * 3_000])), "list.xlsx").title.endswith("too many columns")


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row><table:table-cell table:number-columns-repeated="1000000000" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
        '<table:table-row table:number-rows-repeated="100000000000"/>' + ods_row("x", "y"),
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/><table:table-cell>'
        '<text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1000"/>'
        + ods_row("x"),
        '<table:table-row table:number-rows-repeated="99999999999999999999">' + ods_row("x")[17:],
    ],
    ids=["columns", "rows", "both", "beyond"],
)
def test_an_ods_sheet_that_repeats_itself_too_often(rows: str) -> None:
    with little_memory(5 * MEGABYTE):
        assert refusal(ods(rows), "list.ods").title == "This sheet is too large to be read as a workbook"


def test_an_ods_sheet_that_repeats_blank_rows_to_its_end_is_read() -> None:
    blank = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert opened(ods(ods_row("URN") + ods_row(900001) + blank), "list.ods")[1] == [["900001"]]


def _old_excel_cell(content: bytes, row: int, column: int) -> bytes:
    """The workbook with its first number moved to another cell."""
    at = re.search(rb"\x7e\x02\x0a\x00", content)
    assert at
    return content[: at.end()] + struct.pack("<HH", row, column) + content[at.end() + 4 :]


def test_an_old_excel_sheet_that_is_spread_too_widely() -> None:
    content = _old_excel_cell((DATA / "old_workbook.xls").read_bytes(), 65_535, 65_535)
    assert refusal(content, "list.xls").title == "This sheet is too large to be read as a workbook"


@pytest.mark.parametrize(("mark", "record"), [(b"\x00\x02\x0e\x00", b"\xff\xff\xff\xff"), (b"\xfc\x00", b"")])
def test_an_old_excel_sheet_that_ends_before_it_begins_or_has_billions_of_texts(mark: bytes, record: bytes) -> None:
    content = bytearray((DATA / "old_workbook.xls").read_bytes())
    at = content.rindex(mark)
    if record:
        content[at + 4 : at + 8] = record
    else:
        struct.pack_into("<L", content, at + 8, 0xFFFFFFF0)
    assert refusal(bytes(content), "list.xls").title == "This file is damaged"


@pytest.mark.parametrize("place", [44, 64, 72])
def test_an_old_excel_file_that_says_it_has_more_than_it_can_hold(place: int) -> None:
    content = bytearray((DATA / "old_workbook.xls").read_bytes())
    struct.pack_into("<L", content, place, 0x7FFFFFFF)
    assert refusal(bytes(content), "list.xls").title == "This file is damaged"


def test_a_zip_whose_files_begin_before_it_does() -> None:
    content = packed(("list.csv", CSV))
    assert refusal(content[5:].join((b"PK\x03\x04", b"")), "list.zip").title == "This file is damaged"


def test_an_old_excel_file_whose_sectors_go_in_a_circle() -> None:
    content = bytearray((DATA / "old_workbook.xls").read_bytes())
    (table,) = struct.unpack_from("<L", content, 76)
    for sector in range(100):
        struct.pack_into("<L", content, (table + 1) * 512 + sector * 4, 0)
    assert refusal(bytes(content), "list.xls").title == "This file is damaged"


@pytest.mark.parametrize("cut", [20, 600, 3_000, 5_000])
def test_half_an_old_excel_file(cut: int) -> None:
    content = (DATA / "old_workbook.xls").read_bytes()[:cut]
    assert refusal(content, "list.xls").title in ("This file is damaged", "This workbook is empty")


def test_a_workbook_without_its_parts() -> None:
    content = excel(("Sheet1", [["URN"], [1]]))
    for part in (SHEET, "xl/workbook.xml"):
        broken = rewritten(content, part, lambda _xml: b"<a>")
        assert refusal(broken, "list.xlsx").title in ("This file is damaged", "This workbook is empty")


def test_a_binary_workbook_is_called_what_it_is() -> None:
    content = packed(("[Content_Types].xml", b"<a/>"), ("xl/workbook.bin", b"\0"))
    assert refusal(content, "list.xlsb").title == "This kind of workbook cannot be read"


def test_workbooks_with_a_password() -> None:
    locked = b"<manifest><encryption-data/></manifest>"
    content = rewritten(ods(ods_row("URN")), "META-INF/manifest.xml", lambda _xml: locked)
    assert refusal(content, "list.ods").title == "This file has a password"
    old = (DATA / "old_workbook.xls").read_bytes()
    name = "Workbook".encode("utf-16-le")
    at = old.index(name)
    locked_name = "EncryptedPackage".encode("utf-16-le")
    changed = bytearray(old)
    changed[at : at + len(locked_name)] = locked_name
    struct.pack_into("<H", changed, at + 64, len(locked_name) + 2)
    assert refusal(bytes(changed), "list.xlsx").title == "This file has a password"


def test_a_formula_in_a_cell_stays_text() -> None:
    assert opened(b"URN,Name\n1,=cmd|' /C calc'!A0\n")[1] == [["1", "=cmd|' /C calc'!A0"]]


# Text


def test_a_gigabyte_line_in_a_zip_is_refused_soon() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("list.csv", b"URN\n" + b"x" * (3 * MEGABYTE))
    with little_memory(8 * MEGABYTE):
        assert refusal(stream.getvalue(), "list.zip").title == "A line of this file is far too long"


def test_a_row_without_an_end() -> None:
    content = b"URN,Name\n" + b'1,"a\n' + b'","b\n' * 200_000
    with little_memory(8 * MEGABYTE):
        problem = refusal(content)
    assert (problem.title, problem.place and problem.place.line) == ("A quotation mark is not closed", 2)


def test_too_many_columns() -> None:
    with little_memory(60 * MEGABYTE):
        problem = refusal(b"URN" + b",x" * 450_000 + b"\n1\n")
    assert problem.title == "This file has far too many columns"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"\xef\xbb\xbfURN,Name\n1,a\n2,Mary\x92s\n", "This file is not the text it says it is"),
        (CSV.decode().encode("utf-16-le"), "This file is not text"),
        (CSV.decode().encode("utf-32"), "This file is not text"),
        (CSV.replace(b"Elm", b"E\0m"), "This file is not text"),
        (CSV.replace(b"Elm", b"E\x81m"), "This file is not text all through"),
    ],
)
def test_encodings_that_lie(content: bytes, title: str) -> None:
    assert refusal(content).title == title
    assert refusal(packed(("list.csv", content)), "list.zip").title == title


def test_a_wrong_mark_is_told_with_its_line() -> None:
    place = refusal(b"\xef\xbb\xbfURN,Name\n1,a\n2,Mary\x92s\n").place
    assert place is not None
    assert place.line == 3


def test_what_is_wrong_inside_a_zip_is_told_with_both_names() -> None:
    place = refusal(packed(("folder/inner.csv", b'URN\n"open\n')), "list.zip").place
    assert place is not None
    assert (place.file, place.line) == ("list.zip: inner.csv", 2)
