"""Acts are undone and done again exactly, survive a restart, and are refused in words where something rests on them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from npqdesk.problem import Problem
from npqdesk.store import journal
from npqdesk.store.engine import Store, open_store
from npqdesk.store.journal import UNDOABLE, Act, ActChange, acting, last_done, last_undone
from npqdesk.store.papers import Picture
from npqdesk.store.tables import METADATA, Enquiry, Person, Setting
from npqdesk.store.undoing import do_again, take_back
from npqdesk.store.work_and_study import Employment

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _person(name: str = "Joan", **more: object) -> Person:
    return Person(**{"name": name, "title": "", "role": "Teacher", "urn": "1", "address": "", **more})


def _add(store: Store, *rows: object, name: str = "add", at: datetime = NOW) -> None:
    with acting(store, name, at=at) as session:
        session.add_all(rows)


def _undo(store: Store) -> None:
    with store.writing() as session:
        take_back(session, last_done(session), at=NOW)


def _redo(store: Store) -> None:
    with store.writing() as session:
        do_again(session, last_undone(session), at=NOW)


def _rows(store: Store, table: str) -> list[tuple]:
    with store.reading() as session:
        return [tuple(row) for row in session.execute(select(METADATA.tables[table]).order_by("id"))]


def test_every_row_that_can_be_undone_is_told_by_a_number_or_a_key():
    assert {
        name for name in UNDOABLE if METADATA.tables[name].primary_key.columns.keys() in (["id"], ["key"])
    } == UNDOABLE


def test_a_picture_comes_back_byte_by_byte(store: Store):
    png = bytes(range(256))
    _add(store, Picture(key="logo", file_name="badge.png", kept_at=NOW, png=png), Setting(key="a", value="1"))
    with acting(store, "change", at=NOW) as session:
        session.get_one(Picture, "logo").png = b"other"
        session.delete(session.get_one(Setting, "a"))
    _undo(store)
    with store.reading() as session:
        assert session.get_one(Picture, "logo").png == png
        assert session.get_one(Setting, "a").value == "1"
    _redo(store)
    with store.reading() as session:
        assert session.get_one(Picture, "logo").png == b"other"
        assert session.get(Setting, "a") is None


def test_added_changed_and_deleted_rows_go_back_and_forth(store: Store):
    _add(store, _person(date_of_birth=date(1980, 2, 3)), Employment(person_id=1, role="", urn="", workplace="Hub"))
    states = [_rows(store, "people") + _rows(store, "employments")]
    with acting(store, "change", at=NOW) as session:
        session.get_one(Person, 1).role = "Head"
        session.flush()
        session.get_one(Person, 1).since = date(2026, 9, 1)
        session.delete(session.get_one(Employment, 1))
    states.append(_rows(store, "people") + _rows(store, "employments"))
    for _time in range(2):
        _undo(store)
        assert _rows(store, "people") + _rows(store, "employments") == states[0]
        _redo(store)
        assert _rows(store, "people") + _rows(store, "employments") == states[1]


def test_somebody_who_was_added_is_put_aside_and_an_employment_is_gone(store: Store):
    _add(store, _person(), Employment(person_id=1, role="", urn="", workplace="Hub"))
    _undo(store)
    assert [row[-1] for row in _rows(store, "people")] == [NOW]
    assert _rows(store, "employments") == []
    _redo(store)
    assert [row[-1] for row in _rows(store, "people")] == [None]
    assert len(_rows(store, "employments")) == 1


def test_it_survives_a_restart(store: Store, database: Path):
    _add(store, _person())
    store.close()
    again = open_store(f"sqlite:///{database}")
    _undo(again)
    assert _rows(again, "people")[0][-1] == NOW
    again.close()


def test_what_was_changed_since_is_not_overwritten(store: Store):
    _add(store, _person())
    with acting(store, "change a role", at=NOW) as session:
        session.get_one(Person, 1).role = "Head"
    with store.writing() as session:
        session.get_one(Person, 1).role = "Executive head"
    with pytest.raises(Problem, match="“change a role” cannot be undone"):
        _undo(store)
    assert _rows(store, "people")[0][3] == "Executive head"
    with store.reading() as session:
        assert last_done(session).name == "change a role"


def test_somebody_who_is_asked_about_since_stays(store: Store):
    _add(store, _person())
    with store.writing() as session:
        session.add(
            Enquiry(person_id=1, name="", state="draft", answers={}, started_at=NOW, changed_at=NOW, removed_at=None)
        )
    with pytest.raises(Problem, match="cannot be undone"):
        _undo(store)
    assert _rows(store, "people")[0][-1] is None
    with store.writing() as session:
        session.get_one(Enquiry, 1).removed_at = NOW
    _undo(store)


def test_a_new_act_ends_what_could_be_done_again(store: Store):
    _add(store, _person())
    _undo(store)
    _add(store, _person("Ann"))
    with store.reading() as session:
        assert last_undone(session) is None
        assert [act.name for act in session.scalars(select(Act))] == ["add"]
        assert {change.row for change in session.scalars(select(ActChange))} == {2}


def test_nothing_changed_is_no_act(store: Store):
    _add(store, _person())
    with acting(store, "nothing", at=NOW) as session:
        session.get_one(Person, 1).role = "Teacher"
    with store.reading() as session:
        assert last_done(session).name == "add"


def test_an_act_that_fails_is_neither_done_nor_kept(store: Store):
    def fail() -> None:
        with acting(store, "half", at=NOW) as session:
            session.add(_person())
            session.flush()
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        fail()
    assert _rows(store, "people") == _rows(store, "acts") == []


def test_typing_is_one_act_for_one_field_in_one_go(store: Store):
    _add(store, _person())

    def write(field: str, text: str, at: datetime) -> None:
        with acting(store, "type", at=at, typing=True) as session:
            setattr(session.get_one(Person, 1), field, text)

    write("notes", "a", NOW)
    write("notes", "ab", NOW + timedelta(seconds=50))
    write("notes", "abc", NOW + timedelta(seconds=100))
    assert len(_rows(store, "acts")) == 2
    write("role", "Head", NOW + timedelta(seconds=101))
    write("notes", "abcd", NOW + timedelta(seconds=102))
    assert len(_rows(store, "acts")) == 4
    write("notes", "abcde", NOW + timedelta(seconds=200))
    assert len(_rows(store, "acts")) == 5
    for _time in range(4):
        _undo(store)
    assert _rows(store, "people")[0][3] == "Teacher"
    with store.reading() as session:
        assert session.get_one(Person, 1).notes == ""


def test_only_so_many_acts_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(journal, "MOST_ACTS", 3)
    for number in range(6):
        _add(store, _person(f"P{number}"), name=f"add {number}")
    assert [row[1] for row in _rows(store, "acts")] == ["add 3", "add 4", "add 5"]
    assert len(_rows(store, "act_changes")) == 3
