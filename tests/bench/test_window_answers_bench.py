"""The window goes on answering while a whole register is loaded, and while the letters of a trust are made."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from npqdesk.services.letter_bulk import letters_wanted
from npqdesk.services.sample_offices import load_sample_office
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.loaded import loaded
from npqdesk.ui.pages.load_form import REGISTER, LoadForm
from npqdesk.ui.pages.load_preview import LoadPreview
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import is_working
from npqdesk.ui.theme import start_theme
from tests.bench.invented_extract import SCHOOLS, headings, write_extract
from tests.services.records import DATA
from tests.ui.office import button, opener
from tests.ui.pulse import Pulse

ANSWERS_WITHIN = 0.100
"""Seconds."""


def _wait(window: Shell, qtbot) -> None:
    """Until nothing is under way and what is loaded can be searched."""
    qtbot.waitUntil(lambda: not is_working() and loaded(window).is_whole, timeout=120_000)


def _opened(qapp: QApplication, qtbot, folder: Path, page: str) -> Shell:
    """The window on the records of a folder, at rest on a page."""
    start_theme(qapp)
    window = Shell(ENTRIES, opener(folder, sample=False))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.open_records()
    qtbot.waitUntil(lambda: window.desk is not None)
    window.go(page)
    _wait(window, qtbot)
    return window


@pytest.mark.benchmark(group="register")
def test_the_window_answers_while_a_whole_register_is_loaded(
    benchmark, qapp: QApplication, qtbot, tmp_path: Path
) -> None:
    """From the choice of the file until the new register can be searched."""
    extract = tmp_path / "edubasealldata20260712.csv"
    write_extract(extract, headings(DATA / "edubasealldata_full_width.csv"))
    window = _opened(qapp, qtbot, tmp_path, "load")
    beats: dict[str, float] = {}

    def load() -> None:
        window.page.take_file(extract, REGISTER)
        for step, go, until in (
            ("looked through", window.page.findChild(LoadForm).go_on.click, LoadPreview),
            ("kept", lambda: button(window.page, "Keep").click(), None),
        ):
            pulse = Pulse()
            go()
            _wait(window, qtbot)
            pulse.stop()
            beats[step] = pulse.longest
            assert until is None or window.page.findChild(until) is not None

    benchmark.pedantic(load, rounds=1)
    assert loaded(window).index.count("school") == SCHOOLS
    if benchmark.stats:
        benchmark.extra_info |= beats
        assert max(beats.values()) <= ANSWERS_WITHIN


@pytest.mark.benchmark(group="letter")
def test_the_window_answers_while_the_letters_of_a_trust_are_made(
    benchmark, qapp: QApplication, qtbot, tmp_path: Path
) -> None:
    """Made and kept, then given out again as they were kept."""
    desk = opener(tmp_path, sample=False)()
    load_sample_office(desk, "trust")
    wanted = len(letters_wanted(desk))
    desk.close()
    window = _opened(qapp, qtbot, tmp_path, "many_letters")
    beats: dict[str, float] = {}

    def make() -> None:
        for step in ("made", "given again"):
            folder = tmp_path / step
            folder.mkdir()
            pulse = Pulse()
            window.page.make_into(folder)
            _wait(window, qtbot)
            pulse.stop()
            beats[step] = pulse.longest
            assert len(list(folder.iterdir())) == wanted > 50

    benchmark.pedantic(make, rounds=1)
    if benchmark.stats:
        benchmark.extra_info |= beats
        assert max(beats.values()) <= ANSWERS_WITHIN
