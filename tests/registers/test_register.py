"""One reader for every extract of the schools register, by column name."""

import io
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers.gias import GiasWords, read_gias_words
from npqdesk.registers.register import Establishment, Register, read_register
from npqdesk.registers.table import Refused, read_table

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "gias"
real_files = pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
HEADER = (
    "URN,UKPRN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),"
    "LA (code),Town,Postcode,NumberOfPupils,OpenDate"
)
GOOD = "900001,19000001,Elm Grove,Community school,Primary,Open,901,Marston,ZZ1 1AA,150,01-09-1998"


@pytest.fixture(scope="module")
def words() -> GiasWords:
    return read_gias_words(paths.read_text("lists", "gias.toml"))


def _register(content: bytes, words: GiasWords) -> Register:
    return read_register(read_table(io.BytesIO(content), "register.csv"), words)


def _rows(lines: list[str], words: GiasWords) -> list[Establishment | Refused]:
    return list(_register("\n".join([HEADER, *lines]).encode(), words).rows)


def _one(words: GiasWords, **changes: str) -> Establishment | Refused:
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | changes
    (row,) = _rows([",".join(cells.values())], words)
    return row


def test_an_extract_of_names_only(words: GiasWords) -> None:
    register = _register((DATA / "edubaseallstatefunded20250717.csv").read_bytes(), words)
    rows = [row for row in register.rows if isinstance(row, Establishment)]
    assert register.absent == {"pupils", "census_date", "close_date", "changed_on", "trust"}
    assert [(row.urn, row.type_code, row.phase_code, row.status_code) for row in rows] == [
        ("900001", "1", "2", "1"),
        ("900002", "34", "4", "1"),
        ("900003", "15", "1", "1"),
        ("900004", "35", "7", "3"),
    ]
    assert rows[1].name == "St Zoë’s Church of England Academy"
    assert (rows[1].street, rows[1].locality, rows[1].postcode) == ("Minster Yard", "Old Town", "ZZ1 2BB")
    assert (rows[0].open_date, rows[2].open_date, rows[0].pupils, rows[2].ukprn) == ("1998-09-01", None, None, "")


def test_a_full_width_extract_with_codes(words: GiasWords) -> None:
    register = _register((DATA / "edubasealldata_full_width.csv").read_bytes(), words)
    rows = {row.urn: row for row in register.rows if isinstance(row, Establishment)}
    assert register.absent == frozenset()
    assert [rows[urn].pupils for urn in ("900001", "900002", "900005", "900006")] == [150, None, 0, 601]
    closed = rows["900006"]
    assert (closed.type_code, closed.type_name, closed.status_code, closed.phase) == (
        "2",
        "Voluntary aided school",
        "2",
        "Primary",
    ), "02 is 2"
    assert (closed.close_date, closed.changed_on, rows["900001"].census_date) == (
        "2019-08-31",
        "2019-09-01",
        "2025-01-16",
    )
    assert rows["900002"].trust == "Marston Learning Trust"


def test_in_england_is_told_by_type_and_authority(words: GiasWords) -> None:
    assert words.in_england("1", "901")
    assert not words.in_england("30", "901")
    assert not any(words.in_england("1", authority) for authority in ("673", "702", "000", "704", "708"))


@pytest.mark.parametrize(
    ("column", "text", "say"),
    [
        ("URN", "90000A", "“90000A” is no URN"),
        ("URN", "", "It is blank."),
        ("URN", "19000001", "is no URN"),
        ("UKPRN", "1900000X", "is no UKPRN"),
        ("EstablishmentName", " ", "has no name"),
        ("OpenDate", "31-02-2005", "“31-02-2005” is no date"),
        ("OpenDate", "yesterday", "is no date"),
        ("OpenDate", "01-09-2005-1", "is no date"),
        ("OpenDate", "2005-09-01", "is no date"),
        ("NumberOfPupils", "about 90", "is no number of pupils"),
        ("NumberOfPupils", "-1", "is no number of pupils"),
        ("TypeOfEstablishment (name)", "Comunity school", "The nearest is “Community school”."),
        ("TypeOfEstablishment (name)", "", "The type of establishment is blank."),
        ("EstablishmentStatus (name)", "", "The status is blank."),
        ("PhaseOfEducation (name)", "Tertiary", "is no phase"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_by_line_and_column(
    words: GiasWords, column: str, text: str, say: str
) -> None:
    row = _one(words, **{column: text})
    assert isinstance(row, Refused)
    assert (row.line, row.column) == (2, column)
    assert say in row.say


def test_one_bad_row_leaves_the_others(words: GiasWords) -> None:
    rows = _rows([GOOD, GOOD.replace("900001", "9OOOO2"), GOOD.replace("900001", "900003"), "too,short"], words)
    assert [row.urn if isinstance(row, Establishment) else row.line for row in rows] == ["900001", 3, "900003", 5]


def test_a_repeated_urn_is_refused_with_the_first_line(words: GiasWords) -> None:
    rows = _rows([GOOD, GOOD.replace("Elm", "Oak")], words)
    assert rows[1] == Refused(3, "URN", "900001 stands on line 2 already.")


def test_numbers_as_a_spreadsheet_leaves_them_are_what_they_were(words: GiasWords) -> None:
    header = HEADER.replace("(name)", "(code)")
    rows = (
        "900001,19000001,Elm,1,02,1,099,M,,150,",
        "900001.0,19000001.0,Elm,1.0,2.0,1.0,99.0,M,,150.0,",
        '\'900001,"=""19000001""",Elm,01,2,1,99,M,,0150,',
    )
    found = [list(_register(f"{header}\n{row}".encode(), words).rows) for row in rows]
    assert found[0] == found[1] == found[2]
    (one,) = found[0]
    assert isinstance(one, Establishment)
    assert (one.urn, one.ukprn, one.type_code, one.phase, one.la_code, one.pupils) == (
        *("900001", "19000001", "1", "Primary", "099", 150),
    )


def test_a_blank_number_is_not_recorded_and_never_nought(words: GiasWords) -> None:
    blank, nought = _one(words, NumberOfPupils=" "), _one(words, NumberOfPupils="0")
    assert isinstance(blank, Establishment)
    assert isinstance(nought, Establishment)
    assert (blank.pupils, nought.pupils) == (None, 0)


def test_cells_are_trimmed_of_every_kind_of_space(words: GiasWords) -> None:
    row = _one(words, EstablishmentName="Elm Grove\xa0", **{"LA (code)": " 1 ", "OpenDate": " 01/09/1998 "})
    assert isinstance(row, Establishment)
    assert (row.name, row.la_code, row.open_date) == ("Elm Grove", "001", "1998-09-01")


@pytest.mark.parametrize("missing", ["URN", "EstablishmentName", "EstablishmentStatus (name)", "Postcode"])
def test_a_missing_column_is_named(words: GiasWords, missing: str) -> None:
    header = HEADER.replace(missing, "Other")
    with pytest.raises(Problem, match="column that is needed is missing") as caught:
        _register(f"{header}\n{GOOD}".encode(), words)
    assert f"“{missing}”" in caught.value.what_happened


def test_an_unknown_code_with_a_name_is_taken_as_given(words: GiasWords) -> None:
    assert words.types.read("058", "Academy on the moon") == ("58", "Academy on the moon")
    header = HEADER.replace("TypeOfEstablishment (name)", "TypeOfEstablishment (code)")
    (row,) = _register(f"{header}\n{GOOD.replace('Community school', '58')}".encode(), words).rows
    assert isinstance(row, Refused)
    (row,) = _register(f"{header}\n{GOOD.replace('Community school', 'one')}".encode(), words).rows
    assert isinstance(row, Refused)


@real_files
@pytest.mark.parametrize(
    ("file", "count", "absent"),
    [
        ("edubaseallstatefunded20250717.csv", 22_010, True),
        ("edubaseallacademiesandfree20250717.csv", 11_604, True),
        ("edubasealldata_sample_2021.csv", 99, False),
        ("edubasealldata_update_one_row.csv", 1, False),
        ("childrens_centres_open_2026-02.csv", 2_992, True),
    ],
)
def test_the_official_files_are_read_whole(words: GiasWords, file: str, count: int, absent: bool) -> None:
    with (SHARED / file).open("rb") as stream:
        register = read_register(read_table(stream, file), words)
        rows = list(register.rows)
    assert len(rows) == count
    assert not any(isinstance(row, Refused) for row in rows)
    assert ("pupils" in register.absent) is absent


@real_files
def test_names_become_the_same_codes_in_old_and_new_files(words: GiasWords) -> None:
    def codes(file: str) -> dict[str, str]:
        with (SHARED / file).open("rb") as stream:
            rows = read_register(read_table(stream, file), words).rows
            return {row.urn: row.type_code for row in rows if isinstance(row, Establishment)}

    old, new = codes("edubasealldata_sample_2021.csv"), codes("edubaseallstatefunded20250717.csv")
    both = old.keys() & new.keys()
    assert len(both) > 20
    assert [urn for urn in both if old[urn] != new[urn]] == []
