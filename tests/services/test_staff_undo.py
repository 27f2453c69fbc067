"""The last staff import is taken back whole, or not at all.  Everyone is invented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.staff_import import keep_staff, preview_staff
from npqdesk.services.staff_undo import last_import, undo_import
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Enquiry, Person
from tests.services.records import RecordsDesk, rows_of

HEADINGS = "Name,TRN,Date of birth,Work email,Role\n"
JOAN = "Joan Whitlock,1234567,01/09/1975,joan@elm.sch.uk,Headteacher\n"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path):
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


@pytest.fixture
def bring_in(desk, tmp_path: Path):
    def bring(rows: str, name: str = "staff.csv", **decisions: str):
        path = tmp_path / name
        path.write_text(HEADINGS + rows, encoding="utf-8")
        settled = {int(line.removeprefix("line")): decision for line, decision in decisions.items()}
        return keep_staff(desk, preview_staff(desk, path), settled)

    return bring


def test_who_was_added_goes_and_who_was_changed_is_as_before(desk, bring_in):
    bring_in(JOAN + "Ann Lee,,02/03/1990,,Teacher\n")
    before = rows_of(desk, "people")
    rows = "Joan Whitlock,1234567,,jw@elm.sch.uk,Executive head\nAnn Lee,7654321,02/03/1990,,\nBo Ek,,,,Cook\n"
    bring_in(rows + "Bo Ek,,01/01/1980,bo@elm.sch.uk,\n", "later.csv", line5="same")
    last = last_import(desk)
    assert (last.file_name, last.added, last.changed) == ("later.csv", 1, 2)
    assert undo_import(desk) == last
    assert rows_of(desk, "people") == before
    assert last_import(desk) is None
    with pytest.raises(Problem, match="no import to take back"):
        undo_import(desk)


def test_an_import_that_changes_nothing_leaves_the_one_before_to_be_taken_back(desk, bring_in):
    bring_in(JOAN)
    bring_in(JOAN, "again.csv")
    assert undo_import(desk).file_name == "staff.csv"
    assert rows_of(desk, "people") == []


def _edit(session):
    session.query(Person).filter_by(name="Ann Lee").one().role = "Deputy"


def _remove(session):
    session.delete(session.query(Person).filter_by(name="Ann Lee").one())


def _ask_about(session):
    person = session.query(Person).filter_by(name="Ann Lee").one()
    given = {"started_at": NOW, "changed_at": NOW, "removed_at": None, "answers": {}, "state": "draft"}
    session.add(Enquiry(name="Ann Lee", person_id=person.id, **given))


@pytest.mark.parametrize("touch", [_edit, _remove, _ask_about])
def test_once_somebody_was_touched_nothing_is_taken_back(desk, bring_in, touch):
    bring_in(JOAN + "Ann Lee,,02/03/1990,,Teacher\n")
    with desk.store.writing() as session:
        touch(session)
    before = rows_of(desk, "people")
    with pytest.raises(Problem, match="can no longer be taken back"):
        undo_import(desk)
    assert rows_of(desk, "people") == before
    assert last_import(desk) is not None
