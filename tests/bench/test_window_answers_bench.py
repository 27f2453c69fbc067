"""The window goes on answering while a whole register is looked through, kept, and made ready for the search."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from npqdesk.ui.loaded import loaded
from npqdesk.ui.pages.load_form import REGISTER, LoadForm
from npqdesk.ui.pages.load_preview import LoadPreview
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import is_working
from npqdesk.ui.theme import start_theme
from tests.bench.invented_extract import SCHOOLS, headings, write_extract
from tests.services.records import DATA
from tests.ui.office import ENTRIES, button, opener
from tests.ui.pulse import Pulse

ANSWERS_WITHIN = 0.100
"""Seconds."""


def _wait(window: Shell, qtbot) -> None:
    """Until nothing is under way and what is loaded can be searched."""
    qtbot.waitUntil(lambda: not is_working() and loaded(window).is_whole, timeout=120_000)


@pytest.mark.benchmark(group="register")
def test_the_window_answers_while_a_whole_register_is_loaded(
    benchmark, qapp: QApplication, qtbot, tmp_path: Path
) -> None:
    """From the choice of the file until the new register can be searched."""
    extract = tmp_path / "edubasealldata20260712.csv"
    write_extract(extract, headings(DATA / "edubasealldata_full_width.csv"))
    start_theme(qapp)
    window = Shell(ENTRIES, opener(tmp_path, sample=False))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.open_records()
    qtbot.waitUntil(lambda: window.desk is not None)
    window.go("load")
    _wait(window, qtbot)
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
