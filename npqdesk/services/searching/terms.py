"""What was typed, as the words to look for, and the other ways in which it may be read: words joined or split,
two words that are one postcode, usual words that an office adds and the register does not have."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import itemgetter, or_
from threading import Lock

from npqdesk.registers.folding import fold
from npqdesk.services.searching.gather import FIELDS, Gathered
from npqdesk.services.searching.masks import mask_of, prefix_range
from npqdesk.services.searching.numbers import Numbers, is_postcode
from npqdesk.services.searching.spellings import spelt
from npqdesk.services.searching.typos import Typos

LONGEST = 12
_SPLIT_FROM = 5
_INSIDE_FROM = 3
_MOST_ROWS = 5_000
_INSIDE_COST = 3
_LEAVE_OUT_FROM = 3
_KEPT = 200
Reading = tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One word typed: the place in the vocabulary of the very word (-1 for none), from where up to where not the words
    that begin so, further words that fit with what each costs; the rows that have any of them by field, and by
    number; of those, the ones of which it is the first half of the postcode; and every row that it fits."""

    said: str
    whole: int
    first: int
    last: int
    by_field: tuple[int, ...]
    by_number: int
    by_outward: int
    rows: int
    near: Mapping[int, int] = field(default_factory=dict)


class Terms:
    """Makes terms from words, by what the rows have."""

    def __init__(self, gathered: Gathered, numbers: Numbers) -> None:
        self._vocabulary, self._fields, self._numbers = gathered.vocabulary, gathered.fields, numbers
        self._typos, self._size = Typos(gathered.vocabulary), len(gathered.entries)
        self._all = "\n".join(["", *gathered.vocabulary, ""])
        self._recent: dict[tuple[object, ...], Term] = {}
        self._alone = Lock()

    def term(self, said: str) -> Term:
        """The rows with words that begin so, or a number; with a space inside, those of a postcode that begins so."""
        return self._recall(Terms._term, said)

    def inside(self, said: str) -> Term:
        """The same term, which takes words that have it inside too; unless they are very many, or it is short."""
        return self._recall(Terms._inside, said)

    def near(self, said: str, edits: int) -> Term:
        """The same term, which takes words within so many edits of it too, the nearest first while they are not very
        many."""
        return self._recall(Terms._near, said, edits)

    def _recall(self, make: Callable[..., Term], *given: object) -> Term:
        """A term, made or remembered.  The memory holds on to no index, so that one that is replaced goes at once."""
        key = (make, *given)
        with self._alone:
            found = self._recent.pop(key, None)
        found = found or make(self, *given)
        with self._alone:
            self._recent[key] = found
            if len(self._recent) > _KEPT:
                del self._recent[next(iter(self._recent))]
        return found

    def read(self, text: str) -> list[str]:
        """The words of what was typed; "of", "the" and "and" are left out, unless there is nothing else."""
        return spelt([text])[0][:LONGEST] or fold(text).split()[:1]

    def _term(self, said: str) -> Term:
        first, last = prefix_range(self._vocabulary, said)
        whole = first if first < last and self._vocabulary[first] == said else -1
        by_field = tuple(self._fields[each].rows.mask(first, last) for each in FIELDS)
        outward, space, inward = said.partition(" ")
        begun = self._numbers.postcodes(outward, inward) if space else self._numbers.begun(said)
        by_outward = begun if space else self._numbers.outward(said)
        return Term(said, whole, first, last, by_field, begun, by_outward, reduce(or_, by_field, begun))

    def _inside(self, said: str) -> Term:
        term, near, rows, at = self.term(said), dict[int, int](), 0, -1
        if len(said) >= _INSIDE_FROM:
            at = self._all.find(said)
        while at >= 0 and rows <= _MOST_ROWS:
            start, end = self._all.rfind("\n", 0, at) + 1, self._all.index("\n", at)
            if start != at:
                place = bisect_left(self._vocabulary, self._all[start:end])
                near[place] = _INSIDE_COST
                rows += self._count(place)
            at = self._all.find(said, end)
        return self._with_near(term, near) if near and rows <= _MOST_ROWS else term

    def _near(self, said: str, edits: int) -> Term:
        near, rows = dict[int, int](), 0
        for place, cost in sorted(self._typos.near(said, edits).items(), key=itemgetter(1)):
            rows += self._count(place)
            if rows > _MOST_ROWS:
                break
            near[place] = cost
        return self._with_near(self.term(said), near)

    def _with_near(self, term: Term, near: Mapping[int, int]) -> Term:
        """The same term, which takes these words too, given as their places."""
        if not near:
            return term
        many, few = term.rows, list[int]()
        for rows in (part.rows for part in self._fields):
            for word in near:
                if rows.is_heavy(word, word + 1):
                    many |= rows.mask(word, word + 1)
                else:
                    few.extend(rows.rows(word))
        return replace(term, near=near, rows=many | mask_of(few, len(few), self._size))

    def _count(self, place: int) -> int:
        """How many rows are to be gone through for a word, one that has it in two fields counting twice."""
        parts = (part.rows for part in self._fields)
        return sum(0 if rows.is_heavy(place, place + 1) else rows.count(place, place + 1) for rows in parts)

    def reading(self, words: Sequence[str]) -> Reading:
        """The words as they stand; two that begin a postcode which some row has, "bl1 2", are one."""
        for at in range(len(words) - 1):
            outward, inward = words[at], words[at + 1]
            if is_postcode(outward, inward) and self._numbers.postcodes(outward, inward):
                return tuple(map(self.term, (*words[:at], f"{outward} {inward}", *words[at + 2 :])))
        return tuple(map(self.term, words))

    def joined(self, words: Sequence[str]) -> Iterator[Reading]:
        """Readings in which two words are one: "hill side" as "hillside"."""
        for at in range(len(words) - 1):
            both = words[at] + words[at + 1]
            first, last = prefix_range(self._vocabulary, both)
            if both.isalpha() and first < last:
                yield (*map(self.term, words[:at]), self.term(both), *map(self.term, words[at + 2 :]))

    def split(self, words: Sequence[str]) -> Iterator[Reading]:
        """Readings in which one word is two: "hillside" as "hill side"."""
        for at, word in enumerate(words):
            for cut in range(2, len(word) - 1) if len(word) >= _SPLIT_FROM else ():
                if self._has(word[:cut]) and self._has(word[cut:]):
                    both = (self.term(word[:cut]), self.term(word[cut:]))
                    yield (*map(self.term, words[:at]), *both, *map(self.term, words[at + 1 :]))

    def _has(self, word: str) -> bool:
        at = bisect_left(self._vocabulary, word)
        return at < len(self._vocabulary) and self._vocabulary[at] == word


def without(reading: Reading, words: Collection[str]) -> Reading:
    """A reading without some words, or () where that is all of it or nothing."""
    rest = tuple(term for term in reading if term.said not in words)
    return rest if len(rest) < len(reading) else ()


def without_one(reading: Reading) -> Iterator[Reading]:
    """Readings of three words and more with one of them left out, the last of them first."""
    if len(reading) >= _LEAVE_OUT_FROM:
        for at in reversed(range(len(reading))):
            yield reading[:at] + reading[at + 1 :]
