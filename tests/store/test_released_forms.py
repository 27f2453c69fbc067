"""Records of every released form: opened, copied, brought forward, checked; as they were where that fails."""

import importlib.util
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from npqdesk.problem import Problem
from npqdesk.store import copying, upgrade
from npqdesk.store.engine import open_store

UPGRADES = Path(__file__).parent / "upgrades"
HEAD = upgrade.REVISIONS[-1]
OLDER = upgrade.REVISIONS[:-1]
GONE = {"establishments": {"search_text"}}
"""Columns that later forms do without."""

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def of_form(database: Path) -> Callable[[str], Path]:
    """Makes records of a released form from its SQL."""

    def make(form: str) -> Path:
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript((UPGRADES / f"{form}.sql").read_text(encoding="utf-8"))
        return database

    return make


def rows(database: Path) -> Rows:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")] for (name,) in names
        }


def schema(database: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        wanted = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        return connection.execute(wanted).fetchall()


def test_a_database_of_every_released_form_is_kept() -> None:
    assert sorted(path.stem for path in UPGRADES.glob("*.sql")) == sorted(upgrade.REVISIONS), (
        "run: python tests/store/upgrades/make.py"
    )


def test_the_newest_form_is_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make", UPGRADES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.dump(HEAD) == (UPGRADES / f"{HEAD}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", upgrade.REVISIONS)
def test_every_row_of_every_form_comes_along(form: str, of_form: Callable[[str], Path], tmp_path: Path) -> None:
    database = of_form(form)
    before = rows(database)
    assert all(len(each) == 2 for table, each in before.items() if table != "alembic_version")
    store = open_store(f"sqlite:///{database}")
    assert store.is_whole()
    store.close()
    open_store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert schema(database) == schema(tmp_path / "new.sqlite3")
    after = rows(database)
    assert after.pop("alembic_version") == [{"version_num": HEAD}]
    before.pop("alembic_version")
    for table, kept in before.items():
        for was, now in zip(kept, after[table], strict=True):
            assert {name: now[name] for name in was if name not in GONE.get(table, ())} == {
                name: value for name, value in was.items() if name not in GONE.get(table, ())
            }
    if form in OLDER:
        copy = Path(f"{database}.before-upgrade-from-{form}")
        assert {name: each for name, each in rows(copy).items() if name != "alembic_version"} == before


def _half_way(connection: object, *, to: str = "head") -> None:
    """The whole migration, a loss, and then the fault."""
    _migrate(connection)  # type: ignore[arg-type]
    connection.execute(text("DELETE FROM settings"))  # type: ignore[attr-defined]
    _fault()


_migrate = upgrade.migrate


def _fault() -> None:
    raise RuntimeError("half-way")


@pytest.mark.parametrize("form", ["0001", OLDER[-1]])
def test_a_migration_that_fails_leaves_each_form_as_it_was(
    form: str, of_form: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = of_form(form)
    before = rows(database)
    monkeypatch.setattr(upgrade, "migrate", _half_way)
    with pytest.raises(Problem, match="could not be brought up to date"):
        open_store(f"sqlite:///{database}")
    assert rows(database) == before
    monkeypatch.undo()
    open_store(f"sqlite:///{database}").close()
    assert rows(database)["alembic_version"] == [{"version_num": HEAD}]


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there; packaging/windows/try ends the program instead")
@pytest.mark.parametrize("form", ["0001"])
def test_a_program_killed_in_a_migration_leaves_the_records_as_they_were(
    form: str, of_form: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = of_form(form)
    before = rows(database)
    monkeypatch.setattr(upgrade, "migrate", _half_way)
    monkeypatch.setitem(globals(), "_fault", lambda: os.kill(os.getpid(), signal.SIGKILL))
    child = os.fork()
    if not child:
        open_store(f"sqlite:///{database}")
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    monkeypatch.undo()
    assert Path(f"{database}-wal").exists() or Path(f"{database}-journal").exists(), "it was in the midst of it"
    assert rows(database) == before
    open_store(f"sqlite:///{database}").close()
    assert rows(database)["alembic_version"] == [{"version_num": HEAD}]


def test_a_full_disk_is_told_and_leaves_the_records_as_they_were(
    of_form: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = of_form("0001")
    before = rows(database)

    def fill(connection: object, *, to: str = "head") -> None:
        pages = connection.execute(text("PRAGMA page_count")).scalar()  # type: ignore[attr-defined]
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))  # type: ignore[attr-defined]
        _migrate(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(upgrade, "migrate", fill)
    with pytest.raises(Problem, match="The disk is full") as caught:
        open_store(f"sqlite:///{database}")
    assert "Free some space" in caught.value.what_to_do
    assert rows(database) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there; packaging/windows/try ends the program instead")
def test_a_copy_that_was_cut_short_is_made_anew_and_a_whole_one_never_written_over(
    of_form: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = of_form("0002")
    before = rows(database)
    copy = Path(f"{database}.before-upgrade-from-0002")
    monkeypatch.setattr(copying, "_PAGES", 3)

    def cut_short(source: str, target: str) -> None:
        child = os.fork()
        if not child:
            whole(source, target, step=lambda done, _all: os.kill(os.getpid(), signal.SIGKILL) if done > 5 else None)
            os._exit(1)
        os.waitpid(child, 0)
        raise sqlite3.OperationalError("cut short")

    whole = copying.copy_whole
    monkeypatch.setattr(copying, "copy_whole", cut_short)
    with pytest.raises(sqlite3.OperationalError):
        open_store(f"sqlite:///{database}")
    assert copy.exists()
    monkeypatch.undo()
    open_store(f"sqlite:///{database}").close()
    assert rows(copy) == before
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("UPDATE alembic_version SET version_num = '0002'; DROP TABLE acts;")
    with pytest.raises(Problem):
        open_store(f"sqlite:///{database}")
    assert rows(copy) == before
    assert Path(f"{copy}-2").exists()
