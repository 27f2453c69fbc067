"""Staff spreadsheets are read row by row, whatever their headings, dates and names look like.  Everyone is invented."""

import io
from datetime import date

import pytest

from npqdesk import paths
from npqdesk.registers.opening import open_table
from npqdesk.registers.staff import StaffRow, read_staff
from npqdesk.registers.staff_cells import WrongCell, read_birth, read_email, read_trn, split_name
from npqdesk.registers.staff_columns import guess_columns, read_staff_columns, wanted_headings
from npqdesk.registers.table import Refused
from tests.registers.packed_files import excel, ods, ods_row

TODAY = date(2026, 11, 21)
FIELDS = read_staff_columns(paths.read_text("staff", "columns.toml"))


def read(content: bytes, name: str = "staff.csv") -> list[StaffRow | Refused]:
    table = open_table(io.BytesIO(content), name, wanted=wanted_headings(FIELDS))
    guess = guess_columns(table.header, FIELDS)
    assert guess.certain
    return list(read_staff(table, guess.places, today=TODAY))


def only(content: bytes, name: str = "staff.csv") -> StaffRow:
    (row,) = read(content, name)
    assert isinstance(row, StaffRow)
    return row


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Legal Surname", "Legal Forename", "Teacher Number", "DOB"], ["surname", "forename", "trn", "date_of_birth"]),
        (["Last name", "First name", "Preferred Name", "Job Title"], ["surname", "forename", "preferred", "role"]),
        (["Full Name", "TRN", "Work Email", "URN"], ["full_name", "trn", "email", "urn"]),
        (["name", "teacher_reference_number", "Post", "Workplace"], ["full_name", "trn", "role", "workplace"]),
        (["Staff Code", "SURNAME", "FORENAME(S)", "Start Date"], [None, "surname", "forename", None]),
    ],
)
def test_columns_are_told_by_their_headings(headings, fields):
    guess = guess_columns(headings, FIELDS)
    assert guess.certain
    assert {place: id_ for id_, place in guess.places.items()} == {at: id_ for at, id_ in enumerate(fields) if id_}


@pytest.mark.parametrize(
    ("headings", "unsure"),
    [
        (["Sirname", "Forename"], {"surname"}),
        (["Name", "Surname"], {"full_name"}),
        (["Surname", "Forename", "E-mail adress"], {"email"}),
        (["Name", "URN", "URN"], {"urn"}),
    ],
)
def test_what_is_only_near_is_asked_about(headings, unsure):
    guess = guess_columns(headings, FIELDS)
    assert not guess.certain
    assert guess.unsure == unsure


def test_without_a_name_nothing_is_certain():
    assert not guess_columns(["TRN", "DOB"], FIELDS).certain
    assert not guess_columns(["Surname", "TRN"], FIELDS).certain


def test_every_heading_of_the_table_is_told_by_itself():
    """A heading that stood under two fields would be a guess about people."""
    said = [(heading.casefold(), id_) for id_, each in FIELDS.items() for heading in each.spellings]
    assert len({heading for heading, _ in said}) == len(said)
    for id_, each in FIELDS.items():
        assert not each.template or each.template in each.spellings, id_


def test_an_export_with_a_title_above_and_windows_letters():
    row = only(
        "Staff list\r\nLegal Surname,Legal Forename,Preferred Name,Teacher Number,DOB,Job Title\r\n"
        "O’Brien,Siobhán,Shiv,RP12/34567,01/09/1985,Headteacher\r\n".encode("cp1252")
    )
    assert (row.name, row.other_name, row.trn) == ("Shiv O’Brien", "Siobhán O’Brien", "1234567")
    assert (row.line, row.date_of_birth, row.role) == (3, date(1985, 9, 1), "Headteacher")


def test_the_same_person_from_excel_and_opendocument():
    headings = ["Name", "TRN", "Date of birth", "URN"]
    born = date(1985, 9, 1)
    serial = (born - date(1899, 12, 30)).days
    sheet = excel(("Staff", [["Printed today"], headings, ["Whitlock, Mrs Joan", 1234567, born, 902114]]))
    for content in (sheet, ods(ods_row(*headings) + ods_row("Whitlock, Mrs Joan", 1234567, serial, 902114))):
        row = only(content, "staff.xlsx")
        assert (row.title, row.name, row.trn, row.date_of_birth, row.urn) == (
            *("Mrs", "Joan Whitlock", "1234567"),
            *(born, "902114"),
        )


def test_a_formula_is_text():
    assert only(b'Name,Role\n=1+1 Eve,"=HYPERLINK(""http://x"")"\n').name == "=1+1 Eve"


def test_a_row_that_cannot_be_taken_is_told_by_line_and_column_without_what_it_says():
    rows = read(
        b"Forename,Surname,TRN,DOB,Email,URN\n"
        b"Ann,Ash,12,,,\nBea,Birch,,31/02/1980,,\nCy,Cedar,,,at home,\nDi,Dean,,,,ABC\n,Elm,,,,\n"
        b"Fay,Fir,,01/09/2024,,\n"
    )
    assert all(isinstance(row, Refused) for row in rows)
    assert [(row.line, row.column) for row in rows] == [
        *((2, "TRN"), (3, "DOB"), (4, "Email")),
        *((5, "URN"), (6, "Surname"), (7, "DOB")),
    ]
    assert not any(secret in row.say for row in rows for secret in ("12.", "at home", "ABC", "Elm", "2024"))


def test_nobody_is_shown_by_repr():
    shown = repr(only(b"Name,TRN,Email\nJoan Whitlock,1234567,joan@elm.sch.uk\n"))
    assert not any(word in shown for word in ("Joan", "1234567", "elm"))


@pytest.mark.parametrize(
    ("cell", "trn"),
    [
        *(("1234567", "1234567"), ("RP12/34567", "1234567"), ("12/34567", "1234567"), ("rp 1234567", None)),
        *(("123456", "0123456"), ("1234567.0", "1234567"), (" N/A ", ""), ("0", ""), ("12345678", None)),
    ],
)
def test_forms_of_a_trn(cell, trn):
    if trn is None:
        with pytest.raises(WrongCell):
            read_trn(cell)
    else:
        assert read_trn(cell) == trn


@pytest.mark.parametrize(
    "cell",
    [
        "01/09/1985",
        "1985-09-01",
        "1.9.1985",
        "1 September 1985",
        "01-Sep-85",
        "1985-09-01 00:00:00",
        "31291",
        "01/09/85",
    ],
)
def test_forms_of_a_day_of_birth(cell):
    assert read_birth(cell, TODAY) == date(1985, 9, 1)


@pytest.mark.parametrize("cell", ["09/31/1985", "1985", "soon", "01/09/2020", "99999", "1 Foo 1985"])
def test_what_is_no_day_of_birth(cell):
    with pytest.raises(WrongCell):
        read_birth(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "title", "name"),
    [
        *(("Whitlock, Joan", "", "Joan Whitlock"), ("Mrs Joan Whitlock", "Mrs", "Joan Whitlock")),
        *(("Whitlock, Dr. Joan", "Dr", "Joan Whitlock"), ("Mrs Whitlock, Joan", "Mrs", "Joan Whitlock")),
        *(("Joan Whitlock", "", "Joan Whitlock"), ("Ms", "", "Ms")),
    ],
)
def test_forms_of_a_whole_name(cell, title, name):
    assert split_name(cell) == (title, name)


def test_an_address_is_kept_as_written():
    assert read_email("mailto:J.Whitlock@elm.sch.uk") == "J.Whitlock@elm.sch.uk"
    with pytest.raises(WrongCell):
        read_email("a@b, c@d.uk")
