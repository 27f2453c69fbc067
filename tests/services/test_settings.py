"""The office's settings: declared once, kept in the records, refused in words."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from npqdesk.problem import Problem
from npqdesk.services.settings import (
    SETTINGS,
    give_letterhead,
    keep_typed,
    own_letterheads,
    read_settings,
    setting,
    why_not,
    write_setting,
)
from npqdesk.services.undo import redo, undo, undoable
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Setting as StoredSetting


@pytest.fixture
def desk(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    yield SimpleNamespace(store=store, now=lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
    store.close()


def test_a_new_office_has_every_default(desk):
    assert read_settings(desk) == {each.key: each.default for each in SETTINGS}


def test_each_default_may_be_kept(desk):
    for each in SETTINGS:
        assert write_setting(desk, each.key, each.default) == each.default


def test_a_setting_is_kept_without_stray_spaces_and_can_be_changed(desk):
    write_setting(desk, "signatory.name", "  Helen   Marsh ")
    assert read_settings(desk)["signatory.name"] == "Helen Marsh"
    write_setting(desk, "signatory.name", "<b>Ann & Co</b>")
    assert read_settings(desk)["signatory.name"] == "<b>Ann & Co</b>"


def test_what_is_chosen_can_be_undone_but_not_how_the_window_looks(desk):
    write_setting(desk, "looks.theme", "dark")
    assert undoable(desk).undo == ""
    for typed in ("H", "He", "Helen Marsh"):
        keep_typed(desk, "signatory.name", typed)
    give_letterhead(desk, "100000")
    assert undo(desk) == "give a school its own letterhead"
    assert own_letterheads(desk) == ()
    assert undo(desk) == "change “Who signs” in the settings"
    assert read_settings(desk)["signatory.name"] == ""
    redo(desk)
    redo(desk)
    assert read_settings(desk)["signatory.name"] == "Helen Marsh"
    assert own_letterheads(desk) == ("100000",)


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("looks.theme", "pink", "Choose one of"),
        ("looks.text_size", "1000", "Choose one of"),
        ("letterhead.email", "not an address", "Enter an e-mail"),
        ("letterhead.telephone", "call me", "Enter a telephone number"),
        ("signatory.name", "x" * 201, "200 characters"),
    ],
)
def test_a_value_that_does_not_suit_is_refused_in_words(desk, key, value, advice):
    with pytest.raises(Problem) as refused:
        write_setting(desk, key, value)
    assert advice in refused.value.what_to_do
    assert read_settings(desk)[key] == setting(key).default


def test_a_stored_value_that_is_none_any_more_reads_as_the_default(desk):
    with desk.store.writing() as session:
        session.add(StoredSetting(key="looks.theme", value="sepia"))
    assert read_settings(desk)["looks.theme"] == "system"


def test_real_numbers_and_addresses_are_taken():
    for value in ("01632 960 117", "+44 (0)1632 960117", "01632 960117 ext 12", ""):
        assert why_not(setting("letterhead.telephone"), value) == ""
    assert why_not(setting("letterhead.email"), "office@school.sch.uk") == ""
