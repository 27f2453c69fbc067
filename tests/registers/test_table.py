"""Every way in which a file can be wrong ends in one message with the file, the line and the column."""

import hashlib
import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.registers.survey import LONGEST_LINE, PIECE
from npqdesk.registers.table import find_columns, read_table

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def _read(content: bytes) -> list[tuple[int, list[str]]]:
    return list(read_table(io.BytesIO(content), "list.csv").rows)


def _refusal(content: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        _read(content)
    assert caught.value.place is not None
    assert caught.value.place.file == "list.csv"
    assert caught.value.what_happened
    assert caught.value.what_to_do
    return caught.value


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        (b"URN,Name\n1,plain", "utf-8-sig", "plain"),
        ("URN,Name\n1,Zoë’s".encode(), "utf-8-sig", "Zoë’s"),
        ("\ufeffURN,Name\n1,Zoë’s".encode(), "utf-8-sig", "Zoë’s"),
        ("URN,Name\n1,Mary’s – school".encode("cp1252"), "cp1252", "Mary’s – school"),
    ],
)
def test_encoding_is_found_not_assumed(content: bytes, encoding: str, name: str) -> None:
    table = read_table(io.BytesIO(content), "list.csv")
    assert (table.survey.encoding, table.header) == (encoding, ("URN", "Name"))
    assert list(table.rows) == [(2, ["1", name])]


def test_a_letter_cut_by_the_end_of_a_piece_is_still_utf_8() -> None:
    row = b"1," + b"x" * 999 + b"\n"
    rows = row * (PIECE // len(row))
    content = b"a,b\n" + rows
    content += b"2," + b"y" * (PIECE - 3 - len(content)) + "é".encode() + b"z" * 10
    table = read_table(io.BytesIO(content), "list.csv")
    assert table.survey.encoding == "utf-8-sig"
    assert list(table.rows)[-1][1][1].endswith("éz" + "z" * 9)


def test_hash_size_and_headings_are_told() -> None:
    content = b" URN ,Name, \r\n1,a,\r\n"
    table = read_table(io.BytesIO(content), "list.csv")
    assert table.survey.sha256 == hashlib.sha256(content).hexdigest()
    assert (table.survey.bytes, table.survey.lines, table.header) == (len(content), 2, ("URN", "Name", ""))


def test_lines_are_counted_through_cells_with_line_breaks_and_blank_lines() -> None:
    assert _read(b'a,b\n1,"x\ny"\n\n2,z\n') == [(2, ["1", "x\ny"]), (5, ["2", "z"])]


def test_surplus_blank_cells_are_cut_and_blank_rows_left_out() -> None:
    assert _read(b"a,b\n1,2,,\n,\n3,4") == [(2, ["1", "2"]), (4, ["3", "4"])]


def test_semicolons_part_columns_where_there_are_no_commas() -> None:
    assert _read(b"a;b\n1;2") == [(2, ["1", "2"])]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b",,\n1,2,3"])
def test_an_empty_file(content: bytes) -> None:
    assert _refusal(content).title == "This file is empty"


def test_only_headings() -> None:
    assert _refusal(b"URN,Name\r\n").title == "This file has headings but no rows"


def _zip(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (_zip("edubasealldata.csv"), "a ZIP archive"),
        (_zip("[Content_Types].xml"), "a spreadsheet"),
        (_zip("xl/workbook.xml"), "a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "an old Excel workbook"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x1f\x8b\x08\x00", "a compressed (gzip) file"),
        ("URN,Name\n1,a".encode("utf-16"), "text in UTF-16"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(content: bytes, kind: str) -> None:
    problem = _refusal(content)
    assert problem.title == "This is not a CSV file"
    assert problem.what_happened == f"It is {kind}."


@pytest.mark.parametrize("start", [b"<!DOCTYPE html><html>", b"\n\n <html lang='en'>", b"\xef\xbb\xbf<!doctype HTML>"])
def test_an_error_page_instead_of_the_file(start: bytes) -> None:
    assert _refusal(start + b"<body>403 Forbidden</body>").title == "This is a web page, not a CSV file"


def test_an_error_page_half_way() -> None:
    problem = _refusal(b"URN,Name\n1,a\n2,b\n<html><body>502 Bad Gateway\n</body></html>")
    assert problem.title == "There is a web page in this file"
    assert problem.place is not None
    assert problem.place.line == 4


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'"header one", "\ndata, data', 1),
        (b'a,b\n1,"x"\n2,"open\n3,c\n', 3),
        (b'"a","b"\n"1","x"\n"2","open\n"3","c"\n', 3),
        (b'a,b\n1,"' + b"word\n" * 40_000, 2),
    ],
)
def test_an_unclosed_quotation_mark_is_told_where_it_opens(content: bytes, line: int) -> None:
    problem = _refusal(content)
    assert problem.place is not None
    assert (problem.title, problem.place.line) == ("A quotation mark is not closed", line)


@pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
def test_dfes_own_malformed_header() -> None:
    with (SHARED / "edge_cases" / "invalid_csv_header.csv").open("rb") as stream, pytest.raises(Problem) as caught:
        list(read_table(stream, "invalid_csv_header.csv").rows)
    assert caught.value.title == "A quotation mark is not closed"


def test_a_nul_byte() -> None:
    problem = _refusal(b"URN,Name\n1,a\n2,b\0c\n")
    assert problem.place is not None
    assert (problem.title, problem.place.line) == ("This file is not text", 3)


def test_bytes_of_neither_encoding() -> None:
    problem = _refusal(b"URN,Name\n1,a\n2,b\x81\x92\n")
    assert problem.place is not None
    assert (problem.title, problem.place.line) == ("This file is not text all through", 3)


class _Endless(io.RawIOBase):
    """Fifty megabytes on one line, made as they are asked for; counts how many were."""

    given = 0

    def read(self, size: int = -1, /) -> bytes:
        piece = b"x" * min(size, 50_000_000 - self.given)
        self.given += len(piece)
        return piece


def test_a_line_of_fifty_megabytes_is_refused_soon_and_in_little_memory() -> None:
    stream = _Endless()
    tracemalloc.start()
    with pytest.raises(Problem, match="far too long"):
        read_table(stream, "list.csv")  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert stream.given <= 2 * PIECE
    assert peak < 5_000_000


def test_a_long_line_after_good_ones_is_told_by_number() -> None:
    problem = _refusal(b"a,b\n1,2\n" + b"x" * (LONGEST_LINE + PIECE) + b"\n3,4")
    assert problem.place is not None
    assert problem.place.line == 3


def test_the_survey_tells_how_far_it_is() -> None:
    told: list[int] = []
    read_table(io.BytesIO(b"a,b\n" + b"1,2\n" * PIECE), "list.csv", tick=told.append)
    assert told == sorted(told)
    assert told[-1] == 4 * PIECE + 4
    assert len(told) > 3


def _find(header: str, wanted: dict[str, tuple[str, ...]]) -> dict[str, int | None]:
    table = read_table(io.BytesIO(f"{header}\n1,2,3,4\n".encode()), "list.csv")
    return find_columns(table, wanted, required=("urn",))


def test_columns_are_found_by_any_of_their_names() -> None:
    wanted = {"urn": ("School URN", "URN"), "name": ("Name",)}
    assert _find("Region, urn ,x,y", wanted) == {"urn": 1, "name": None}
    assert _find("URN,School URN,x,y", wanted)["urn"] == 1


def test_a_missing_column_with_the_nearest_name() -> None:
    with pytest.raises(Problem, match=re.escape("“School URN”")) as caught:
        _find("Region,Schol URNs,x,y", {"urn": ("School URN",)})
    assert "The nearest heading is “Schol URNs”." in caught.value.what_happened


def test_a_missing_column_with_nothing_near_tells_what_is_there() -> None:
    with pytest.raises(Problem) as caught:
        _find("Wetter,Ort,x,y", {"urn": ("School URN",)})
    assert "Wetter, Ort" in caught.value.what_happened


def test_all_missing_columns_are_told_at_once() -> None:
    table = read_table(io.BytesIO(b"Region,Code\n1,2\n"), "list.csv")
    wanted = {"urn": ("URN",), "town": ("Town",), "kind": ("Kind",), "code": ("Code",), "type": ("Type (name)",)}
    with pytest.raises(Problem, match="3 columns that are needed are missing") as caught:
        find_columns(table, wanted, required=("urn", "town", ("kind", "code"), ("type", "kind")))
    assert caught.value.what_happened == "There are none of: “URN”; “Town”; “Type (name)” or “Kind”."


def test_two_columns_of_one_name_matter_only_where_they_are_read() -> None:
    assert _find("URN,Region,region,", {"urn": ("URN",)}) == {"urn": 0}
    assert _find("URN,Region,,", {"urn": ("URN",)}) == {"urn": 0}
    with pytest.raises(Problem, match="Two columns have the same name") as caught:
        _find("URN,Region,URN,x", {"urn": ("URN",)})
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (1, "URN")


def test_a_row_of_blanks_is_none_and_a_last_column_without_a_name_may_be_missing() -> None:
    rows = _read(b"URN,Name,,\n900001,Elm\n , \n,,,,\n900002,Oak,,,,\n900003,Ash,x,\n900004\n")
    assert rows == [
        (2, ["900001", "Elm", "", ""]),
        (5, ["900002", "Oak", "", ""]),
        (6, ["900003", "Ash", "x", ""]),
        (7, ["900004"]),
    ]
