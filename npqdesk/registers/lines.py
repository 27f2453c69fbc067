"""The lines that rows are read from, and how a line is known again.

Most lines of a register stand in the next day's file as they are.  To read them again would take longer than to look
whether they are known: a row is kept with the mark of its line, and a line with a known mark is passed over unread."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

Marker = Callable[[str], bytes]
LONGEST_ROW = 2_000
"""Lines of one row: a cell may hold line ends, but no official one holds more than a few."""


class Lines:
    """The lines of a text, handed on as a reader of rows asks for them.

    `number` is that of the last line, `begins` that of the line that the present row begins on, `row` its text so far:
    the reader makes it blank when it goes on to the next.  A line for which `passes(line, number)` says so is not
    handed on, where it stands at the beginning of a row.  csv.Error for a row of more lines than any real one."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._back: list[str] = []
        self.number = 0
        self.begins = 1
        self.row = ""
        self.passes: Callable[[str, int], bool] | None = None

    def __iter__(self) -> Iterator[str]:
        while line := self._back.pop() if self._back else next(self._text, ""):
            self.number += 1
            if self.row:
                if self.number - self.begins > LONGEST_ROW:
                    raise csv.Error("a quote goes on for too many lines")
                self.row += line
            elif self.passes is not None and self.passes(line, self.number):
                continue
            else:
                self.begins, self.row = self.number, line
            yield line

    def together(self, most: int) -> list[str]:
        """The next lines, at most so many.  None where some were put back: those come one by one."""
        some = [] if self._back else list(islice(self._text, most))
        self.number += len(some)
        return some

    @property
    def come_one_by_one(self) -> bool:
        """Whether the next line was put back."""
        return bool(self._back)

    def put_back(self, some: Sequence[str]) -> None:
        """Lines that came together come again, one by one."""
        self._back = list(reversed(some))
        self.number -= len(some)


def marker(*about: str) -> Marker:
    """A function from a line to its mark: sixteen bytes that no other line has under the same headings.

    `about` is all that decides besides the line how it is understood, such as the headings."""
    start = hashlib.sha256("\0".join((*about, "")).encode())

    def mark(line: str) -> bytes:
        whole = start.copy()
        whole.update(line.rstrip("\r\n").encode())
        return whole.digest()[:16]

    return mark
