"""Eligibility lists come in as dated releases that never change."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.list_columns import ColumnChoice, ColumnsNeeded, columns_named
from npqdesk.services.lists import (
    ListStatus,
    guess_list,
    is_on,
    keep_list,
    list_entries,
    list_kind,
    list_release,
    list_releases,
    lists_status,
    preview_list,
)
from npqdesk.services.progress import Cancelled
from npqdesk.store.engine import open_store
from tests.registers.packed_files import excel, packed
from tests.services.records import DATA, SHARED, RecordsDesk, rows_of

PP50 = DATA / "Schools_PP50_invented.csv"
AUGUST, SEPTEMBER = date(2025, 8, 8), date(2025, 9, 25)
real_files = pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


def _import(desk: RecordsDesk, list_id: str, path: Path, published: date = AUGUST) -> ListStatus:
    return keep_list(desk, preview_list(desk, list_id, path, published=published))


def _second(tmp_path: Path) -> Path:
    path = tmp_path / "Schools_PP50_second.csv"
    path.write_text("URN\n900001\n900002\n900002\n", encoding="utf-8")
    return path


def test_a_preview_tells_and_changes_nothing(desk: RecordsDesk) -> None:
    preview = preview_list(desk, "pp50-schools", PP50, published=AUGUST)
    assert (preview.entries, preview.added, preview.gone, preview.refused, preview.previous) == (2, 2, 0, (), None)
    assert rows_of(desk, "list_releases") == rows_of(desk, "list_entries") == []


def test_a_release_is_kept_with_its_file_hash_and_day(desk: RecordsDesk) -> None:
    status = _import(desk, "pp50-schools", PP50)
    assert status == list_release(desk, "pp50-schools")
    assert (status.published, status.file_name, len(status.sha256), status.entries) == (AUGUST, PP50.name, 64, 2)
    assert list_entries(desk, "pp50-schools") == ("900001", "900004")


def test_the_same_file_twice_is_already_imported(desk: RecordsDesk) -> None:
    first = _import(desk, "pp50-schools", PP50)
    preview = preview_list(desk, "pp50-schools", PP50, published=AUGUST)
    assert preview.already == first
    assert keep_list(desk, preview) == first
    assert len(rows_of(desk, "list_releases")) == 1


def test_a_wrong_day_is_put_right_by_another_release(desk: RecordsDesk) -> None:
    _import(desk, "pp50-schools", PP50)
    _import(desk, "pp50-schools", PP50, SEPTEMBER)
    assert [release.published for release in list_releases(desk, "pp50-schools")] == [SEPTEMBER, AUGUST]


def test_a_later_release_supersedes_and_the_earlier_stays(desk: RecordsDesk, tmp_path: Path) -> None:
    _import(desk, "pp50-schools", PP50)
    preview = preview_list(desk, "pp50-schools", _second(tmp_path), published=SEPTEMBER)
    assert (preview.added, preview.gone, preview.repeated) == (1, 1, 1)
    keep_list(desk, preview)
    assert list_entries(desk, "pp50-schools") == ("900001", "900002")
    assert list_entries(desk, "pp50-schools", until=date(2025, 9, 24)) == ("900001", "900004")
    assert list_entries(desk, "pp50-schools", until=date(2025, 1, 1)) == ()
    since = list_release(desk, "pp50-schools", since=date(2025, 9, 1))
    assert since is not None
    assert since.published == SEPTEMBER
    assert list_release(desk, "pp50-schools", since=date(2026, 1, 1)) is None


def test_a_late_import_of_an_early_release_does_not_become_the_newest(desk: RecordsDesk, tmp_path: Path) -> None:
    _import(desk, "pp50-schools", _second(tmp_path), SEPTEMBER)
    _import(desk, "pp50-schools", PP50)
    assert list_entries(desk, "pp50-schools") == ("900001", "900002")


def test_the_same_digits_of_another_register_are_someone_else(desk: RecordsDesk) -> None:
    release = _import(desk, "disadvantaged-early-years", DATA / "NPQ_Disadvantaged_EY_invented.csv")
    assert is_on(desk, release, "ofsted_urn", "900003")
    assert not is_on(desk, release, "urn", "900003")
    assert is_on(desk, release, "urn", " 900001 ")
    assert is_on(desk, release, "ofsted_urn", "ey999009")


def test_refused_and_repeated_are_counted(desk: RecordsDesk) -> None:
    preview = preview_list(desk, "childminders", DATA / "NPQ_EY_Childminders_invented.csv", published=AUGUST)
    assert (preview.entries, preview.repeated, len(preview.refused)) == (2, 1, 5)
    status = keep_list(desk, preview)
    assert (status.entries, status.repeated, status.refused) == (2, 1, 5)


def test_every_row_read_is_kept_refused_or_repeated(desk: RecordsDesk) -> None:
    preview = preview_list(desk, "itt-providers", DATA / "ITT_Provider_List_invented.csv", published=AUGUST)
    assert (preview.rows, preview.entries, preview.repeated, len(preview.refused)) == (5, 2, 1, 2)


def test_a_list_comes_in_from_a_zip_and_a_workbook_too(desk: RecordsDesk, tmp_path: Path) -> None:
    archive, book = tmp_path / "lists.zip", tmp_path / "rise.xlsx"
    archive.write_bytes(packed(("notes.txt", b"Read me\n"), ("pp50.csv", PP50.read_bytes())))
    book.write_bytes(excel(("Notes", [["Read me"]]), ("Data", [["Schools"], ["School URN"], [900001], [900002]])))
    preview = preview_list(desk, "pp50-schools", archive, published=AUGUST)
    assert (preview.entries, preview.told[0]) == (2, "Read from pp50.csv in the zip.")
    keep_list(desk, preview_list(desk, "rise", book, published=AUGUST))
    assert list_entries(desk, "rise") == ("900001", "900002")


ODD = "Place,School no\nNorth,900001\nSouth,900002\n,900003\nEast,none\n"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "pp50.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def test_an_unknown_heading_asks_which_column_it_is_and_shows_the_first_values(desk: RecordsDesk, odd: Path) -> None:
    with pytest.raises(ColumnsNeeded) as caught:
        preview_list(desk, "pp50-schools", odd, published=AUGUST)
    needed = caught.value
    assert (needed.missing, needed.may_lack) == ({"urn": "URN"}, False)
    assert needed.choices == (
        ColumnChoice("Place", ("North", "South", "East")),
        ColumnChoice("School no", ("900001", "900002", "900003")),
    )


def test_a_column_is_remembered_for_the_list_and_its_headings_once_a_file_is_kept(desk: RecordsDesk, odd: Path) -> None:
    preview = preview_list(desk, "pp50-schools", odd, published=AUGUST, columns={"urn": "school NO"})
    with pytest.raises(ColumnsNeeded):
        preview_list(desk, "pp50-schools", odd, published=AUGUST)
    assert (keep_list(desk, preview).entries, len(preview.refused)) == (3, 1)
    odd.write_text("Published in August\nSchool no,Place\n900007,West\n", encoding="utf-8")
    again = preview_list(desk, "pp50-schools", odd, published=SEPTEMBER)
    assert (again.entries, again.told) == (1, ("The line above the headings was passed over.",))
    with pytest.raises(ColumnsNeeded):
        preview_list(desk, "la-nurseries", odd, published=AUGUST)
    odd.write_text("School no,Place,More\n900007,West,\n", encoding="utf-8")
    with pytest.raises(ColumnsNeeded):
        preview_list(desk, "pp50-schools", odd, published=SEPTEMBER)


def test_the_ofsted_number_is_asked_for_where_only_the_urn_is_known(desk: RecordsDesk, tmp_path: Path) -> None:
    path = tmp_path / "early-years.csv"
    path.write_text("URN,Ofsted no\n900001,EY999009\n900002,\n", encoding="utf-8")
    with pytest.raises(ColumnsNeeded) as caught:
        preview_list(desk, "disadvantaged-early-years", path, published=AUGUST)
    assert (caught.value.missing, caught.value.may_lack) == ({"ofsted_urn": "Ofsted number"}, True)
    kind = list_kind("disadvantaged-early-years")
    for named, identifiers in (
        ("ofsted_urn=Ofsted no", ("900002", "EY999009")),
        ("ofsted_urn=-", ("900001", "900002")),
    ):
        columns = columns_named(kind, [named])
        preview = preview_list(desk, "disadvantaged-early-years", path, published=AUGUST, columns=columns)
        assert {entry.identifier for entry in preview.identifiers} == set(identifiers)
    with pytest.raises(Problem, match="not said which identifier"):
        columns_named(kind, ["Ofsted no"])
    assert columns_named(list_kind("rise"), ["A=B"]) == {"urn": "A=B"}


def test_a_name_that_suggests_another_list_is_told(desk: RecordsDesk) -> None:
    assert guess_list(PP50) == "pp50-schools"
    assert preview_list(desk, "la-nurseries", PP50, published=AUGUST).looks_like == "pp50-schools"
    assert preview_list(desk, "pp50-schools", PP50, published=AUGUST).looks_like is None


def test_the_lists_that_come_with_the_program_need_no_import(desk: RecordsDesk) -> None:
    shipped = ["exceptional-urns", "named-further-education-2022", "named-further-education"]
    assert [status.list_id for status in lists_status(desk)] == shipped
    assert len(list_entries(desk, "exceptional-urns")) == 34
    release = list_release(desk, "named-further-education", since=date(2023, 3, 20))
    assert release is not None
    assert (release.entries, release.published, release.release_id) == (117, date(2023, 3, 20), None)
    assert is_on(desk, release, "ukprn", "10000350")
    assert not is_on(desk, release, "urn", "10000350")
    assert list_release(desk, "named-further-education", until=date(2023, 3, 19)) is None
    assert list_entries(desk, "exceptional-urns", until=date(2021, 1, 1)) == ()
    assert list_releases(desk, "named-further-education") == (release,)
    with pytest.raises(Problem, match="comes with npqdesk"):
        preview_list(desk, "exceptional-urns", PP50, published=AUGUST)


def test_the_register_is_never_taken_for_a_list(desk: RecordsDesk) -> None:
    with pytest.raises(Problem, match="a file of the schools register, not a list"):
        preview_list(desk, "pp50-schools", DATA / "edubaseallstatefunded20250717.csv", published=AUGUST)


def test_a_day_to_come_is_refused(desk: RecordsDesk) -> None:
    with pytest.raises(Problem, match="in the future"):
        preview_list(desk, "pp50-schools", PP50, published=date(2026, 11, 22))


def test_an_unknown_list_with_the_nearest(desk: RecordsDesk) -> None:
    with pytest.raises(Problem, match="The nearest is pp50-schools"):
        preview_list(desk, "pp50-school", PP50, published=AUGUST)


def test_a_file_of_which_nothing_can_be_used(desk: RecordsDesk, tmp_path: Path) -> None:
    path = tmp_path / "pp50.csv"
    path.write_text("URN\nNULL\nN/A\n", encoding="utf-8")
    with pytest.raises(Problem, match="No row of this file can be used") as caught:
        preview_list(desk, "pp50-schools", path, published=AUGUST)
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (2, "URN")


@pytest.mark.parametrize("what", ["Looking through the file", "Reading the list", "Keeping the list"])
def test_cancel_leaves_all_as_it_was(desk: RecordsDesk, what: str) -> None:
    told: list[str] = []

    def progress(_done: int, _total: int | None, say: str) -> None:
        told.append(say)

    def both() -> None:
        preview = preview_list(
            desk, "rise", DATA / "rise_invented.csv", published=AUGUST, progress=progress, cancelled=stop
        )
        keep_list(desk, preview, progress=progress, cancelled=stop)

    def stop() -> bool:
        return what in told

    with pytest.raises(Cancelled):
        both()
    assert rows_of(desk, "list_releases") == rows_of(desk, "list_entries") == []


@real_files
@pytest.mark.parametrize(
    ("list_id", "file", "loaded_as"),
    [
        ("pp50-schools", "Schools_PP50_Autumn_2025.csv", "Pp50School"),
        ("pp50-further-education", "FE_PP50_Autumn_2025.csv", "Pp50FurtherEducation"),
        ("rise", "rise_2025-09.csv", "RiseSchool"),
        ("childminders", "NPQ_OFSTED_Childminders_2025_cohort.csv", "Childminder"),
    ],
)
def test_the_official_lists_are_kept_as_dfe_loaded_them(
    desk: RecordsDesk, list_id: str, file: str, loaded_as: str
) -> None:
    _import(desk, list_id, SHARED / "eligibility" / "2025-autumn" / file)
    with (SHARED / "eligibility" / "eligibility_list_entries.csv").open(encoding="utf-8", newline="") as stream:
        loaded = {row["identifier"] for row in csv.DictReader(stream) if row["type"].endswith(f"::{loaded_as}")}
    assert list_entries(desk, list_id) == tuple(sorted(loaded))
