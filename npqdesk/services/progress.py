"""How long work tells how far it is, and how it is stopped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Progress = Callable[[int, int | None, str], object]
"""Called with how many are done, of how many (None: not known yet), and what is being done."""

EVERY = 500
_T = TypeVar("_T")


class Cancelled(Exception):
    """The office asked to stop.  Everything is as it was before."""


def nobody_asks(_done: int, _total: int | None, _say: str) -> None:
    """The progress of work that nobody watches."""


def never() -> bool:
    """The answer to "shall I stop?" when nobody can ask for it."""
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Someone who is told how far work is and may stop it."""

    progress: Progress
    cancelled: Callable[[], bool]

    def step(self, done: int, total: int | None, say: str) -> None:
        """Tell, and raise Cancelled when asked to stop."""
        if self.cancelled():
            raise Cancelled
        self.progress(done, total, say)

    def over(self, items: Iterable[_T], total: int | None, say: str) -> Iterator[_T]:
        """The same items, telling every few hundred of them."""
        self.step(0, total, say)
        done = 0
        for done, item in enumerate(items, 1):
            if done % EVERY == 0:
                self.step(done, total, say)
            yield item
        self.step(done, done, say)
