"""Starting: what opens the window, what goes to the command line, the sample, and pictures without a screen."""

import pytest

from npqdesk.app import window_options
from npqdesk.services.desk import open_desk
from npqdesk.services.sample import load_sample
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.screens import HEIGHT, WIDTH, draw


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ([], (None, False)),
        (["--demo"], (None, True)),
        (["--database", "a.sqlite3"], ("a.sqlite3", False)),
        (["--database=a.sqlite3"], ("a.sqlite3", False)),
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
