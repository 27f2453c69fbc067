"""A zip as Get Information about Schools serves it: every file in it that is known comes in, together or not at all."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.register import RegisterPreview, keep_register, preview_register
from npqdesk.services.register_files import FilesPreview, keep_register_file, preview_register_file
from npqdesk.services.relations import RelationsPreview, keep_relations, preview_relations
from npqdesk.store.engine import open_store
from tests.services.records import DATA, SHARED, RecordsDesk, rows_of

REGISTER = DATA / "edubaseallstatefunded20250717.csv"
LINKS = DATA / "links_edubasealldata20250801.csv"
HEADER = (
    "URN,EstablishmentName,LA (code),Town,Postcode,TypeOfEstablishment (name),PhaseOfEducation (name),"
    "EstablishmentStatus (name)"
)
CENTRES = f"""{HEADER}
900002,Not this one,901,Marston,ZZ1 1AA,Children's centre,Not applicable,Open
20001,Fern Children's Centre,901,Marston,ZZ1 1AA,Children's centre,Not applicable,Open
"""
CENTRE_LINKS = "URN,LinkURN,LinkName,LinkType\n20001,20002,Old Fern,Predecessor\n900002,900009,Another,Successor\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Results.zip: two registers, two files of links, memberships, groups, and one of another kind."""
    path = tmp_path / "Results.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(LINKS, LINKS.name)
        archive.writestr("links_edubaseallchildrencentre20250801.csv", CENTRE_LINKS)
        archive.writestr("edubaseallchildrencentre20250801.csv", CENTRES)
        archive.write(REGISTER, "edubasealldata20250801.csv")
        for name in ("allgroupsdata20250801.csv", "academiesmatmembership20250801.csv"):
            archive.write(DATA / name, name)
        archive.writestr("governors20250801.csv", "GID,Role\n1,Chair\n")
    return path


def _parts(preview: object) -> dict[str, RegisterPreview | RelationsPreview]:
    assert isinstance(preview, FilesPreview)
    return {part.file_name.removeprefix(f"{preview.file_name}: "): part for part in preview.parts}


def test_every_file_of_a_zip_that_is_known_is_taken(desk: RecordsDesk, results: Path) -> None:
    preview = preview_register_file(desk, results)
    parts = _parts(preview)
    assert list(parts) == [
        "edubasealldata20250801.csv",
        "edubaseallchildrencentre20250801.csv",
        "links_edubasealldata20250801.csv",
        "links_edubaseallchildrencentre20250801.csv",
        "academiesmatmembership20250801.csv",
        "allgroupsdata20250801.csv",
    ]
    assert preview.told == ("Not read, in the same zip: governors20250801.csv.",)
    assert {part.as_at for part in parts.values()} == {date(2025, 8, 1)}
    for part in parts.values():
        told = part.new + part.unchanged + part.left + part.repeated + len(part.refused)
        assert part.rows == told, "every row is accounted for"
    assert [(part.new, part.repeated) for part in list(parts.values())[:4]] == [(4, 0), (1, 1), (2, 1), (1, 1)]
    assert keep_register_file(desk, preview) is None
    assert len(rows_of(desk, "establishments")) == 5
    assert {row[1] for row in rows_of(desk, "relations")} == {"link", "membership", "group"}
    again = preview_register_file(desk, results)
    assert again.already
    kept = {table: rows_of(desk, table) for table in ("establishments", "relations", "register_snapshots")}
    keep_register_file(desk, again)
    assert kept == {table: rows_of(desk, table) for table in kept}


def test_all_of_a_zip_or_nothing(desk: RecordsDesk, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = preview_register_file(desk, results)

    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("npqdesk.services.register_files.keep_relations", fail)
    with pytest.raises(RuntimeError):
        keep_register_file(desk, preview)
    assert rows_of(desk, "establishments") == rows_of(desk, "register_snapshots") == []


@pytest.mark.parametrize("other", ["register", "links"])
def test_a_preview_of_a_zip_made_before_another_import_is_not_kept(
    desk: RecordsDesk, results: Path, other: str
) -> None:
    preview = preview_register_file(desk, results)
    if other == "register":
        keep_register(desk, preview_register(desk, REGISTER))
    else:
        keep_relations(desk, preview_relations(desk, LINKS))
    with pytest.raises(Problem, match="changed meanwhile"):
        keep_register_file(desk, preview)


def test_what_a_zip_has_of_the_known_is_unchanged_and_what_it_lacks_is_told_once(
    desk: RecordsDesk, results: Path, tmp_path: Path
) -> None:
    keep_register_file(desk, preview_register_file(desk, results))
    later = tmp_path / "extract.zip"
    with zipfile.ZipFile(later, "w") as archive:
        archive.writestr("edubaseallchildrencentre20250901.csv", "\n".join(CENTRES.splitlines()[::2]))
        lines = REGISTER.read_bytes().splitlines()
        archive.writestr("edubasealldata20250901.csv", b"\n".join(lines[:-1]))
    first, second = _parts(preview_register_file(desk, later)).values()
    assert isinstance(first, RegisterPreview)
    assert isinstance(second, RegisterPreview)
    assert (first.unchanged, first.gone, second.gone) == (3, 0, 1)


@pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
def test_the_official_files_in_one_zip(desk: RecordsDesk, tmp_path: Path) -> None:
    path = tmp_path / "extract.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, inside in (
            ("childrens_centres_open_2026-02.csv", "edubaseallchildrencentre20260209.csv"),
            ("links_edubasealldata20250422.csv", "links_edubasealldata20260209.csv"),
            ("childrens_centres_links_2026-01.csv", "links_edubaseallchildrencentre20260209.csv"),
        ):
            archive.write(SHARED / "gias" / name, inside)
    parts = _parts(preview_register_file(desk, path))
    assert [(part.new, part.repeated, part.refused) for part in parts.values()] == [
        (2_992, 0, ()),
        (33_801, 0, ()),
        (1_301, 0, ()),
    ]
