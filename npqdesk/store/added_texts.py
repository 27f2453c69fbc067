"""The policy editions that the office added, read straight from its records.

Without SQLAlchemy, which takes half a second to import: a script that only decides has no other need of it.  Nothing is
made, upgraded or changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

_WAIT_SECONDS = 5
_TABLE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'added_policies'"
_TEXTS = """
    SELECT added_policies.hash, file_name, text, removed_at IS NOT NULL
    FROM added_policies JOIN policy_texts USING (hash)
    ORDER BY added_at, added_policies.hash"""


@dataclass(frozen=True, slots=True)
class AddedText:
    """One added file: what identifies its text, its name, the text, and whether it was taken out again."""

    hash: str
    file_name: str
    text: str
    removed: bool


def added_texts(file_name: str) -> tuple[AddedText, ...]:
    """Every policy text that was ever added to the records in a file, oldest first.

    Problem where the file is not there, damaged or locked: an answer must not leave out a policy in silence."""
    with _trouble_in_words(file_name), closing(_opened(Path(file_name))) as records:
        if not records.execute(_TABLE).fetchone()[0]:
            return ()
        found = records.execute(_TEXTS).fetchall()
    return tuple(AddedText(key, name, text, removed=bool(removed)) for key, name, text, removed in found)


def _opened(file: Path) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)


@contextmanager
def _trouble_in_words(file_name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        from npqdesk.store import trouble

        problem = trouble.in_words(error, file_name)
        if problem is None:
            raise
        raise problem from error
