"""Links, groups, memberships and Section 41 come in as dated files; a school's history is told from them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.register_files import preview_register_file
from npqdesk.services.relations import RelationsPreview, keep_relations, preview_relations
from npqdesk.services.school_history import Change, Link, ListedOn, school_history, schools_as_at
from npqdesk.store.engine import open_store
from tests.services.records import DATA, SHARED, RecordsDesk, rows_of

REGISTER = DATA / "edubaseallstatefunded20250717.csv"
LINKS = DATA / "links_edubasealldata20250801.csv"
MEMBERS = DATA / "academiesmatmembership20250801.csv"
GROUPS = DATA / "allgroupsdata20250801.csv"
SECTION_41 = DATA / "section_41_institutions.csv"
real_files = pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


def _keep(desk: RecordsDesk, path: Path, as_at: date = date(2025, 8, 1)) -> RelationsPreview:
    preview = preview_relations(desk, path, as_at=as_at)
    keep_relations(desk, preview)
    told = preview.new + preview.unchanged + preview.left + preview.repeated + len(preview.refused)
    assert preview.rows == told, "every row is accounted for"
    return preview


@pytest.mark.parametrize(
    ("path", "kind"),
    [(REGISTER, None), (LINKS, "link"), (MEMBERS, "membership"), (GROUPS, "group"), (SECTION_41, "section_41")],
)
def test_a_file_is_known_by_its_headings(desk: RecordsDesk, path: Path, kind: str | None) -> None:
    found = preview_register_file(desk, path, as_at=date(2025, 8, 1))
    assert (found.kind.kind if isinstance(found, RelationsPreview) else None) == kind


def test_what_is_none_of_them_is_told(desk: RecordsDesk, tmp_path: Path) -> None:
    (tmp_path / "b20250801.csv").write_text("Fruit,Colour\nApple,red\n")
    with pytest.raises(Problem, match="no file that goes with the register"):
        preview_relations(desk, tmp_path / "b20250801.csv")


def test_rows_are_new_repeated_and_refused_by_line(desk: RecordsDesk) -> None:
    links = _keep(desk, LINKS)
    assert (links.rows, links.new, links.repeated) == (4, 2, 1)
    assert [(row.line, row.column) for row in links.refused] == [(5, "LinkURN")]
    groups = _keep(desk, GROUPS)
    assert [(row.line, row.column, row.say) for row in groups.refused] == [(3, "Group Name", "It is blank.")]
    assert [row[8:] for row in rows_of(desk, "relations") if row[1] == "group"] == [
        ("Multi-academy trust", "Open", "19000500", "2011-08-03", None)
    ]


def test_numbers_as_a_spreadsheet_leaves_them_are_what_they_were(desk: RecordsDesk, tmp_path: Path) -> None:
    header, *rows = LINKS.read_text(encoding="cp1252").splitlines()
    changed = tmp_path / LINKS.name
    as_left = [re.sub(r"\b(9[0-9]{5})\b", r"00\1.0", row) for row in rows]
    changed.write_text("\n".join([header, *as_left]), encoding="cp1252")
    _keep(desk, LINKS)
    again = preview_relations(desk, changed, as_at=date(2025, 8, 2))
    assert (again.new, again.ended, again.unchanged, again.repeated) == (0, 0, 2, 1)


def test_the_same_again_copies_nothing_and_another_day_ends_only_what_it_says_otherwise(
    desk: RecordsDesk, tmp_path: Path
) -> None:
    _keep(desk, MEMBERS)
    before = rows_of(desk, "relations")
    assert preview_relations(desk, MEMBERS).already
    _keep(desk, MEMBERS)
    assert rows_of(desk, "relations") == before
    lines = MEMBERS.read_text().splitlines()
    later = tmp_path / "academiesmatmembership20250901.csv"
    later.write_text("\n".join([lines[0], lines[1].replace("5001,Marston Learning", "5003,Otherham")]))
    moved = _keep(desk, later, date(2025, 9, 1))
    assert (moved.new, moved.unchanged, moved.ended) == (1, 0, 1)
    now = [(row[5], row[6], row[4]) for row in rows_of(desk, "relations")]
    assert now == [("900002", "5001", 2), ("900004", "5001", None), ("900002", "5003", None)]
    older = tmp_path / "older20250101.csv"
    older.write_text("\n".join([lines[0], lines[1].replace("5001", "5009")]))
    assert _keep(desk, older, date(2025, 1, 1)).left == 1


def test_a_preview_made_before_another_import_is_not_kept(desk: RecordsDesk) -> None:
    stale = preview_relations(desk, LINKS)
    _keep(desk, MEMBERS)
    with pytest.raises(Problem, match="changed meanwhile"):
        keep_relations(desk, stale)


def test_the_history_of_a_school(desk: RecordsDesk, tmp_path: Path) -> None:
    keep_register(desk, preview_register(desk, REGISTER))
    text = REGISTER.read_bytes().decode("cp1252")
    later = tmp_path / "edubase20250901.csv"
    later.write_bytes(text.replace("St Zoë’s Church", "St Zita’s Church").encode("cp1252"))
    keep_register(desk, preview_register(desk, later))
    for path in (LINKS, MEMBERS, SECTION_41):
        _keep(desk, path)
    rise = tmp_path / "rise.csv"
    rise.write_text("School URN,School Name\n900009,Minster\n900002,Zita\n")
    keep_list(desk, preview_list(desk, "rise", rise, published=date(2025, 8, 8)))
    told = school_history(desk, "900002")
    names = ("St Zoë’s Church of England Academy", "St Zita’s Church of England Academy")
    assert told.changes == (Change(date(2025, 9, 1), "Name", *names),)
    assert told.predecessors == (Link("900009", "Minster Môr School", "Predecessor", date(2012, 9, 1)),)
    assert (told.successors, told.other_links) == ((), ())
    assert [(group.number, group.name) for group in told.groups] == [("5001", "Marston Learning Trust")]
    assert [urn for urn, _, _ in told.fellows] == ["900004"]
    assert [(one.urn, one.published) for one in told.listed] == [("900002", date(2025, 8, 8))]
    assert told.predecessors_listed == (ListedOn("900009", told.listed[0].title, date(2025, 8, 8)),)
    assert school_history(desk, "900003").approved == ((date(2016, 8, 1), None),)
    by_day = [{row[0]: row[1] for row in schools_as_at(desk, date(2025, *day))} for day in ((7, 16), (8, 31), (9, 1))]
    assert by_day[0] == {}
    assert [each["900002"] for each in by_day[1:]] == list(names)
    assert len(by_day[1]) == len(by_day[2]) == 4


@real_files
def test_the_official_files(desk: RecordsDesk) -> None:
    gias = SHARED / "gias"
    links = _keep(desk, gias / "links_edubasealldata20250422.csv", date(2025, 4, 22))
    assert (links.rows, links.new, links.refused) == (33_801, 33_801, ())
    centres = _keep(desk, gias / "childrens_centres_links_2026-01.csv", date(2026, 1, 30))
    assert (centres.rows, centres.new, centres.ended) == (1_301, 1_301, 0)
    section_41 = _keep(desk, gias / "section41_institutions_2026-02.csv", date(2026, 2, 16))
    assert (section_41.rows, section_41.new, len(section_41.refused)) == (413, 392, 21), "21 have no URN"
    open_centres = preview_register(desk, gias / "childrens_centres_open_2026-02.csv", as_at=date(2026, 2, 9))
    assert (open_centres.new, open_centres.refused) == (2_992, ())
    told = school_history(desk, "138950")
    assert [(link.number, link.what) for link in told.predecessors] == [("108299", "Predecessor")]
