"""One search: the ways of reading what was typed, tried from the strictest on, each row kept at its best."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from npqdesk.services.searching.entries import Fit
from npqdesk.services.searching.gather import Gathered
from npqdesk.services.searching.names import Names
from npqdesk.services.searching.numbers import Numbers
from npqdesk.services.searching.ranking import likeliest, points
from npqdesk.services.searching.spellings import GENERIC, HABITUAL
from npqdesk.services.searching.terms import Reading, Terms, without, without_one
from npqdesk.services.searching.typos import FAR, SHORTEST

FEW = 5
_POOL = 60
_MISSING = 6
_BEFORE_PROVIDERS = 2
FITS: tuple[Fit, ...] = ("number", "words", "inside", "similar")
_NUMBER, _WORDS, _INSIDE, _SIMILAR = range(len(FITS))


@dataclass(frozen=True, slots=True)
class Tools:
    """What every search of one index works with."""

    gathered: Gathered
    numbers: Numbers
    names: Names
    terms: Terms


@dataclass(slots=True)
class Look:
    """A search for `words`; `ahead` gives rows that stand before others, and by how many points; only
    rows of `within` are found.

    `found` has, by row, which of `FITS` it is, and its points."""

    tools: Tools
    words: list[str]
    ahead: Mapping[int, int]
    limit: int
    within: int = -1
    found: dict[int, tuple[int, int]] = field(default_factory=dict)

    def look(self, text: str) -> None:
        """Fill `found` for the whole text."""
        for row in likeliest((), self.tools.numbers.whole(text) & self.within, 0, self.limit):
            self.found[row] = (_NUMBER, 0)
        terms = self.tools.terms
        reading = terms.reading(self.words)
        self._take(reading, _WORDS)
        for other in terms.joined(self.words):
            self._take(other, _WORDS)
        if len(self.found) < self.limit:
            for other in terms.split(self.words):
                self._take(other, _WORDS)
            rest = without(reading, HABITUAL)
            self._take(rest, _WORDS, _MISSING * (len(reading) - len(rest)))
        if len(self.found) < FEW:
            self._take(tuple(terms.inside(term.said) for term in reading), _INSIDE)
        if len(self.found) < FEW:
            self._similar(reading)

    def best(self) -> list[int]:
        """The rows found, best first."""
        found, ahead, closed_from = self.found, self.ahead, self.tools.gathered.open_rows
        entries = self.tools.gathered.entries

        def place(row: int) -> tuple[int, bool, int, int]:
            fit, worth = found[row]
            worth += ahead.get(row, 0) + (_BEFORE_PROVIDERS if entries[row].kind != "early_years" else 0)
            return fit, row >= closed_from, -worth, row

        return sorted(found, key=place)[: self.limit]

    def _similar(self, reading: Reading) -> None:
        """Take words for others that are like them; where nothing fits yet, leave usual words out too."""
        exact = len(self.found)
        if len(reading[-1].said) == 1:
            self._take(reading[:-1], _SIMILAR)
            if self.found:
                return
        self._take(self._mistyped(reading, 1, known=False), _SIMILAR)
        if exact:
            return
        rest = without(reading, GENERIC)
        cost = _MISSING * (len(reading) - len(rest))
        self._take(rest, _SIMILAR, cost)
        self._take(self._mistyped(rest, 1, known=False), _SIMILAR, cost)
        for edits in (1, 2):
            if self.found:
                return
            self._take(self._mistyped(reading, edits, known=True), _SIMILAR)
            self._take(self._mistyped(rest, edits, known=True), _SIMILAR, cost)
        for other in () if self.found else without_one(reading):
            self._take(other, _SIMILAR)

    def _mistyped(self, reading: Reading, edits: int, *, known: bool) -> Reading:
        """A reading that takes words near to those typed too; near to words that are in the register only where
        `known`."""
        return tuple(
            self.tools.terms.near(term.said, edits if len(term.said) >= FAR else 1)
            if known or (term.whole < 0 and len(term.said) >= SHORTEST)
            else term
            for term in reading
        )

    def _take(self, reading: Reading, fit: int, cost: int = 0) -> None:
        """Keep the rows of a reading, each where it stood no better before."""
        fits = reduce(and_, (term.rows for term in reading), self.within) if reading else 0
        if not fits:
            return
        rows = likeliest(reading, fits, self.tools.names.beginning(reading), max(_POOL, 3 * self.limit))
        for row in dict.fromkeys([*rows, *(row for row in self.ahead if fits >> row & 1)]):
            before = self.found.get(row)
            if before is None or before[0] >= fit:
                worth = points(row, reading, self.tools.gathered.fields) - cost
                if before is None or before[0] > fit or before[1] < worth:
                    self.found[row] = (fit, worth)
