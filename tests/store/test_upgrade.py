"""Records of every age open safely, or are refused in words and left as they were."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from npqdesk.problem import Problem
from npqdesk.store import upgrade
from npqdesk.store.engine import open_store
from npqdesk.store.tables import METADATA

TODAY, LATER = upgrade.REVISIONS[-1], "9998"


def _schema(database: Path) -> dict[str, list[str]]:
    """Each table, index and trigger with the words of its definition; a constraint may stand in or after its column."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        )
        return {name: sorted(re.findall(r"[\w']+", sql)) for name, sql in found}


def _columns(database: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(database)) as connection:
        return {
            table: [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
            for table in METADATA.tables
        }


def _migrated(database: Path, *, to: str = "head") -> None:
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        upgrade.migrate(connection, to=to)
    engine.dispose()


def test_a_migrated_database_is_the_same_as_a_new_one(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.sqlite3", tmp_path / "migrated.sqlite3"
    open_store(f"sqlite:///{new}").close()
    _migrated(migrated)
    assert _schema(migrated) == _schema(new)
    assert _columns(migrated) == _columns(new)
    assert len(_schema(new)) > len(METADATA.tables)


def test_alembic_finds_nothing_to_add_to_a_migrated_database(tmp_path: Path) -> None:
    _migrated(tmp_path / "migrated.sqlite3")
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_the_known_revisions_are_the_migrations(tmp_path: Path) -> None:
    files = sorted(path.name[:4] for path in (upgrade.MIGRATIONS / "versions").glob("0*.py"))
    assert files == sorted(upgrade.REVISIONS)
    _migrated(tmp_path / "a.sqlite3")
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (upgrade.REVISIONS[-1],)


@pytest.fixture
def of_revision_1(database: Path) -> Path:
    """Records as the first version of the program made them, with a policy text and an answer to keep."""
    _migrated(database, to="0001")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO policy_texts VALUES ('abc', '[policy]')")
        connection.execute("INSERT INTO settings VALUES ('theme', 'dark')")
        connection.commit()
    return database


def test_records_of_the_first_version_can_have_policies_added(of_revision_1: Path, tmp_path: Path) -> None:
    open_store(f"sqlite:///{of_revision_1}").close()
    open_store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert _schema(of_revision_1) == _schema(tmp_path / "new.sqlite3")
    with closing(sqlite3.connect(of_revision_1)) as connection:
        assert connection.execute("SELECT * FROM policy_texts").fetchall() == [("abc", "[policy]")]
        assert connection.execute("SELECT * FROM settings").fetchall() == [("theme", "dark")]
        assert connection.execute("SELECT * FROM added_policies").fetchall() == []
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("INSERT INTO added_policies VALUES ('abc', 'a.toml', '2027-01-01 09:00:00', NULL)")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("INSERT INTO added_policies VALUES ('xyz', 'b.toml', '2027-01-01 09:00:00', NULL)")
        with pytest.raises(sqlite3.IntegrityError, match="evidence"):
            connection.execute("DELETE FROM policy_texts")
    with closing(sqlite3.connect(f"{of_revision_1}.before-upgrade-from-0001")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_entries_of_lists_are_kept_when_lists_by_name_come_in(database: Path, tmp_path: Path) -> None:
    _migrated(database, to="0002")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "INSERT INTO list_releases VALUES (1, 'rise', '2025-09-25', 'rise.csv', 'abc', '2025', 2, 0, 0)"
        )
        entries = [(1, "urn", "900001"), (1, "urn", "900002")]
        connection.executemany("INSERT INTO list_entries VALUES (?, ?, ?)", entries)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("INSERT INTO list_entries VALUES (1, 'legal_name', 'A Trust')")
        connection.commit()
    open_store(f"sqlite:///{database}").close()
    open_store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert _schema(database) == _schema(tmp_path / "new.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT * FROM list_entries ORDER BY identifier").fetchall()
        assert found == [(*entry, "") for entry in entries]
        connection.execute("INSERT INTO list_entries VALUES (1, 'legal_name', 'A Trust', 'A School')")
        for change in ("DELETE FROM list_entries", "UPDATE list_entries SET name = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="evidence"):
                connection.execute(change)


def test_establishments_of_an_earlier_version_are_kept_with_their_history(database: Path, tmp_path: Path) -> None:
    _migrated(database, to="0005")
    with closing(sqlite3.connect(database)) as connection:
        connection.executemany(
            "INSERT INTO register_snapshots VALUES (?, 'a.csv', ?, '2025-07-17', '2025-07-18 09:00:00', 1, 1, 0, 0, 0)",
            [(1, "abc"), (2, "def")],
        )
        texts = ["900001", "19000001", "Elm", *["t"] * 16, 150, None, "2001-09-01", None, None, "elm"]
        for row in ([1, 1, 1, 2, *texts], [2, 2, 2, None, *texts]):
            connection.execute(f"INSERT INTO establishments VALUES ({', '.join('?' * len(row))})", row)
        connection.commit()
    open_store(f"sqlite:///{database}").close()
    open_store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert _schema(database) == _schema(tmp_path / "new.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        kept = "id, from_snapshot_id, until_snapshot_id, urn, name, number, trust, pupils, open_date, mark"
        assert connection.execute(f"SELECT {kept} FROM establishments").fetchall() == [
            (1, 1, 2, "900001", "Elm", "", "t", 150, "2001-09-01", None),
            (2, 2, None, "900001", "Elm", "", "t", 150, "2001-09-01", None),
        ]
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            connection.execute("UPDATE establishments SET until_snapshot_id = NULL")


def test_alembic_is_not_imported_for_records_of_today(database: Path) -> None:
    code = (
        "import sys; from npqdesk.store.engine import open_store\n"
        f"open_store({f'sqlite:///{database}'!r}).close()\n"
        "print('alembic' in sys.modules)"
    )
    for _ in range(2):
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert said.stdout.strip() == "False"


def test_newer_records_are_refused_in_words_and_left_alone(database: Path) -> None:
    open_store(f"sqlite:///{database}").close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = database.read_bytes()
    with pytest.raises(Problem, match="newer npqdesk") as caught:
        open_store(f"sqlite:///{database}")
    assert "Install the newest npqdesk" in caught.value.what_to_do
    assert database.read_bytes() == before


def test_another_programs_database_is_refused(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
        connection.commit()
    with pytest.raises(Problem, match="not npqdesk's records"):
        open_store(f"sqlite:///{database}")
    with closing(sqlite3.connect(database)) as connection:
        assert [name for (name,) in connection.execute("SELECT name FROM sqlite_master")] == ["recipes"]


@pytest.fixture
def older(database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records of today, with one setting, as a later program finds them."""
    open_store(f"sqlite:///{database}").close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO settings VALUES ('theme', 'dark')")
        connection.commit()
    monkeypatch.setattr(upgrade, "REVISIONS", (*upgrade.REVISIONS, LATER))
    return database


def _add_a_table(connection: object, *, to: str = "head") -> None:
    connection.execute(text("CREATE TABLE extra (id INTEGER)"))  # type: ignore[attr-defined]
    connection.execute(text("DELETE FROM settings"))  # type: ignore[attr-defined]
    connection.execute(text(f"UPDATE alembic_version SET version_num = '{LATER}'"))  # type: ignore[attr-defined]


def test_older_records_are_copied_and_then_brought_forward(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "migrate", _add_a_table)
    open_store(f"sqlite:///{older}").close()
    assert "extra" in _schema(older)
    copy = Path(f"{older}.before-upgrade-from-{TODAY}")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT * FROM settings").fetchall() == [("theme", "dark")]
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (TODAY,)


def test_a_failed_upgrade_leaves_the_records_as_they_were(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _schema(older)

    def fail(connection: object, *, to: str = "head") -> None:
        _add_a_table(connection)
        raise RuntimeError("half-way")

    monkeypatch.setattr(upgrade, "migrate", fail)
    for _ in range(2):
        with pytest.raises(Problem, match="could not be brought up to date") as caught:
            open_store(f"sqlite:///{older}")
        assert f"before-upgrade-from-{TODAY}" in caught.value.what_happened
    assert _schema(older) == before
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT * FROM settings").fetchall() == [("theme", "dark")]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert Path(f"{older}.before-upgrade-from-{TODAY}-2").exists(), "the first copy is never written over"


def test_an_upgrade_that_breaks_a_reference_is_undone(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def orphan(connection: object, *, to: str = "head") -> None:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))  # type: ignore[attr-defined]
        connection.execute(text("INSERT INTO list_entries VALUES (77, 'urn', '900001', '')"))  # type: ignore[attr-defined]

    monkeypatch.setattr(upgrade, "migrate", orphan)
    with pytest.raises(Problem, match="could not be brought up to date"):
        open_store(f"sqlite:///{older}")
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT count(*) FROM list_entries").fetchone() == (0,)


def test_letters_of_an_earlier_version_stay_evidence_when_they_can_be_replaced(database: Path, tmp_path: Path) -> None:
    _migrated(database, to="0005")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO policy_texts VALUES ('abc', '[policy]')")
        connection.execute("INSERT INTO enquiries VALUES (3, NULL, 'Jo', 'answered', '{}', '2026', '2026', NULL)")
        row = "9, 3, '2026-09-01 09:00:00', 'Jo', '2026-autumn', 'npq-senco', 'funded', '', '', 'funded', '', NULL, ''"
        connection.execute(
            f"INSERT INTO determinations VALUES ({row}, '{{}}', '2026', 1, 'abc', NULL, '{{}}', '[]', NULL, NULL)"
        )
        letter = (5, 9, "staff", "NPQ/902114/2026/001", "2026-09-01 09:00:00.000000", "hash", "a.pdf", b"%PDF")
        connection.execute("INSERT INTO letters VALUES (?, ?, ?, ?, ?, ?, ?, ?)", letter)
        connection.commit()
    open_store(f"sqlite:///{database}").close()
    open_store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert _schema(database) == _schema(tmp_path / "new.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        kept = "id, determination_id, kind, reference, made_at, pdf_sha256, file_name, pdf, wording, details"
        assert connection.execute(f"SELECT {kept} FROM letters").fetchall() == [(*letter, "", "{}")]
        assert connection.execute("SELECT * FROM letter_answers").fetchall() == [(5, 9)]
        connection.execute("UPDATE letters SET superseded_by = 5, superseded_because = 'x'")
        for change in ("DELETE FROM letters", "UPDATE letters SET pdf = x'00'", "UPDATE letters SET wording = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="evidence"):
                connection.execute(change)
