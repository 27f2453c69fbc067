"""How the words of a school are compared in a search: without accents, capitals, punctuation or habits of spelling.

The text kept for a school holds every usual spelling at once ("st" and "saint", "cofe", "c of e", "church of england"),
so that a half-typed query needs no guessing: each of its words must only begin, or be inside, a word of the text.

Texts are folded many at a time, a line for each, because whole registers are: a few passes over one long text take a
third of the time of the same passes over twenty thousand short ones."""

import re
import unicodedata
from collections.abc import Iterable

NAME_ENDS = "|"
SEARCHED = ("name", "town", "street", "postcode", "urn", "ukprn")

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


def search_texts(schools: Iterable[tuple[str, str, str, str, str, str]]) -> list[str]:
    """What is looked through for each school, given as the fields `SEARCHED`.

    It is " name words | town street postcode ls14ap urn ukprn ", with one space between words and at both ends."""
    folded = fold_lines(
        [
            f" {name} | {town} {street} {postcode} {postcode.replace(' ', '')} {urn} {ukprn} "
            for name, town, street, postcode, urn, ukprn in schools
        ]
    )
    return list(map(_with_spellings, folded))


def _with_spellings(text: str) -> str:
    """A folded text with every usual spelling of what its words say."""
    if " c" in text and (
        " ce " in text or " c e " in text or " cofe " in text or " c of e " in text or " church of england " in text
    ):
        text = text.replace(" | ", " cofe c of e ce church of england | ", 1)
    if " rc " in text or " roman catholic " in text:
        text = text.replace(" | ", " rc roman catholic | ", 1)
    if " st " in text or " saint " in text:
        text = text.replace(" | ", " st saint | ", 1)
    return text


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
