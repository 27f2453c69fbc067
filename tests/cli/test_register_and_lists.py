"""Bringing files in and finding what they hold, on tiny invented ones."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.services.records import DATA

REGISTER = """\
URN,UKPRN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),LA (code),\
LA (name),Street,Town,Postcode,NumberOfPupils
999001,10999001,St Wulfstan’s Primary School,Voluntary aided school,Primary,Open,916,\
Gloucestershire,Mill Lane,Nether Poppleford,ZZ9 9AA,142
999002,10999002,Poppleford Academy,Academy converter,Secondary,Open,916,\
Gloucestershire,High Street,Poppleford,ZZ9 9AB,
999003,10999003,Ysgol Pont Fach,Welsh establishment,Primary,Open,673,\
Vale of Glamorgan,Heol Fawr,Pont Fach,ZZ9 9AC,90
"""
RISE = "School URN,School name\n999002,Poppleford Academy\n999001,St Wulfstan’s\n999001,St Wulfstan’s\nnone,Nowhere\n"


@pytest.fixture
def register(tmp_path):
    file = tmp_path / "edubasealldata20260901.csv"
    file.write_bytes(REGISTER.encode("cp1252"))
    return file


@pytest.fixture
def rise(tmp_path):
    file = tmp_path / "rise.csv"
    file.write_bytes(b"\xef\xbb\xbf" + RISE.encode())
    return file


def test_a_register_is_reported_and_kept_once(npqdesk, register):
    ran = npqdesk("register", "import", register)
    assert (ran.code, ran.err) == (0, "")
    assert "the schools register of 1 September 2026, 3 rows" in ran.out
    assert "Kept. 3 establishments are known now." in ran.out
    again = npqdesk("register", "import", register)
    assert (again.code, again.err) == (0, "")
    assert "already imported" in again.out
    assert "Kept" not in again.out
    assert "3 establishments" in npqdesk("register", "status").out


def test_refused_rows_are_named_with_their_line(npqdesk, register):
    register.write_bytes(register.read_bytes().replace(b"999003,", b"99x003,"))
    ran = npqdesk("register", "import", register, "--as-at", "21/11/2025")
    assert "register of 21 November 2025" in ran.out
    assert "refused: line 4, column URN: " in ran.out
    assert "Kept. 2 establishments" in ran.out


def test_standard_input_is_a_file_too(npqdesk):
    ran = npqdesk("register", "import", "-", "--as-at", "2026-09-01", stdin=REGISTER.encode())
    assert (ran.code, ran.err) == (0, "")
    assert "Kept. 3 establishments" in ran.out


def test_the_database_may_be_named_before_or_after(npqdesk, register, tmp_path):
    other = tmp_path / "other.sqlite3"
    assert npqdesk("--database", other, "register", "import", register).code == 0
    assert "3 establishments" in npqdesk("register", "status", "--database", other).out
    assert npqdesk("register", "status").code == 1


def test_no_register_is_told(npqdesk, said):
    for command in (("register", "status"), ("schools", "poppleford")):
        what, do = said(npqdesk(*command))
        assert what == "No schools register is loaded. Schools cannot be looked up without one."
        assert "npqdesk register import FILE" in do


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "empty"),
        (b"<!doctype html><p>503", "web page"),
        (b"URN,Name\n1,2\n", "7 columns that are needed are missing"),
        (REGISTER.encode().replace(b"UKPRN", b"URN", 1), "same name"),
        (REGISTER.encode().replace(b"Mill Lane", b'"Mill Lane'), "quotation mark"),
        (REGISTER.encode().replace(b"Mill", b"Mi\x00l"), ""),
    ],
    ids=["empty", "page", "column", "twice", "quote", "nul"],
)
def test_a_bad_register_changes_nothing(npqdesk, register, said, content, title):
    register.write_bytes(content)
    what, _ = said(npqdesk("register", "import", register))
    assert what.startswith("edubasealldata20260901.csv")
    assert title in what
    assert npqdesk("register", "status").code == 1


def test_a_day_to_come_is_refused(npqdesk, register, rise, said):
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    assert "future" in said(npqdesk("register", "import", register, "--as-at", tomorrow))[0]
    assert "future" in said(npqdesk("lists", "import", "rise", rise, "--published", tomorrow))[0]


def test_schools_best_first(npqdesk, register):
    npqdesk("register", "import", register)
    ran = npqdesk("schools", "saint", "wulfstans", "--csv")
    assert ran.code == 0
    assert list(csv.reader(io.StringIO(ran.out))) == [
        ["urn", "name", "type", "phase", "town", "postcode", "local_authority", "status"],
        [
            *("999001", "St Wulfstan’s Primary School", "Voluntary aided school", "Primary"),
            *("Nether Poppleford", "ZZ9 9AA", "Gloucestershire", "Open"),
        ],
    ]
    by_name = npqdesk("schools", "poppleford").out.splitlines()
    assert [line.split()[0] for line in by_name] == ["999002", "999001"]
    assert len(npqdesk("schools", "poppleford", "--limit", "1").out.splitlines()) == 1
    assert npqdesk("schools", "ZZ9 9AC").out.startswith("999003")


def test_nothing_found_is_no_trouble(npqdesk, register):
    npqdesk("register", "import", register)
    ran = npqdesk("schools", "xyzzy")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("No school fits “xyzzy”.")
    assert npqdesk("schools", "xyzzy", "--csv").out.count("\n") == 1


def test_a_list_is_reported_and_kept_once(npqdesk, rise):
    ran = npqdesk("lists", "import", "rise", rise, "--published", "18 May 2026")
    assert (ran.code, ran.err) == (0, "")
    assert "published 18 May 2026" in ran.out
    assert "refused: line 5, column School URN: " in ran.out
    again = npqdesk("lists", "import", "rise", rise, "--published", "2026-05-18")
    assert "already imported" in again.out
    assert npqdesk("lists", "entries", "rise").out == "999001\n999002\n"
    status = {line.split()[0]: line.split()[1:3] for line in npqdesk("lists", "status").out.splitlines()}
    assert status["rise"] == ["2026-05-18", "2"]
    assert status["pp50-schools"] == ["–", "–"]


def test_a_list_of_another_name_is_wrong_usage(npqdesk, rise):
    for command in (("import", "rize", rise, "--published", "2026-05-18"), ("entries", "rize")):
        ran = npqdesk("lists", *command)
        assert (ran.code, ran.out) == (2, "")
        assert "there is no list 'rize', did you mean 'rise'?" in ran.err


def test_a_file_of_another_list_is_refused(npqdesk, rise, said):
    what, _ = said(npqdesk("lists", "import", "childminders", rise, "--published", "2026-05-18"))
    assert what.startswith("rise.csv, line 1, column Childminder URN: A column that is needed is missing.")
    assert npqdesk("lists", "entries", "childminders").out == ""


def test_a_workplace_is_looked_up_by_its_number(npqdesk, register, rise):
    """What is given wins; what is blank is looked up; an unknown number is that row's mistake."""
    npqdesk("register", "import", register)
    npqdesk("lists", "import", "rise", rise, "--published", "2026-05-18")
    rows = (
        "cohort,course,work_setting,previously_funded,urn,ukprn,on_rise_list\n"
        "2026-autumn,npq-leading-literacy,a_school,no,999001,,\n"
        "2026-autumn,npq-leading-literacy,a_school,no,,10999002,\n"
        "2026-autumn,npq-leading-literacy,a_school,no,999001,,no\n"
        "2026-autumn,npq-leading-literacy,a_school,no,999003,,\n"
        "2026-autumn,npq-leading-literacy,a_school,no,999999,,\n"
        "2026-spring,npq-leading-literacy,a_school,no,999999,,\n"
    )
    ran = npqdesk("decide", "-", stdin=rows.encode())
    answers = list(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.code, ran.err) == (0, "")
    assert [answer["outcome"] for answer in answers] == [
        *("funded", "funded", "undecided", "not_funded", "undecided", "not_funded")
    ]
    assert answers[2]["needed"] == "on_pp50_schools_list"
    assert answers[3]["reason"] == "not_in_england"
    assert [bool(answer["error"]) for answer in answers] == [False, False, False, False, True, False]
    assert answers[4]["error"] == "line 6: URN 999999 is not on the register loaded here"


def test_a_list_of_an_earlier_start_is_read_with_a_warning(npqdesk, register, rise):
    npqdesk("register", "import", register)
    npqdesk("lists", "import", "rise", rise, "--published", "2025-09-29")
    rows = b"cohort,course,work_setting,previously_funded,urn\n2026-autumn,npq-leading-literacy,a_school,no,999001\n"
    (answer,) = csv.DictReader(io.StringIO(npqdesk("decide", "-", stdin=rows).out))
    assert answer["outcome"] == "funded"
    assert answer["cautions"].startswith("This answer rests on ")
    assert "29 September 2025" in answer["cautions"].partition(" | ")[0]
    told = npqdesk("explain", "--given", "cohort=2026-autumn", "course=npq-leading-literacy", "urn=999001").out
    assert "(too old)" in told


def test_an_explanation_names_the_school_and_its_sources(npqdesk, register, said):
    npqdesk("register", "import", register)
    given = (
        "cohort=2024-spring",
        "course=npq-headship",
        "urn=999001",
        "approved_itt_provider=no",
        "previously_funded=no",
    )
    told = npqdesk("explain", "--given", *given).out
    assert "- Pupils: 142 (Register, 1 September 2026)" in told
    assert "St Wulfstan’s Primary School" in told
    assert "School register: 1 September 2026" in told
    what, do = said(npqdesk("explain", "--given", "cohort=2024-spring", "urn=999999"))
    assert what == "This workplace is not there. URN 999999 is not on the register loaded here."
    assert "register import" in do


@pytest.mark.parametrize(
    "content", [b"this is no database at all, only some text" * 100, b"SQLite format 3\x00" + b"\x01" * 500]
)
def test_a_damaged_database_is_told(npqdesk, tmp_path, register, said, content):
    records = tmp_path / "damaged.sqlite3"
    records.write_bytes(content)
    said(npqdesk("register", "import", register, "--database", records))
    assert records.read_bytes() == content


def test_an_address_of_another_kind_is_told(npqdesk, said):
    assert "cannot be opened" in said(npqdesk("register", "status", "--database", "mysql://x/y"))[0]


def test_two_releases_side_by_side(npqdesk, register, rise, said):
    npqdesk("register", "import", register)
    npqdesk("lists", "import", "rise", rise, "--published", "2025-08-08")
    what, do = said(npqdesk("lists", "diff", "rise"))
    assert "8 August 2025" in what
    assert "Load an earlier or a later release" in do
    rise.write_text("School URN,School name\n999001,St Wulfstan\n999007,=cmd|x\n", encoding="utf-8")
    npqdesk("lists", "import", "rise", rise, "--published", "2025-09-25")
    ran = npqdesk("lists", "diff", "rise")
    assert (ran.code, ran.out) == (0, "+999007\n-999002\n")
    assert "from 8 August 2025 to 25 September 2025: 1 came on, 1 went off, 1 stayed." in ran.err
    ran = npqdesk("lists", "diff", "rise", "--from", "2025-08-08", "--to", "2025-12-31", "--csv")
    assert list(csv.reader(io.StringIO(ran.out))) == [
        ["change", "kind", "identifier", "name", "place", "own"],
        ["came on", "urn", "999007", "'=cmd|x", "", "no"],
        ["went off", "urn", "999002", "Poppleford Academy", "Poppleford, Gloucestershire", "no"],
    ]
    assert "did you mean 'rise'" in npqdesk("lists", "diff", "rize").err


def test_each_row_is_accounted_for(npqdesk, rise):
    ran = npqdesk("lists", "import", "rise", rise, "--published", "18 May 2026")
    assert "  read 4 = kept 2 + refused 1 + repeated 1\n" in ran.out


def test_a_column_may_be_named_and_is_remembered(npqdesk, rise, said):
    rise.write_text("Number,Place\n999001,North\n", encoding="utf-8")
    command = ("lists", "import", "rise", rise, "--published")
    what, do = said(npqdesk(*command, "2026-05-18"))
    assert "column RISE School URN: A column that is needed is missing." in what
    assert "--column HEADING" in do
    assert "“Nummer”" in said(npqdesk(*command, "2026-05-18", "--column", "Nummer"))[0]
    assert "read 1 = kept 1 +" in npqdesk(*command, "2026-05-18", "--column", "Number").out
    assert "read 1 = kept 1 +" in npqdesk(*command, "2026-05-19").out


def test_a_zip_with_the_day_in_the_names_inside(npqdesk, register, tmp_path):
    archive = tmp_path / "extract.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("links_edubasealldata20260901.csv", "LinkURN,LinkName\n1,x\n")
        zipped.write(register, register.name)
    ran = npqdesk("register", "import", archive)
    assert (ran.code, ran.err) == (0, "")
    assert "the schools register of 1 September 2026, 3 rows" in ran.out
    assert "Not read, in the same zip: links_edubasealldata20260901.csv." in ran.out


def test_whether_a_provider_is_accredited(npqdesk, said):
    assert "is not loaded" in said(npqdesk("lists", "accredited", "Anyone"))[0]
    npqdesk("lists", "import", "itt-providers", DATA / "ITT_Provider_List_invented.csv", "--published", "2025-01-01")
    assert npqdesk("lists", "accredited", "dr", "pound’s", "teaching", "trust").out == (
        "Yes: “Dr Pound's Teaching Trust” is on the list published 1 January 2025.\n"
    )
    ran = npqdesk("lists", "accredited", "Pound SCITT")
    assert ran.out.startswith("No: no provider of the legal name “Pound SCITT”")
    assert "  near: Dr Pound's Teaching Trust (works as Pound SCITT)\n" in ran.out


PROVIDERS = """\
CA Reference,Provider Name,Provider Type,Provider Status,Individual Register Combinations
CA900001,Invented Agency,Childminder Agency,Active,"EYR, CCR, VCR"
CA900001,Invented Agency,Childminder Agency,Active,"EYR, CCR, VCR"
CA900002,REDACTED,Childminder,Active,VCR only
none,Nowhere,Childminder,Active,ALL
"""


def test_a_list_of_ofsteds_is_known_by_its_headings(npqdesk, tmp_path):
    file = tmp_path / "agencies_2025-03-31.csv"
    file.write_text(PROVIDERS)
    ran = npqdesk("register", "import", file)
    assert (ran.code, ran.err) == (0, "")
    assert "the Ofsted register of 31 March 2025, 4 rows" in ran.out
    assert "refused: line 5, column CA Reference: “NONE” is no Ofsted number" in ran.out
    counts = {line.rsplit(maxsplit=1)[0].strip(): line.split()[-1] for line in ran.out.splitlines()[1:8] if line}
    assert (counts["new"], counts["repeated"], counts["refused"]) == ("2", "1", "1")
    assert "Ofsted withholds the names of 1 of them." in ran.out
    assert "Kept. 2 childcare providers are known now." in ran.out
    assert "already imported" in npqdesk("register", "import", file).out
    status = npqdesk("register", "status").out
    assert "No schools register is loaded." in status
    assert "Ofsted register of 31 March 2025: 2 childcare providers." in status


def test_links_are_known_by_their_headings(npqdesk, register):
    links = Path(__file__).parents[1] / "data" / "links_edubasealldata20250801.csv"
    ran = npqdesk("register", "import", links)
    assert ran.code == 0, ran.err
    assert "links between establishments of 1 August 2025, 4 rows" in ran.out
    assert "900003" not in ran.out
    assert "“9000x9” is no number of the other side" in ran.out
    assert "already imported" in npqdesk("register", "import", links).out


def test_the_schools_as_at_a_day(npqdesk, register):
    npqdesk("register", "import", register, "--as-at", "2025-07-17")
    rows = list(csv.reader(npqdesk("schools", "--as-at", "2025-07-17").out.splitlines()))
    assert rows[0][:2] == ["urn", "name"]
    assert len(rows) == 4
    assert npqdesk("schools", "--as-at", "2025-07-16").code == 1
    assert npqdesk("schools").code == npqdesk("schools", "elm", "--as-at", "2025-07-16").code == 2
