"""What this office has chosen once: how its letters are headed and signed, how the window looks.

To add a setting: one `Setting` row in `SETTINGS`.  The settings page, its test and `read_settings` follow from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.download_address import GIAS, PATTERN
from npqdesk.store import tables

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in the records, its section and words on the page, and what it may hold.

    `choices` are (value, words); `pattern` is what a text must match when it is not empty, `advice` says so."""

    key: str
    section: str
    title: str
    hint: str = ""
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    pattern: str = ""
    advice: str = ""


LETTERS, LOOKS, INTERNET = "Letters", "How it looks", "The internet"
DOWNLOADS, ADDRESS = "downloads.allowed", "downloads.register_address"

SETTINGS = (
    Setting(
        "letterhead.telephone",
        LETTERS,
        "School telephone",
        "Printed under the school’s address. The register’s own number is used when this is empty.",
        pattern=r"[0-9+() ./extEXT-]{5,40}",
        advice="Enter a telephone number, such as 01632 960 117",
    ),
    Setting(
        "letterhead.email",
        LETTERS,
        "School e-mail",
        "Printed beside the telephone number.",
        pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+",
        advice="Enter an e-mail address, such as office@school.example",
    ),
    Setting("signatory.name", LETTERS, "Who signs", "The name under the letter."),
    Setting("signatory.role", LETTERS, "Their role", "For example, School business manager."),
    Setting(
        "looks.theme",
        LOOKS,
        "Colours",
        default="system",
        choices=(
            ("system", "As the system has them"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("contrast", "High contrast"),
        ),
    ),
    Setting(
        "looks.text_size",
        LOOKS,
        "Text size",
        "On top of the system’s own. Ctrl+plus and Ctrl+minus change it too.",
        default="100",
        choices=tuple((str(size), f"{size} %") for size in (80, 90, 100, 110, 125, 150, 175, 200)),
    ),
    Setting(
        DOWNLOADS,
        INTERNET,
        "Downloads",
        "Only ever when you ask for one, and nothing about the school or its staff is sent.",
        default="yes",
        choices=(("yes", "Allowed"), ("no", "Switched off")),
    ),
    Setting(
        ADDRESS,
        INTERNET,
        "Address of the school register",
        "Empty for the official one. {date} stands for the day, as in 20261121.",
        default=GIAS,
        pattern=PATTERN,
        advice="Enter an address that begins with https:// and has {date} where the day stands",
    ),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def setting(key: str) -> Setting:
    """One row of `SETTINGS`; `KeyError` for a key that does not exist."""
    return _BY_KEY[key]


def read_settings(desk: Desk) -> Mapping[str, str]:
    """Every setting with its value; its default where nothing was chosen or a stored value is no longer one."""
    with desk.store.reading() as session:
        stored = {row.key: row.value for row in session.scalars(select(tables.Setting))}
    return {each.key: _value(each, stored.get(each.key, each.default)) for each in SETTINGS}


def write_setting(desk: Desk, key: str, value: str) -> str:
    """Keep one setting and return it as kept.  Raises Problem when the value is none that it may hold."""
    row, clean = setting(key), " ".join(value.split())
    advice = why_not(row, clean)
    if advice:
        raise Problem(f"{row.title} was not kept", f"“{clean[:60]}” is not a value for it.", f"{advice}.")
    with desk.store.writing() as session:
        session.merge(tables.Setting(key=key, value=clean))
    return clean


def why_not(row: Setting, value: str) -> str:
    """What to do instead when a value does not suit a setting; empty when it does."""
    if row.choices:
        fits = any(value == each for each, _words in row.choices)
        return "" if fits else f"Choose one of: {', '.join(words for _value, words in row.choices)}"
    if len(value) > LONGEST:
        return f"Enter {LONGEST} characters or fewer"
    return row.advice if value and row.pattern and not re.fullmatch(row.pattern, value) else ""


def _value(row: Setting, value: str) -> str:
    return row.default if why_not(row, value) else value
