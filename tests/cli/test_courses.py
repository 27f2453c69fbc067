"""The courses on the command line."""

import pytest

from npqdesk.cli.main import main


def run(capsys, *argv):
    code = main(list(argv))
    out, err = capsys.readouterr()
    return code, out, err


def test_courses_are_listed_shown_and_checked(capsys):
    assert run(capsys, "courses", "list")[1].startswith("COURSE")
    shown = run(capsys, "courses", "show", "NPQLPM", "--cohort", "2026-autumn")[1]
    assert "Developing primary mathematics" in shown
    assert "Teach First and UCL" in shown
    assert "[1]" in shown
    assert run(capsys, "courses", "check") == (0, "Nothing was found wrong.\n", "")


def test_courses_are_compared_in_text_and_on_paper(capsys, tmp_path):
    code, out, _ = run(capsys, "compare", "NPQSL", "NPQH")
    assert code == 0
    assert "2,000 words" in out
    file = tmp_path / "both.pdf"
    assert run(capsys, "compare", "NPQSL", "NPQH", "--to", str(file), "--database", str(tmp_path / "x.sqlite3"))[0] == 0
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("compare", "NPQSL", "NPQX"), "did you mean"),
        (("compare", "NPQSL"), "Two or three different courses"),
        (("courses", "show", "NPQSL", "--cohort", "2026"), "This is not a start"),
    ],
)
def test_a_slip_is_told(capsys, argv, says):
    code, _out, err = run(capsys, *argv)
    assert code == 1
    assert says in err
