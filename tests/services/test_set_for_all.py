"""What is set for everybody on a computer: where the records are, and no downloads."""

import pytest

from npqdesk.problem import Problem
from npqdesk.services import desk as desks
from npqdesk.services import set_for_all as told
from npqdesk.services.desk import open_desk
from npqdesk.services.download import latest_register
from npqdesk.services.set_for_all import SetForAll, set_for_all
from npqdesk.services.settings import DOWNLOADS, is_set_for_all, read_settings, write_setting


@pytest.fixture
def say(tmp_path, monkeypatch):
    """Writes the file that speaks for everybody."""
    file = tmp_path / "npqdesk.toml"
    monkeypatch.setattr(told, "FILE", file)
    monkeypatch.delenv(desks.DATABASE_VARIABLE, raising=False)
    set_for_all.cache_clear()
    yield file.write_text
    set_for_all.cache_clear()


@pytest.fixture
def desk(tmp_path, say):
    opened = open_desk(str(tmp_path / "office.sqlite3"))
    yield opened
    opened.close()


def test_nothing_is_set_where_there_is_no_file(say):
    assert set_for_all() == SetForAll(database="", may_download=True)


def test_the_records_that_are_set_for_all_are_opened(tmp_path, say):
    shared = tmp_path / "a shared folder" / "office.sqlite3"
    say(f"database = '{shared}'")
    open_desk().close()
    assert shared.is_file()


def test_records_that_a_person_names_come_first(tmp_path, say, monkeypatch):
    say(f"database = '{tmp_path / 'shared.sqlite3'}'")
    open_desk(str(tmp_path / "named.sqlite3")).close()
    monkeypatch.setenv(desks.DATABASE_VARIABLE, str(tmp_path / "variable.sqlite3"))
    open_desk().close()
    assert sorted(file.name for file in tmp_path.glob("*.sqlite3")) == ["named.sqlite3", "variable.sqlite3"]


@pytest.mark.parametrize("line", ['downloads = "no"', 'downloads = "No "', "downloads = false"])
def test_downloads_that_are_switched_off_stay_off(say, desk, line):
    write_setting(desk, DOWNLOADS, "yes")
    say(line)
    set_for_all.cache_clear()
    assert read_settings(desk)[DOWNLOADS] == "no"
    assert is_set_for_all(DOWNLOADS)
    with pytest.raises(Problem, match="set for everybody"):
        write_setting(desk, DOWNLOADS, "yes")
    with pytest.raises(Problem, match="Whoever looks after this computer"), latest_register(desk):
        pass


def test_the_office_chooses_where_nothing_is_set(say, desk):
    say('downloads = "yes"')
    set_for_all.cache_clear()
    assert not is_set_for_all(DOWNLOADS)
    write_setting(desk, DOWNLOADS, "no")
    assert read_settings(desk)[DOWNLOADS] == "no"


@pytest.mark.parametrize("text", ["database = ", "\x00"])
def test_a_file_with_a_mistake_is_told(say, text):
    say(text)
    with pytest.raises(Problem, match="What is set for this computer cannot be read"):
        set_for_all()


@pytest.mark.parametrize(
    ("registry", "said"),
    [
        ({}, SetForAll()),
        ({(told.KEYS[1], "Database"): r"\\server\office\npq.sqlite3"}, SetForAll(r"\\server\office\npq.sqlite3")),
        ({(told.KEYS[1], "Downloads"): "NO"}, SetForAll(may_download=False)),
        ({(told.KEYS[0], "Downloads"): "yes", (told.KEYS[1], "Downloads"): "no"}, SetForAll()),
    ],
)
def test_on_windows_a_policy_of_the_network_comes_before_the_installer(say, monkeypatch, registry, said):
    monkeypatch.setattr(told.sys, "platform", "win32")
    monkeypatch.setattr(told, "_in_registry", lambda *place: registry.get(place, ""))
    assert set_for_all() == said
