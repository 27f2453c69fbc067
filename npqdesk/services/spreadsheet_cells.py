"""Text for a file that a spreadsheet will open: never a formula, whatever a cell of someone else's file says.

Excel runs what begins with one of these signs, in a CSV file too; an apostrophe before it makes it plain text."""

import re

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9][0-9 ]*(\.[0-9]+)?")


def harmless(text: str) -> str:
    """The text as a cell that shows it and runs nothing; numbers and telephone numbers stay as they are."""
    return f"'{text}" if text.startswith(_RUNS) and not _NUMBER.fullmatch(text) else text
