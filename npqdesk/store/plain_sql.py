"""SQL as text, at the driver's own speed, for rows by the ten thousand: SQLite's words, which a server is told in its.

Values stand as `?` or `:name`; a list is given as JSON to `json_each(?)`.  Dates go in and come out as ISO text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy.orm import Session

from npqdesk.store.base import Base

Given = Sequence[Any] | Mapping[str, Any]
Constant = int | Literal[""] | None
_PLACE = re.compile(r"\?|(?<![:\w]):(\w+)")
_LITERALS: Mapping[object, str] = {"": "''", None: "NULL"}


def rows_of(session: Session, sql: str, given: Given = ()) -> Iterator[tuple[Any, ...]]:
    """The rows that a question in SQL finds."""
    found = session.connection().exec_driver_sql(_told(session, sql), given or None)
    if not _is_server(session):
        return (tuple(row) for row in found)
    return (tuple(each.isoformat() if isinstance(each, date) else each for each in row) for row in found)


def change_rows(session: Session, sql: str, given: Sequence[Sequence[Any]]) -> None:
    """Carry out a change once for each of the values."""
    if given:
        session.connection().exec_driver_sql(_told(session, sql), [tuple(each) for each in given])


def insert_rows(
    session: Session,
    table: type[Base],
    columns: Sequence[str],
    rows: list[tuple[Any, ...]],
    *,
    constants: Mapping[str, Constant],
) -> None:
    """Add many rows inside the session's transaction.  `constants` are columns with one number, or blank, or empty,
    for every row."""
    if not rows:
        return
    names = ", ".join([*columns, *constants])
    if _is_server(session):
        same = tuple(constants.values())
        cursor: Any = session.connection().connection.cursor()
        with cursor.copy(f"COPY {table.__tablename__} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, *same))
        return
    values = ", ".join(
        ["?"] * len(columns) + [_LITERALS.get(value) or str(int(value or 0)) for value in constants.values()]
    )
    session.connection().exec_driver_sql(f"INSERT INTO {table.__tablename__} ({names}) VALUES ({values})", rows)


def for_server(sql: str) -> str:
    """A question, with no per cent sign in it, in the words of PostgreSQL and its driver."""
    sql = sql.replace("json_each(?)", "json_array_elements_text(CAST(? AS json)) AS each(value)")
    return _PLACE.sub(lambda found: f"%({found[1]})s" if found[1] else "%s", sql)


def _told(session: Session, sql: str) -> str:
    return for_server(sql) if _is_server(session) else sql


def _is_server(session: Session) -> bool:
    return session.get_bind().dialect.name != "sqlite"
