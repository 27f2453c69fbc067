"""Printing many letters: on two processors where there are two, in the order in which they are asked for.

The process of the program and one more beside it share the work. Where no other process can be started, or it ends, the
first does all of it; the letters are the same."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, NamedTuple, TypeVar

from npqdesk.letters.letter import Letter
from npqdesk.problem import Problem

WORTH_IT = 40
"""How many letters repay the second that another process takes to start."""

_AHEAD = 4  # letters given to the other process before they are wanted
_Asked = TypeVar("_Asked")
_Sent = bytes | tuple[str, str, str]
"""A PDF, or the words of a Problem, as they pass between processes."""


class Print(NamedTuple):
    """A letter to print, and whether in large print."""

    letter: Letter
    large: bool = False


@dataclass(slots=True)
class _Job(Generic[_Asked]):
    asked: _Asked
    wanted: Print | None
    given: Future[_Sent] | None = None
    sent: _Sent | None = None


def print_all(
    asked: Iterable[tuple[_Asked, Print | None]], *, many: int
) -> Iterator[tuple[_Asked, bytes | Problem | None]]:
    """What was asked for, in order, each with its PDF or with why there can be none; None where nothing is to print.

    `many` is about how many there are. Only a few are held at a time."""
    press, waiting = _Press(many), deque[_Job[_Asked]]()
    try:
        for each, wanted in asked:
            waiting.append(press.begin(_Job(each, wanted)))
            while waiting and (len(waiting) > 2 * _AHEAD or press.is_ready(waiting[0])):
                yield press.finish(waiting.popleft())
        while waiting:
            yield press.finish(waiting.popleft())
    finally:
        press.close()


class _Press:
    """Prints here, and in another process as far as that one keeps up."""

    def __init__(self, many: int) -> None:
        self._given: list[Future[_Sent]] = []
        self._other: ProcessPoolExecutor | None = None
        self._started: Future[None] | None = None
        if many >= WORTH_IT and (os.cpu_count() or 1) > 1:
            self._other = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            with self._here_alone_if_it_fails():
                self._started = self._other.submit(_make_ready)

    def begin(self, job: _Job[_Asked]) -> _Job[_Asked]:
        """Give the job to the other process if it has started and has not too much already; else print it here."""
        self._given = [given for given in self._given if not given.done()]
        has_started = self._started is not None and self._started.done()
        if job.wanted is not None and self._other is not None and has_started and len(self._given) < _AHEAD:
            with self._here_alone_if_it_fails():
                job.given = self._other.submit(_print, job.wanted)
                self._given.append(job.given)
        if job.wanted is not None and job.given is None:
            job.sent = _print(job.wanted)
        return job

    @contextmanager
    def _here_alone_if_it_fails(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError):  # it cannot be started, or has ended
            self.close()

    def is_ready(self, job: _Job[_Asked]) -> bool:
        return job.given is None or job.given.done()

    def finish(self, job: _Job[_Asked]) -> tuple[_Asked, bytes | Problem | None]:
        if job.given is not None and job.wanted is not None:
            try:
                job.sent = job.given.result()
            except (BrokenProcessPool, CancelledError):
                self.close()
                job.sent = _print(job.wanted)
        return job.asked, Problem(*job.sent) if isinstance(job.sent, tuple) else job.sent

    def close(self) -> None:
        if self._other is not None:
            self._other.shutdown(wait=False, cancel_futures=True)
        self._other = None


def _make_ready() -> None:
    """What the other process reads before its first letter."""
    from npqdesk.letters.render import render  # noqa: F401
    from npqdesk.services.fonts import fonts

    fonts()


def _print(wanted: Print) -> _Sent:
    from npqdesk.letters.render import render
    from npqdesk.services.fonts import fonts

    try:
        return render(wanted.letter, fonts(), large=wanted.large)
    except Problem as problem:
        return problem.title, problem.what_happened, problem.what_to_do
