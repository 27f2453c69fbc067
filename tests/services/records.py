"""A desk with empty records on a fixed day, enough for the services of the registers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from npqdesk.store.engine import Store

TODAY = date(2026, 11, 21)
DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@dataclass
class RecordsDesk:
    """The three things of a desk that these services use."""

    store: Store

    def today(self) -> date:
        return TODAY

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def rows_of(desk: RecordsDesk, table: str) -> list[tuple[Any, ...]]:
    """Everything in a table, to tell whether anything changed."""
    with desk.store.reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(f"SELECT * FROM {table}")]
