"""The cells of a staff spreadsheet as people and programs write them: names, TRNs, days of birth, e-mail addresses.

What is wrong with a cell is told without its content, since a sentence may end in a log and these cells are about
people."""

import re
from datetime import date, timedelta

from npqdesk.registers import identifiers
from npqdesk.registers.identifiers import plain_number

BLANKS = frozenset({"", "-", "–", "n/a", "na", "none", "null", "nil", "unknown", "not known", "tbc", "#n/a"})
"""What stands in a cell that has nothing to say."""
LONGEST_NAME = 100

_AFTER_APOSTROPHE = ("=", "+", "-", "@")
_TITLES = frozenset(
    ["mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "sir", "dame", "fr", "sr"]
)
_EXCEL_ZERO = date(1899, 12, 30)
_TRN = re.compile(r"(?:RP)?([0-9]{2})[/\\ -]?([0-9]{5})(?:\.0)?")
_SHORT_TRN = re.compile(r"([0-9]{5,6})(?:\.0)?")
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}")
_CLOCK = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_BACKWARDS = re.compile(rf"([0-9]{{4}})[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}}){_CLOCK}")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}|[0-9]{{2}}){_CLOCK}")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]+([0-9]{4}|[0-9]{2})")
_SERIAL = re.compile(r"([0-9]{4,5})(?:\.0+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YOUNGEST, _OLDEST = 14, 100


class WrongCell(ValueError):
    """A cell that cannot be read; the text is a sentence that says why, without what stands in it."""


def clean(cell: str) -> str:
    """A cell without outer and double spaces; empty for what means nothing, such as “N/A”.

    The apostrophe that keeps a spreadsheet from working a text out is no part of it."""
    text = " ".join(cell.split())
    if text[:1] == "'" and text[1:2] in _AFTER_APOSTROPHE:
        text = text[1:]
    return "" if text.casefold() in BLANKS else text


def read_trn(cell: str) -> str:
    """The seven digits of a teacher reference number: 1234567, 12/34567 or RP12/34567.

    Of five or six digits a spreadsheet has taken the noughts in front, which are put back."""
    text = clean(cell).upper()
    if not text or not text.strip("0./"):
        return ""
    if found := _TRN.fullmatch(text):
        return found[1] + found[2]
    if found := _SHORT_TRN.fullmatch(text):
        return found[1].zfill(7)
    raise WrongCell("This is no TRN: those have seven digits, such as 1234567 or RP12/34567.")


def is_short_trn(cell: str) -> bool:
    """Whether noughts had to be put back in front of a TRN."""
    return _SHORT_TRN.fullmatch(clean(cell)) is not None and bool(read_trn(cell))


def read_birth(cell: str, today: date) -> date | None:
    """A day of birth: 01/09/1985, 1985-09-01, 1 Sep 1985, or a number of days as Excel counts them; None for a blank.

    Days come before months.  WrongCell too for a day that makes nobody's age."""
    text = clean(cell).casefold()
    if not text:
        return None
    try:
        born = _day(text, today)
    except ValueError as error:
        raise WrongCell("This is no date: write it as 01/09/1985 or 1985-09-01.") from error
    if not _YOUNGEST <= today.year - born.year <= _OLDEST:
        raise WrongCell(f"This is nobody’s date of birth: it would make an age of {today.year - born.year}.")
    return born


def read_email(cell: str) -> str:
    """An e-mail address, as it is written."""
    text = clean(cell).removeprefix("mailto:")
    if text and not _EMAIL.fullmatch(text):
        raise WrongCell("This is no e-mail address: those look like name@school.org.uk.")
    return text


def read_urn(cell: str) -> str:
    """A school's URN."""
    urn = plain_number(clean(cell))
    if urn in ("", "0"):
        return ""
    if not identifiers.is_urn(urn):
        raise WrongCell("This is no URN: those are numbers of six digits.")
    return urn


def is_urn(cell: str) -> bool:
    """Whether a cell for a school holds its URN and not its name."""
    return identifiers.is_urn(plain_number(clean(cell)))


def split_name(cell: str) -> tuple[str, str]:
    """Title and name of a whole name: “Whitlock, Mrs Joan” and “Mrs Joan Whitlock” are ("Mrs", "Joan Whitlock")."""
    text = clean(cell)
    surname, comma, rest = text.partition(",")
    title, name = split_title(rest if comma else text)
    if comma and not title:
        title, surname = split_title(surname)
    return title, clean(f"{name} {surname}") if comma else name


def split_title(text: str) -> tuple[str, str]:
    """The title that a name begins with, if any, and the rest."""
    first, _, rest = text.strip().partition(" ")
    if rest and first.rstrip(".").casefold() in _TITLES:
        return first.rstrip("."), rest.strip()
    return "", text.strip()


def checked_name(name: str) -> str:
    """The name, if it can be one."""
    if not name:
        raise WrongCell("There is no name.")
    if not any(map(str.isalpha, name)):
        raise WrongCell("This is no name: it has no letter.")
    if len(name) > LONGEST_NAME:
        raise WrongCell(f"This is too long for a name: it has {len(name):,} characters.")
    return name


def _day(text: str, today: date) -> date:
    if found := _BACKWARDS.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return date(_year(found[3], today), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(text):
        return date(_year(found[3], today), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    if found := _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(found[1]))
    raise ValueError("none of the forms")


def _year(text: str, today: date) -> int:
    """A year of two figures is the last one in which a member of staff can have been born."""
    if len(text) == 4:
        return int(text)
    latest = today.year - _YOUNGEST
    year = latest // 100 * 100 + int(text)
    return year if year <= latest else year - 100
