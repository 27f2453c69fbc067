"""The office's records, open: reading and writing as whole transactions, with the database's troubles told in words.

`isolation_level=None` and our own BEGIN, because the driver's own would commit before a change of tables and so leave
a failed upgrade half-done.  Writers take the lock at once (BEGIN IMMEDIATE); readers never wait for them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from npqdesk.problem import Problem
from npqdesk.store import trouble, upgrade
from npqdesk.store.added_texts import AddedText, added_texts

BUSY_SECONDS = 5
NETWORK_WARNING = (
    "Your records are on a network drive. They are saved in a slower, safer way there, "
    "and only one person should use them at a time."
)


class Store:
    """Open records.  `warning` is a sentence for the status bar, or empty.  Safe to share between threads; sessions
    are not.  What a file does otherwise than a server is said in `server.py`."""

    is_server = False

    def __init__(
        self, engine: Engine, file_name: str, warning: str, *, read_only: bool = False, user: str = ""
    ) -> None:
        self.user = user
        self.read_only = read_only
        self.file_name = file_name
        self.warning = warning
        self._engine = engine
        self._readers = sessionmaker(engine, expire_on_commit=False)
        self._writers = sessionmaker(engine.execution_options(npqdesk_writes=True), expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one unchanging view of the records.  Nothing done in it is kept."""
        with trouble.in_words_of(self.file_name), self._readers() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept all together at the end, or not at all when anything is raised.

        Problem when they are open for reading only, another program holds the lock for over five seconds, the disk is
        full, or the file cannot be written."""
        if self.read_only:
            raise trouble.reading_only()
        with trouble.in_words_of(self.file_name), self._writers.begin() as session:
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
        with trouble.in_words_of(self.file_name), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def added_texts(self) -> tuple[AddedText, ...]:
        """Every policy text that was ever added, oldest first."""
        return added_texts(self.file_name)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_store(url: str, *, on_network: bool = False, read_only: bool = False, user: str = "") -> Store:
    """The records at `url` (`sqlite:////path/npqdesk.sqlite3`, `postgresql://user@server/database`), made if absent,
    upgraded if an older npqdesk made them.

    `user`: whose acts are undone, as a mark that tells no name.  `read_only`: nothing is made, upgraded or changed.
    `on_network`: the caller knows the file to lie on a network drive; paths such as \\\\server\\share are seen here.
    Problem when the file is newer than this program, not ours, damaged, locked, read-only or out of reach."""
    address = make_url(url)
    if address.get_backend_name() in ("postgresql", "postgres"):
        from npqdesk.store.server import open_server  # with a driver that a file does not need

        return open_server(address, read_only=read_only, user=user)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Problem(
            "These records cannot be opened",
            f"npqdesk keeps its records in an SQLite file or on a PostgreSQL server, and the address given is of "
            f"another kind ({address.drivername}).",
            "Give the path of a file, or an address that begins with postgresql://.",
        )
    on_network = on_network or address.database.startswith(("\\\\", "//"))
    engine = _engine(url, journal="DELETE" if on_network else "WAL")
    try:
        with trouble.in_words_of(address.database):
            upgrade.make_ready(engine, address.database, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, address.database, NETWORK_WARNING if on_network else "", read_only=read_only, user=user)


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
