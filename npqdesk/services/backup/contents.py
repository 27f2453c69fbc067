"""What a backup is: a zip with the records as one SQLite file, and `contents.json`, which says what they are and hold.

Badges, signatures, attachments, kept letters and all settings of the office are in the records themselves."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = "npqdesk backup 1"
ENDING = ".npqbackup"
RECORDS, CONTENTS, GUIDE = "records.sqlite3", "contents.json", "READ ME FIRST.txt"
COUNTED: Mapping[str, str] = {
    "people": "removed_at IS NULL",
    "determinations": "superseded_by IS NULL",
    "letters": "1 = 1",
    "applications": "removed_at IS NULL",
}
"""What is counted in the records, so that people know one backup from another."""
_WORDS = {
    "people": ("colleague", "colleagues"),
    "determinations": ("answer", "answers"),
    "letters": ("letter", "letters"),
    "applications": ("application", "applications"),
}
GUIDE_TEXT = """\
This is a backup of npqdesk, made on {day}. It holds personal data: keep it as safe as the records themselves.

To bring it back: npqdesk, Settings, "Restore a backup", or "npqdesk database restore FILE".
records.sqlite3   all records, with letters, attachments, badges, signatures and settings (an SQLite database)
contents.json     when and by which version it was made, and the SHA-256 of the records
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself: `form` is that of its tables, `size` in bytes, `holds` how many of what."""

    made_at: datetime
    program: str
    form: str
    size: int
    sha256: str
    holds: Mapping[str, int]

    def words(self) -> str:
        """What it holds: "12 colleagues, 30 answers, 8 letters and 4 applications"."""
        return holds_words(self.holds)


def holds_words(holds: Mapping[str, int]) -> str:
    """ "12 colleagues, 30 answers, 8 letters and 1 application"."""
    said = [f"{holds.get(table, 0):,} {words[holds.get(table, 0) != 1]}" for table, words in _WORDS.items()]
    return f"{', '.join(said[:-1])} and {said[-1]}"


def day_words(moment: datetime) -> str:
    """ "22 November 2026, 14:05", as on the clock here."""
    here = moment.astimezone()
    return f"{here.day} {here:%B %Y, %H:%M}"


def as_json(contents: Contents) -> str:
    """The text of `contents.json`."""
    return json.dumps({"format": FORMAT, **asdict(contents), "made_at": contents.made_at.isoformat()}, indent=2)


def from_json(text: str) -> Contents:
    """What the text of `contents.json` says; ValueError where it is none of ours."""
    said: dict[str, Any] = json.loads(text)
    if not isinstance(said, dict) or said.pop("format", "") != FORMAT:
        raise ValueError("no contents of a backup")
    try:
        made_at = datetime.fromisoformat(said.pop("made_at"))
        holds = {str(name): int(count) for name, count in said.pop("holds").items()}
        return Contents(made_at=made_at, holds=holds, **said)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no contents of a backup") from error
