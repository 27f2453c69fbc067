"""Settings: the letterhead with its paper beside it, the schools' own, and nothing typed ever lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from npqdesk.services.letterheads import kept_picture
from npqdesk.services.settings import own_letterheads, read_settings
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import finish_tasks, is_working
from tests.services.chosen_pictures import BADGE_SVG, HOSTILE
from tests.ui.office import failure, opener, press


@pytest.fixture
def window(qtbot, tmp_path):
    window = Shell(ENTRIES, opener(tmp_path, sample=True))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.open_records()
    window.show()
    window.go("settings")
    settle(window, qtbot)
    yield window
    finish_tasks()


def settle(window, qtbot) -> None:
    """Until the paper shows what stands in the fields."""
    preview = window.page.preview
    qtbot.waitUntil(lambda: not preview._timer.isActive() and not is_working(), timeout=20_000)


def ink(window) -> bytes:
    image = window.page.preview.paper.images()[0]
    return bytes(image.constBits())


def test_the_paper_changes_as_it_is_typed_and_is_kept_without_leaving_the_field(window, qtbot):
    before = ink(window)
    window.page.field("letterhead.name").edit.setText("Ysgol y Bryn <b>")
    settle(window, qtbot)
    assert ink(window) != before
    qtbot.waitUntil(lambda: read_settings(window.desk)["letterhead.name"] == "Ysgol y Bryn <b>", timeout=5_000)


def test_what_is_typed_at_the_moment_of_leaving_is_kept_even_when_it_does_not_suit(window):
    window.page.field("letterhead.email").edit.setText("half an addr")
    window.go("home")
    window.go("settings")
    field = window.page.field("letterhead.email")
    assert field.edit.text() == "half an addr"
    assert field.error == "Enter an e-mail address, such as office@school.example"
    assert read_settings(window.desk)["letterhead.email"] == ""


def test_a_badge_is_taken_shown_taken_away_and_brought_back(window, tmp_path, qtbot):
    card = window.page.letterhead
    before = ink(window)
    (tmp_path / "badge.svg").write_bytes(BADGE_SVG)
    card.take_picture("logo", tmp_path / "badge.svg")
    settle(window, qtbot)
    assert "badge.svg" in card.pictures["logo"].says
    assert ink(window) != before
    card.pictures["logo"]._take_away.click()
    assert kept_picture(window.desk, "logo") is None
    window.undoing.undo()
    assert kept_picture(window.desk, "logo").file_name == "badge.svg"
    assert "badge.svg" in card.pictures["logo"].says


def test_a_hostile_badge_is_told_beside_its_field(window, tmp_path):
    card = window.page.letterhead
    (tmp_path / "x.svg").write_bytes(HOSTILE["script"][0])
    card.take_picture("logo", tmp_path / "x.svg")
    assert "It holds a script" in card.pictures["logo"].error
    assert kept_picture(window.desk, "logo") is None


def test_a_pale_colour_says_how_dark_it_is_printed(window):
    card = window.page.letterhead
    window.page.field("letterhead.colour").edit.setText("#FFD400")
    assert card._shade.isVisible()
    assert "printed darker, as #" in card._shade.text()
    window.page.field("letterhead.colour").edit.setText("#17405C")
    assert not card._shade.isVisible()


def test_a_school_has_a_letterhead_of_its_own_and_uses_the_offices_again(window):
    card = window.page.letterhead
    window.page.field("signatory.name").edit.setText("Office Head")
    card.give_to("902116")
    assert card.whose.box.currentText() == "Kelderby High School"
    assert window.page.field("signatory.name").text() == "Office Head", "it begins as the office's is signed"
    window.page.field("signatory.name").edit.setText("Kelderby Head")
    card.whose.choose("")
    assert window.page.field("signatory.name").text() == "Office Head"
    card.whose.choose("902116")
    assert window.page.field("signatory.name").text() == "Kelderby Head"
    card.drop.click()
    assert own_letterheads(window.desk) == ()
    window.undoing.undo()
    card.whose.choose("902116")
    assert window.page.field("signatory.name").text() == "Kelderby Head"


def test_a_character_that_cannot_be_printed_is_told_in_the_place_of_the_paper(window, qtbot):
    window.page.field("letterhead.name").edit.setText("School \U0001f600")
    settle(window, qtbot)
    assert "cannot be printed" in window.page.preview._problem.accessibleName()
    assert failure(window.page.letterhead) == ""


def test_every_control_has_a_name_and_the_keyboard_reaches_it(window):
    named = []
    for _step in range(80):
        press(Qt.Key.Key_Tab)
        named.append(QApplication.focusWidget().accessibleName())
        if named[-1] == named[0] and len(named) > 1:
            break
    assert all(named)
    for wanted in ("Whose letterhead", "Name at the head", "Badge: choose a picture", "Who signs", "Zoom in"):
        assert wanted in named, wanted
