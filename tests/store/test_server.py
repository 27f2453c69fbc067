"""Records on a PostgreSQL server: the same promises as in a file, to several offices at once."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from npqdesk.problem import Problem
from npqdesk.services.desk import Desk, open_desk, open_rules
from npqdesk.services.determine import determinations
from npqdesk.services.matrix.whole import matrix
from npqdesk.services.opening import Opening
from npqdesk.services.people import add_person, edit_person, kept_field
from npqdesk.services.people_erasing import erase_person
from npqdesk.services.sample import load_sample
from npqdesk.services.schools import schools_by_urn
from npqdesk.services.undo import redo, undo, undoable
from npqdesk.store import plain_sql, server, trouble, upgrade
from npqdesk.store.journal import ActChange
from npqdesk.store.papers import Letter
from npqdesk.store.tables import Determination, EstablishmentRow, Person, Setting
from tests.sample_records import TODAY, open_sample
from tests.server import WHY_NOT, database, running

START = "2026-autumn"


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    """A server; the tests that need one are skipped where there is none."""
    with running() as address:
        if not address:
            pytest.skip(WHY_NOT)
        yield address


@pytest.fixture(scope="module")
def sample(place: str) -> Iterator[str]:
    """An address with the invented trust in it."""
    with database(place) as address:
        desk = open_desk(address)
        desk.today, desk.now = lambda: TODAY, lambda: datetime(2026, 11, 21, 12, tzinfo=UTC)  # type: ignore[method-assign]
        load_sample(desk)
        desk.close()
        yield address


@pytest.fixture
def offices(place: str) -> Iterator[tuple[Desk, Desk]]:
    """Two offices at work on the same empty records."""
    with database(place) as address:
        desks = open_desk(address), open_desk(address)
        for desk, user in zip(desks, ("north", "south"), strict=True):
            desk.store.user = user
        yield desks
        for desk in desks:
            desk.close()


def test_the_sample_gives_the_same_answers_as_from_a_file(sample, tmp_path):
    with closing(open_desk(sample)) as there, closing(open_sample(tmp_path / "here.sqlite3")) as here:
        told = []
        for desk in (there, here):
            desk.today = lambda: TODAY
            with desk.store.reading() as session:
                urns = session.scalars(select(EstablishmentRow.urn).order_by(EstablishmentRow.name)).all()
            rows = [(row.name, [cell.kind for cell in row.cells]) for row in matrix(desk, START).rows]
            kept = [(each.name, each.outcome, each.course) for each in determinations(desk)]
            told.append((urns, rows, kept, schools_by_urn(desk, urns)))
        assert told[0] == told[1]
        assert there.place == there.store.file_name
    assert open_rules(sample).editions


def test_two_offices_write_at_once_and_neither_loses_anything(offices):
    north, south = offices
    first, second = add_person(north, "Joan Whitlock"), add_person(south, "Zoë Ñandú")
    assert first != second
    edit_person(north, first, "role", "Headteacher")
    edit_person(south, first, "trn", "1234567")
    assert (kept_field(south, first, "role"), kept_field(north, first, "trn")) == ("Headteacher", "1234567")


def test_each_office_undoes_its_own(offices):
    north, south = offices
    joan = add_person(north, "Joan Whitlock")
    edit_person(south, joan, "role", "Cook")
    assert (undoable(north).undo, undoable(south).undo) == ("add a person", "change a role")
    with pytest.raises(Problem, match="rests on"):
        undo(north)
    undo(south)
    assert kept_field(north, joan, "role") == ""
    assert undo(north) == "add a person"
    assert (undoable(north).redo, undoable(south).redo) == ("add a person", "change a role")
    redo(north)
    assert redo(south) == "change a role"


def test_a_writer_waits_for_another_and_then_says_so(offices, monkeypatch):
    north, south = offices
    with north.store.writing() as session:
        session.add(Setting(key="a", value="north"))
        session.flush()
        assert south.store.is_writing()
        with south.store.reading() as reader:
            assert reader.get(Setting, "a") is None
        monkeypatch.setattr(server, "BUSY_SECONDS", 0.05)
        with pytest.raises(Problem, match="in use"):
            _write_at_once(south)
    assert not south.store.is_writing()
    with south.store.reading() as reader:
        assert reader.get_one(Setting, "a").value == "north"


def _write_at_once(desk):
    with desk.store.writing() as session:
        session.add(Setting(key="b", value="south"))


def test_a_reader_sees_one_state_and_keeps_nothing(offices):
    north, south = offices
    with south.store.reading() as reader:
        assert reader.scalar(select(func.count()).select_from(Setting)) == 0
        _write_at_once(north)
        assert reader.scalar(select(func.count()).select_from(Setting)) == 0
    with south.store.reading() as reader:
        assert reader.scalar(select(func.count()).select_from(Setting)) == 1


def test_evidence_is_never_edited_and_a_person_is_erased_from_it_all_the_same(sample):
    with closing(open_desk(sample)) as desk:
        with pytest.raises(IntegrityError, match="evidence"), desk.store.writing() as session:
            session.execute(text("UPDATE determinations SET facts = '{}'"))
        with pytest.raises(IntegrityError, match="evidence"), desk.store.writing() as session:
            session.execute(text("DELETE FROM policy_texts"))
        with desk.store.writing() as session:
            session.execute(text("UPDATE determinations SET superseded_because = NULL"))
            who = session.scalars(select(Person).where(Person.name == "Amara Okafor")).one().id
        assert erase_person(desk, who)
        with desk.store.reading() as session:
            names = session.scalars(select(Determination.name)).all()
            assert "Amara Okafor" not in names
            assert "Erased person" in names
            told = [*session.scalars(select(ActChange.after)), *session.scalars(select(Letter.details))]
            assert "Amara" not in str(told)
        with pytest.raises(IntegrityError, match="evidence"), desk.store.writing() as session:
            session.execute(text("DELETE FROM determinations"))


def test_migrations_run_there_and_all_is_undone_where_one_fails(place, monkeypatch):
    migrate, form = upgrade.migrate, "0012"  # the first that servers have been brought to
    monkeypatch.setattr(upgrade, "REVISIONS", upgrade.REVISIONS[: upgrade.REVISIONS.index(form) + 1])
    with database(place) as address, closing(open_desk(address)) as desk:
        with desk.store.writing() as session:
            session.execute(text("ALTER TABLE acts DROP COLUMN made_by"))
            session.execute(text("UPDATE alembic_version SET version_num = '0011'"))
        with pytest.raises(Problem, match="safe start"):
            Opening(address, read_only=True)()
        monkeypatch.setattr(upgrade, "migrate", lambda connection: (migrate(connection, to=form), 1 / 0))
        with pytest.raises(Problem, match="could not be brought up to date"):
            open_desk(address)
        with desk.store.reading() as session:
            assert session.scalar(text("SELECT version_num FROM alembic_version")) == "0011"
        monkeypatch.setattr(upgrade, "migrate", lambda connection: migrate(connection, to=form))
        open_desk(address).close()
        with closing(Opening(address, read_only=True)()) as reader:
            with pytest.raises(Problem, match="safe start"):
                add_person(reader, "Joan Whitlock")
            with reader.store.reading() as session:
                assert session.scalar(text("SELECT made_by FROM acts")) is None


def test_an_older_program_refuses_newer_records_also_while_it_has_them_open(offices):
    north, south = offices
    with north.store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Problem, match="newer npqdesk"):
        add_person(south, "Joan Whitlock")
    with pytest.raises(Problem, match="newer npqdesk"):
        open_desk(str(south.store._engine.url.render_as_string(hide_password=False)))


def test_a_database_of_another_program_is_refused(place):
    import psycopg

    with database(place) as address:
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE recipes (name text)")
        with pytest.raises(Problem, match="not npqdesk's records"):
            open_desk(address)


def test_a_server_that_is_out_of_reach_or_does_not_let_us_in(place, tmp_path):
    with pytest.raises(Problem, match="out of reach"):
        open_desk(f"postgresql://office@/npqdesk?host={tmp_path}")
    with pytest.raises(Problem, match="no such database"):
        open_desk(place.replace("@", "@/nowhere", 1) if "?" in place else f"{place}/nowhere")


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("55P03", "Your records are in use"),
        ("40P01", "Your records are in use"),
        ("53100", "The disk is full"),
        ("57P01", "out of reach"),
        ("28P01", "does not let you in"),
    ],
)
def test_the_servers_troubles_in_words(state, title):
    cause = type("Error", (Exception,), {"sqlstate": state})()
    problem = trouble.in_words(OperationalError("", {}, cause), "postgresql://office@server/npqdesk")
    assert problem is not None
    assert title in problem.title


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("FATAL:  connection requires a valid client certificate", "No secure connection"),
        ('root certificate file "~/.postgresql/root.crt" does not exist', "No secure connection"),
        ("SSL error: certificate verify failed", "No secure connection"),
        ("server does not support SSL, but SSL was required", "No secure connection"),
        ("fe_sendauth: no password supplied", "does not let you in"),
        ('FATAL:  database "npqdesk" does not exist', "no such database"),
        ("Connection refused", "out of reach"),
    ],
)
def test_what_goes_wrong_on_the_way_in_is_told_in_words(said, title):
    problem = trouble.in_words(OperationalError("", {}, Exception(said)), "postgresql://office@server/npqdesk")
    assert problem is not None
    assert title in problem.title


def test_errors_that_nobody_foresaw_stay_what_they_are():
    for state, kind in (("42601", OperationalError), (None, ProgrammingError)):
        cause = type("Error", (Exception,), {"sqlstate": state})()
        assert trouble.in_words(kind("", {}, cause), "x") is None


def test_plain_sql_in_the_words_of_a_server():
    assert plain_sql.for_server("SELECT a FROM b WHERE c = ? AND d IN (SELECT value FROM json_each(?))") == (
        "SELECT a FROM b WHERE c = %s AND d IN "
        "(SELECT value FROM json_array_elements_text(CAST(%s AS json)) AS each(value))"
    )
    assert plain_sql.for_server("a <= :day AND b = ''") == "a <= %(day)s AND b = ''"
