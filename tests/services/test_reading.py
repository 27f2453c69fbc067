"""What is no file at all, or not the same file twice, ends in a Problem before or after a row of it is used."""

import os
import socket
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.progress import Watch, never, nobody_asks
from npqdesk.services.reading import day_of, is_of_several, opened, table_in

WATCH = Watch(nobody_asks, never)
CSV = b"URN,Name\n900001,Elm\n"


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    socket.socket(socket.AF_UNIX).bind(str(path))


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _broken_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere.csv")


def _circle(path: Path) -> None:
    other = path.parent / "other.csv"
    path.symlink_to(other)
    other.symlink_to(path)


@pytest.mark.skipif(os.name != "posix", reason="this system has no such things")
@pytest.mark.filterwarnings("ignore:unclosed <socket")
@pytest.mark.parametrize(
    ("make", "title"),
    [
        (_folder, "This is a folder"),
        (_pipe, "This is not a file"),
        (_socket, "This is not a file"),
        (_device, "This is not a file"),
        (_broken_link, "This file cannot be found"),
        (_circle, "This file cannot be found"),
    ],
)
def test_what_is_no_file(
    make: Callable[[Path], None], title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("list.csv")
    make(path)
    for ask in (day_of, lambda place: opened(place).__enter__()):
        with pytest.raises(Problem) as caught:
            ask(path)
        assert caught.value.title == title
        assert caught.value.place is not None
        assert caught.value.place.file == "list.csv"


@pytest.mark.parametrize("name", ["no\0such.csv", "x" * 5_000])
def test_names_that_no_system_takes(name: str) -> None:
    with pytest.raises(Problem):
        opened(Path(name)).__enter__()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this person may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CSV)
    path.chmod(0)
    with pytest.raises(Problem, match="You may not read this file"):
        opened(path).__enter__()


def _read(path: Path, meanwhile: Callable[[Path], None]) -> None:
    with table_in(path, WATCH, wanted=[["URN"]]) as table:
        assert list(table.rows)
        meanwhile(path)


def _grow(path: Path) -> None:
    path.write_bytes(CSV + b"900002,Oak\n")


def _touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _swap(path: Path) -> None:
    """Other bytes, as many of them, under the same time."""
    was = path.stat()
    with path.open("r+b") as stream:
        stream.seek(-4, os.SEEK_END)
        stream.write(b"Yew")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("meanwhile", [_grow, _touch, _swap, _remove])
def test_a_file_that_changes_while_it_is_read(meanwhile: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CSV)
    with pytest.raises(Problem, match=r"changed while it was being read|cannot be found"):
        _read(path, meanwhile)
    path.write_bytes(CSV)
    _read(path, lambda _path: None)


_PUT_IN, _CHANGED = (2025, 2, 3, 4, 5, 6), 1_741_089_600  # 4 March 2025
_DATED, _UNDATED = "edubasealldata20250717.csv", "links.csv"


@pytest.mark.parametrize(
    ("file", "inside", "part", "day", "told"),
    [
        ("extract.zip", (_UNDATED, _DATED), _DATED, date(2025, 7, 17), ""),
        ("extract.zip", (_UNDATED, _DATED), _UNDATED, date(2025, 2, 3), "links.csv: it counts as of 3 February 2025"),
        ("extract.zip", (_DATED,), "", date(2025, 7, 17), ""),
        ("extract.zip", (_UNDATED, _DATED), "", date(2025, 3, 4), "extract.zip: it counts as of 4 March 2025"),
        ("edubase20240101.zip", (_DATED,), "", date(2025, 7, 17), ""),
        ("edubase20240101.zip", (_UNDATED,), "", date(2024, 1, 1), ""),
        ("section41_2026-02.zip", (_UNDATED,), "", date(2026, 2, 1), "Only the month is in the name of links.csv"),
        ("extract.zip", ("edubasealldata20259999.csv",), "", date(2025, 2, 3), "when it was put into the zip"),
    ],
)
def test_a_file_in_a_zip_never_takes_the_day_of_another(
    file: str, inside: tuple[str, ...], part: str, day: date, told: str, tmp_path: Path
) -> None:
    path = _zip(tmp_path / file, inside, _PUT_IN)
    found = day_of(path, part)
    assert found.day == day
    assert told in " ".join(found.told)
    assert bool(found.told) is bool(told)
    assert is_of_several(path) is (len(inside) > 1)


@pytest.mark.parametrize("put_in", [(1980, 1, 1, 0, 0, 0), (2025, 2, 31, 0, 0, 0)])
def test_a_zip_that_does_not_know_when_a_file_came_into_it_is_as_old_as_its_last_change(put_in, tmp_path: Path) -> None:
    found = day_of(_zip(tmp_path / "extract.zip", (_UNDATED,), put_in))
    assert found.day == date(2025, 3, 4)
    assert found.told[0].endswith("when it was last changed. If it describes another day, say which.")


def _zip(path: Path, inside: tuple[str, ...], put_in: tuple[int, ...]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in inside:
            archive.writestr(zipfile.ZipInfo(name, put_in), CSV)
    os.utime(path, (_CHANGED, _CHANGED))
    return path
