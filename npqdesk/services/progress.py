"""How long work tells how far it is, and how it is stopped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Progress = Callable[[int, int | None, str], object]
"""Called with how many are done, of how many (None: not known yet), and what is being done."""


class Bytes(int):
    """How many are done, where bytes are counted: people read them as megabytes."""


EVERY = 500
_T = TypeVar("_T")


class Cancelled(Exception):
    """The office asked to stop.  Everything is as it was before."""


def nobody_asks(_done: int, _total: int | None, _say: str) -> None:
    """The progress of work that nobody watches."""


def how_far(done: int, total: int | None) -> str:
    """How many are done of how many, for people: "12.3 of 60.8 MB", "500 of 1,000", "500"; empty before the first."""
    if isinstance(done, Bytes):
        whole = f" of {total / 1_000_000:.1f}" if total else ""
        return f"{done / 1_000_000:.1f}{whole} MB" if done or total else ""
    return f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""


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
