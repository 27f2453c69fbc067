"""Ofsted's lists come in whole or not at all, each as a snapshot of its day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.loaded_files import loaded_files
from npqdesk.services.ofsted import OfstedPreview, keep_ofsted, ofsted_status, preview_ofsted
from npqdesk.services.register import RegisterPreview, register_status
from npqdesk.services.register_files import keep_register_file, preview_register_file
from npqdesk.store.engine import open_store
from tests.services.records import DATA, SHARED, RecordsDesk, rows_of

PROVIDERS = DATA / "childcare_providers_2021-08-31.csv"
HEADER = "Provider URN,Provider name,Provider type,Provider status,Individual register combinations"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


def _file(tmp_path: Path, name: str, *rows: str) -> Path:
    path = tmp_path / name
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return path


def _sum(preview: OfstedPreview) -> int:
    counted = preview.new + preview.changed + preview.unchanged + preview.left
    return counted + preview.repeated + len(preview.refused)


def test_a_first_import(desk: RecordsDesk) -> None:
    assert ofsted_status(desk) is None
    preview = preview_ofsted(desk, PROVIDERS)
    assert (preview.rows, preview.new, preview.repeated, len(preview.refused), preview.nameless) == (9, 5, 1, 3, 3)
    assert preview.rows == _sum(preview)
    assert preview.told == ("The 2 lines above the headings were passed over.",)
    assert rows_of(desk, "ofsted_providers") == [], "a preview changes nothing"
    status = keep_ofsted(desk, preview)
    assert status == ofsted_status(desk)
    assert (status.as_at, status.known, status.repeated, status.refused) == (date(2021, 8, 31), 5, 1, 3)
    assert register_status(desk) is None, "the schools register is another thing"


def test_the_same_file_is_kept_once(desk: RecordsDesk) -> None:
    first = keep_ofsted(desk, preview_ofsted(desk, PROVIDERS))
    again = preview_ofsted(desk, PROVIDERS)
    assert again.already == first
    assert (again.unchanged, again.new, again.changed) == (5, 0, 0)
    assert keep_ofsted(desk, again) == first
    assert len(rows_of(desk, "ofsted_snapshots")) == 1


def test_unchanged_providers_are_not_copied_and_a_change_keeps_what_was(desk: RecordsDesk, tmp_path: Path) -> None:
    keep_ofsted(desk, preview_ofsted(desk, PROVIDERS))
    later = _file(
        tmp_path,
        "later_2022-03-31.csv",
        "900001,Little Acorns – Harrowby,Childcare on non-domestic premises,Active,ALL",
        "EY900002,Tiny Crèche,Childcare on non-domestic premises,Active,CCR only",
        "EY900009,New Start,Childcare on non-domestic premises,Active,ALL",
    )
    preview = preview_ofsted(desk, later)
    assert (preview.new, preview.changed, preview.unchanged, preview.gone) == (1, 1, 1, 0)
    assert [(one.urn, one.what) for one in preview.changes] == [("EY900002", "registers")], "no column, no change"
    keep_ofsted(desk, preview)
    kept = {(row[4], row[3], row[9], row[13]) for row in rows_of(desk, "ofsted_providers") if row[4] == "EY900002"}
    assert kept == {("EY900002", 2, "EYR-CCR", "Marston"), ("EY900002", None, "CCR", "Marston")}
    assert len(rows_of(desk, "ofsted_providers")) == 7


def test_a_file_of_agencies_says_nothing_of_nurseries(desk: RecordsDesk, tmp_path: Path) -> None:
    keep_ofsted(desk, preview_ofsted(desk, PROVIDERS))
    agency = "CA900001,Invented Agency,Childminder Agency,Active,ALL"
    keep_ofsted(desk, preview_ofsted(desk, _file(tmp_path, "agencies 31 March 2022.csv", agency)))
    other = agency.replace("CA900001", "CA900002")
    preview = preview_ofsted(desk, _file(tmp_path, "agencies_as_at_31_March_2023.csv", other))
    assert preview.as_at == date(2023, 3, 31)
    assert [one.urn for one in preview.losses] == ["CA900001"]


def test_an_older_file_changes_nothing_that_a_later_one_said(desk: RecordsDesk, tmp_path: Path) -> None:
    keep_ofsted(desk, preview_ofsted(desk, PROVIDERS))
    older = _file(tmp_path, "old_2020-03-31.csv", "900001,Old Name,Childminder,Active,ALL")
    preview = preview_ofsted(desk, older)
    assert (preview.left, preview.changed, preview.gone, _sum(preview)) == (1, 0, 0, 1)


def test_a_stale_preview_is_not_kept(desk: RecordsDesk, tmp_path: Path) -> None:
    stale = preview_ofsted(desk, PROVIDERS)
    keep_ofsted(desk, preview_ofsted(desk, _file(tmp_path, "a_2020-03-31.csv", "900001,A,Childminder,Active,ALL")))
    with pytest.raises(Problem, match="changed meanwhile"):
        keep_ofsted(desk, stale)


def test_a_file_without_one_good_row_is_refused(desk: RecordsDesk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="No row of this file can be used"):
        preview_ofsted(desk, _file(tmp_path, "a_2020-03-31.csv", "NULL,A,Childminder,Active,ALL"))
    with pytest.raises(Problem, match="future"):
        preview_ofsted(desk, PROVIDERS, as_at=date(2027, 1, 1))


def test_the_headings_tell_which_register_a_file_is(desk: RecordsDesk) -> None:
    ofsted = preview_register_file(desk, PROVIDERS)
    schools = preview_register_file(desk, DATA / "edubaseallstatefunded20250717.csv")
    assert isinstance(ofsted, OfstedPreview)
    assert isinstance(schools, RegisterPreview)
    for preview in (ofsted, schools):
        keep_register_file(desk, preview)
    files = [(file.title, file.entries, file.newest) for file in loaded_files(desk) if file.imported_at]
    assert files == [("School register", 4, True), ("Ofsted register", 9, True)]


@pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
def test_every_official_file_one_after_another(desk: RecordsDesk) -> None:
    for file in sorted((SHARED / "ofsted").iterdir(), key=lambda file: file.name[-20:]):
        preview = preview_ofsted(desk, file)
        assert (preview.rows, preview.refused, preview.repeated) == (_sum(preview), (), 0), file.name
        keep_ofsted(desk, preview)
    status = ofsted_status(desk)
    assert status is not None
    assert (status.as_at, status.known) == (date(2021, 8, 31), 75_271), "the later files tell of agencies alone"
