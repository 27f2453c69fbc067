"""One reader for every eligibility list, in every form it has been published in."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers.lists import Entry, Kind, ListKind, NoColumn, guess_list, read_list, read_list_kinds
from npqdesk.registers.names import is_damaged
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
        *("high-pupil-premium-2021", "independent-early-years", "itt-providers", "exceptional-urns"),
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


@pytest.mark.parametrize(
    "text", ["NULL", "0", "00000", "999999", "N/A", "EX...", "138575LS", "ISI Inspe", "45", "-", "#N/A"]
)
@pytest.mark.parametrize("list_id", sorted(set(KINDS) - {"itt-providers"}))
def test_what_is_no_number_of_any_register_is_refused_by_every_list(list_id: str, text: str) -> None:
    header = KINDS[list_id].identifiers[0].headers[0]
    entries, refused = _read(f"{header}\n{text}\n".encode(), list_id)
    assert (entries, [row.line for row in refused]) == ([], [2])


def test_providers_are_keyed_by_their_legal_name_whatever_its_apostrophes() -> None:
    entries, refused = _invented("ITT_Provider_List_invented.csv", "itt-providers")
    pound, university = (
        Entry("legal_name", "Dr Pound's Teaching Trust"),
        Entry("legal_name", "University of Poppleford"),
    )
    assert entries == [pound, pound, university]
    assert [entry.name for entry in entries] == ["Pound SCITT", "Pound SCITT", "University of Poppleford"]
    assert [row.line for row in refused] == [5, 6]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("North Star 82°", "North Star 82°"),
        ("North Star 82Â°", "North Star 82°"),
        ("North Star 82Ã\x82Â°", "North Star 82°"),
        ("St Maryâ€™s", "St Mary’s"),
        ("St Mary’s  Pre-school\xa0", "St Mary’s Pre-school"),
        ("École Française", "École Française"),
        ("CR\ufffdCHE", "CR\ufffdCHE"),
        ("REDACTED", ""),
    ],
)
def test_a_name_is_put_right_where_that_is_certain(written: str, name: str) -> None:
    (entry,), _ = _read(f"URN,School Name\n900001,{written}\n".encode(), "pp50-schools")
    assert (entry.identifier, entry.name) == ("900001", name)
    assert is_damaged(entry.name) == ("\ufffd" in name)


def test_a_name_never_tells_two_entries_apart() -> None:
    entries, _ = _read(b"URN,School name\n900001,Elm\n900001,Oak\n", "pp50-schools")
    assert len(set(entries)) == 1


ODD = b"School no,Ofsted no\n900001,EY999009\n900002,\n"
EARLY_YEARS = "disadvantaged-early-years"


def _chosen(content: bytes, list_id: str, chosen: dict[Kind, str], *, strict: bool = True) -> list[Entry | Refused]:
    table = read_table(io.BytesIO(content), "list.csv")
    return list(read_list(table, KINDS[list_id], chosen=chosen, strict=strict))


def test_a_column_can_be_named_where_its_heading_is_unknown() -> None:
    chosen: dict[Kind, str] = {"ofsted_urn": "Ofsted no", "urn": "School no"}
    assert _chosen(ODD, EARLY_YEARS, chosen) == [Entry("ofsted_urn", "EY999009"), Entry("urn", "900002")]


def test_a_column_that_a_file_does_not_have_can_be_told() -> None:
    rows = _chosen(ODD, EARLY_YEARS, {"ofsted_urn": "", "urn": "School no"})
    assert rows == [Entry("urn", "900001"), Entry("urn", "900002")]


def test_one_of_two_kinds_of_identifier_is_never_left_out_unasked() -> None:
    content = ODD.replace(b"School no", b"URN")
    with pytest.raises(NoColumn) as caught:
        _chosen(content, EARLY_YEARS, {})
    assert [heading.kind for heading in caught.value.missing] == ["ofsted_urn"]
    rows = _chosen(content, EARLY_YEARS, {"ofsted_urn": "Ofsted no"})
    assert rows == [Entry("ofsted_urn", "EY999009"), Entry("urn", "900002")]


def test_a_named_column_that_is_not_there() -> None:
    with pytest.raises(Problem, match="“School nr”"):
        _chosen(ODD, EARLY_YEARS, {"urn": "School nr", "ofsted_urn": ""})


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
        ("ITT_Provider_List_cohort_2025.csv", "itt-providers"),
        ("approved_itt_providers_2022-11-24.csv", "itt-providers"),
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


AUTUMN_2025 = (
    ("Schools_PP50_Autumn_2025.csv", "pp50-schools", "Pp50School"),
    ("FE_PP50_Autumn_2025.csv", "pp50-further-education", "Pp50FurtherEducation"),
    ("rise_2025-09.csv", "rise", "RiseSchool"),
    ("NPQ_OFSTED_Childminders_2025_cohort.csv", "childminders", "Childminder"),
    ("NPQ_LA_Nursery_Schools_2025_cohort.csv", "la-nurseries", "LocalAuthorityNursery"),
    ("NPQ_Disadvantaged_EY_2025_cohort.csv", EARLY_YEARS, "DisadvantagedEarlyYearsSchool"),
)
NO_IDENTIFIERS = {"OFSTEDSCH", "ISI Inspe", "999999"}
"""What DfE loaded as identifiers of early years settings, and which are none: refused here, each by its line."""


@real_files
def test_the_six_lists_of_autumn_2025_equal_what_dfe_loaded_but_for_what_is_no_identifier() -> None:
    loaded: dict[str, set[str]] = {}
    with (SHARED / "eligibility" / "eligibility_list_entries.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            loaded.setdefault(row["type"].rpartition("::")[2], set()).add(row["identifier"])
    assert sum(map(len, loaded.values())) == 52_053
    for file, list_id, loaded_as in AUTUMN_2025:
        entries, refused = _official(SHARED / "eligibility" / "2025-autumn" / file, KINDS[list_id])
        real = {each.upper() for each in loaded.pop(loaded_as) - NO_IDENTIFIERS}
        assert set(entries) == real
        assert refused == (4 if list_id == EARLY_YEARS else 0)
    assert loaded == {}


def test_the_rule_by_which_dfe_loaded_them_on_a_tiny_file() -> None:
    """Trim, the Ofsted URN where there is one else the URN, drop repeats; what is no identifier is refused."""
    content = b"URN,OfstedURN\n900001, ey999001\n900002,\n900003,OFSTEDSCH\n900002,\n900004,900002\n"
    entries, refused = _read(content, EARLY_YEARS)
    assert {entry.identifier for entry in entries} == {"EY999001", "900002"}
    assert set(entries) == {Entry("ofsted_urn", "EY999001"), Entry("urn", "900002"), Entry("ofsted_urn", "900002")}
    assert [row.line for row in refused] == [4]


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
        ("2024/childminders.csv", "childminders", 12_668, 176, 123),
        ("2024/202407_LA_disadvantaged_nurseries.csv", "la-nurseries", 343, 29, 0),
        ("2025-autumn/NPQ_Disadvantaged_EY_2025_cohort.csv", "disadvantaged-early-years", 13_667, 133, 4),
        ("high_pupil_premiums_2021_2022.csv", "high-pupil-premium-2021", 6_491, 0, 0),
        ("eyl/EY eligible independent schools 23-24.csv", "independent-early-years", 817, 1, 0),
        ("eyl/eligible-schools_2022-11-30.csv", "independent-early-years", 762, 0, 0),
        ("2025-autumn/rise_2025-09.csv", "rise", 367, 0, 0),
        ("2025-january/NPQ_Disadvantaged_EY_2025_cohort.csv", "disadvantaged-early-years", 13_763, 117, 4),
        ("2025-january/NPQ_LA_Nursery_Schools_2025_cohort.csv", "la-nurseries", 313, 0, 0),
        ("2024/early-years-all-settings.csv", "disadvantaged-early-years", 18_314, 204, 27),
        ("../itt/approved_itt_providers_2022-11-24.csv", "itt-providers", 179, 0, 0),
        ("../itt/ITT_Provider_List_cohort_2025.csv", "itt-providers", 170, 0, 0),
        ("../edge_cases/rise.csv", "rise", 5, 0, 0),
        ("../edge_cases/disadvantaged_ey_eligibility_list_iso_8859_1_encoding.csv", EARLY_YEARS, 1, 0, 0),
        (
            "../edge_cases/disadvantaged_ey_eligibility_list_iso_8859_1_encoding_whitespace_in_header.csv",
            EARLY_YEARS,
            *(1, 0, 0),
        ),
    ],
)
def test_every_generation_is_read(file: str, list_id: str, kept: int, repeated: int, refused: int) -> None:
    entries, turned_down = _official(SHARED / "eligibility" / file, KINDS[list_id])
    assert (len(entries), entries.total() - len(entries), turned_down) == (kept, repeated, refused)
    assert guess_list(file.rsplit("/", 1)[-1], KINDS) == list_id


def test_a_row_from_whose_end_excel_left_out_the_blank_cells_is_kept_unless_its_identifier_may_be_cut() -> None:
    entries, refused = _read(b"LA,URN,Name,Type\nx,900001,Elm\nx,900002\ny,900003,\nz\n", "pp50-schools")
    assert entries == [Entry("urn", "900001"), Entry("urn", "900003")]
    assert [row.line for row in refused] == [3, 5]
    entries, refused = _read(b"URN,Name,OfstedURN\n900001,Elm\n900002,Oak,EY999001\n", "disadvantaged-early-years")
    assert entries == [Entry("ofsted_urn", "EY999001")]
    assert [row.line for row in refused] == [2]
