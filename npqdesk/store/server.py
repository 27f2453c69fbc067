"""Records in a PostgreSQL server, shared by the offices of a trust, behind the same `Store` as those in a file.

Writers take turns, as they do in a file: each holds one lock from before its first reading until its end, so that
nobody decides on what another is just changing.  Readers see one unchanging view and never wait."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.orm import Session

from npqdesk.problem import Place, Problem
from npqdesk.store import trouble, upgrade
from npqdesk.store.added_texts import AddedText
from npqdesk.store.engine import BUSY_SECONDS, Store
from npqdesk.store.erasing import TABLES_ABOUT_PEOPLE
from npqdesk.store.tables import AddedPolicy, PolicyText

_LOCK = 0x6E707164
""" "npqd": the lock that writers hold."""
_PATIENCE = {"connect_timeout": 5, "application_name": "npqdesk", "keepalives_idle": 30, "tcp_user_timeout": 8000}


class ServerStore(Store):
    """Open records in a server.  `file_name` is their address without the password."""

    is_server = True

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """As in a file; and never where a newer npqdesk has changed the tables since they were opened here."""
        with super().writing() as session:
            found = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
            upgrade.refuse_newer(str(found), self.file_name)
            yield session

    def is_writing(self) -> bool:
        with self.reading() as session:
            wanted = text("SELECT NOT pg_try_advisory_xact_lock_shared(:lock)")
            return bool(session.execute(wanted, {"lock": _LOCK}).scalar())

    def is_whole(self) -> bool:
        """The server watches over that itself."""
        return True

    def rewrite(self) -> None:
        with trouble.in_words_of(self.file_name), self._engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql(f"SET lock_timeout = '{BUSY_SECONDS * 1000:.0f}ms'")
            for table in TABLES_ABOUT_PEOPLE:
                alone.exec_driver_sql(f"VACUUM FULL {table}")

    def added_texts(self) -> tuple[AddedText, ...]:
        with self.reading() as session:
            return _added(session.connection())


def open_server(address: URL, *, read_only: bool = False, user: str = "") -> Store:
    """The records at an address, made if absent, upgraded if an older npqdesk made them.

    Problem when the server is out of reach, does not let us in, or holds records that are newer or none of ours."""
    named = address.render_as_string(hide_password=True)
    engine = _engine(address)
    try:
        with trouble.in_words_of(named):
            _make_ready(engine, named, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return ServerStore(engine, named, "", read_only=read_only, user=user)


def texts_on_server(address: URL) -> tuple[AddedText, ...]:
    """The policies that were added to records in a server, which are neither made nor upgraded."""
    engine = _engine(address)
    try:
        with trouble.in_words_of(address.render_as_string(hide_password=True)), engine.connect() as connection:
            return _added(connection) if inspect(connection).has_table(AddedPolicy.__tablename__) else ()
    finally:
        engine.dispose()


def seen_on_server(address: URL, tables: Mapping[str, str]) -> tuple[str, dict[str, int]]:
    """The form of the records in a server, "" for none, and how many rows of each table suit its condition.

    Nothing is made or upgraded; what is not of this program's form is not counted."""
    engine = _engine(address)
    try:
        with trouble.in_words_of(address.render_as_string(hide_password=True)), engine.connect() as connection:
            form = upgrade.found_form(connection, inspect(connection).get_table_names())
            wanted = tables if form == upgrade.REVISIONS[-1] else {}
            counted = {table: f"SELECT count(*) FROM {table} WHERE {condition}" for table, condition in wanted.items()}
            return form, {table: int(connection.scalar(text(sql)) or 0) for table, sql in counted.items()}
    finally:
        engine.dispose()


def _added(connection: Connection) -> tuple[AddedText, ...]:
    wanted = (
        select(AddedPolicy.hash, AddedPolicy.file_name, PolicyText.text, AddedPolicy.removed_at.is_not(None))
        .join(PolicyText, PolicyText.hash == AddedPolicy.hash)
        .order_by(AddedPolicy.added_at, AddedPolicy.hash)
    )
    return tuple(AddedText(*row) for row in connection.execute(wanted))


def _engine(address: URL) -> Engine:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        module=psycopg,
        connect_args=_PATIENCE,
        pool_pre_ping=True,
        pool_size=3,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("npqdesk_writes", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS * 1000:.0f}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        elif connection.get_isolation_level() != "AUTOCOMMIT":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


def _make_ready(engine: Engine, named: str, *, read_only: bool) -> None:
    """Leave the tables of this program there; two that begin at once take turns, and a failure undoes all of it."""
    with engine.execution_options(npqdesk_writes=not read_only).begin() as connection:
        names = set(inspect(connection).get_table_names())
        found = upgrade.found_form(connection, names)
        is_older = upgrade.is_to_upgrade(names, found, named)
        if read_only and (is_older or not names):
            raise upgrade.not_for_reading(named)
        if is_older:
            try:
                upgrade.migrate(connection)
            except Exception as error:
                raise _not_upgraded(named) from error
        elif not names:
            upgrade.make_new(connection)


def _not_upgraded(named: str) -> Problem:
    return Problem(
        "The records in the server could not be brought up to date",
        "The upgrade was undone, and they are as they were.",
        "Go on with the npqdesk that you had before, and send us the details below.",
        place=Place(named),
    )
