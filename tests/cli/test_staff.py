"""Staff spreadsheets without a window.  Everyone is invented."""

import pytest

STAFF = """\
Staff list of Elm School
Surname,Forename,Teacher Number,DOB,Post,Email
Whitlock,Joan,RP12/34567,01/09/1975,Headteacher,joan@elm.sch.uk
Okafor,Amara,,02/03/1990,Teacher,
Okafor,Amara,,,Cook,
Wrong,Number,12,,,
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "staff.csv"
    path.write_bytes(STAFF.encode("cp1252"))
    return path


def test_a_file_is_told_and_kept_once(npqdesk, file):
    ran = npqdesk("staff", "import", file)
    assert (ran.code, ran.err) == (0, "")
    assert "new: Joan Whitlock" in ran.out
    assert "refused: line 6, column Teacher Number: " in ran.out
    assert "--same 5 or --two 5" in ran.out.replace("\n  ", " ")
    assert "Kept: 2 added, 0 changed, 0 as they were, 1 left out in doubt, 1 refused." in ran.out
    again = npqdesk("staff", "import", file)
    assert "Nothing to change: 2 as they were" in again.out


def test_a_preview_keeps_nothing(npqdesk, file):
    ran = npqdesk("staff", "import", file, "--preview")
    assert "Nothing was kept." in ran.out
    assert "Nobody is on the staff record yet" in npqdesk("staff", "list").out


def test_a_change_is_named_field_by_field(npqdesk, file):
    npqdesk("staff", "import", file)
    file.write_text(STAFF.replace("Headteacher", "Executive head"), encoding="utf-8")
    out = npqdesk("staff", "import", file).out
    assert "changed: Joan Whitlock: Role Headteacher → Executive head" in out


def test_a_doubt_is_settled_by_its_line(npqdesk, file):
    assert "3 added" in npqdesk("staff", "import", file, "--two", "5").out
    assert npqdesk("staff", "list").out.count("Amara Okafor") == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--same", "4"), "nobody in doubt on line 4"),
        (("--same", "5", "--two", "5"), "both"),
        (("--column", "trnn=DOB"), "did you mean 'trn'"),
        (("--column", "trn"), "says no column"),
    ],
)
def test_wrong_usage_keeps_nothing(npqdesk, file, options, said):
    ran = npqdesk("staff", "import", file, *options)
    assert ran.code == 2
    assert said in ran.err
    assert "Nobody" in npqdesk("staff", "list").out


def test_a_column_is_chosen_and_remembered(npqdesk, tmp_path, said):
    path = tmp_path / "own.csv"
    path.write_text("Nachname,Vorname\nWhitlock,Joan\n", encoding="utf-8")
    what, do = said(npqdesk("staff", "import", path))
    assert "not certain which column is which" in what
    assert "surname=Surname" in do
    assert (
        "1 added"
        in npqdesk("staff", "import", path, "--column", "surname=Nachname", "--column", "forename=Vorname").out
    )
    assert "1 as they were" in npqdesk("staff", "import", path).out


def test_the_list_as_csv_comes_in_again(npqdesk, file):
    npqdesk("staff", "import", file)
    listed = npqdesk("staff", "list", "--csv").out
    assert listed.splitlines()[0] == "Title,Full name,TRN,Date of birth,Work email,Role,URN"
    assert "Nothing to change: 2 as they were." in npqdesk("staff", "import", "-", stdin=listed.encode()).out


def test_templates(npqdesk, tmp_path):
    assert npqdesk("staff", "template").out == "Title,Forename,Surname,TRN,Date of birth,Work email,Role,URN\n"
    assert npqdesk("staff", "template", "-o", tmp_path / "t.xlsx").code == 0
    assert (tmp_path / "t.xlsx").read_bytes()[:2] == b"PK"
    assert npqdesk("staff", "template", "-o", tmp_path / "t.pdf").code == 2


def test_an_import_is_taken_back(npqdesk, file, said):
    npqdesk("staff", "import", file)
    ran = npqdesk("staff", "undo")
    assert (ran.code, ran.err) == (0, "")
    assert "The last import was taken back" in ran.out
    assert "Nobody is on the staff record yet" in npqdesk("staff", "list").out
    assert "The last change was not “import staff”" in said(npqdesk("staff", "undo"))[0]
