"""Rows whose name begins with all that was typed: they stand side by side, since rows are in the order of names."""

from bisect import bisect_left

from npqdesk.services.searching.gather import NAME, Gathered
from npqdesk.services.searching.masks import span
from npqdesk.services.searching.terms import Reading


class Names:
    """The names of all rows, in their order: first those of open rows, then those of closed ones."""

    def __init__(self, gathered: Gathered) -> None:
        self._names, self._open = gathered.fields[NAME], gathered.open_rows
        self._rows = range(len(gathered.entries))
        self._nameless = [len(gathered.vocabulary) + 1]

    def beginning(self, reading: Reading) -> int:
        """The rows whose name begins with these words, the last of them perhaps half typed."""
        words = [term.whole for term in reading[:-1]]
        if min(words, default=0) < 0:
            return 0
        low, high, last = [*words, reading[-1].first], [*words, reading[-1].last], len(self._rows)
        rows = 0
        for start, end in ((0, self._open), (self._open, last)):
            first = bisect_left(self._rows, low, start, end, key=self._name)
            rows |= span(first, bisect_left(self._rows, high, first, end, key=self._name))
        return rows

    def _name(self, row: int) -> list[int]:
        """Places of its words in the vocabulary, which are in the order of the words; a row without a name is last."""
        return list(self._names.words_of(row)) or self._nameless
