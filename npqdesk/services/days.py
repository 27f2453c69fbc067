"""Reading a day as people type it, in British order: "21/11/26", "21 Nov 2026", "21st November 2026", "2026-11-21"."""

import re
from datetime import date

ADVICE = "Enter a day, such as 21 November 2026 or 21/11/26"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMBERS = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ \-]([a-z]{3,9})\.?,?[ \-]([0-9]{4}|[0-9]{2})")
_BACKWARDS = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def read_day(text: str) -> date:
    """The day that `text` names; a year of two figures is one of this century.  ValueError when it names none."""
    plain = " ".join(text.casefold().split())
    if found := _BACKWARDS.fullmatch(plain):
        year, month, day = map(int, found.groups())
    elif found := _NUMBERS.fullmatch(plain):
        day, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(plain):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        raise ValueError(ADVICE)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError as error:
        raise ValueError(ADVICE) from error


def _month(word: str) -> int:
    """The number of a month by its name or its first three letters."""
    for number, name in enumerate(_MONTHS, start=1):
        if word in (name, name[:3]) or (word == "sept" and number == 9):
            return number
    raise ValueError(ADVICE)
