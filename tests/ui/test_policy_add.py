"""A policy file in the window: dropped or chosen, shown before it is kept, refused, added, removed, taken back."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from npqdesk.rules.reader import policy_hash
from npqdesk.rules.timeline import NoPolicy
from npqdesk.store.tables import AddedPolicy, PolicyText
from npqdesk.ui.pages import policy_add as module
from tests.ui.office import DATA, at_rest, button, drop, failure, focus_name, press, said, walk

YEAR = DATA / "2027-autumn.toml"


@pytest.fixture
def window(office):
    shell = office()
    shell.go("policy")
    return shell


@pytest.fixture
def year(tmp_path):
    """The invented year as a file, with a few words changed."""

    def make(*changes: tuple[str, str], name: str = "mine.toml"):
        text = YEAR.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return make


def _looked_through(window, qtbot, path):
    window.go("add_policy", path=str(path))
    at_rest(window, qtbot)


def _has(window, start="2027-autumn"):
    return not isinstance(window.desk.policy_for(start), NoPolicy)


def test_a_file_from_its_drop_to_its_answer_and_back(window, qtbot):
    drop(window, YEAR)
    at_rest(window, qtbot)
    assert window.page_id == "add_policy"
    words = said(window.page)
    for told in ("Autumn 2027", "For those who start in autumn 2027.", "1, in force, decided from 1 June 2026"):
        assert told in words
    assert "It would change none of them." in words
    assert focus_name() == "Add this policy"
    assert not _has(window)
    press(Qt.Key.Key_Return)
    assert window.page_id == "policy"
    assert _has(window)
    assert "Added locally" in [each.accessibleName() for each in window.page.findChildren(QWidget)]
    assert "Leading teaching is funded at schools on the list." in said(window.page)
    at_rest(window, qtbot)
    status = [each.text() for each in window.statusBar().findChildren(QAbstractButton)]
    assert any("Policy autumn 2027, added locally" in each for each in status)
    window.undoing.undo()
    assert not _has(window)
    assert "Autumn 2027" not in said(window.page.cards)


def test_a_file_is_chosen_and_left(window, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (str(YEAR), ""))
    button(window, "Add a policy…").click()
    at_rest(window, qtbot)
    button(window, "Cancel").click()
    assert window.page_id == "policy"
    assert not _has(window)


def test_no_file_chosen_changes_nothing(window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: ("", ""))
    button(window, "Add a policy…").click()
    assert window.page_id == "policy"


def test_removed_and_restored(window, qtbot):
    _looked_through(window, qtbot, YEAR)
    button(window, "Add this policy").click()
    button(window, "Remove").click()
    assert not _has(window)
    assert "Answers that rest on it keep its text." in said(window.page.top.itemAt(0).widget())
    window.undoing.undo()
    assert _has(window)
    window.go("policy", policy="2027-autumn")
    assert button(window, "Remove")
    window.go("policy", policy="2026-autumn")
    assert "Remove" not in [each.accessibleName() for each in window.page.findChildren(QWidget) if each.isVisible()]


def test_mistakes_are_told_with_their_lines_and_looked_for_again(window, qtbot, year):
    file = year(
        ('id = "pp50-schools"', 'id = "pp50"'), ('given = { in_england = "no" }', 'given = { in_england = "yes" }')
    )
    _looked_through(window, qtbot, file)
    words = said(window.page)
    assert "mine.toml, line 26: There is no list called 'pp50'" in words
    assert "mine.toml, line 32: The example “A teacher in Wales” is not decided by 27-england" in words
    assert focus_name() == "Look through it again"
    year()
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert focus_name() == "Add this policy"


def test_a_file_that_is_gone_meanwhile_is_told(window, qtbot, year):
    file = year()
    file.unlink()
    _looked_through(window, qtbot, file)
    assert "mine.toml" in said(window.page)
    button(window, "Cancel").click()
    assert window.page_id == "policy"


def test_what_is_here_already_is_not_added_again(window, qtbot):
    for _time in range(2):
        _looked_through(window, qtbot, YEAR)
        if button(window, "Cancel") and focus_name() == "Add this policy":
            press(Qt.Key.Key_Return)
    assert "was added before" in said(window.page)
    assert focus_name() == "Cancel"


def test_only_one_policy_file_is_taken(window, qtbot, tmp_path):
    (tmp_path / "picture.bin").write_bytes(b"\0\1\2")
    (tmp_path / "empty.toml").write_text("# nothing")
    window.go("policy")
    drop(window, tmp_path / "picture.bin")
    at_rest(window, qtbot)
    assert "another kind" in failure(window)
    drop(window, YEAR, YEAR)
    assert "2 files were dropped" in failure(window)
    drop(window, tmp_path / "empty.toml")
    at_rest(window, qtbot)
    assert window.page_id == "add_policy"


def test_what_is_no_file_is_not_taken(window):
    text = QMimeData()
    text.setText("[policy]")
    entering = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, text, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    entering.ignore()
    QApplication.sendEvent(window.windowHandle(), entering)
    assert not entering.isAccepted()


def test_a_kept_answer_that_would_be_another_is_shown(window, qtbot, year):
    """The invented trust has an answer kept for autumn 2026 that no rule of the file funds."""
    withdrawn = year(
        ('id = "2027-autumn"', 'id = "2026-autumn"'),
        ('["2027-autumn"]', '["2026-autumn"]'),
        ("edition = 1", "edition = 2"),
        ('"in_force"', '"withdrawn"'),
    )
    _looked_through(window, qtbot, withdrawn)
    words = said(window.page)
    assert "It withdraws these rules" in words
    assert "Nothing kept is rewritten." in words
    names = [each.accessibleName() for each in window.page.findChildren(QWidget)]
    assert names.count("No policy") >= 1


def test_a_bug_is_told(window, qtbot, monkeypatch):
    def broken(*_args, **_watch):
        raise RuntimeError("half-way")

    monkeypatch.setattr(module, "preview_policy", broken)
    _looked_through(window, qtbot, YEAR)
    assert window.page_id == "policy"
    assert "fault of its own" in failure(window)


def test_one_that_cannot_be_used_any_more_is_told_and_taken_out(window):
    text = YEAR.read_text(encoding="utf-8").replace("in_england =", "in_britain =")
    with window.desk.store.writing() as session:
        session.add(PolicyText(hash=policy_hash(text), text=text))
        session.flush()
        at = window.desk.now()
        session.add(AddedPolicy(hash=policy_hash(text), file_name="old.toml", added_at=at, removed_at=None))
    window.desk.read_rules_again()
    window.go("policy")
    words = said(window.page)
    assert "old.toml is left out" in words
    assert "old.toml, line 34" in words
    button(window, "Remove old.toml").click()
    assert "old.toml is left out" not in said(window.page)
    window.undoing.undo()
    assert "old.toml is left out" in said(window.page)


def test_markup_in_a_file_is_shown_as_it_is_written(window, qtbot, year):
    """A file may come from anywhere: nothing in it is ever read as markup, in tooltips neither."""
    nasty = "<img src='https://example.org/x'>"
    _looked_through(window, qtbot, year(("Invented terms for autumn 2027", nasty), ("Autumn 2027", "<b>Autumn</b>")))
    assert "<b>Autumn</b>" in said(window.page)
    press(Qt.Key.Key_Return)
    tips = [each.toolTip() for each in window.page.findChildren(QWidget)]
    assert any("&lt;img" in tip for tip in tips)
    assert not any("<img" in tip or "<b>" in tip for tip in tips)
    model = window.page.editions.rows
    assert "&lt;b&gt;Autumn" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


def test_every_stop_has_a_name(window, qtbot):
    _looked_through(window, qtbot, YEAR)
    assert all(walk(window))
