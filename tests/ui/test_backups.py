"""Backing up and restoring in the window, from the settings and where the records could not be opened."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from npqdesk.services.opening import Opening
from npqdesk.ui.page import PageEntry
from npqdesk.ui.pages.settings import SettingsPage
from npqdesk.ui.tasks import is_working
from npqdesk.ui.widgets.failure import FailurePanel
from tests.ui.office import Elsewhere

ENTRIES = (
    PageEntry("home", "Home", "house", Elsewhere),
    PageEntry("settings", "Settings", "settings", SettingsPage, group="foot"),
)


def press(part, words):
    found = [each for each in part.findChildren(QPushButton) if each.accessibleName() == words and each.isVisible()]
    assert len(found) == 1, words
    found[0].click()


def offered(card):
    return any(each.accessibleName() == "Restore it" and each.isVisible() for each in card.findChildren(QPushButton))


def opened(make_shell, qtbot, records):
    window = make_shell(*ENTRIES, open_desk=Opening(str(records)))
    window.open_records()
    qtbot.waitUntil(lambda: window.page_id == "home" or bool(window.findChildren(FailurePanel)), timeout=20_000)
    return window


def choose(monkeypatch, file):
    for asks in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_arguments: (str(file), ""))


def test_backed_up_changed_and_brought_back(make_shell, qtbot, tmp_path, monkeypatch):
    window = opened(make_shell, qtbot, tmp_path / "npqdesk.sqlite3")
    choose(monkeypatch, tmp_path / "on a stick")
    window.go("settings", what="backups")
    card = window.page.backups
    assert window.focusWidget() is card.bring
    assert card._last.text() == "No backup has been made yet."
    press(card, "Back up…")
    qtbot.waitUntil(lambda: "was made and read back" in window.notice_shown)
    assert card._last.text().endswith("as on a stick.npqbackup.")
    window.page.field("signatory.name").edit.setText("Ruth Ashdown")
    window.page.leave()
    choose(monkeypatch, tmp_path / "on a stick.npqbackup")
    press(card, "Restore a backup…")
    qtbot.waitUntil(lambda: offered(card))
    press(card, "Leave everything as it is")
    assert not card.restore.isVisible()
    window.dropping.take([tmp_path / "on a stick.npqbackup"])
    qtbot.waitUntil(lambda: not is_working() and offered(card))
    card.restore.restore(tmp_path / "on a stick.npqbackup")
    card.restore.check(tmp_path / "on a stick.npqbackup")
    assert "still under way" in window.notice_shown
    qtbot.waitUntil(lambda: "are back" in window.notice_shown, timeout=20_000)
    assert "kept as npqdesk before restoring" in window.notice_shown
    window.go("settings")
    assert window.page.field("signatory.name").edit.text() == ""
    assert card is not window.page.backups


def test_what_is_no_backup_changes_nothing(make_shell, qtbot, tmp_path):
    window = opened(make_shell, qtbot, tmp_path / "npqdesk.sqlite3")
    window.go("settings")
    window.page.backups.restore.check(Path(__file__))
    qtbot.waitUntil(lambda: bool(window.page.backups.findChildren(FailurePanel)))
    assert window.focusWidget() is window.page.backups.findChildren(FailurePanel)[0]


def test_damaged_records_are_restored_where_it_says_so(make_shell, qtbot, tmp_path, monkeypatch):
    records, stick = tmp_path / "npqdesk.sqlite3", tmp_path / "a.npqbackup"
    window = opened(make_shell, qtbot, records)
    window.go("settings")
    window.page.backups.back_up.make(stick)
    qtbot.waitUntil(lambda: stick.exists() and bool(window.notice_shown))
    window.close()
    records.write_bytes(b"wrecked" * 999)
    window = opened(make_shell, qtbot, records)
    choose(monkeypatch, stick)
    press(window, "Restore a backup…")
    qtbot.waitUntil(lambda: any(each.accessibleName() == "Restore it" for each in window.findChildren(QPushButton)))
    press(window, "Restore it")
    qtbot.waitUntil(lambda: window.page_id == "home", timeout=20_000)
    assert [path.read_bytes() for path in tmp_path.glob("npqdesk before*")] == [b"wrecked" * 999]
