"""What of the typed text is not printed?  Signs without a shape: controls, marks of direction, joiners out of place."""

import unicodedata

from npqdesk.letters.letter import Letter
from npqdesk.letters.phrase import is_unseen, printable

_CONTROL = "a control character"


def left_out(letter: Letter) -> str:
    """One sentence on the signs that a letter leaves out, each named once with its place; nothing where all stays."""
    found: dict[str, str] = {}
    for place, text in letter.texts():
        if not text.isprintable():
            for sign in sorted(set(filter(is_unseen, text)) - set(printable(text))):
                found.setdefault(_name(sign), place)
    told = ", ".join(f"{name} in {place}" for name, place in found.items())
    return f"Left out, since it has no shape on paper: {told}." if told else ""


def _name(sign: str) -> str:
    return f"{unicodedata.name(sign, _CONTROL).lower()} (U+{ord(sign):04X})"
