"""The office's records, open: reading and writing as whole transactions, with the database's troubles told in words.

`isolation_level=None` and our own BEGIN, because the driver's own would commit before a change of tables and so leave
a failed upgrade half-done.  Writers take the lock at once (BEGIN IMMEDIATE); readers never wait for them."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from npqdesk.problem import Problem
from npqdesk.store import trouble, upgrade
from npqdesk.store.base import Base

BUSY_SECONDS = 5
Constant = int | Literal[""] | None
_LITERALS: Mapping[object, str] = {"": "''", None: "NULL"}
NETWORK_WARNING = (
    "Your records are on a network drive. They are saved in a slower, safer way there, "
    "and only one person should use them at a time."
)


class Store:
    """Open records.  `warning` is a sentence for the status bar, or empty.  Safe to share between threads; sessions
    are not."""

    def __init__(self, engine: Engine, file_name: str, warning: str) -> None:
        self.file_name = file_name
        self.warning = warning
        self._engine = engine
        self._readers = sessionmaker(engine, expire_on_commit=False)
        self._writers = sessionmaker(engine.execution_options(npqdesk_writes=True), expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one unchanging view of the records.  Nothing done in it is kept."""
        with trouble_in_words(self.file_name), self._readers() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept all together at the end, or not at all when anything is raised.

        Problem when another program holds the lock for over five seconds, the disk is full, or the file cannot be
        written."""
        with trouble_in_words(self.file_name), self._writers.begin() as session:
            session.connection()  # takes the lock now, before anything is read that the changes rest on
            yield session

    def is_writing(self) -> bool:
        """Whether anyone, here or in another program, is writing to the records at this moment.  Does not wait."""
        with closing(sqlite3.connect(self.file_name, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False

    def is_whole(self) -> bool:
        """Whether the records read back as they were written, by SQLite's own check."""
        with self.reading() as session:
            return bool(session.connection().exec_driver_sql("PRAGMA quick_check").scalar() == "ok")

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing deleted is left between what is kept.

        Problem when another program has the records open at this moment."""
        with trouble_in_words(self.file_name), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


@contextmanager
def trouble_in_words(file_name: str) -> Iterator[None]:
    """Raise a foreseeable error of the database as a Problem."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = trouble.in_words(error, file_name)
        if problem is None:
            raise
        raise problem from error


def open_store(url: str, *, on_network: bool = False) -> Store:
    """The records at `url` (`sqlite:////path/npqdesk.sqlite3`), made if absent, upgraded if an older npqdesk made them.

    `on_network`: the caller knows the file to lie on a network drive; paths such as \\\\server\\share are seen here.
    Problem when the file is newer than this program, not ours, damaged, locked, read-only or out of reach."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Problem(
            "These records cannot be opened",
            f"npqdesk keeps its records in an SQLite file, and the address given is of another kind "
            f"({address.drivername}).",
            "Give the path of a file, or an address that begins with sqlite:///.",
        )
    on_network = on_network or address.database.startswith(("\\\\", "//"))
    engine = _engine(url, journal="DELETE" if on_network else "WAL")
    try:
        with trouble_in_words(address.database):
            upgrade.make_ready(engine, address.database)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, address.database, NETWORK_WARNING if on_network else "")


def insert_rows(
    session: Session,
    table: type[Base],
    columns: Sequence[str],
    rows: list[tuple[Any, ...]],
    *,
    constants: Mapping[str, Constant],
) -> None:
    """Add many rows at the driver's own speed, inside the session's transaction.

    `constants` are columns with one number, or blank, or empty, for every row.  Dates are ISO text, as SQLite keeps
    them."""
    names = ", ".join([*columns, *constants])
    values = ", ".join(
        ["?"] * len(columns) + [_LITERALS.get(value) or str(int(value or 0)) for value in constants.values()]
    )
    if rows:
        session.connection().exec_driver_sql(f"INSERT INTO {table.__tablename__} ({names}) VALUES ({values})", rows)


def _engine(url: str, *, journal: str) -> Engine:
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("npqdesk_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
