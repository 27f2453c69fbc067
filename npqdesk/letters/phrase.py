"""How are words and figures written on paper?  Dates, money, counts, and the spaces that must not break.

The rules are those of the house style: dates in full, money without empty pence, a true minus sign."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd|Canon|Father|Sister"
_UNITS = "pupils|people|months|month|days|hours|weeks|years|schools|courses|reasons|facts|working"

HARD = "\u00a0"
_SPACES = {HARD: HARD, "\u2007": HARD, "\u202f": HARD}
LOST = "\ufffd"  # stands for a letter that was lost on the way; no typeface of ours prints it
_HALVES = re.compile("[\ud800-\udfff]")
_JOINERS = "\u200c\u200d"  # part of the spelling in Arabic script and those of India, nothing elsewhere
_LAST_WITHOUT_JOINERS = "\u058f"
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")  # "format" characters that have a shape
_STYLES = frozenset(map(chr, (0x34F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))  # which of two shapes is meant
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}}) (?=(?:{'|'.join(MONTHS)})\b)")
_MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)}) (?=\d{{4}}\b)")
_JOINED = (
    re.compile(rf"\b((?:{_TITLES})\.?) (?=\S)"),
    re.compile(r"(?<!\w)(\w\.) (?=\w)"),
    re.compile(r"\b(Ó|Ní|Nic|Mac|Mc|Ui) (?=\w)"),
    re.compile(r"\b(URN|UKPRN|NCP|Year|TRN) (?=\d)"),
    re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)()"),
    re.compile(r"(×) (?=\S)"),
    re.compile(r"(?<=\S) (?=×)()"),
)
_BARE_NUMBER = re.compile(r"0\d{9,10}")
_AREAS = (
    (re.compile("02[0-9]"), 4),
    (re.compile("01[0-9]1|011[0-9]|0[389][0-9]{2}"), 3),
    (re.compile("01387[3]|01524[2]|01539[456]|01697[347]|01768[347]|01946[7]"), 6),
    (re.compile("0[17][0-9]{3}"), 6),
)
"""How the numbers of the United Kingdom are parted: the area, and how many figures of the rest stand together."""
_LAST_WORD = re.compile(r" (?=\S{1,7}$)")


def say_date(day: date) -> str:
    """9 September 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_month(day: date) -> str:
    """October 2023."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_money(pounds: Decimal | int) -> str:
    """£899, £1,885, £75.50, −£2,050."""
    size = abs(Decimal(pounds))
    figures = f"{size:,.2f}" if size != int(size) else f"{int(size):,}"
    return f"{'−' if pounds < 0 else ''}£{figures}"


def say_count(number: int) -> str:
    """one to ten in words, figures above, as text begins or runs with it."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else f"{number:,}"


def say_verb(number: int, one: str, many: str) -> str:
    """ "1 is", "5 are"."""
    return f"{number:,} {one if number == 1 else many}"


def say_telephone(number: str) -> str:
    """01632 960142, 020 7946 0958, 0161 496 0000: the area apart, as people read a number; any other text as it is."""
    if not _BARE_NUMBER.fullmatch(number):
        return number
    for area, rest in _AREAS:
        if found := area.match(number):
            tail = number[found.end() :]
            return " ".join(filter(None, (found[0], tail[:rest], tail[rest:])))
    return number


def say_list(items: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def capital(text: str) -> str:
    """The same words with a capital at the start."""
    return text[:1].upper() + text[1:]


def printable(text: str) -> str:
    """The text as it can stand on paper: accents composed, every space a plain one, signs that nobody sees left out.
    What cannot be printed stays: `Typeface.check` refuses it in words."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable() and _STYLES.isdisjoint(composed):
        return composed
    kept = ""
    for character in _HALVES.sub(LOST, composed):
        if character in _SPACES or character.isspace():
            kept += _SPACES.get(character, " ")
        elif not is_unseen(character) or (character in _JOINERS and kept[-1:] > _LAST_WITHOUT_JOINERS):
            kept += character
    return kept


@cache
def is_unseen(character: str) -> bool:
    """Is it a control, a mark of direction or another sign without a shape, so that nothing is lost without it?"""
    if character in _SEEN or character.isspace():
        return False
    return character in _STYLES or unicodedata.category(character) in ("Cc", "Cf")


@lru_cache(maxsize=4096)
def bind(text: str, *, narrow: bool = False, last: bool = False) -> str:
    """Hard spaces where a line must not end. `narrow` joins day and month only; `last` also holds a short last word."""
    text = _DAY_MONTH.sub(rf"\1{HARD}", text)
    if narrow:
        return text
    text = _MONTH_YEAR.sub(rf"\1{HARD}", text)
    for pattern in _JOINED:
        text = pattern.sub(rf"\1{HARD}", text)
    return _LAST_WORD.sub(HARD, text) if last else text
