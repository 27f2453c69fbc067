"""In which direction does text run?  The levels of Unicode's bidirectional algorithm, from python-bidi.

Letters are written in English, from left to right; names in Arabic or Hebrew run the other way inside them, and figures
or Latin words inside such a name run to the right again."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

_LEFTWARD = frozenset(("R", "AL"))
_RIGHT, _LEFT = "\u200e", "\u200f"  # marks without a shape that settle a direction
_ACCENT = "\u0300"  # goes with the letter before it
_DOT = "·"
_OPENING = {"(": ")", "[": "]", "{": "}"}
_LEFT_OUT = frozenset(("BN", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))

Piece = TypeVar("Piece")


@lru_cache(maxsize=4096)
def is_leftward(text: str) -> bool:
    """Is there a letter that is written from right to left?"""
    return not text.isascii() and not _LEFTWARD.isdisjoint(map(unicodedata.bidirectional, text))


def levels(text: str) -> list[int]:
    """The level of each character: 0 runs to the right, 1 to the left, 2 to the right inside 1, and so on."""
    from bidi import algorithm  # first wanted for the first such name

    storage: Any = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = 0, "L"
    counted = (_ACCENT if unicodedata.bidirectional(letter) in _LEFT_OUT else letter for letter in text)
    algorithm.get_embedding_levels(_settled("".join(counted)), storage)
    for step in (
        algorithm.explicit_embed_and_overrides,
        algorithm.resolve_weak_types,
        algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
    ):
        step(storage, False)  # noqa: FBT003 - no tracing
    return [character["level"] for character in storage["chars"]]


def paper_order(pieces: Sequence[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """Pieces of a line, each with its level, as they stand on paper from left to right."""
    from bidi.algorithm import reverse_contiguous_sequence

    order: list[Any] = [{"level": level, "piece": piece} for level, piece in pieces]
    odd = [level for level, _ in pieces if level % 2]
    if odd:
        reverse_contiguous_sequence(order, 0, len(order) - 1, max(level for level, _ in pieces), min(odd))
    return [(each["level"], each["piece"]) for each in order]


def _settled(text: str) -> str:
    """The text with a mark of direction for each bracket of a pair: both run as what they hold and where they stand.
    This is rule N0 of the algorithm, which came after the version that python-bidi follows.

    The dot that parts a name from a date runs as letters do, or the day would be taken for a part of the name."""
    settled = [_RIGHT if letter == _DOT else letter for letter in text]
    waiting: list[int] = []
    for place, letter in enumerate(text):
        if letter in _OPENING:
            waiting.append(place)
        elif letter in _OPENING.values() and any(_OPENING[text[at]] == letter for at in waiting):
            while _OPENING[text[start := waiting.pop()]] != letter:
                pass
            inside = _strong(text[start:place])
            if inside:
                before = _strong(text[:start])[-1:] or ["L"]
                leftward = "L" not in inside and before == ["R"]
                settled[start] = settled[place] = _LEFT if leftward else _RIGHT
    return "".join(settled)


def _strong(text: str) -> list[str]:
    kinds = map(unicodedata.bidirectional, text)
    return ["R" if kind in ("R", "AL", "EN", "AN") else "L" for kind in kinds if kind in ("L", "R", "AL", "EN", "AN")]
