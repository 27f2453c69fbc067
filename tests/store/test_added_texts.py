"""Added policies are read from records of every age without making or changing anything."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.store.added_texts import AddedText, added_texts
from npqdesk.store.engine import Store
from npqdesk.store.tables import AddedPolicy, PolicyText


def _add(store: Store, name: str, day: int, *, removed: bool = False) -> None:
    at = datetime(2027, 3, day, 9, 0, tzinfo=UTC)
    with store.writing() as session:
        session.add(PolicyText(hash=name, text=f"# {name}"))
        session.flush()
        session.add(AddedPolicy(hash=name, file_name=f"{name}.toml", added_at=at, removed_at=at if removed else None))


def test_texts_come_in_the_order_in_which_they_were_added(store: Store, database: Path) -> None:
    assert added_texts(str(database)) == ()
    _add(store, "later", 2)
    _add(store, "early", 1, removed=True)
    assert added_texts(str(database)) == (
        AddedText("early", "early.toml", "# early", removed=True),
        AddedText("later", "later.toml", "# later", removed=False),
    )


def test_where_there_are_no_records_none_are_made(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be opened"):
        added_texts(str(tmp_path / "none.sqlite3"))
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_means_something_in_an_address(tmp_path: Path) -> None:
    odd = tmp_path / "50% of what? #1.sqlite3"
    with closing(sqlite3.connect(odd)) as connection:
        connection.execute("CREATE TABLE settings (key)")
        connection.commit()
    assert added_texts(str(odd)) == ()


def test_damaged_records_are_told(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_bytes(b"not a database at all, only words" * 100)
    with pytest.raises(Problem, match="not npqdesk's records"):
        added_texts(str(damaged))


def test_the_slow_library_is_not_imported(database: Path, store: Store) -> None:
    _add(store, "one", 1)
    code = (
        "import sys; from npqdesk.store.added_texts import added_texts\n"
        f"print(len(added_texts({str(database)!r})), 'sqlalchemy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["1", "False"]
