""" "Did you mean": the nearest of a closed set of words, so that one wrong letter costs one glance."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A tail for a message: ", did you mean 'a_school'?" when something is near, else the few choices, else nothing."""
    choices = list(words)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f", did you mean {near[0]!r}?"
    if 0 < len(choices) <= 8:
        return f": it is one of {', '.join(choices)}"
    return ""
