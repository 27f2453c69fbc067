"""Tables that go out as spreadsheets: real numbers and days, nothing that runs, whole files or none."""

import csv
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from npqdesk.problem import Problem
from npqdesk.services.sheets import Sheet, as_text, save_sheet

RISKY = ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", "＝1")
ROWS = (
    ("Zoë Ó Briain", 12, date(2026, 11, 21), 3.5, None, "0012345"),
    *((risky, -1, datetime(2026, 11, 21, 9, 30, tzinfo=UTC), 0, "line\nline", "bell\x07") for risky in RISKY),
)
SHEET = Sheet("Staff: [all] of 2026/27, with a long name indeed", ("Name", "=Count", "Day", "Share", "No", "TRN"), ROWS)


def test_a_workbook_has_numbers_days_and_harmless_text(tmp_path):
    saved = save_sheet(SHEET, tmp_path / "staff")
    assert saved.name == "staff.xlsx"
    (page,) = load_workbook(saved).worksheets
    rows = list(page.iter_rows(min_row=2))
    assert [cell.value for cell in page[1]] == ["Name", "'=Count", "Day", "Share", "No", "TRN"]
    name, count, day, share, *_others = [cell.value for cell in rows[0]]
    assert (name, count, day.date(), share) == ("Zoë Ó Briain", 12, date(2026, 11, 21), 3.5)
    assert (rows[0][2].number_format, rows[0][5].value) == ("dd/mm/yyyy", "0012345")
    assert isinstance(rows[1][2].value, datetime)
    for row, risky in zip(rows[1:], RISKY, strict=True):
        assert (row[0].data_type, row[0].value) in {("s", f"'{risky}"), ("s", "'" + risky.replace("\r", "\n"))}
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:F9")


def test_a_csv_file_comes_back_as_it_was(tmp_path):
    saved = save_sheet(SHEET, tmp_path / "staff.csv")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        head, first, *others = csv.reader(file)
    assert (head[1], first) == ("'=Count", ["Zoë Ó Briain", "12", "2026-11-21", "3.5", "", "0012345"])
    assert [row[0] for row in others] == [f"'{risky}" for risky in RISKY]


def test_tabbed_text_keeps_its_columns():
    assert as_text(("A", "B"), [("x\ty", "=1"), ("z\nz", "")]) == "A\tB\nx y\t'=1\nz z\t"


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(Problem, match="could not be saved"):
        save_sheet(SHEET, tmp_path / "nowhere" / "staff.csv")
    assert list(tmp_path.iterdir()) == []
