"""`npqdesk hubs`: the catalogue, a project and its cost, as a script and a person read them."""

import csv
import io

import pytest

from npqdesk.cli.main import main


def said(capsys, *arguments: str, code: int = 0) -> str:
    assert main(["hubs", *arguments]) == code
    out, err = capsys.readouterr()
    return out if not code else err


def test_the_list_has_every_code(capsys):
    rows = list(csv.DictReader(io.StringIO(said(capsys, "list", "--csv"))))
    assert sum(len(row["code"].split()) for row in rows) == 25
    assert {row["code"]: row["grant"] for row in rows}["19-09"] == "£17,800"


def test_the_list_is_narrowed(capsys):
    out = said(capsys, "list", "--phase", "post_16", "--to-schools", "none")
    assert [line[:5] for line in out.splitlines()[1:4]] == ["19-21", "19-22", "19-23"]
    assert "Amounts and dates are those of that year" in out
    assert "No project" in said(capsys, "list", "--phase", "post_16", "--to-schools", "cover")


@pytest.mark.parametrize("code", ["19-09", "NCP 19-09", "ncp1909"])
def test_a_cost_by_schools(capsys, code):
    assert "Total: £15,750" in said(capsys, "cost", code, "--schools", "6")
    out = said(capsys, "cost", code, "--schools", "8")
    assert "Total: £19,850" in out
    assert "Extrapolated" in out
    assert "24 × £350" in out


def test_a_project_in_words(capsys):
    out = said(capsys, "show", "19-11")
    for part in ("Purpose", "Who may take part", "And at least one of", "Dates", "£14,150", "Notes on the catalogue"):
        assert part in out


def test_what_is_refused(capsys):
    assert "no “19-99”" in said(capsys, "show", "19-99", code=1)
    assert "--rate says nothing about 19-09" in said(capsys, "cost", "19-09", "--rate", "5", code=2)
    assert "is no sum of pounds" in said(capsys, "cost", "19-01", "--rate", "much", code=2)
    assert "did you mean 'primary'" in said(capsys, "list", "--phase", "primry", code=2)
    assert "£2,812.50" in said(capsys, "cost", "19-01", "--rate", "187.50")


def test_a_cost_as_a_letter(capsys, tmp_path):
    place = tmp_path / "quotation.pdf"
    out = said(
        capsys, "cost", "19-09", "--schools", "8", "--letter", str(place), "--database", str(tmp_path / "a.sqlite3")
    )
    assert out.splitlines()[-1] == str(place)
    assert place.read_bytes().startswith(b"%PDF-")
