"""The office's records for as long as a command runs: opened only when first asked for; and the rules alone.

A command that only decides loads nothing of the records: that would take it longer than its own work."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from npqdesk.cli.paragraphs import one_line
from npqdesk.services.desk import Desk, open_desk, open_rules
from npqdesk.services.rulebook import Rulebook


@contextmanager
def records(arguments: argparse.Namespace) -> Iterator[Callable[[], Desk]]:
    """Yields what opens the records that --database names, or the office's own; they are closed at the end.

    Problem, on the first call, when they cannot be opened."""
    opened: list[Desk] = []

    @cache
    def desk() -> Desk:
        from npqdesk.services.cut_off import told_of_cut_off

        opened.append(open_desk(getattr(arguments, "database", None)))
        if cut_off := told_of_cut_off(opened[0]):
            print(cut_off, file=sys.stderr)
        return opened[0]

    try:
        yield desk
    finally:
        for one in opened:
            one.close()


def rules(arguments: argparse.Namespace) -> Rulebook:
    """The editions, with those added to the records that --database names, or to the office's own; none are made.

    What was added and cannot be used is told on stderr: it answers nothing.  Problem when there are records that cannot
    be read."""
    book = open_rules(getattr(arguments, "database", None))
    for left in book.left_out:
        print(one_line(f"Left out, though it was added: {left.problem}"), file=sys.stderr)
    return book
