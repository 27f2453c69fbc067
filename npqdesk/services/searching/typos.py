"""Words like one that was mistyped: two letters swapped, one left out, doubled, or taken for its neighbour.

The whole vocabulary is looked through, not the rows; of longer words also the beginning, as they may be half typed.
The first letter is nearly always right, or swapped with the second, so words are compared with those that begin alike;
a first letter that is wrong, missing or too many is looked for apart, among the words without theirs."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from npqdesk.services.searching.masks import prefix_range

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
        self._choices = {False: _beginnings(self._heads), True: _beginnings(self._tails)}

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
        found: dict[str, int] = {said: 0}
        for letter in dict.fromkeys(said[:2]) if most else ():
            for length in range(len(said) - most, len(said) + most + 1):
                choices = self._choices[tails].get((letter, length), ())
                near = process.extract(said, choices, scorer=OSA.distance, score_cutoff=most, limit=_MOST)
                found.update((choice, int(edits)) for choice, edits, _ in near)
        return {word: edits for tail, edits in found.items() for word in self._ending(tail)} if tails else found

    def _ending(self, tail: str) -> set[str]:
        """The beginnings of words that have this after their first letter."""
        first, last = prefix_range(self._tails, tail)
        return {word[-1] + tail for word in self._tails[first : min(last, first + _MOST)]}


def _beginnings(words: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """The distinct beginnings of sorted words by first letter and length; of tails, only what is before their end."""
    found: dict[tuple[str, int], list[str]] = {}
    before = ""
    for each in words:
        word = each.partition(_TAIL_ENDS)[0][: _LONGEST + 2]
        shared = 0
        while shared < min(len(word), len(before)) and word[shared] == before[shared]:
            shared += 1
        for length in range(shared + 1, len(word) + 1):
            found.setdefault((word[0], length), []).append(word[:length])
        before = word
    return found
