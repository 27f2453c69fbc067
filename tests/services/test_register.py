"""The schools register comes in whole or not at all, and nothing known is lost."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services import reading
from npqdesk.services.finder import load_finder
from npqdesk.services.keeping import Imported
from npqdesk.services.progress import Cancelled
from npqdesk.services.register import keep_register, preview_register, register_status
from npqdesk.services.schools import school
from npqdesk.store.engine import open_store
from tests.services.records import DATA, SHARED, TODAY, RecordsDesk, rows_of

NAMES_ONLY = DATA / "edubaseallstatefunded20250717.csv"
FULL_WIDTH = DATA / "edubasealldata_full_width.csv"
real_files = pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


def _import(desk: RecordsDesk, path: Path, *, as_at: date | None = None) -> Imported:
    return keep_register(desk, preview_register(desk, path, as_at=as_at))


def _edited(tmp_path: Path, name: str, *edits: tuple[str, str]) -> Path:
    text = NAMES_ONLY.read_bytes().decode("cp1252")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    return path


def test_no_register_at_first(desk: RecordsDesk) -> None:
    assert register_status(desk) is None
    assert school(desk, "900001") is None


def test_a_first_import(desk: RecordsDesk) -> None:
    preview = preview_register(desk, NAMES_ONLY)
    assert (preview.rows, preview.new, preview.changed, preview.gone, preview.refused) == (4, 4, 0, 0, ())
    assert rows_of(desk, "register_snapshots") == rows_of(desk, "establishments") == [], "a preview changes nothing"
    status = keep_register(desk, preview)
    assert status == register_status(desk)
    assert (status.as_at, status.file_name, status.known) == (date(2025, 7, 17), NAMES_ONLY.name, 4)
    found = school(desk, "900002")
    assert found is not None
    assert (found.name, found.as_at, found.pupils) == ("St Zoë’s Church of England Academy", date(2025, 7, 17), None)
    assert found.open_date == date(2012, 9, 1)
    assert found.address == ("Minster Yard", "Old Town", "Marston", "ZZ1 2BB")


def test_the_same_file_twice_is_already_imported(desk: RecordsDesk, tmp_path: Path) -> None:
    first = _import(desk, NAMES_ONLY)
    before = rows_of(desk, "establishments")
    preview = preview_register(desk, _edited(tmp_path, "copy20250801.csv"))
    assert preview.already == first
    assert keep_register(desk, preview) == first
    assert rows_of(desk, "establishments") == before


def test_new_changed_gone_and_unchanged(desk: RecordsDesk, tmp_path: Path) -> None:
    _import(desk, NAMES_ONLY)
    lines = NAMES_ONLY.read_bytes().decode("cp1252").split("\r\n")
    later = [lines[0], lines[1], lines[2].replace("Minster Yard", "Minster Way"), lines[3].replace("900003", "900013")]
    path = tmp_path / "edubase20250901.csv"
    path.write_bytes("\r\n".join(later).encode("cp1252"))
    preview = preview_register(desk, path)
    assert (preview.new, preview.changed, preview.unchanged, preview.gone) == (1, 1, 1, 2)
    assert [(change.urn, change.what) for change in preview.changes] == [("900002", "street")]
    assert [loss.urn for loss in preview.losses] == ["900003", "900004"]
    keep_register(desk, preview)
    history = [(row[4], row[1], row[3]) for row in rows_of(desk, "establishments")]
    assert sorted(history) == [
        ("900001", 1, None),
        ("900002", 1, 2),
        ("900002", 2, None),
        ("900003", 1, None),
        ("900004", 1, None),
        ("900013", 2, None),
    ], "unchanged rows are not copied, earlier ones are kept"
    gone, stayed = school(desk, "900004"), school(desk, "900001")
    assert gone is not None
    assert stayed is not None
    assert (gone.as_at, stayed.as_at) == (date(2025, 7, 17), date(2025, 9, 1))


def test_a_line_that_is_known_is_not_read_again_and_a_repeated_one_is_refused(
    desk: RecordsDesk, tmp_path: Path
) -> None:
    _import(desk, NAMES_ONLY)
    lines = NAMES_ONLY.read_bytes().decode("cp1252").split("\r\n")
    moved = lines[2].replace("Minster Yard", "Minster Way")
    path = tmp_path / "edubase20250901.csv"
    path.write_bytes("\r\n".join([*lines[:2], moved, lines[2], lines[3], lines[3], lines[4]]).encode("cp1252"))
    preview = preview_register(desk, path)
    assert (preview.rows, preview.new, preview.changed, preview.unchanged, preview.gone) == (6, 0, 1, 3, 0)
    assert [(row.line, row.say) for row in preview.refused] == [
        (4, "900002 stands on line 3 already."),
        (6, "900003 stands on line 5 already."),
    ]
    keep_register(desk, preview)
    again = tmp_path / "edubase20250902.csv"
    again.write_bytes("\r\n".join([lines[0], lines[2], *lines[3:]]).encode("cp1252"))
    preview = preview_register(desk, again)
    assert [(change.urn, change.what) for change in preview.changes] == [("900002", "street")], "and back again"
    assert [loss.urn for loss in preview.losses] == ["900001"]


def test_the_same_line_under_other_headings_is_read_again(desk: RecordsDesk, tmp_path: Path) -> None:
    _import(desk, NAMES_ONLY)
    header, *lines = NAMES_ONLY.read_bytes().decode("cp1252").split("\r\n")
    swapped = header.replace("Street", "#").replace("Locality", "Street").replace("#", "Locality")
    path = tmp_path / "edubase20250901.csv"
    path.write_bytes("\r\n".join([swapped, *lines]).encode("cp1252"))
    assert [change.what for change in preview_register(desk, path).changes][:1] == ["street, locality"]


def test_a_school_has_its_number_in_the_local_authority(desk: RecordsDesk) -> None:
    _import(desk, FULL_WIDTH, as_at=date(2025, 5, 5))
    found = school(desk, "900001")
    assert found is not None
    assert found.laestab == "901/2001"
    assert [hit.urn for hit in load_finder(desk).schools("901/2001")] == ["900001"]
    assert [hit.urn for hit in load_finder(desk).schools("9012001")] == ["900001"]


def test_what_a_file_has_no_column_for_is_not_forgotten(desk: RecordsDesk) -> None:
    _import(desk, FULL_WIDTH, as_at=date(2025, 5, 5))
    _import(desk, NAMES_ONLY)
    found = school(desk, "900001")
    assert found is not None
    assert (found.pupils, found.census_date, found.as_at) == (150, date(2025, 1, 16), date(2025, 7, 17))


def test_an_older_file_adds_but_never_takes_back(desk: RecordsDesk, tmp_path: Path) -> None:
    _import(desk, NAMES_ONLY)
    older = _edited(tmp_path, "older20240101.csv", ("Elm Grove Primary", "Elm Infant"), ("900004", "900014"))
    preview = preview_register(desk, older)
    assert (preview.new, preview.changed, preview.left, preview.gone) == (1, 0, 3, 0)
    keep_register(desk, preview)
    found = school(desk, "900001")
    assert found is not None
    assert found.name == "Elm Grove Primary School"
    assert school(desk, "900014") is not None
    status = register_status(desk)
    assert status is not None
    assert status.as_at == date(2025, 7, 17)


def test_a_later_file_of_a_few_kinds_of_places_makes_the_others_no_newer(desk: RecordsDesk, tmp_path: Path) -> None:
    whole = _import(desk, NAMES_ONLY)
    header, first, *_others = NAMES_ONLY.read_bytes().decode("cp1252").split("\r\n")
    few = tmp_path / "childrens_centres20260201.csv"
    few.write_bytes("\r\n".join([header, first.replace("900001", "900021")]).encode("cp1252"))
    assert _import(desk, few).as_at == date(2026, 2, 1)
    status = register_status(desk)
    assert status is not None
    assert (status.snapshot_id, status.known) == (whole.snapshot_id, 5)
    found = school(desk, "900021")
    assert found is not None
    assert found.as_at == date(2026, 2, 1)


def test_refused_rows_are_told_and_the_rest_comes_in(desk: RecordsDesk, tmp_path: Path) -> None:
    path = _edited(tmp_path, "r20250801.csv", ("900001,", "9000x1,"), ("01-09-2012", "31-09-2012"))
    preview = preview_register(desk, path)
    assert [(row.line, row.column) for row in preview.refused] == [(2, "URN"), (3, "OpenDate")]
    assert keep_register(desk, preview).refused == 2
    assert school(desk, "900003") is not None


def test_a_file_of_which_nothing_can_be_used(desk: RecordsDesk, tmp_path: Path) -> None:
    edits = [(f"90000{number},", f"9000x{number},") for number in (1, 2, 3, 4)]
    with pytest.raises(Problem, match="No row of this file can be used"):
        preview_register(desk, _edited(tmp_path, "r20250801.csv", *edits))


def test_the_day_is_in_the_name_else_the_files_own_else_as_told(desk: RecordsDesk, tmp_path: Path) -> None:
    path = _edited(tmp_path, "register.csv")
    os.utime(path, (1_750_000_000, 1_750_000_000))
    assert preview_register(desk, path).as_at == date(2025, 6, 15)
    assert preview_register(desk, path, as_at=date(2025, 1, 2)).as_at == date(2025, 1, 2)
    assert preview_register(desk, _edited(tmp_path, "extract-2025-02-03.csv")).as_at == date(2025, 2, 3)
    odd = _edited(tmp_path, "x20250231.csv")
    os.utime(odd, (1_750_000_000, 1_750_000_000))
    assert preview_register(desk, odd).as_at == date(2025, 6, 15)


def test_a_file_of_a_day_to_come_is_refused(desk: RecordsDesk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="in the future"):
        preview_register(desk, _edited(tmp_path, "edubase20990101.csv"))


def _stop_at(what: str, calls: list[str]) -> tuple[object, object]:
    def progress(_done: int, _total: int | None, say: str) -> None:
        calls.append(say)

    return progress, lambda: what in calls


@pytest.mark.parametrize("what", ["Looking through the file", "Reading the register"])
def test_cancel_while_looking_leaves_all_as_it_was(desk: RecordsDesk, what: str) -> None:
    progress, cancelled = _stop_at(what, [])
    with pytest.raises(Cancelled):
        preview_register(desk, NAMES_ONLY, progress=progress, cancelled=cancelled)  # type: ignore[arg-type]
    assert rows_of(desk, "register_snapshots") == []


def test_cancel_while_keeping_leaves_all_as_it_was(desk: RecordsDesk, tmp_path: Path) -> None:
    _import(desk, NAMES_ONLY)
    before = rows_of(desk, "establishments"), rows_of(desk, "register_snapshots")
    preview = preview_register(desk, _edited(tmp_path, "r20250801.csv", ("Mill Lane", "Mill Road")))
    progress, cancelled = _stop_at("Keeping the register", [])
    with pytest.raises(Cancelled):
        keep_register(desk, preview, progress=progress, cancelled=cancelled)  # type: ignore[arg-type]
    assert (rows_of(desk, "establishments"), rows_of(desk, "register_snapshots")) == before
    assert keep_register(desk, preview).changed == 1, "and can be kept after all"


def test_a_preview_made_before_another_import_is_not_kept(desk: RecordsDesk) -> None:
    stale = preview_register(desk, FULL_WIDTH, as_at=date(2025, 5, 5))
    _import(desk, NAMES_ONLY)
    with pytest.raises(Problem, match="changed meanwhile"):
        keep_register(desk, stale)


def test_a_file_that_is_not_there(desk: RecordsDesk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be found"):
        preview_register(desk, tmp_path / "gone.csv")


def test_a_folder(desk: RecordsDesk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="This is a folder"):
        preview_register(desk, tmp_path, as_at=TODAY)


def test_no_permission_to_read(desk: RecordsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problem, match="You may not read this file"):
        preview_register(desk, NAMES_ONLY)


@pytest.mark.parametrize("after", [0, 600])
def test_a_file_that_vanishes_half_way(desk: RecordsDesk, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    really_open = Path.open

    class Vanishing:
        """The file, until some bytes have been read of it; then the network is gone."""

        def __init__(self) -> None:
            self._file = really_open(NAMES_ONLY, "rb", buffering=0)
            self._left = after + NAMES_ONLY.stat().st_size if after else 100

        def read(self, size: int = -1) -> bytes:
            if self._left <= 0:
                raise OSError(5, "Input/output error")
            piece: bytes = self._file.read(min(size, self._left))
            self._left -= len(piece)
            return piece

        read1 = read

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

        def __enter__(self) -> "Vanishing":
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

    monkeypatch.setattr(Path, "open", lambda *_, **__: Vanishing())
    with pytest.raises(Problem, match="could not be read to its end") as caught:
        preview_register(desk, NAMES_ONLY)
    assert "Nothing was kept" in caught.value.what_happened
    monkeypatch.undo()
    assert rows_of(desk, "register_snapshots") == []


def test_a_file_that_is_still_being_written(tmp_path: Path) -> None:
    path = _edited(tmp_path, "r20250801.csv")

    def read() -> None:
        with reading.opened(path) as stream:
            stream.read()
            path.write_bytes(b"more")

    with pytest.raises(Problem, match="changed while it was being read"):
        read()


def test_todays_date_is_no_future(desk: RecordsDesk) -> None:
    assert preview_register(desk, NAMES_ONLY, as_at=TODAY).as_at == TODAY


@real_files
def test_the_official_files_in_turn(desk: RecordsDesk) -> None:
    gias = SHARED / "gias"
    first = _import(desk, gias / "edubaseallstatefunded20250717.csv")
    assert (first.added, first.refused, first.known) == (22_010, 0, 22_010)
    subset = preview_register(desk, gias / "edubaseallacademiesandfree20250717.csv")
    assert (subset.new, subset.changed, subset.unchanged, subset.gone) == (0, 0, 11_604, 10_406)
    sample = _import(desk, gias / "edubasealldata_sample_2021.csv", as_at=date(2025, 7, 18))
    assert (sample.added, sample.changed, sample.known) == (63, 36, 22_073)
    one = _import(desk, gias / "edubasealldata_update_one_row.csv", as_at=date(2025, 7, 19))
    assert (one.added, one.changed, one.gone) == (0, 1, 22_072)
    found = school(desk, "100000")
    assert found is not None
    assert (found.name, found.pupils, found.type_code) == ("The Aldgate School 2", 276, "2")
