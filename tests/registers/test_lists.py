"""One reader for every eligibility list, in every form it has been published in."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers.lists import Entry, ListKind, guess_list, read_list, read_list_kinds
from npqdesk.registers.table import Refused, read_table

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
real_files = pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
KINDS = read_list_kinds(paths.read_text("lists", "lists.toml"))


def _read(content: bytes, list_id: str) -> tuple[list[Entry], list[Refused]]:
    rows = list(read_list(read_table(io.BytesIO(content), "list.csv"), KINDS[list_id]))
    return [row for row in rows if isinstance(row, Entry)], [row for row in rows if isinstance(row, Refused)]


def _invented(name: str, list_id: str) -> tuple[list[Entry], list[Refused]]:
    return _read((DATA / name).read_bytes(), list_id)


def test_the_lists_of_the_command_line_are_all_there() -> None:
    assert {
        *(
            "pp50-schools",
            "pp50-further-education",
            "rise",
            "childminders",
            "disadvantaged-early-years",
            "la-nurseries",
        ),
        *("high-pupil-premium-2021", "independent-early-years", "exceptional-urns"),
        *("named-further-education-2022", "named-further-education"),
    } == set(KINDS)


@pytest.mark.parametrize(
    ("name", "list_id", "kept"),
    [
        ("Schools_PP50_invented.csv", "pp50-schools", [Entry("urn", "900001"), Entry("urn", "900004")]),
        ("FE_PP50_invented.csv", "pp50-further-education", [Entry("ukprn", "19000002"), Entry("ukprn", "19000777")]),
        ("rise_invented.csv", "rise", [Entry("urn", "900001")]),
    ],
)
def test_each_list_by_its_own_identifier(name: str, list_id: str, kept: list[Entry]) -> None:
    assert _invented(name, list_id) == (kept, [])


def test_childminders_as_ofsted_publishes_them() -> None:
    entries, refused = _invented("NPQ_OFSTED_Childminders_invented.csv", "childminders")
    assert [entry.identifier for entry in entries] == ["CA000901", "EY999001", "2700001", "900003"]
    assert {entry.kind for entry in entries} == {"ofsted_urn"}
    assert refused == []


def test_what_is_no_identifier_is_refused_by_line() -> None:
    entries, refused = _invented("NPQ_EY_Childminders_invented.csv", "childminders")
    assert [entry.identifier for entry in entries] == ["EY999001", "EY999002", "EY999001"]
    assert [(row.line, row.column) for row in refused] == [(line, "Ofsted URN") for line in (5, 6, 7, 8, 9)]
    assert "“NULL” is no identifier" in refused[0].say
    assert refused[3].say == "It is blank."


def test_early_years_take_the_ofsted_urn_where_there_is_one_else_the_urn() -> None:
    entries, refused = _invented("NPQ_Disadvantaged_EY_invented.csv", "disadvantaged-early-years")
    assert entries == [Entry("urn", "900001"), Entry("ofsted_urn", "EY999009"), Entry("ofsted_urn", "900003")]
    assert [(row.line, row.column) for row in refused] == [(4, "OfstedURN")]
    assert "OFSTEDSCH" in refused[0].say


@pytest.mark.parametrize(
    ("header", "list_id", "value"),
    [
        ("PP50 School URN", "pp50-schools", "900001"),
        ("URN", "pp50-schools", "900001"),
        (" pp50 school urn ", "pp50-schools", "900001"),
        ("FE UKPRN", "pp50-further-education", "19000001"),
        ("UKPRN", "pp50-further-education", "19000001"),
        ("RISE School URN", "rise", "900001"),
        ("School URN", "rise", "900001"),
        ("Childminder URN", "childminders", "EY999001"),
        ("Provider URN", "childminders", "EY999001"),
        ("Ofsted URN", "childminders", "EY999001"),
        ("OfstedURN", "disadvantaged-early-years", "EY999001"),
        ("Disadvantaged EY School URN", "disadvantaged-early-years", "900001"),
        ("LA Nursery URN", "la-nurseries", "900003"),
        ("urn", "high-pupil-premium-2021", "900001"),
        ("gias_urn", "independent-early-years", "900001"),
    ],
)
def test_every_heading_and_dfes_upload_form(header: str, list_id: str, value: str) -> None:
    entries, _ = _read(f"Region,{header}\nNorth,{value}\n".encode(), list_id)
    assert [entry.identifier for entry in entries] == [value]


@pytest.mark.parametrize(
    ("list_id", "text"),
    [
        ("pp50-schools", "19000001"),
        ("pp50-schools", "10A001"),
        ("pp50-further-education", "900001"),
        ("rise", "EY999001"),
    ],
)
def test_an_identifier_of_another_register_is_refused(list_id: str, text: str) -> None:
    header = KINDS[list_id].identifiers[0].headers[0]
    entries, refused = _read(f"{header}\n{text}\n".encode(), list_id)
    assert entries == []
    assert text in refused[0].say


def test_a_row_of_another_width_is_refused() -> None:
    _, refused = _read(b"URN,Name\n900001,Elm, Oak\n900002,Ash", "pp50-schools")
    assert [(row.line, row.say) for row in refused] == [(2, "It has 3 cells, and the headings have 2.")]


def test_another_list_is_refused_by_its_headings() -> None:
    with pytest.raises(Problem, match="column that is needed is missing") as caught:
        _invented("FE_PP50_invented.csv", "pp50-schools")
    assert "“PP50 School URN” or “URN”" in caught.value.what_happened


@pytest.mark.parametrize(
    ("file_name", "list_id"),
    [
        ("Schools_PP50_Autumn_2025.csv", "pp50-schools"),
        ("202405XX_Schools-disadvantage-lists.csv", "pp50-schools"),
        ("NPQ_FE_PP50_2025_cohort.csv", "pp50-further-education"),
        ("rise_2025-09.csv", "rise"),
        ("enterprise.csv", None),
        ("NPQ_OFSTED_Childminders_2025_cohort.csv", "childminders"),
        ("NPQ_Disadvantaged_EY_2025_cohort.csv", "disadvantaged-early-years"),
        ("NPQ_LA_Nursery_Schools_2025_cohort.csv", "la-nurseries"),
        ("timetable.csv", None),
    ],
)
def test_a_files_name_gives_its_list_away(file_name: str, list_id: str | None) -> None:
    assert guess_list(file_name, KINDS) == list_id


@pytest.mark.parametrize(
    ("list_id", "count"),
    [("exceptional-urns", 34), ("named-further-education-2022", 119), ("named-further-education", 117)],
)
def test_the_lists_that_come_with_the_program(list_id: str, count: int) -> None:
    kind = KINDS[list_id]
    assert kind.shipped is not None
    entries, refused = _read(paths.read_bytes("lists", kind.shipped.file), list_id)
    assert (len(set(entries)), refused) == (count, [])


def _official(path: Path, kind: ListKind) -> tuple[Counter[str], int]:
    with path.open("rb") as stream:
        rows = list(read_list(read_table(stream, path.name), kind))
    entries = Counter(row.identifier for row in rows if isinstance(row, Entry))
    return entries, sum(isinstance(row, Refused) for row in rows)


@real_files
@pytest.mark.parametrize(
    ("file", "list_id", "loaded_as"),
    [
        ("Schools_PP50_Autumn_2025.csv", "pp50-schools", "Pp50School"),
        ("FE_PP50_Autumn_2025.csv", "pp50-further-education", "Pp50FurtherEducation"),
        ("rise_2025-09.csv", "rise", "RiseSchool"),
        ("NPQ_OFSTED_Childminders_2025_cohort.csv", "childminders", "Childminder"),
        ("NPQ_LA_Nursery_Schools_2025_cohort.csv", "la-nurseries", "LocalAuthorityNursery"),
    ],
)
def test_the_autumn_2025_lists_equal_what_dfe_loaded(file: str, list_id: str, loaded_as: str) -> None:
    with (SHARED / "eligibility" / "eligibility_list_entries.csv").open(encoding="utf-8", newline="") as stream:
        loaded = {row["identifier"] for row in csv.DictReader(stream) if row["type"].endswith(f"::{loaded_as}")}
    entries, refused = _official(SHARED / "eligibility" / "2025-autumn" / file, KINDS[list_id])
    assert len(loaded) > 300
    assert set(entries) == loaded
    assert refused == 0


@real_files
@pytest.mark.parametrize(
    ("file", "list_id", "kept", "repeated", "refused"),
    [
        ("2025-autumn/rise_2025-08.csv", "rise", 215, 0, 0),
        ("2025-january/NPQ_Schools_PP50_2025_cohort.csv", "pp50-schools", 11_131, 0, 0),
        ("2025-january/NPQ_FE_PP50_2025_cohort.csv", "pp50-further-education", 1_184, 0, 0),
        ("2025-january/NPQ_EY_Childminders_2025_cohort.csv", "childminders", 12_593, 96, 61),
        ("2024/202405XX_Schools-disadvantage-lists.csv", "pp50-schools", 11_285, 7, 0),
        ("2024/pp50further_education.csv", "pp50-further-education", 285, 0, 0),
        ("2024/childminders.csv", "childminders", 12_667, 175, 125),
        ("2024/202407_LA_disadvantaged_nurseries.csv", "la-nurseries", 343, 29, 0),
        ("2025-autumn/NPQ_Disadvantaged_EY_2025_cohort.csv", "disadvantaged-early-years", 13_667, 133, 4),
        ("high_pupil_premiums_2021_2022.csv", "high-pupil-premium-2021", 6_491, 0, 0),
        ("eyl/EY eligible independent schools 23-24.csv", "independent-early-years", 817, 1, 0),
        ("eyl/eligible-schools_2022-11-30.csv", "independent-early-years", 762, 0, 0),
    ],
)
def test_every_generation_is_read(file: str, list_id: str, kept: int, repeated: int, refused: int) -> None:
    entries, turned_down = _official(SHARED / "eligibility" / file, KINDS[list_id])
    assert (len(entries), entries.total() - len(entries), turned_down) == (kept, repeated, refused)
    assert guess_list(file.rsplit("/", 1)[-1], KINDS) == list_id
