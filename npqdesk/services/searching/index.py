"""The search over everything: `SearchIndex(entries).search("st josephs bolton")`.

Made once, in a worker; then immutable but for what it remembers of words it compared, so any thread may ask it.  An
answer depends on nothing but what is asked, not on what was asked before."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from npqdesk.services.searching.entries import Entry, Hit, Kind
from npqdesk.services.searching.gather import gather
from npqdesk.services.searching.looking import FITS, Look, Tools
from npqdesk.services.searching.masks import mask_of
from npqdesk.services.searching.names import Names
from npqdesk.services.searching.numbers import Numbers
from npqdesk.services.searching.terms import Terms

MINE, MY_TRUST = 15, 10
_LONGEST = 200


class SearchIndex:
    """Every entry, ready to be searched."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """`entries` come from any register, in any order."""
        gathered = gather(entries)
        numbers = Numbers(gathered.entries)
        self._entries = gathered.entries
        self._tools = Tools(gathered, numbers, Names(gathered), Terms(gathered, numbers))
        self._rows = {entry.key: row for row, entry in enumerate(self._entries)}
        of_kind: dict[Kind, list[int]] = {}
        for row, entry in enumerate(self._entries):
            of_kind.setdefault(entry.kind, []).append(row)
        self._counts = {kind: len(rows) for kind, rows in of_kind.items()}
        self._kinds = {kind: mask_of(rows, len(rows), len(self._entries)) for kind, rows in of_kind.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def count(self, kind: Kind) -> int:
        """How many entries of a kind there are."""
        return self._counts.get(kind, 0)

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, or None."""
        row = self._rows.get(key)
        return None if row is None else self._entries[row]

    def search(
        self,
        text: str,
        limit: int = 20,
        *,
        kinds: Collection[Kind] = (),
        mine: Collection[str] = (),
        my_trust: Collection[str] = (),
    ) -> tuple[Hit, ...]:
        """The entries, of all kinds or of these, that fit every word of `text`, best first, at most `limit`.

        A whole number or postcode comes first.  Then rows of which every word typed is, or begins, a word; then words
        inside words; where that is little or nothing, words that are only similar.  Within each: open before closed,
        the keys of `mine` and `my_trust` ahead, words of the name before words of the place, then by name and town."""
        text = text[:_LONGEST]
        words = self._tools.terms.read(text)
        if not words:
            return ()
        within = reduce(or_, (self._kinds.get(kind, 0) for kind in kinds)) if kinds else -1
        look = Look(self._tools, words, self._ahead(mine, my_trust), limit, within)
        look.look(text)
        return tuple(Hit(self._entries[row], FITS[look.found[row][0]]) for row in look.best())

    def _ahead(self, mine: Collection[str], my_trust: Collection[str]) -> dict[int, int]:
        ahead = {self._rows[key]: MY_TRUST for key in my_trust if key in self._rows}
        return ahead | {self._rows[key]: MINE for key in mine if key in self._rows}
