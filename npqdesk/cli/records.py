"""The office's records for as long as a command runs: opened only when first asked for."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from npqdesk.services.desk import Desk, open_desk


@contextmanager
def records(arguments: argparse.Namespace) -> Iterator[Callable[[], Desk]]:
    """Yields what opens the records that --database names, or the office's own; they are closed at the end.

    Problem, on the first call, when they cannot be opened."""
    opened: list[Desk] = []

    @cache
    def desk() -> Desk:
        opened.append(open_desk(getattr(arguments, "database", None)))
        return opened[0]

    try:
        yield desk
    finally:
        for one in opened:
            one.close()
