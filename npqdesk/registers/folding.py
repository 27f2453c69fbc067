"""How the words of a school are compared in a search: without accents, capitals, punctuation or habits of spelling.

Texts are folded many at a time, a line for each, because whole registers are: a few passes over one long text take a
third of the time of the same passes over twenty thousand short ones."""

import re
import unicodedata

NAME_ENDS = "|"

_LINE_ENDS = "\n"
_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789" + NAME_ENDS + _LINE_ENDS
_APOSTROPHES = "'’‘ʼ`´"
_SPACES = re.compile("  +")
_PLAIN: dict[int, str | None] = {
    **dict.fromkeys(range(128), " "),
    **{ord(sign.upper()): sign for sign in _KEPT},
    **{ord(sign): sign for sign in _KEPT},
    **dict.fromkeys(map(ord, _APOSTROPHES)),
}


def fold(text: str) -> str:
    """`text` as words of small letters and digits, one space apart: "St Thomas à Becket's" is "st thomas a beckets"."""
    return fold_lines([text.replace(NAME_ENDS, " ")])[0].strip()


def fold_lines(texts: list[str]) -> list[str]:
    """Each text folded, in one go; a space may stay at either end."""
    if not texts:
        return []
    lines = _LINE_ENDS.join(texts)
    if not lines.isascii() or lines.count(_LINE_ENDS) >= len(texts):
        lines = _LINE_ENDS.join([_without_accents(text.replace(_LINE_ENDS, " ")) for text in texts])
    lines = lines.replace("&", " and ").translate(_PLAIN)
    return _SPACES.sub(" ", lines).split(_LINE_ENDS)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(map(_ascii, unicodedata.normalize("NFKD", text.casefold()))).lower()


def _ascii(sign: str) -> str:
    """A decomposed sign as it is compared: accents and apostrophes vanish, other signs part words, letters stay."""
    if sign in _APOSTROPHES or unicodedata.combining(sign):
        return ""
    return sign if sign.isascii() or sign.isalnum() else " "
