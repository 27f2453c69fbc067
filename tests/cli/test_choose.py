"""Choosing an NPQ on the command line: asked, recommended, printed; and nothing of it is kept."""

import pytest

from npqdesk.cli.main import main
from npqdesk.services.choosings import choosings
from npqdesk.services.desk import open_desk

MATHS = ("cohort=2026-autumn", "scope=team", "senco_duty=no", "leads=mathematics", "maths_scope=primary_school")
WHOLE = (*MATHS, "mastery=a_year", "had_mathematics=never", "had_teaching=never")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("NPQDESK_DATABASE", str(tmp_path / "office.sqlite3"))

    def told(*argv):
        return main(["choose", *argv]), *capsys.readouterr()

    return told


def test_the_first_question_then_the_next_then_the_recommendation(run, tmp_path):
    assert "- cohort=2026-autumn: Autumn 2026" in run()[1]
    code, out, _ = run("--given", *MATHS, "--name", "Amara Okafor")
    assert (code, out.startswith("Cannot tell yet")) == (0, True)
    assert "Asked next: How can Amara Okafor show an understanding of teaching for mastery?" in out
    assert "- mastery=cannot_show: Not yet" in out
    out = run("--given", *WHOLE)[1]
    assert out.startswith("Leading primary mathematics (NPQLPM)\n")
    assert "Next to it: Leading teaching (NPQLT)" in out
    assert "Met: At least a year of Teaching for Mastery" in out
    assert "What is missing\n---------------\n- An improvement to lead" in out
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    assert choosings(desk) == ()
    desk.close()


def test_the_recommendation_on_paper(run, tmp_path):
    file = tmp_path / "Amara.pdf"
    assert run("--given", *WHOLE, "--to", str(file), "--large")[:2] == (0, f"{file}\n")
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (("scop=team",), 2, "did you mean 'scope'"),
        (("scope",), 2, "write fact=value"),
        (("scope=team", "scope=team"), 2, "given twice"),
        (("scope=teem",), 1, "scope=teem: Choose one of the answers"),
        (("senco_duty=must", "senco_since=2099-01"), 1, "Enter a month that has begun"),
    ],
)
def test_a_slip_is_told(run, given, code, says):
    ended, _out, err = run("--given", *given)
    assert ended == code
    assert says in err


def test_an_open_recommendation_is_not_printed(run, tmp_path):
    assert "nothing to print" in run("--given", *MATHS, "--to", str(tmp_path / "x.pdf"))[2]
