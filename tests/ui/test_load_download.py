"""Getting the latest register in the window: asked for, seen coming, stopped, refused in words, kept."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from npqdesk import paths
from npqdesk.services import download as service
from npqdesk.services.register import register_status
from npqdesk.services.settings import write_setting
from npqdesk.ui.pages.load_download import NotDownloaded
from npqdesk.ui.pages.loaded_table import LoadedTable
from npqdesk.ui.widgets.progress import ProgressCard
from tests.services.misbehaving_server import (
    Server,
    broken_off,
    file,
    misbehaving_server,
    register,
    silent_after,
    status,
)
from tests.ui.office import at_rest, button, failure, focus_name, press, said, walk

REGISTER = register(3_000)


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    with misbehaving_server() as server:
        yield server
    assert list((tmp_path / "cache").glob("*")) == []


@pytest.fixture
def window(office, server):
    shell = office(sample=False)
    write_setting(shell.desk, "downloads.register_address", server.address)
    shell.go("load")
    return shell


def content(window, kind):
    found = [each for each in window.page.findChildren(kind) if each.isVisible()]
    assert found, kind
    return found[0]


def test_from_the_internet_to_the_records(window, server, qtbot):
    server.answer(file(REGISTER, packed=True))
    button(window, "Get the latest register").click()
    assert focus_name() == "Cancel the download"
    assert "nothing about the school or its staff is sent" in said(window.page)
    at_rest(window, qtbot)
    assert "3,000 rows" in said(window.page)
    assert register_status(window.desk) is None, "nothing is kept before Keep"
    assert focus_name() == "Keep"
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert register_status(window.desk).as_at == window.desk.today()
    assert content(window, LoadedTable)


def test_nothing_is_asked_for_by_itself(window, server, qtbot):
    window.go("home")
    window.go("load")
    at_rest(window, qtbot)
    assert server.asked == []


def test_the_same_again_has_nothing_to_keep(window, server, qtbot):
    server.answer(file(REGISTER))
    for ending in ("Keep", "Back to what is loaded"):
        button(window, "Get the latest register").click()
        at_rest(window, qtbot)
        assert ("This very file was loaded already" in said(window.page)) is (ending != "Keep")
        button(window, ending).click()
        at_rest(window, qtbot)


def test_an_older_file_is_said_to_be_one(window, server, qtbot):
    yesterday = window.desk.today() - timedelta(days=1)
    server.answer(file(REGISTER), day=yesterday)
    button(window, "Get the latest register").click()
    at_rest(window, qtbot)
    assert "There is no file of today yet. This is the newest, of" in said(window)


def test_it_is_seen_coming_and_can_be_stopped(window, server, qtbot):
    server.answer(silent_after(REGISTER, after=200_000))
    button(window, "Get the latest register").click()
    card = content(window, ProgressCard)
    qtbot.waitUntil(lambda: "0.2 of 0.4 MB" in said(card))
    window.go("home")
    window.go("load")
    assert focus_name() == "Cancel the download"
    press(Qt.Key.Key_Return)
    at_rest(window, qtbot)
    assert "The download was cancelled. Everything is as it was." in said(window)
    assert register_status(window.desk) is None
    button(window, "Get the latest register").click()
    assert "The download was cancelled." not in said(window)
    content(window, ProgressCard).cancel.click()
    at_rest(window, qtbot)
    assert content(window, LoadedTable)


def test_a_new_try_is_told_beside_the_step(window, server, qtbot):
    server.answer(broken_off(REGISTER, after=200_000), silent_after(REGISTER, after=300_000))
    button(window, "Get the latest register").click()
    qtbot.waitUntil(lambda: "That did not work. Trying again" in said(content(window, ProgressCard)))
    content(window, ProgressCard).cancel.click()
    at_rest(window, qtbot)


def test_a_refusal_stays_in_the_page_with_the_ways_on(window, server, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    server.answer(status(403), file(REGISTER))
    button(window, "Get the latest register").click()
    at_rest(window, qtbot)
    assert "The website does not let npqdesk download" in failure(window)
    assert "Nothing was kept. Everything is as it was." in said(window.page)
    assert focus_name() == "Try again"
    assert {"Try again", "Open the download page", "Choose a file…", "Back to what is loaded"} <= set(walk(window))
    button(window, "Open the download page").click()
    assert opened == ["https://get-information-schools.service.gov.uk/Downloads"]
    button(window, "Try again").click()
    at_rest(window, qtbot)
    assert "3,000 rows" in said(window.page)


def test_back_from_a_refusal(window, server, qtbot):
    button(window, "Get the latest register").click()
    at_rest(window, qtbot)
    assert "There is no register to download" in failure(window)
    button(window, "Back to what is loaded").click()
    assert content(window, LoadedTable)


def test_switched_off_is_said_where_it_was_asked_for(window, server, qtbot):
    write_setting(window.desk, "downloads.allowed", "no")
    button(window, "Get the latest register").click()
    at_rest(window, qtbot)
    assert "Downloads are switched off" in failure(window)
    assert server.asked == []


def test_a_refusal_while_elsewhere_is_told_there(window, server, qtbot):
    button(window, "Get the latest register").click()
    window.go("home")
    at_rest(window, qtbot)
    assert "The register could not be downloaded. Register and lists says why." in said(window)
    window.go("load")
    assert content(window, NotDownloaded)
    assert focus_name() == "Try again"


def test_a_bug_is_told_with_its_details(window, qtbot, monkeypatch):
    def broken(*_given, **_more):
        raise KeyError("column")

    monkeypatch.setattr(service, "latest_register", broken)
    button(window, "Get the latest register").click()
    at_rest(window, qtbot)
    assert "npqdesk met a fault of its own" in failure(window)


def test_another_page_can_ask_for_it_at_once(window, server, qtbot):
    server.answer(file(REGISTER))
    window.go("home")
    window.go("load", what="download")
    qtbot.waitUntil(lambda: bool(server.asked))
    at_rest(window, qtbot)
    assert "3,000 rows" in said(window.page)
