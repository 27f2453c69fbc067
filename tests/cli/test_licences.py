"""`npqdesk licences`: a table, one part in full, and a slip of spelling."""

from npqdesk.cli.main import main


def test_the_table_names_parts_and_the_duties(capsys):
    assert main(["licences"]) == 0
    said = capsys.readouterr().out
    assert "SQLAlchemy" in said
    assert "GNU Lesser General" in said


def test_one_part_in_full(capsys):
    assert main(["licences", "noto sans"]) == 0
    assert "SIL OPEN FONT LICENSE" in capsys.readouterr().out


def test_all_of_them_in_full(capsys):
    assert main(["licences", "--all"]) == 0
    said = capsys.readouterr().out
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in said
    assert "MIT License" in said


def test_a_slip_is_told_with_the_nearest(capsys):
    assert main(["licences", "Pyton"]) == 2
    assert "did you mean 'Python'?" in capsys.readouterr().err
