"""Which of the rows that fit is likeliest meant: points for each word by where it stands and how well it fits."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from npqdesk.services.searching.gather import AREA, NAME, PLACE, REST, Field
from npqdesk.services.searching.masks import places_of
from npqdesk.services.searching.terms import Reading, Term

_WHOLE = {NAME: 10, PLACE: 7, AREA: 6, REST: 5}
_BEGUN = {NAME: 8, PLACE: 6, AREA: 5, REST: 4}
_NUMBER, _OUTWARD, _POSTCODE = 5, 8, 23
_SIDE_BY_SIDE = 9
_FIRST, _ALL_OF_NAME = 3, 4
_NO_WORD = -1


def points(row: int, reading: Reading, fields: Sequence[Field]) -> int:
    """How well a row fits: better for words of its name than of its place, better again side by side as typed."""
    best = [0] * len(reading)
    spots: list[set[int]] = [set() for _ in reading]
    for field, part in enumerate(fields):
        whole, begun, base = _WHOLE[field], _BEGUN[field], field * 1_000
        for at, word in enumerate(part.words_of(row), base):
            for which, term in enumerate(reading):
                if word == term.whole:
                    worth = whole
                elif term.first <= word < term.last:
                    worth = begun
                elif word in term.near:
                    worth = max(1, whole - term.near[word])
                else:
                    continue
                if field in (NAME, REST):
                    spots[which].add(at)
                best[which] = max(best[which], worth)
    for which, term in enumerate(reading):
        if term.by_number and term.by_number >> row & 1:
            best[which] = max(best[which], _number(row, term))
    pairs = sum(any(at + 1 in after for at in before) for before, after in pairwise(spots))
    name = len(fields[NAME].words_of(row))
    all_of_name = name == len(reading) and all(any(at < name for at in spot) for spot in spots)
    return sum(best) + _SIDE_BY_SIDE * pairs + _FIRST * (0 in spots[0]) + _ALL_OF_NAME * all_of_name


def _number(row: int, term: Term) -> int:
    """The points of a number that was begun; two words that are a postcode stand for both, side by side."""
    if term.by_outward >> row & 1:
        return _POSTCODE if " " in term.said else _OUTWARD
    return _NUMBER


def likeliest(reading: Reading, fits: int, named_so: int, most: int) -> list[int]:
    """Rows out of the many that fit, about in the order of their points, at least `most` where there are so many.

    `named_so` are those whose name begins with what was typed."""
    if fits.bit_count() <= most:
        return places_of(fits, most)
    found: list[int] = []
    for tier in _tiers(reading, fits, named_so):
        if fresh := tier & fits:
            found += places_of(fresh, most - len(found))
            fits ^= fresh
        if len(found) >= most:
            break
    return found


def _tiers(reading: Reading, fits: int, named_so: int) -> Iterator[int]:
    """Sets of rows, best first: the name begins so, more words in the name, the rest in the place, the rest
    anywhere."""
    yield fits & named_so
    at_least = [fits] + [0] * len(reading)
    placed = fits
    for term in reading:
        for count in range(len(reading), 0, -1):
            at_least[count] |= at_least[count - 1] & term.by_field[NAME]
        placed &= term.by_field[NAME] | term.by_field[PLACE] | term.by_field[AREA] | term.by_number
    for count in range(len(reading), -1, -1):
        yield at_least[count] & placed
        yield at_least[count]
