"""Records of every age: new ones made, older ones brought forward safely, newer ones refused in words.

An upgrade is: copy beside the records → migrate in one transaction → check → put the copy back if anything failed.
Alembic is imported only when there is something to upgrade: it takes half a second that every start would pay."""

import sqlite3
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from npqdesk.problem import Place, Problem
from npqdesk.store import copying, trouble
from npqdesk.store.tables import METADATA

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012")
MIGRATIONS = Path(__file__).parent / "migrations"


def make_ready(engine: Engine, file_name: str, *, read_only: bool = False) -> None:
    """Leave the records at `file_name` with the tables of this program.  Problem when they are newer or not
    npqdesk's, or may only be read and are not of this form."""
    with engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
        found = found_form(connection, names)
    is_older = is_to_upgrade(names, found, file_name)
    if read_only and (is_older or not names):
        raise not_for_reading(file_name)
    if is_older:
        _upgrade(engine, file_name, found)
    elif not names:
        with engine.execution_options(npqdesk_writes=True).begin() as connection:
            make_new(connection)


def not_for_reading(where: str) -> Problem:
    """The Problem of records that would have to be made or upgraded first."""
    return Problem(
        "These records cannot be opened in a safe start",
        "There are none yet, or an earlier npqdesk made them: they would have to be changed first.",
        "Start npqdesk as usual, without --safe.",
        place=Place(where),
    )


def found_form(connection: Connection, names: Collection[str]) -> str:
    """The form that the records say they have; "" where there is no such table among those of these names."""
    if "alembic_version" not in names:
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def is_to_upgrade(names: Collection[str], found: str, where: str) -> bool:
    """Whether records with these tables and of this form are older than this program.  Problem when they are newer or
    not npqdesk's."""
    if names and not found:
        raise Problem(
            "These are not npqdesk's records",
            "There is a database, but another program made it.",
            "Choose the one that npqdesk made. This one was left as it is.",
            place=Place(where),
        )
    if names:
        refuse_newer(found, where)
    return bool(names) and found != REVISIONS[-1]


def refuse_newer(found: str, where: str) -> None:
    """Problem when the form is none that this program knows."""
    if found not in REVISIONS:
        raise Problem(
            "These records are from a newer npqdesk",
            f"A later version of the program has changed them (to form {found}; this version knows up to "
            f"{REVISIONS[-1]}).",
            "Install the newest npqdesk on this computer, then open them again. They were left as they are.",
            place=Place(where),
        )


def make_new(connection: Connection) -> None:
    """Make every table, of the form of this program."""
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
    while _is_taken(copy):
        number += 1
        copy = f"{file_name}.before-upgrade-from-{found}-{number}"
    engine.dispose()
    copying.copy_whole(file_name, copy)
    return copy


def _is_taken(file_name: str) -> bool:
    """Whether there is a file with anything in it; a copy that a full disk or a power cut ended holds nothing."""
    try:
        return copying.form_of(file_name) != ""
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname not in ("SQLITE_CANTOPEN", "SQLITE_READONLY_ROLLBACK")
    except sqlite3.DatabaseError:
        return True
