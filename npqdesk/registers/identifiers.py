"""The numbers that schools and providers are known by, as official files and spreadsheets write them.

A spreadsheet leaves 123456.0, 123,456, '123456 or ="123456" where 123456 was meant, and sometimes noughts in front:
those are undone, being certain.  Whatever else is no number of its kind is refused by whoever reads it, with its
line."""

import re

_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_WHOLE = re.compile(r"0*([0-9]+)(?:\.0+)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.0+)?")
_URN = re.compile(r"(?!9+$)[1-9][0-9]{4,6}")
_UKPRN = re.compile(r"(?!9+$)[1-9][0-9]{7}")
_OFSTED = re.compile(r"[A-Z]{2,4}[0-9]{3,8}")

URN_IS = "a URN is a number of about six digits"
UKPRN_IS = "a UKPRN is a number of eight digits"
OFSTED_IS = "an Ofsted URN is a number of about six digits, or letters such as EY and a number"


def plain_number(text: str) -> str:
    """A cell as it was meant: a whole number by its digits alone, without noughts in front; any other text trimmed."""
    text = text.strip()
    if found := _TEXT_FORMULA.fullmatch(text):
        text = found[1].strip()
    elif text[:1] == "'":
        text = text.strip("'").strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    found = _WHOLE.fullmatch(text) if text.isascii() else None
    return found[1] if found else text


def plain_ofsted_number(text: str) -> str:
    """An Ofsted number in capitals and without spaces: “ey 493098” is EY493098."""
    return plain_number("".join(text.split())).upper()


def is_urn(text: str) -> bool:
    """Whether a plain number may be a school's URN; 999999 stands for none."""
    return _URN.fullmatch(text) is not None


def is_ukprn(text: str) -> bool:
    """Whether a plain number may be a UKPRN."""
    return _UKPRN.fullmatch(text) is not None


def is_ofsted_number(text: str) -> bool:
    """Whether a plain Ofsted number may be one."""
    return is_urn(text) or _OFSTED.fullmatch(text) is not None
