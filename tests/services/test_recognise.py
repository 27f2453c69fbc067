"""A file is known by what is in it, whatever it is called."""

from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.desk import open_desk
from npqdesk.services.recognise import recognise

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("URN,School Name\n100001,Harrowby\n", "list"),
        ("Forename,Surname,URN\nAda,Lovelace,100001\n", "staff"),
        ("Sirname,Job title\nLovelace,Teacher\n", ""),
        ('[policy]\nformat = 1\nid = "2027-28"\n', "policy"),
        ('\ufeff# A year to come\n\nformat = 1\n[policy]\nid = "2027-28"\n', "policy"),
        ("# How to write one\n\nIt begins with a table:\n\n    [policy]\n", ""),
        ("nothing to see\n", ""),
    ],
)
def test_by_its_headings(desk, tmp_path, text, kind):
    file = tmp_path / "Book1.txt"
    file.write_text(text, "utf-8")
    assert recognise(desk, file) == kind


def test_registers_and_what_is_no_table(desk, tmp_path):
    assert recognise(desk, paths.resource("sample") / "invented-schools.csv") == "register"
    for name, held in (("a.pdf", b"%PDF-1.7"), ("b.bin", b"\0\1"), ("rise.csv", b"Nothing known\n")):
        (tmp_path / name).write_bytes(held)
    assert [recognise(desk, tmp_path / name) for name in ("a.pdf", "b.bin", "rise.csv")] == ["", "", "list"]
    with pytest.raises(Problem):
        recognise(desk, tmp_path / "gone.csv")
