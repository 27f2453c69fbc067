"""Whole transactions, and each trouble of a database told in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from npqdesk.problem import Problem
from npqdesk.store import engine as engine_module
from npqdesk.store.engine import Store, open_store
from npqdesk.store.papers import Letter
from npqdesk.store.tables import Determination, Enquiry, PolicyText, Setting

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _enquiry(**changes: object) -> Enquiry:
    given = {
        "name": "Ana",
        "state": "draft",
        "answers": {"cohort": "2026-autumn"},
        "started_at": NOON,
        "changed_at": NOON,
    }
    return Enquiry(**(given | changes))


def _determination(**changes: object) -> Determination:
    given: dict[str, object] = {
        "enquiry_id": 1,
        "decided_at": NOON,
        "name": "Ana",
        "cohort": "2026-autumn",
        "course": "npq-headship",
        "outcome": "funded",
        "reason": "funded",
        "rule": "npqh",
        "service_outcome": "funded",
        "service_reason": "funded",
        "grant_pounds": None,
        "grant_reason": "",
        "facts": {"pupils": {"value": 150}},
        "policy_id": "2026-autumn",
        "policy_edition": 1,
        "policy_hash": "h",
        "list_releases": {},
        "trace": [],
    }
    return Determination(**(given | changes))


@pytest.fixture
def with_evidence(store: Store) -> Store:
    with store.writing() as session:
        session.add_all([_enquiry(), PolicyText(hash="h", text="[policy]")])
        session.flush()
        session.add(_determination())
        session.flush()
        letter = {"kind": "staff", "reference": "R1", "pdf_sha256": "0", "file_name": "a.pdf", "pdf": b"%PDF"}
        session.add(Letter(determination_id=1, made_at=NOON, **letter))
    return store


def test_sqlite_is_set_for_safety(store: Store) -> None:
    with store.reading() as session:
        asked = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert asked == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000}
    assert store.warning == ""


def test_a_network_drive_gets_the_safer_journal_and_a_warning(database: Path) -> None:
    store = open_store(f"sqlite:///{database}", on_network=True)
    with store.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "delete"
    assert "network drive" in store.warning
    store.close()


def test_changes_are_kept_all_together_or_not_at_all(store: Store) -> None:
    def cut_off() -> None:
        with store.writing() as session:
            session.add(Setting(key="theme", value="dark"))
            session.flush()
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        cut_off()
    with store.reading() as session:
        assert session.scalars(select(Setting)).all() == []


def test_a_change_of_tables_is_undone_too(store: Store) -> None:
    def half_way() -> None:
        with store.writing() as session:
            session.execute(text("CREATE TABLE extra (id INTEGER)"))
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        half_way()
    with store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'extra'")).scalar() == 0


def test_a_reader_sees_one_state_and_never_waits_for_a_writer(store: Store) -> None:
    with store.reading() as reader:
        assert reader.scalars(select(Setting)).all() == []
        with store.writing() as writer:
            writer.add(Setting(key="theme", value="dark"))
        assert reader.scalars(select(Setting)).all() == []
    with store.reading() as later:
        assert later.get(Setting, "theme") is not None


def test_what_is_read_outlives_its_session_and_reading_keeps_nothing(store: Store) -> None:
    with store.writing() as session:
        session.add(_enquiry())
    with store.reading() as session:
        found = session.get_one(Enquiry, 1)
        session.add(Setting(key="theme", value="dark"))
    assert found.answers == {"cohort": "2026-autumn"}
    with store.reading() as session:
        assert session.get(Setting, "theme") is None


def test_times_come_back_in_utc_and_need_a_zone(store: Store) -> None:
    summer = datetime(2026, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    with store.writing() as session:
        session.add(_enquiry(started_at=summer))
    with store.reading() as session:
        found = session.get_one(Enquiry, 1).started_at
    assert found == summer
    assert found.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="time zone"), store.writing() as session:
        session.add(_enquiry(started_at=datetime(2026, 7, 1, 9, 0)))  # noqa: DTZ001


def test_a_word_outside_the_closed_set_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError, match="ck_enquiries_state"), store.writing() as session:
        session.add(_enquiry(state="finished"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE determinations SET outcome = 'not_funded'",
        "UPDATE determinations SET facts = '{}'",
        "UPDATE determinations SET rule = 'other', superseded_because = 'x'",
        "DELETE FROM determinations",
        "UPDATE letters SET pdf = x'00'",
        "DELETE FROM letters",
        "UPDATE policy_texts SET text = ''",
    ],
)
def test_evidence_is_never_edited(with_evidence: Store, change: str) -> None:
    with pytest.raises(IntegrityError, match="evidence"), with_evidence.writing() as session:
        session.execute(text(change))


def test_a_determination_can_be_superseded_with_a_reason(with_evidence: Store) -> None:
    with with_evidence.writing() as session:
        session.add(_determination(outcome="not_funded"))
        session.flush()
        first = session.get_one(Determination, 1)
        first.superseded_by, first.superseded_because = 2, "The school's number was wrong"
    with with_evidence.reading() as session:
        assert session.get_one(Determination, 1).superseded_by == 2


def test_locked_records(store: Store, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with _patience(store, milliseconds=50), pytest.raises(Problem, match="in use") as caught, store.writing():
            pass
        assert "Nothing was changed" in caught.value.what_to_do
        monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
        open_store(f"sqlite:///{database}").close()


@contextmanager
def _patience(store: Store, *, milliseconds: int) -> Iterator[None]:
    def hurry(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {milliseconds}")

    event.listen(store._engine, "checkout", hurry)
    yield
    event.remove(store._engine, "checkout", hurry)


def test_a_full_disk_keeps_everything_before(store: Store) -> None:
    with store.writing() as session:
        session.add(Setting(key="theme", value="dark"))

    def full(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(store._engine, "checkout", full)
    with pytest.raises(Problem, match="disk is full") as caught, store.writing() as session:
        session.add(Setting(key="big", value="x" * 1_000_000))
    assert "Free some space" in caught.value.what_to_do
    with store.reading() as session:
        assert [setting.key for setting in session.scalars(select(Setting))] == ["theme"]


def test_read_only_records(store: Store, database: Path) -> None:
    store.close()
    held = open_store(f"sqlite:///file:{database}?mode=ro&uri=true", on_network=False)
    with pytest.raises(Problem, match="cannot be changed"), held.writing() as session:
        session.add(Setting(key="theme", value="dark"))
    held.close()


def test_a_file_that_is_no_database(database: Path) -> None:
    database.write_bytes(b"%PDF-1.7 not a database at all" * 100)
    before = database.read_bytes()
    with pytest.raises(Problem, match="not npqdesk's records"):
        open_store(f"sqlite:///{database}")
    assert database.read_bytes() == before


def test_damaged_records(store: Store, database: Path) -> None:
    with store.writing() as session:
        session.add_all([Setting(key=f"k{number}", value="x" * 500) for number in range(500)])
        session.execute(text("SELECT 1"))
    with store.reading() as session:
        root = session.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'settings'")).scalar_one()
    store.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bytes_kept = bytearray(database.read_bytes())
    start = (root - 1) * 4096
    bytes_kept[start : start + 4096] = b"\xff" * 4096
    database.write_bytes(bytes_kept)
    damaged = open_store(f"sqlite:///{database}")
    with pytest.raises(Problem, match="damaged"), damaged.reading() as session:
        session.scalars(select(Setting)).all()
    damaged.close()


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'npqdesk.sqlite3'}")


def test_an_address_of_another_database() -> None:
    with pytest.raises(Problem, match="Give the path of a file"):
        open_store("mysql://office@server/npqdesk")
