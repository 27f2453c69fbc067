"""Identifiers and postcodes, whole or begun: URN, UKPRN, Ofsted number, LAESTAB, "BL1 2AB", "bl12ab", "bl1 2"."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from npqdesk.services.searching.entries import Entry
from npqdesk.services.searching.masks import Slices, prefix_range

_NOT_KEPT = re.compile(r"[^0-9A-Z]+")
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_INWARD = re.compile(r"[0-9][A-Z]{0,2}")
_AREA = re.compile(r"[A-Z]{2}")
_SHORTEST = 3
_START = 4


class Numbers:
    """Every identifier and postcode of the rows, in capitals; a postcode with the space before its last three signs."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        buckets: dict[str, list[tuple[str, int]]] = {}
        for row, entry in enumerate(entries):
            for number in _numbers(entry):
                buckets.setdefault(number[:_START], []).append((number, row))
        self._strings: list[str] = []
        places = array("I")
        for start in sorted(buckets):
            for number, row in sorted(buckets.pop(start)):
                self._strings.append(number)
                places.append(row)
        self._rows = Slices(self._strings, range(len(places) + 1), places, len(entries))

    def whole(self, typed: str) -> int:
        """Rows of which something typed, spaces and all, is an identifier or the postcode."""
        mask = 0
        for said in _spaced(_NOT_KEPT.sub("", typed.upper())):
            mask |= self._rows.mask(bisect_left(self._strings, said), bisect_right(self._strings, said))
        return mask

    def begun(self, word: str) -> int:
        """Rows with an identifier or postcode that begins with one word typed; none for what could be any word."""
        said = word.upper()
        is_begun = _AREA.fullmatch(said) or _OUTWARD.fullmatch(said)
        if not is_begun and (len(said) < _SHORTEST or said.isalpha()):
            return 0
        mask = 0
        for spaced in _spaced(said):
            mask |= self._rows.mask(*prefix_range(self._strings, spaced))
        return mask

    def outward(self, word: str) -> int:
        """Rows of which one word typed is the whole first half of the postcode."""
        return self.postcodes(word, "") if _OUTWARD.fullmatch(word.upper()) else 0

    def postcodes(self, outward: str, inward: str) -> int:
        """Rows whose postcode begins with two words typed, such as "bl1" "2a"."""
        return self._rows.mask(*prefix_range(self._strings, f"{outward} {inward}".upper()))


def is_postcode(outward: str, inward: str) -> bool:
    """Whether two words look like the halves of a postcode, the second perhaps not finished."""
    return bool(_OUTWARD.fullmatch(outward.upper()) and _INWARD.fullmatch(inward.upper()))


def _numbers(entry: Entry) -> Iterator[str]:
    for number in entry.numbers:
        if number:
            yield number if number.isdecimal() else _NOT_KEPT.sub("", number.upper())
    if entry.postcode:
        yield _with_space(entry.postcode)


def _with_space(postcode: str) -> str:
    """A postcode as it is kept: in nearly every case the very string, which then takes no room of its own."""
    if postcode[-4:-3] == " " and postcode.isupper():
        return postcode
    plain = _NOT_KEPT.sub("", postcode.upper())
    return f"{plain[:-3]} {plain[-3:]}"


def _spaced(said: str) -> Iterable[str]:
    """What was typed without a space, and with one where a postcode could have it."""
    yield said
    for at in range(2, min(5, len(said))):
        if is_postcode(said[:at], said[at:]):
            yield f"{said[:at]} {said[at:]}"
