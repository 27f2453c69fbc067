"""Writes a database of each released form that is not here yet, as SQL text: run it once a migration has been added.

    python tests/store/upgrades/make.py

A form is what its migrations make, with two invented rows in every table.  Those that are here are never written again:
they are what offices have."""

import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine

from npqdesk.store import upgrade

HERE = Path(__file__).parent
_LISTS = ("trace", "types")
_VALUES = {
    "DATE": "2026-09-0{n}",
    "DATETIME": "2026-09-0{n} 09:00:00.000000",
    "JSON": '{{"said": "Zoë {n}"}}',
    "VARCHAR": "{column} of Zoë Ñandú {n}",
    "BLOB": "%PDF of {column} {n}",
}


def main() -> None:
    """Write what is missing."""
    for form in upgrade.REVISIONS:
        file = HERE / f"{form}.sql"
        if not file.exists():
            file.write_text(dump(form), encoding="utf-8")
            print(file.name)


def dump(form: str) -> str:
    """The SQL that makes a small database of a form."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.sqlite3"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            upgrade.migrate(connection, to=form)
        engine.dispose()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table, sql in tables(connection):
                for n in (1, 2):
                    fill(connection, table, sql, n)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            connection.commit()
            return "\n".join(connection.iterdump()) + "\n"


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every table of ours and the SQL that made it, by name."""
    wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version' ORDER BY name"
    return connection.execute(wanted).fetchall()


def fill(connection: sqlite3.Connection, table: str, sql: str, n: int) -> None:
    """Add an invented row; what may refer to nothing does so in the first row only, or to the first where it must."""
    refers = {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
    row: dict[str, object] = {}
    for _, column, kind, must, _default, key in connection.execute(f"PRAGMA table_info({table})").fetchall():
        words = re.search(rf"{column} IN \('(\w+)'", sql)
        if words:
            row[column] = words[1]
        elif kind == "INTEGER":
            row[column] = n if must or key or n == 2 else None
        elif refers.get(column):
            row[column] = _value(_key_of(connection, refers[column]), "VARCHAR", n)
        else:
            row[column] = "[]" if column in _LISTS else _value(column, kind, n)
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(map(_quoted, row))}) VALUES ({places})", list(row.values()))


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    return next(column[1] for column in connection.execute(f"PRAGMA table_info({table})") if column[5])


def _value(column: str, kind: str, n: int) -> str | bytes:
    said = _VALUES[kind].format(column=column, n=n)
    return said.encode() if kind == "BLOB" else said


def _quoted(column: str) -> str:
    return f'"{column}"'


if __name__ == "__main__":
    main()
