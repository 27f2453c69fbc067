"""Words like one that was mistyped: two letters swapped, one left out, doubled, or taken for its neighbour.

The whole vocabulary is looked through, not the rows; of longer words also the beginning, as they may be half typed.
The first letter is nearly always right, or swapped with the second, so words are compared with those that begin alike;
a first letter that is wrong, missing or too many is looked for apart, among the words without theirs."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from npqdesk.services.searching.masks import LAST, prefix_range

SHORTEST = 4
FAR = 5
_LONGEST = 16
_MOST = 60
_TAIL_ENDS = "\n"


class Typos:
    """The words of a sorted vocabulary, asked for those that are near."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._heads = [word for word in vocabulary if word.isalpha() and len(word) > 1]
        self._tails = sorted(f"{word[1:]}{_TAIL_ENDS}{word[0]}" for word in self._heads)
        self._choices = lru_cache(maxsize=600)(self._choices_of)

    def near(self, said: str, most: int) -> Mapping[int, int]:
        """Places of words in the vocabulary → 2 for each edit (at most `most` edits), 1 more where only the beginning
        of the word is like it.  Words of three letters and less are like whole words only."""
        found: dict[int, int] = {}
        if not said.isalpha() or not 1 < len(said) <= _LONGEST:
            return found
        half_typed = len(said) >= SHORTEST
        for beginning, edits in self._like(said, most).items():
            first, last = prefix_range(self._vocabulary, beginning)
            for place in range(first, last if half_typed else min(last, first + 1)):
                is_whole = len(self._vocabulary[place]) == len(beginning)
                if is_whole or half_typed:
                    cost = 2 * edits + (not is_whole)
                    found[place] = min(cost, found.get(place, cost))
        return found

    def _like(self, said: str, most: int) -> dict[str, int]:
        """Beginnings of words within so many edits of what was typed, and how many edits it is."""
        found = self._alike(said, most, tails=False)
        if len(said) < SHORTEST:
            return found
        for rest, tails in ((said[1:], True), (said, True), (said[1:], False)):
            for beginning, edits in self._alike(rest, most - 1, tails=tails).items():
                found[beginning] = min(edits + 1, found.get(beginning, most))
        return found

    def _alike(self, said: str, most: int, *, tails: bool) -> dict[str, int]:
        """The same for words that begin with the first letter, or the second; with `tails`, for words without their
        own first letter."""
        found: dict[str, int] = {}
        for letter in dict.fromkeys(said[: 1 + bool(most)]):
            for length in range(len(said) - most, len(said) + most + 1):
                choices = self._choices(letter, length, tails=tails)
                near = process.extract(said, choices, scorer=OSA.distance, score_cutoff=most, limit=_MOST)
                found.update((choice, int(edits)) for choice, edits, _ in near)
        return {word: edits for tail, edits in found.items() for word in self._ending(tail)} if tails else found

    def _choices_of(self, letter: str, length: int, *, tails: bool) -> tuple[str, ...]:
        """The distinct beginnings, of this length, of what starts with a letter."""
        words = self._tails if tails else self._heads
        first = bisect_left(words, letter)
        part = words[first : bisect_left(words, letter + LAST, first)]
        plain = (word.partition(_TAIL_ENDS)[0] for word in part) if tails else part
        return tuple(dict.fromkeys(word[:length] for word in plain if len(word) >= length))

    def _ending(self, tail: str) -> set[str]:
        """The beginnings of words that have this after their first letter."""
        first, last = prefix_range(self._tails, tail)
        return {word[-1] + tail for word in self._tails[first : min(last, first + _MOST)]}
