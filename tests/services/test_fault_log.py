"""The log of faults: where, never who; never large; and what the last start broke down with."""

import faulthandler

import pytest

from npqdesk import paths
from npqdesk.services import fault_log
from npqdesk.services.fault_log import CAP, CUT, LOG, OLDER, note_fault, watch_for_crashes


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "logs")
    yield tmp_path / "logs"
    faulthandler.disable()
    while fault_log._cut:
        fault_log._cut.pop().close()


def _fault(words):
    try:
        raise KeyError(words)
    except KeyError as error:
        return error


def test_it_says_where_and_not_who(folder):
    report = note_fault(_fault("Amara Okafor, 1234567"))
    log = (folder / LOG).read_text(encoding="utf-8")
    assert report in log
    assert "tests/services/test_fault_log.py" in report
    assert "KeyError" in report
    assert not {"Amara", "Okafor", "1234567", str(folder)} & set(log.split())


def test_it_stays_small(folder):
    folder.mkdir()
    (folder / LOG).write_text("x" * (CAP - 10), encoding="utf-8")
    note_fault(_fault("a"))
    assert (folder / OLDER).stat().st_size == CAP - 10
    assert (folder / LOG).stat().st_size < 2_000
    (folder / CUT).write_text("ü" * CAP * 2, encoding="utf-8")
    watch_for_crashes()
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 2 * CAP


def test_a_log_that_cannot_be_written_is_no_second_fault(folder):
    folder.write_text("a file where the folder should be")
    assert "KeyError" in note_fault(_fault("a"))
    watch_for_crashes()


def test_what_the_program_broke_down_with_is_noted_at_the_next_start_without_folders(folder):
    folder.mkdir()
    users, homes = "\\".join(("C:", "Users", "ruth")), "/".join(("", "home", "ruth"))
    frames = rf"{users}\AppData\npqdesk\ui\shell.py", f"{homes}/npqdesk/app.py"
    said = ["Fatal Python error: Segmentation fault", *(f'  File "{frame}", line 7 in go' for frame in frames)]
    (folder / CUT).write_text("\n".join(said), encoding="utf-8")
    watch_for_crashes()
    log = (folder / LOG).read_text(encoding="utf-8")
    assert "Segmentation fault" in log
    assert 'File "npqdesk/ui/shell.py", line 7 in go' in log
    assert 'File "npqdesk/app.py"' in log
    assert "ruth" not in log
    assert "C:" not in log
