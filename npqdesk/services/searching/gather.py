"""Reading the entries once: their words counted, sorted and turned round, so that a word knows its rows.

Written so that a worker may run it beside the window: no single step takes long, and the words of all rows lie end to
end in arrays, four bytes each."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from npqdesk.services.searching.entries import Entry
from npqdesk.services.searching.masks import Slices
from npqdesk.services.searching.spellings import BESIDE, spelt_lines, usual

NAME, PLACE, AREA, REST = FIELDS = (0, 1, 2, 3)
_AT_ONCE = 2_000
_START = 6


class Field:
    """The words of one part of every row, both ways: as places in the vocabulary, and `rows` by word."""

    def __init__(self, words: "array[int]", starts: "array[int]", vocabulary: Sequence[str]) -> None:
        self._words, self._starts = words, starts
        having: list[list[int]] = [[] for _ in vocabulary]
        for row in range(len(starts) - 1):
            for word in words[starts[row] : starts[row + 1]]:
                having[word].append(row)
        places = array("I")
        for rows in having:
            places.extend(rows)
        heads = array("I", accumulate(map(len, having), initial=0))
        self.rows = Slices(vocabulary, heads, places, len(starts) - 1)

    def words_of(self, row: int) -> Sequence[int]:
        """Places in the vocabulary of a row's words, in the order in which they stand there."""
        return self._words[self._starts[row] : self._starts[row + 1]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entries in the order in which they are shown, the first `open_rows` of them open; the sorted vocabulary;
    and the fields NAME; PLACE (town, locality); AREA (local authority, county); REST (street, former names, trust)."""

    entries: list[Entry]
    open_rows: int
    vocabulary: list[str]
    fields: tuple[Field, ...]


class _Words(dict[str, tuple[int, ...]]):
    """Every word met → the numbers, from 1, of the usual word for it and of those beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> tuple[int, ...]:
        words = (usual(word), *BESIDE.get(usual(word), ()))
        self[word] = tuple(self.numbers.setdefault(each, len(self.numbers) + 1) for each in words)
        return self[word]


class _Column:
    """The words of one field of every row, end to end."""

    def __init__(self) -> None:
        self.words, self.starts = array("I"), array("I", [0])

    def add(self, rows: Iterable[str], words: _Words) -> None:
        for row in rows:
            said = [words[word] for word in row.split()]
            self.words.extend(numbers[0] for numbers in said)
            for numbers in said:
                if len(numbers) > 1:
                    self.words.extend(numbers[1:])
            self.starts.append(len(self.words))

    def put(self, order: Sequence[int]) -> "_Column":
        """The same in another order of the rows."""
        column = _Column()
        for row in order:
            column.words.extend(self.words[self.starts[row] : self.starts[row + 1]])
            column.starts.append(len(column.words))
        return column


def gather(entries: Iterable[Entry]) -> Gathered:
    """Everything that a search needs of the entries, which are read once."""
    words, given, columns = _Words(), list[Entry](), [_Column() for _ in FIELDS]
    rest = iter(entries)
    while part := list(islice(rest, _AT_ONCE)):
        given += part
        for column, lines in zip(columns, _lines(part), strict=True):
            column.add(lines, words)
    vocabulary = sorted(words.numbers)
    at = array("I", bytes(4 * len(vocabulary) + 4))
    for place, word in enumerate(vocabulary):
        at[words.numbers[word]] = place
    for column in columns:
        column.words = array("I", map(at.__getitem__, column.words))
    order = _order(given, columns[NAME], columns[PLACE])
    shown = [given[row] for row in order]
    fields = []
    while columns:
        column = columns.pop(0).put(order)
        fields.append(Field(column.words, column.starts, vocabulary))
    return Gathered(shown, sum(entry.is_open for entry in shown), vocabulary, tuple(fields))


def _lines(part: Sequence[Entry]) -> Iterator[Iterable[str]]:
    """The texts of some entries by field, folded."""
    yield spelt_lines(entry.name for entry in part)
    yield spelt_lines(f"{entry.town} | {entry.locality}" for entry in part)
    yield spelt_lines(f"{entry.local_authority} | {entry.county}" for entry in part)
    streets = spelt_lines(entry.street for entry in part)
    others = spelt_lines(" | ".join((entry.trust, *entry.former_names)) for entry in part)
    yield map(_street_and_others, streets, others)


def _street_and_others(street: str, others: str) -> str:
    """A "St" at the end of a street is no saint."""
    return f"{street[:-4]} street {others}" if street.endswith(" st ") else street + others


def _order(entries: Sequence[Entry], names: _Column, places: _Column) -> list[int]:
    """Rows, open ones first, those with a name first, then by name, then by town: compared as bytes, the fastest.

    Those of one first word are sorted together: a single sort of all would keep the window waiting."""
    name_bytes, place_bytes = _comparable(names.words), _comparable(places.words)

    def key(row: int) -> bytes:
        start, end = 4 * names.starts[row], 4 * names.starts[row + 1]
        place = place_bytes[4 * places.starts[row] : 4 * places.starts[row + 1]]
        return bytes((not entries[row].is_open, start == end)) + name_bytes[start:end] + b"\0\0\0\0" + place

    by_start: dict[bytes, list[tuple[bytes, int]]] = {}
    for row in range(len(entries)):
        whole = key(row)
        by_start.setdefault(whole[:_START], []).append((whole, row))
    return [row for start in sorted(by_start) for _, row in sorted(by_start.pop(start))]


def _comparable(words: "array[int]") -> bytes:
    """Words as four bytes each that compare as the words do; none is nought, which ends a name."""
    swapped = array("I", [word + 1 for word in words])
    if sys.byteorder == "little":
        swapped.byteswap()
    return swapped.tobytes()
