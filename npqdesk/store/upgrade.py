"""Records of every age: new ones made, older ones brought forward safely, newer ones refused in words.

An upgrade is: copy beside the records → migrate in one transaction → check → put the copy back if anything failed.
Alembic is imported only when there is something to upgrade: it takes half a second that every start would pay."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from npqdesk.problem import Place, Problem
from npqdesk.store import copying, trouble
from npqdesk.store.tables import METADATA

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
MIGRATIONS = Path(__file__).parent / "migrations"


def make_ready(engine: Engine, file_name: str) -> None:
    """Leave the records at `file_name` with the tables of this program.  Problem when they are newer or not
    npqdesk's."""
    with engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
        found = (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if "alembic_version" in names
            else None
        )
    if not names:
        _make_new(engine)
    elif found is None:
        raise Problem(
            "These are not npqdesk's records",
            "The file is a database, but another program made it.",
            "Choose the file that npqdesk made. This one was left as it is.",
            place=Place(file_name),
        )
    elif found not in REVISIONS:
        raise Problem(
            "These records are from a newer npqdesk",
            f"A later version of the program has changed them (to form {found}; this version knows up to "
            f"{REVISIONS[-1]}).",
            "Install the newest npqdesk on this computer, then open them again. They were left as they are.",
            place=Place(file_name),
        )
    elif found != REVISIONS[-1]:
        _upgrade(engine, file_name, found)


def _make_new(engine: Engine) -> None:
    with engine.execution_options(npqdesk_writes=True).begin() as connection:
        METADATA.create_all(connection)
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        if connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 0:
            connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": REVISIONS[-1]})


def _upgrade(engine: Engine, file_name: str, found: str) -> None:
    copy = _copy_before(engine, file_name, found)
    try:
        with engine.execution_options(npqdesk_writes=True).begin() as connection:
            migrate(connection)
            _check(connection)
    except Exception as error:
        engine.dispose()
        if not _is_as_before(file_name, found):
            copying.copy_whole(copy, file_name)
        known = trouble.in_words(error, file_name)
        raise Problem(
            "Your records could not be brought up to date",
            f"{f'{known.title}. ' if known else ''}The upgrade was undone and your records are as they were. "
            f"A copy is at {copy}.",
            known.what_to_do if known else "Go on with the npqdesk that you had before, and send us the details below.",
            place=Place(file_name),
        ) from error


def _is_as_before(file_name: str, found: str) -> bool:
    """Whether the transaction itself has left everything as it was, so that nothing need be copied back."""
    return copying.is_whole(file_name) and copying.form_of(file_name) == found


def migrate(connection: Connection, *, to: str = "head") -> None:
    """Run every migration up to `to` inside the caller's transaction."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, scripts, fn=lambda revision, _: scripts._upgrade_revs(to, revision)):
        scripts.run_env()


def _check(connection: Connection) -> None:
    found = connection.execute(text("PRAGMA quick_check")).scalar()
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if found != "ok" or broken is not None:
        raise sqlite3.IntegrityError("the upgraded records did not pass SQLite's check")


def _copy_before(engine: Engine, file_name: str, found: str) -> str:
    """A checked copy beside the records, under a name that no earlier copy has."""
    number, copy = 1, f"{file_name}.before-upgrade-from-{found}"
    while _exists(copy):
        number += 1
        copy = f"{file_name}.before-upgrade-from-{found}-{number}"
    engine.dispose()
    copying.copy_whole(file_name, copy)
    return copy


def _exists(file_name: str) -> bool:
    try:
        with closing(sqlite3.connect(f"{Path(file_name).absolute().as_uri()}?mode=ro", uri=True)):
            return True
    except sqlite3.OperationalError:
        return False
