"""One reading room: whatever a table is packed in, the same headings and cells come out."""

import gzip
import hashlib
import io
import lzma
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from npqdesk.problem import Problem
from npqdesk.registers.opening import is_same, kinds_in, names_inside, open_table
from tests.registers.packed_files import CSV, DATA, ROWS, URN, excel, ods, ods_row, opened, packed

AFTERNOON = datetime(2025, 1, 2, 13, 5)  # noqa: DTZ001  a cell of a workbook has no time zone


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CSV, "list.csv"),
        (packed(("edubasealldata20250717.csv", CSV)), "extract.zip"),
        (gzip.compress(CSV), "list.csv.gz"),
        (gzip.compress(CSV[:9]) + gzip.compress(CSV[9:]), "list.csv.gz"),
        (lzma.compress(CSV), "list.csv.xz"),
        (lzma.compress(CSV[:9]) + lzma.compress(CSV[9:]), "list.csv.xz"),
        (excel(("Sheet1", [["URN", "Name"], [900001, "Elm"], [900002.0, "Oak"]])), "list.xlsx"),
        (ods(ods_row("URN", "Name") + ods_row(900001, "Elm") + ods_row(900002, "Oak")), "list.ods"),
    ],
    ids=["csv", "zip", "gzip", "gzip in two parts", "xz", "xz in two parts", "excel", "ods"],
)
def test_the_same_table_out_of_every_container(content: bytes, name: str) -> None:
    table, rows = opened(content, name)
    assert (table.header, rows) == (("URN", "Name"), ROWS)
    assert table.survey.bytes == len(content)
    assert is_same(io.BytesIO(content), table)
    assert not is_same(io.BytesIO(content + b" "), table)


def test_an_old_excel_workbook() -> None:
    with (DATA / "old_workbook.xls").open("rb") as stream:
        table = open_table(stream, "old_workbook.xls", wanted=URN)
        assert [cells for _, cells in table.rows] == [
            ["900001", "Elm 0", "01/09/2005"],
            ["900002", "Elm 1", "01/09/2005"],
            ["900003", "Elm 2", "01/09/2005"],
        ]
    assert table.header_line == 3
    assert table.told == (
        "Read from the sheet “Data”; not from: Notes.",
        "The line above the headings was passed over.",
    )


def test_a_zip_as_gias_serves_it_gives_the_one_with_the_headings_and_tells_the_others() -> None:
    content = packed(
        ("Results/links_edubasealldata20250717.csv", b"LinkURN,LinkName\n1,x\n"),
        ("Results/edubasealldata20250717.csv", CSV),
        ("Results/edubaseallacademies20250717.csv", CSV[:20]),
        ("__MACOSX/._edubasealldata20250717.csv", b"\0\5"),
    )
    table, rows = opened(content, "extract.zip")
    assert rows == ROWS
    assert (table.part, table.file_name) == ("edubasealldata20250717.csv", "extract.zip: edubasealldata20250717.csv")
    assert table.told[1] == (
        "Not read, in the same zip: links_edubasealldata20250717.csv, edubaseallacademies20250717.csv."
    )
    assert names_inside(io.BytesIO(content), "extract.zip")[1] == "edubasealldata20250717.csv"
    assert names_inside(io.BytesIO(CSV), "list.csv") == ()


def test_a_zip_in_which_no_file_has_the_headings() -> None:
    content = packed(("a.csv", b"x,y\n1,2\n"), ("b.csv", b"z\n1\n"))
    with pytest.raises(Problem, match="None of the files in this zip") as caught:
        opened(content, "extract.zip")
    assert "It holds a.csv, b.csv" in caught.value.what_happened


def test_the_only_file_of_a_zip_is_read_whatever_its_headings() -> None:
    table, _ = opened(packed(("a.csv", b"x,y\n1,2\n")), "extract.zip")
    assert table.header == ("x", "y")


@pytest.mark.parametrize("above", [b"Title\n\n", b"Title,\nPublished,August 2025\n", b"Notes; with signs\n"])
def test_lines_above_the_headings_are_passed_over_and_told(above: bytes) -> None:
    table, rows = opened(above + CSV)
    assert (table.header, rows) == (("URN", "Name"), ROWS)
    assert "above the headings" in table.told[0]
    assert table.header_line == above.count(b"\n") + 1


def test_lines_keep_their_numbers_under_lines_that_were_passed_over() -> None:
    table = open_table(io.BytesIO(b"Title\n" + CSV), "list.csv", wanted=URN)
    assert [line for line, _ in table.rows] == [3, 4]


def test_cells_of_a_workbook_are_text_as_it_would_stand_in_a_csv_file() -> None:
    cells: list[object] = [
        *(100000, 1.5, "00123", True, False, date(2005, 9, 1), AFTERNOON, time(9, 30)),
        *(AFTERNOON.replace(second=7), None, " as typed ", "=cmd|x", 0.1, 1e20),
    ]
    heads: list[object] = ["URN", *[f"c{number}" for number in range(1, len(cells))]]
    book = openpyxl.load_workbook(io.BytesIO(excel(("Sheet1", [heads, cells]))))
    book.active["L2"].data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    assert opened(stream.getvalue(), "list.xlsx")[1] == [
        [
            *("100000", "1.5", "00123", "TRUE", "FALSE", "01/09/2005", "02/01/2025 13:05", "09:30"),
            *("02/01/2025 13:05:07", "", " as typed ", "=cmd|x", "0.1", "1e+20"),
        ]
    ]


def test_a_formula_gives_the_value_it_had() -> None:
    content = excel(("Sheet1", [["URN"], ["=900000+1"], [900002]]))
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<v />", b"<v>900001</v>").replace(b"<v></v>", b"<v>900001</v>")
    assert opened(packed(*parts.items()), "list.xlsx")[1] == [["900001"], ["900002"]]


def test_errors_in_cells_are_blank_and_told() -> None:
    table, rows = opened(excel(("Sheet1", [["URN", "Name"], [900001, "#N/A"]])), "list.xlsx")
    assert rows == [["900001", ""]]
    assert table.told == ("Cells that hold an error, such as #N/A: 1. They are read as blank.",)


def test_the_first_sheet_with_the_headings_and_those_that_are_shown_before_those_that_are_not() -> None:
    sheets = (
        ("Old", [["URN"], [900009]]),
        ("Notes", [["Read me"]]),
        ("Data", [[None], ["A title"], ["Name", "URN"], ["Elm", 900001]]),
    )
    table, rows = opened(excel(*sheets, hidden=("Old",)), "list.xlsx")
    assert rows == [["Elm", "900001"]]
    assert (table.part, table.file_name) == ("Data", "list.xlsx: Data")
    assert table.told == (
        "Read from the sheet “Data”; not from: Notes, Old.",
        "The line above the headings was passed over.",
    )


def test_a_table_that_begins_in_the_middle_of_a_sheet() -> None:
    book = openpyxl.Workbook()
    for place, value in (("C5", "URN"), ("D5", "Name"), ("C6", 900001), ("D6", "Elm")):
        book.active[place] = value
    stream = io.BytesIO()
    book.save(stream)
    table = open_table(io.BytesIO(stream.getvalue()), "list.xlsx", wanted=URN)
    assert (table.header, list(table.rows)) == (("URN", "Name"), [(6, ["900001", "Elm"])])


def test_a_workbook_with_nothing_in_it() -> None:
    with pytest.raises(Problem, match="This workbook is empty"):
        opened(excel(("Sheet1", [])), "list.xlsx")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_in_utf_16_is_read_and_hashed_as_it_was_given(encoding: str) -> None:
    content = "\ufeffURN\tName\r\n900001\tÉlm 🌳\r\n".encode(encoding)
    table, rows = opened(content, "list.txt")
    assert rows == [["900001", "Élm 🌳"]]
    assert (table.survey.sha256, table.survey.bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert kinds_in(io.BytesIO(content), "list.txt", {"list": URN}) == {"": "list"}


@pytest.mark.parametrize("content", ["\ufeffURN\n900001".encode("utf-16-le")[:-1], b"\xff\xfeU\0R\0N\0\n\0\x00\xd8x\0"])
def test_a_mark_of_utf_16_that_lies(content: bytes) -> None:
    with pytest.raises(Problem) as caught:
        opened(content)
    assert caught.value.title == "This file is not the text it says it is"
