"""What is said when a text is longer than its place on the paper?"""

from npqdesk.letters.phrase import printable
from npqdesk.problem import Problem

_SHOWN = 40


def too_long(place: str, text: str) -> Problem:
    """A `Problem` that names the place, and the text by how it begins."""
    begins = printable(text[:_SHOWN]).strip() + ("…" if len(text) > _SHOWN else "")
    return Problem(
        "A text is too long for the letter",
        f"{place[:1].upper()}{place[1:]} that begins “{begins}” is longer than its place on the paper.",
        "Shorten it, then make the letter again.",
    )
