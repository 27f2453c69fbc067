"""A change of theme or text size reaches every widget that stands, and what Qt counts stays counted."""

import gc
import re
import subprocess
import sys

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from npqdesk.paths import read_text, resource
from npqdesk.ui import fonts, icons, theme
from npqdesk.ui.theme import PREFERENCES, sheet
from npqdesk.ui.tokens import CONTRAST, DARK, LIGHT, contrast
from npqdesk.ui.widgets.buttons import primary
from npqdesk.ui.widgets.frames import column
from npqdesk.ui.widgets.text import label


def test_the_palette_follows_the_choice(qapp, look):
    for name, tokens in (("dark", DARK), ("contrast", CONTRAST), ("light", LIGHT)):
        look.choose(name)
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.canvas.upper()
        assert look.tokens is tokens


def test_following_the_system_means_light_when_it_does_not_say(look):
    look.choose("dark")
    look.choose("system")
    assert look.tokens is LIGHT


def test_a_contrast_theme_of_the_system_gives_colours_that_can_be_read(look):
    tokens = look._system_contrast()
    assert tokens.is_contrast
    assert contrast(tokens.text, tokens.canvas) >= 4.5
    assert contrast(tokens.link, tokens.canvas) >= 4.5
    look.apply()


def test_the_system_is_followed_long_after_the_start(look):
    look.choose("system")
    gc.collect()  # the binding lets go of what only a local name holds
    look.apply()
    assert look.tokens is LIGHT


def test_zoom_reaches_labels_buttons_and_the_sheet(qapp, look, show):
    title, button = show(label("Title", "h1")), show(primary("Go", icon="check"))
    before, high = title.font().pixelSize(), button.sizeHint().height()
    look.set_zoom(200)
    assert title.font().pixelSize() == pytest.approx(2 * before, abs=1)
    assert button.sizeHint().height() >= 1.8 * high
    assert button.iconSize().width() >= 34
    look.set_zoom(100)
    assert title.font().pixelSize() == before


def test_a_page_that_is_hidden_is_dressed_before_it_is_shown(qapp, look, show):
    page = QWidget()
    words, icon = label("Autumn 2026", "h2"), primary("Go on", icon="check")
    page.setLayout(column(words, icon))
    show(page)
    look.dress_when_shown(page)
    before, wide = words.font().pixelSize(), icon.iconSize()
    page.hide()
    look.set_zoom(200)
    look.choose("dark")
    assert words.font().pixelSize() == before
    look.catch_up(page)
    page.show()
    assert words.font().pixelSize() == 2 * before
    assert icon.iconSize() == 2 * wide
    assert words.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text


def test_zoom_steps_stop_at_both_ends(look):
    for _step in range(20):
        look.zoom_step(1)
    assert look.zoom == 200
    for _step in range(20):
        look.zoom_step(-1)
    assert look.zoom == 80


def test_icons_wear_the_colour_of_the_theme(look, show):
    button = show(primary("Go", icon="check"))
    light = button.icon().pixmap(18).toImage()
    look.choose("dark")
    assert button.icon().pixmap(18).toImage() != light


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda each: each.name)
def test_the_sheet_has_no_role_left_and_no_size_of_type(tokens):
    text = sheet(tokens, 1.0)
    assert re.findall(r"@\w+", text.partition("*/")[2].replace("@role", "")) == []
    assert "font-size" not in text


def test_the_sheet_writes_no_colour_of_its_own():
    for name in ("ui.qss", "contrast.qss"):
        assert re.findall(r"#[0-9A-Fa-f]{3,6}\b", read_text("style", name)) == []


def test_every_icon_can_be_painted_and_carries_the_licence(qapp):
    names = sorted(file.stem for file in resource("icons").glob("*.svg"))
    assert len(names) > 40
    for name in names:
        image = icons.pixmap(name, "#FF0000", 20, 2.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(40) for y in range(40)), name
    assert "ISC License" in read_text("icons", "LICENSE")


def test_no_type_is_smaller_than_twelve_pixels():
    assert min(row.pixels for row in fonts.TYPES.values()) == 12


def test_every_preference_has_a_menu_text():
    from npqdesk.ui.menus import _THEMES

    assert set(_THEMES) == set(PREFERENCES)


def test_nothing_is_lost_to_none(qapp):
    """PySide6 6.12 on Python 3.11 gives away a reference to None a call, and aborts after some thousands."""
    widget = QLabel()
    before = sys.getrefcount(None)
    for number in range(2_000):
        widget.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 200


def test_closed_windows_are_not_swept_up_while_the_others_are_dressed(look):
    """Unguarded, this crashes: the collector deletes windows that Qt has just listed."""
    gc.collect()
    usual = gc.get_threshold()
    gc.disable()
    try:
        for _ in range(100):
            window = QWidget()
            window.itself = window  # only the collector can end it
            QTabWidget(window).addTab(QWidget(), "One")
        gc.set_threshold(gc.get_count()[0] + 20)  # a few widgets down the list
        gc.enable()
        assert len(theme._every_widget()) > 300
        assert gc.isenabled()
    finally:
        gc.set_threshold(*usual)
        gc.enable()


COLLECTED = """
import gc, os
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from npqdesk.ui import theme
application = QApplication([])

class Widget(QWidget):
    pass

for _round in range(4):
    gc.disable()
    for _each in range(300):
        one, other = Widget(), Widget()
        one.other, other.one = other, one
        kept = [QTableView(one) for _table in range(3)]
    del one, other, kept
    gc.set_threshold(20, 5, 5)
    gc.enable()
    theme._every_widget()
os._exit(0)
"""


def test_a_change_of_theme_survives_widgets_that_python_throws_away():
    ran = subprocess.run([sys.executable, "-c", COLLECTED], capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr[-400:]
