"""Which schools have a word, or a part of one, without looking through them all: the words of every text, once, and
who has them."""

from bisect import bisect_right
from collections.abc import Sequence


class WordIndex:
    """Every distinct word of some texts with the places of the texts that have it.  Immutable once made."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are words with a space between; places count from 0."""
        having: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in set(text.split()):
                having.setdefault(word, []).append(place)
        self._having = list(having.values())
        self._all = "\n".join(having)
        self._starts: list[int] = []
        start = 0
        for word in having:
            self._starts.append(start)
            start += len(word) + 1

    def places(self, part: str, *, most: int) -> list[int] | None:
        """Places, ascending, of the texts with `part` inside a word; None when they are more than about `most`."""
        found: set[int] = set()
        at = self._all.find(part)
        while at >= 0:
            word = bisect_right(self._starts, at) - 1
            having = self._having[word]
            if len(found) + len(having) > most:
                return None
            found.update(having)
            end = self._starts[word + 1] if word + 1 < len(self._starts) else len(self._all)
            at = self._all.find(part, end)
        return sorted(found)
