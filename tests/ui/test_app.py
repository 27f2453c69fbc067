"""Starting: what opens the window, what goes to the command line, the sample, and pictures without a screen."""

import importlib
import sys
import threading

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QMessageBox, QWidget

from npqdesk import paths
from npqdesk.app import ALREADY_TOLD, Wanted, main, window_options
from npqdesk.problem import Problem
from npqdesk.services.desk import open_desk
from npqdesk.services.opening import Opening
from npqdesk.services.sample import load_sample
from npqdesk.services.settings import write_setting
from npqdesk.ui import reading_ahead
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.reading_ahead import read_ahead
from npqdesk.ui.screens import HEIGHT, WIDTH, draw
from npqdesk.ui.theme import theme
from npqdesk.ui.widgets.failure import FailurePanel


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ([], Wanted()),
        (["--demo"], Wanted(is_sample=True)),
        (["--database", "a.sqlite3"], Wanted("a.sqlite3")),
        (["--database=a.sqlite3"], Wanted("a.sqlite3")),
        (["--database=mine.sqlite3", "--demo"], Wanted("mine.sqlite3", is_sample=True)),
        (["--safe"], Wanted(safe=True)),
        (["--safe", "--database", "a.sqlite3"], Wanted("a.sqlite3", safe=True)),
        (["--help"], None),
        (["--version"], None),
        (["schools", "st jos"], None),
        (["--database", "a.sqlite3", "schools", "x"], None),
        (["--database"], None),
        (["--demon"], None),
    ],
)
def test_only_the_window_s_own_options_open_it(given, means):
    assert window_options(given) == means


def test_pictures_of_every_page_on_the_sample(tmp_path, qapp):
    from PySide6.QtGui import QImage

    desk = open_desk(str(tmp_path / "sample.sqlite3"))
    try:
        load_sample(desk)
        names = draw(desk, str(tmp_path))
    finally:
        desk.close()
    drawn = {name.split("-")[1].removesuffix(".png") for name in names}
    assert drawn >= {entry.id for entry in ENTRIES if entry.group} | {
        "question",
        "check_answers",
        "result",
        "letter",
        "list",
    }
    for name in names:
        picture = QImage(str(tmp_path / name))
        assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
        colours = {picture.pixel(x, y) for x in range(0, WIDTH, 40) for y in range(0, HEIGHT, 40)}
        assert len(colours) > 3, name
    assert not list(tmp_path.glob("*.open")), "the window has let go of the records"


def test_a_safe_start_only_reads_and_says_so(tmp_path, make_shell, qtbot):
    records = tmp_path / "npqdesk.sqlite3"
    desk = open_desk(str(records))
    write_setting(desk, "looks.theme", "dark")
    desk.close()
    before = records.read_bytes()
    window = make_shell(*ENTRIES, open_desk=Opening(str(records), read_only=True))
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_records()
    qtbot.waitUntil(lambda: window.page_id == "home")
    assert "safe start" in window.windowTitle()
    assert "A safe start" in window.notice_shown
    assert theme().preference != "dark"
    with pytest.raises(Problem, match="safe start"):
        write_setting(window.desk, "looks.theme", "light")
    window.zoom(1)
    window.close()
    assert records.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".open")] == []


def test_a_fault_that_comes_again_and_again_is_shown_and_noted_once(office, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "logs")
    window = office(sample=False)
    error = ZeroDivisionError("of Amara Okafor")
    for _ in range(3):
        window.show_failure(error)
    (panel,) = (each for each in window.findChildren(FailurePanel) if each.isVisible())
    log = (tmp_path / "logs" / "npqdesk.log").read_text(encoding="utf-8")
    assert (log.count("ZeroDivisionError"), "Amara" in log) == (1, False)
    assert window.focusWidget() is panel


def test_a_fault_of_the_command_line_is_told_without_names(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "logs")
    monkeypatch.setattr("npqdesk.cli.main.main", lambda *_given, **_named: {}["Amara Okafor"])
    assert main(["schools", "x"]) == 1
    told = capsys.readouterr().err
    assert "npqdesk met a fault of its own" in told
    assert "KeyError" in told
    assert "Amara" not in told


def test_a_library_of_the_system_that_is_missing_is_named(capsys, monkeypatch):
    def no_library(*_given, **_named):
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr("npqdesk.cli.main.main", no_library)
    assert main(["demo"]) == 1
    told = capsys.readouterr().err
    assert "missing: libEGL.so.1." in told
    assert "fault" not in told


@pytest.mark.parametrize(("given", "offers"), [([], True), (["--safe"], False)])
def test_a_fault_before_there_is_a_window_is_told_once_and_leads_to_a_safe_start(
    qapp, capsys, monkeypatch, tmp_path, given, offers
):
    told, started = [], []

    def answer(box):
        told.append(box)
        for button in box.buttons():
            if button.text() == "Start safely":
                button.click()

    def breaks(_wanted):
        raise KeyError("Amara Okafor")

    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "logs")
    monkeypatch.setattr("npqdesk.app.open_window", breaks)
    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QProcess, "startDetached", lambda program, words: started.append([program, *words]))
    assert main(given) == ALREADY_TOLD
    (box,) = told
    assert "KeyError" in box.detailedText()
    assert "Amara" not in box.detailedText() + capsys.readouterr().err
    assert ("safely" in box.informativeText()) is offers
    assert started == ([[sys.executable, "-m", "npqdesk.app", "--safe"]] if offers else [])


def test_pages_are_read_ahead_each_on_the_thread_of_the_window(qapp, qtbot, monkeypatch):
    read = {"npqdesk.ui": [], "npqdesk.services": []}

    def import_module(name):
        of = ".".join(name.split(".")[:2])
        read[of].append((name, threading.current_thread() is threading.main_thread()))
        return importlib.import_module(name)

    monkeypatch.setattr(reading_ahead, "import_module", import_module)
    monkeypatch.setattr(reading_ahead, "_A_MOMENT", 0)
    monkeypatch.setattr(reading_ahead, "_A_TURN", 0)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    read_ahead(window)
    qtbot.waitUntil(lambda: ("npqdesk.ui.widgets.wrapping", True) in read["npqdesk.ui"])
    assert ("npqdesk.ui.pages.matrix_grid", True) in read["npqdesk.ui"]
    assert all(own for _name, own in read["npqdesk.ui"])
    assert ("npqdesk.services.matrix.whole", False) in read["npqdesk.services"]
