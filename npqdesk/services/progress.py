"""How long work tells how far it is, and how it is stopped."""

from collections.abc import Callable

Progress = Callable[[int, int | None, str], object]
"""Called with how many are done, of how many (None: not known yet), and what is being done."""


class Cancelled(Exception):
    """The office asked to stop.  Everything is as it was before."""
