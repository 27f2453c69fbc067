"""Records in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from npqdesk.store.engine import Store, open_store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "npqdesk.sqlite3"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{database}")
    yield opened
    opened.close()
