"""Whole copies of records in a file: before an upgrade, into a backup and back, while others read and write them.

What is copied is one unchanging view of the source, and it takes its place in one transaction of the target: where
that is cut off, what was there before is there still."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from npqdesk.store.trouble import in_use

Step = Callable[[int, int], object]
"""Told how many pages are copied, of how many; may raise to stop."""
_PAGES = 512
_PATIENCE = 20
"""How often a locked target is tried again, four times a second."""


def copy_whole(source: str, target: str, *, step: Step = lambda _done, _all: None) -> None:
    """Copy all records of one file into another, which is made where it is not there, and check what came.

    Problem when another program holds the target; sqlite3.Error for whatever else is wrong with either of them."""
    waits = 0

    def tell(status: int, left: int, pages: int) -> None:
        nonlocal waits
        waits = waits + 1 if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) else 0
        if waits > _PATIENCE:
            raise in_use(target)
        step(pages - left, pages)

    with closing(_opened(source)) as read, closing(sqlite3.connect(target, timeout=0)) as written:
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchone()
        read.backup(written, pages=_PAGES, progress=tell)
        written.execute("PRAGMA busy_timeout = 5000")
        if written.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy did not pass SQLite's check")


def make_single(file_name: str) -> None:
    """Leave nothing of a copy in files beside it, so that it can be moved as the one file that it is."""
    with closing(sqlite3.connect(file_name)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def form_of(file_name: str) -> str:
    """The form of the records in a file, such as "0010"; "" where it holds none of npqdesk's.

    sqlite3.Error where the file is none of SQLite's, damaged or not to be opened."""
    with closing(_opened(file_name)) as connection:
        if not _has_table(connection, "alembic_version"):
            return ""
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found[0]) if found else ""


def counts(file_name: str, tables: Mapping[str, str]) -> dict[str, int]:
    """How many rows of each table suit its condition, counted in a file of any form: 0 where it has no such table."""
    with closing(_opened(file_name)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()[0]
            if _has_table(connection, table)
            else 0
            for table, condition in tables.items()
        }


def is_whole(file_name: str) -> bool:
    """Whether every page of a file reads back as it should, by SQLite's thorough check."""
    try:
        with closing(_opened(file_name)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _has_table(connection: sqlite3.Connection, table: str) -> bool:
    wanted = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(connection.execute(wanted, (table,)).fetchone()[0])


def _opened(file_name: str) -> sqlite3.Connection:
    """Never makes the file."""
    address = f"{Path(file_name).absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None)
