"""How the words of a school are compared in a search: without accents, capitals, punctuation or habits of spelling.

The text kept for a school holds every usual spelling at once ("st" and "saint", "cofe", "c of e", "church of england"),
so that a half-typed query needs no guessing: each of its words must only begin, or be inside, a word of the text."""

import unicodedata

NAME_ENDS = "|"

_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789" + NAME_ENDS
_APOSTROPHES = "'’‘ʼ`´"
_CHURCH_OF_ENGLAND = (" ce ", " c e ", " cofe ", " c of e ", " church of england ")
_PLAIN = dict.fromkeys(range(128), " ") | {ord(sign): sign for sign in _KEPT} | {ord("`"): ""}


def fold(text: str) -> str:
    """`text` as words of small letters and digits, one space apart: "St Thomas à Becket's" is "st thomas a beckets"."""
    return _fold(text.replace(NAME_ENDS, " "))


def search_text(name: str, town: str, street: str, postcode: str, *numbers: str) -> str:
    """What is looked through for one school: " name words | town street postcode ls14ap numbers ", space at ends."""
    whole = f"{name} | {town} {street} {postcode} {postcode.replace(' ', '')}"
    folded = f" {_fold(whole)} "
    if " c" in folded and any(map(folded.__contains__, _CHURCH_OF_ENGLAND)):
        folded = folded.replace(" | ", " cofe c of e ce church of england | ", 1)
    if " rc " in folded or " roman catholic " in folded:
        folded = folded.replace(" | ", " rc roman catholic | ", 1)
    if " st " in folded or " saint " in folded:
        folded = folded.replace(" | ", " st saint | ", 1)
    return f"{folded}{' '.join(numbers)} "


def _fold(text: str) -> str:
    if not text.isascii():
        text = "".join(map(_ascii, unicodedata.normalize("NFKD", text.casefold())))
    text = text.lower().replace("'", "").replace("-", " ").replace(",", " ").replace(".", " ").replace("&", " and ")
    text = text.replace("(", " ").replace(")", " ").replace(":", " ").replace("/", " ")
    words = text.split()
    if "".join(words).replace(NAME_ENDS, "").isalnum():
        return " ".join(words)
    return " ".join(text.translate(_PLAIN).split())


def _ascii(sign: str) -> str:
    """A decomposed sign as it is compared: accents and apostrophes vanish, other signs part words, letters stay."""
    if sign in _APOSTROPHES or unicodedata.combining(sign):
        return ""
    return sign if sign.isascii() or sign.isalnum() else " "
