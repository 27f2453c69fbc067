"""What every table shares: the names of constraints, times in UTC, and evidence that cannot be edited.

To add a stored field: the column in `tables.py`, one new file in `migrations/versions/`, its number in
`upgrade.REVISIONS`, and a database of the new form, which `tests/store/upgrades/make.py` writes.  The test that
compares a migrated database with these tables fails until all are there.  Migrations from 0012 on are carried out on
servers too: write them in Alembic's operations, with SQL of one dialect only where the other has its own beside it."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    DDL,
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    event,
    text,
)
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC.  SQLite forgets time zones, so they are checked on the way in and put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as SQLite keeps it; ValueError for one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone again."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: String().with_variant(String(collation="C"), "postgresql"),
        date: Date,
        datetime: UtcDateTime,
        bytes: LargeBinary,
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """A column that holds one of these texts and nothing else."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


def only_where(condition: str) -> dict[str, Any]:
    """What an index takes that counts some rows only, here and on a server."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def table_of(model: type[Base]) -> Table:
    """The table of a model, as its type says it is."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def evidence_triggers(table: Table, *, may_change: frozenset[str] = frozenset()) -> tuple[str, str]:
    """SQL of two triggers that keep rows of `table` as they were written, but for the columns in `may_change`."""
    fixed = [column.name for column in table.columns if column.name not in may_change]
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in fixed)
    refuse = f"SELECT RAISE(ABORT, '{table.name} are evidence: never edited, never removed');"
    return (
        f"CREATE TRIGGER {table.name}_never_edited BEFORE UPDATE ON {table.name} WHEN {differs} BEGIN {refuse} END",
        f"CREATE TRIGGER {table.name}_never_deleted BEFORE DELETE ON {table.name} BEGIN {refuse} END",
    )


def server_triggers(table: Table, *, may_change: frozenset[str] = frozenset()) -> tuple[str, str, str]:
    """The same for PostgreSQL, where a function refuses; JSON is compared as it is written."""
    fixed = [column for column in table.columns if column.name not in may_change]
    differs = " OR ".join(
        f"CAST(OLD.{each.name} AS text) IS DISTINCT FROM CAST(NEW.{each.name} AS text)"
        if isinstance(each.type, JSON)
        else f"OLD.{each.name} IS DISTINCT FROM NEW.{each.name}"
        for each in fixed
    )
    refuse = f"{table.name}_are_evidence"
    return (
        f"CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
        f"'{table.name} are evidence: never edited, never removed' USING ERRCODE = '23000'; END $$",
        f"CREATE TRIGGER {table.name}_never_edited BEFORE UPDATE ON {table.name} FOR EACH ROW WHEN ({differs}) "
        f"EXECUTE FUNCTION {refuse}()",
        f"CREATE TRIGGER {table.name}_never_deleted BEFORE DELETE ON {table.name} FOR EACH ROW "
        f"EXECUTE FUNCTION {refuse}()",
    )


def keep_as_evidence(table: Table, *, may_change: frozenset[str] = frozenset()) -> None:
    """Create those triggers whenever `table` itself is created."""
    for dialect, statements in (("sqlite", evidence_triggers), ("postgresql", server_triggers)):
        for sql in statements(table, may_change=may_change):
            event.listen(table, "after_create", DDL(sql).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]
