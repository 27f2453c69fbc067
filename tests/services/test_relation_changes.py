"""Membership files overlap, each in its own dialect: one never ends, doubles or holds up what only another tells of."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.services.register_files import keep_register_file, preview_register_file
from npqdesk.services.relations import RelationsPreview
from npqdesk.services.school_history import school_history
from npqdesk.store.engine import open_store
from tests.services.records import RecordsDesk, rows_of

AUGUST, SEPTEMBER, OCTOBER = date(2025, 8, 1), date(2025, 9, 1), date(2025, 10, 1)
TRUSTS = """URN,EstablishmentName,Group Type,Group UID,Group Name,Date joined group
900002,St Zoe,Multi-academy trust,5001,Marston Learning Trust,01-09-2012
900004,Ash,Multi-academy trust,5001,Marston Learning Trust,01-09-2019
"""
ALL_GROUPS = """GroupUID;GroupName;GroupType;URN;Joined Date;Group Status
5001;MARSTON LEARNING TRUST;Multi-Academy Trusts;900002;2012-09-01;Open
7001;Fen Federation;Federation;900002;2015-01-01;Open
7001;Fen Federation;Federation;900007;2015-01-01;Open
"""
FEDERATIONS = """URN,Group Type,UID,Group Name
900002,Federations,7002,Broad Federation
"""
NO_SORTS = """Establishment URN,Linked UID,Trust Name
900002,5001,Marston Learning Trust
900004,5003,Otherham Trust
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


@pytest.fixture
def load(desk: RecordsDesk, tmp_path: Path):
    """Keep a text as a file of a day; what that changed."""

    def keep(text: str, day: date) -> RelationsPreview:
        path = tmp_path / "memberships.csv"
        path.write_text(text)
        preview = preview_register_file(desk, path, as_at=day)
        assert isinstance(preview, RelationsPreview)
        told = preview.new + preview.unchanged + preview.left + preview.repeated + len(preview.refused)
        assert preview.rows == told, "every row is accounted for"
        keep_register_file(desk, preview)
        return preview

    return keep


def _groups(desk: RecordsDesk, urn: str) -> list[tuple[str, str]]:
    return sorted((group.number, group.name) for group in school_history(desk, urn).groups)


def test_a_file_of_some_sorts_of_groups_ends_nothing_of_the_others(desk, load) -> None:
    load(ALL_GROUPS, AUGUST)
    load(TRUSTS, SEPTEMBER)
    assert _groups(desk, "900002") == [("5001", "Marston Learning Trust"), ("7001", "Fen Federation")]
    moved = load(FEDERATIONS, OCTOBER)
    assert (moved.new, moved.ended) == (1, 1)
    assert _groups(desk, "900002") == [("5001", "Marston Learning Trust"), ("7002", "Broad Federation")]
    assert _groups(desk, "900007") == [("7001", "Fen Federation")], "the file does not have that school"


def test_the_same_membership_in_another_dialect_is_no_second_one(desk, load) -> None:
    load(TRUSTS, AUGUST)
    load(ALL_GROUPS, SEPTEMBER)
    assert _groups(desk, "900002") == [("5001", "MARSTON LEARNING TRUST"), ("7001", "Fen Federation")]
    load(TRUSTS.replace("01-09-2012", "2012-09-01T00:00:00"), SEPTEMBER)
    assert _groups(desk, "900002") == [("5001", "Marston Learning Trust"), ("7001", "Fen Federation")]


def test_what_a_file_has_no_column_for_stays_as_it_was_known(desk, load) -> None:
    load(TRUSTS, AUGUST)
    again = load(NO_SORTS, SEPTEMBER)
    assert (again.new, again.unchanged, again.ended) == (1, 1, 1), "one school moved"
    assert _groups(desk, "900002") == [("5001", "Marston Learning Trust")]
    assert school_history(desk, "900002").groups[0].day == date(2012, 9, 1)
    [trust] = [row for row in rows_of(desk, "relations") if row[5:7] == ("900002", "5001")]
    assert "Multi-academy trust" in trust


def test_a_school_that_moved_is_in_one_trust_though_the_file_does_not_say_what_a_trust_is(desk, load) -> None:
    load(TRUSTS.replace("900004,Ash", "900009,Oak") + "900004,Ash,Single-academy trust,6001,Ash Trust,\n", AUGUST)
    load("Group UID,Group Name,Group Type\n5003,Otherham Trust,Multi-academy trust\n", AUGUST)
    assert load(NO_SORTS, SEPTEMBER).ended == 1
    assert _groups(desk, "900004") == [("5003", "Otherham Trust")]


def test_an_older_file_is_left_only_in_what_a_newer_one_told_of(desk, load) -> None:
    load(FEDERATIONS, OCTOBER)
    assert load(ALL_GROUPS, AUGUST).left == 1
    assert _groups(desk, "900002") == [("5001", "MARSTON LEARNING TRUST"), ("7002", "Broad Federation")]
    assert load(ALL_GROUPS.replace("5001", "5009"), date(2025, 7, 1)).left == 3
    assert _groups(desk, "900002") == [("5001", "MARSTON LEARNING TRUST"), ("7002", "Broad Federation")]


@pytest.mark.parametrize("again", [TRUSTS, NO_SORTS])
def test_two_such_files_in_one_zip_are_put_together(desk, tmp_path: Path, again: str) -> None:
    path = tmp_path / "Results.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allgroups20250801.csv", ALL_GROUPS)
        archive.writestr("academies20250801.csv", again)
    for day in (AUGUST, SEPTEMBER):
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = str(day).encode()
        keep_register_file(desk, preview_register_file(desk, path, as_at=day))
        assert _groups(desk, "900002") == [("5001", "MARSTON LEARNING TRUST"), ("7001", "Fen Federation")]
        assert len(_groups(desk, "900004")) == 1
