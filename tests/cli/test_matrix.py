"""npqdesk matrix: the whole staff on the terminal, as CSV, as a workbook and as a PDF.  Everyone is invented."""

import csv
import io
from datetime import date

import pikepdf
import pytest
from openpyxl import load_workbook

from npqdesk.services.desk import RuleDesk
from tests.sample_records import open_sample


@pytest.fixture
def records(tmp_path, monkeypatch):
    """The invented trust in the records that the command opens."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    file = tmp_path / "records" / "npqdesk.sqlite3"
    monkeypatch.setenv("NPQDESK_DATABASE", str(file))
    desk = open_sample(file)
    desk.close()


def test_the_same_matrix_in_every_form(npqdesk, records, tmp_path):
    shown = npqdesk("matrix", "--school", "902114").out
    assert shown.splitlines()[0].split()[:4] == ["NAME", "SCHOOL", "NPQLT", "NPQLBC"]
    assert "2 people, 11 courses: 8 eligible, 10 not eligible, 4 ask." in shown
    assert "takes for granted" in shown
    rows = list(csv.reader(io.StringIO(npqdesk("matrix", "--cohort", "2026-autumn", "--format", "csv").out)))
    assert len(rows) == 13
    assert rows[1][:4] == ["Amara Okafor", "Mathematics lead", "St Joseph’s Catholic Primary School", "902114"]
    assert rows[1][4] == "not eligible: workplace is not on the list"
    for name in ("matrix.xlsx", "matrix.csv", "matrix.pdf", "matrix.txt"):
        assert npqdesk("matrix", "--to", tmp_path / name).code == 0
    sheet, notes = load_workbook(tmp_path / "matrix.xlsx").worksheets
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
    assert "Autumn 2026, edition 1" in notes["A2"].value
    with (tmp_path / "matrix.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == rows
    with pikepdf.open(tmp_path / "matrix.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        wide = pdf.pages[0].MediaBox
        assert wide[2] > wide[3]
    assert "12 people, 11 courses" in (tmp_path / "matrix.txt").read_text(encoding="utf-8")


def test_what_it_cannot_do_it_says(npqdesk, records, tmp_path, said):
    assert "is none" in said(npqdesk("matrix", "--cohort", "2019-winter"))[0]
    assert npqdesk("matrix", "--to", tmp_path / "matrix.doc").code == 2
    assert "Nobody is on the staff record" in npqdesk("matrix", "--school", "1").out
    assert "nothing to print" in said(npqdesk("matrix", "--school", "1", "--format", "pdf"))[0]
