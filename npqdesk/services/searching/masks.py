"""Sets of rows as whole numbers, a bit for each row: joining and crossing sets of 123,000 takes some microseconds.

Rows are counted from 0 in the order in which they are shown, so the lowest bits are the first to show."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

LAST = "\U0010ffff"
HEAVY = 1_500
_BY_BITS = 4_000
_FILLED = re.compile(rb"[^\0]")


def mask_of(places: Iterable[int], count: int, rows: int) -> int:
    """The set of `places`, of which there are about `count`, among so many rows."""
    if count < _BY_BITS:
        bits = bytearray(rows // 8 + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")
    signs = bytearray(b"0") * rows
    for place in places:
        signs[place] = 49
    return int(signs[::-1], 2)


def span(first: int, last: int) -> int:
    """The set of the rows from `first` up to but not `last`."""
    return ((1 << max(0, last - first)) - 1) << first


def places_of(mask: int, most: int) -> list[int]:
    """The first rows of a set, at most so many, ascending."""
    found: list[int] = []
    whole = mask.to_bytes((mask.bit_length() + 7) // 8, "little")
    for filled in _FILLED.finditer(whole):
        at, byte = filled.start() * 8, filled.group()[0]
        found.extend(at + bit for bit in range(8) if byte >> bit & 1)
        if len(found) >= most:
            break
    return found[:most]


class Slices:
    """Which rows have each of some sorted strings: `heads[n]` to `heads[n + 1]` of `places` have the nth.

    Rows of a range of strings lie side by side.  The sets of ranges with very many rows are made once, at first."""

    def __init__(self, strings: Sequence[str], heads: Sequence[int], places: "array[int]", count: int) -> None:
        self._strings, self._heads, self._places, self._count = strings, heads, places, count
        self._heavy: dict[tuple[int, int], int] = {}
        self._make_heavy("", 0, len(strings))

    def mask(self, first: int, last: int) -> int:
        """Rows with any of the strings from `first` up to but not `last`."""
        if not self.count(first, last):
            return 0
        known = self._heavy.get((first, last))
        return self._mask(first, last) if known is None else known

    def is_heavy(self, first: int, last: int) -> bool:
        """Whether the set of the rows of a range is there already."""
        return (first, last) in self._heavy

    def rows(self, string: int) -> Sequence[int]:
        """Rows with one of the strings, given by its place."""
        return self._places[self._heads[string] : self._heads[string + 1]]

    def count(self, first: int, last: int) -> int:
        """How many rows that are, counting one again for each of its strings."""
        return self._heads[last] - self._heads[first] if first < last else 0

    def _mask(self, first: int, last: int) -> int:
        part = self._places[self._heads[first] : self._heads[last]]
        return mask_of(part, len(part), self._count)

    def _make_heavy(self, prefix: str, first: int, last: int) -> None:
        """Make the set of every string, and of every beginning longer than `prefix`, that very many rows have."""
        while first < last:
            if whole := self._strings[first] == prefix:
                longer, end = prefix, first + 1
            else:
                longer = self._strings[first][: len(prefix) + 1]
                end = bisect_left(self._strings, longer + LAST, first, last)
            if self.count(first, end) >= HEAVY:
                if (first, end) not in self._heavy:
                    self._heavy[first, end] = self._mask(first, end)
                if not whole:
                    self._make_heavy(longer, first, end)
            first = end


def prefix_range(strings: Sequence[str], prefix: str) -> tuple[int, int]:
    """From where, up to where not, sorted strings begin so."""
    first = bisect_left(strings, prefix)
    return first, bisect_left(strings, prefix + LAST, first)
