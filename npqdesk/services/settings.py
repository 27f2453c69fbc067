"""What this office has chosen once: how its letters are headed and signed, how the window looks.

To add a setting: one `Setting` row in `SETTINGS`.  The settings page, its test and `read_settings` follow from it.

A school may have a letterhead of its own: its settings of the section `LETTERS` are then kept beside the office's,
under the same keys and its URN.  What was typed and cannot be used yet is kept too, and counts for nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.letters.letter import NAVY
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.download_address import GIAS, PATTERN
from npqdesk.services.set_for_all import set_for_all
from npqdesk.services.undo import act
from npqdesk.store import tables

LONGEST = 200
_TYPED = "typed:"
_SHARED = ("letterhead.colour", "letterhead.paper", "signatory.name", "signatory.role")


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


LETTERS, LOOKS, INTERNET = "Letterhead and signature", "How it looks", "The internet"
CALENDAR = "Calendar file of deadlines"
CALENDAR_FOLDER, CALENDAR_NAMES = "calendar.folder", "calendar.names"
OWN_LETTERHEAD = "letterhead.own"
DOWNLOADS, ADDRESS = "downloads.allowed", "downloads.register_address"

SETTINGS = (
    Setting("letterhead.name", LETTERS, "Name at the head", "Empty: the name of the school in the register."),
    Setting("letterhead.address", LETTERS, "Address", "On one line. Empty: the address in the register."),
    Setting(
        "letterhead.telephone",
        LETTERS,
        "Telephone",
        "Empty: the number in the register.",
        pattern=r"[0-9+() ./extEXT-]{5,40}",
        advice="Enter a telephone number, such as 01632 960 117",
    ),
    Setting(
        "letterhead.email",
        LETTERS,
        "E-mail",
        "Stands beside the telephone number.",
        pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+",
        advice="Enter an e-mail address, such as office@school.example",
    ),
    Setting("letterhead.head", LETTERS, "Line below", "For example, Headteacher: Helen Marsh. May stay empty."),
    Setting(
        "letterhead.colour",
        LETTERS,
        "Colour",
        "Of the name, the headings and the line under the letterhead.",
        default=NAVY,
        pattern="#[0-9A-Fa-f]{6}",
        advice="Enter a colour as # and six letters or digits, such as #17405C",
    ),
    Setting(
        "letterhead.paper",
        LETTERS,
        "Paper",
        default="plain",
        choices=(
            ("plain", "Plain: the letterhead is printed"),
            ("preprinted", "With a letterhead on it: the top 40 mm stay empty"),
        ),
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
        CALENDAR_FOLDER,
        CALENDAR,
        "Folder",
        "Empty: no file is kept. Calendars that subscribe to it follow every change.",
    ),
    Setting(
        CALENDAR_NAMES,
        CALENDAR,
        "Names in it",
        "Whoever can open the folder, or the calendar, can read them.",
        default="none",
        choices=(
            ("none", "Left out: “a colleague”"),
            ("initials", "Initials: “A. O.”"),
            ("full", "In full"),
        ),
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


def read_settings(desk: Desk, *, of: str = "") -> Mapping[str, str]:
    """Every setting with its value; its default where nothing was chosen or a stored value is no longer one.

    `of` is the URN of a school: where it has a letterhead of its own, that stands in the place of the office's."""
    stored = _stored(desk)
    place = f"@{of}" if of and stored.get(f"{OWN_LETTERHEAD}@{of}") == "yes" else ""
    kept = {each.key: stored.get(each.key + (place if each.section == LETTERS else "")) for each in SETTINGS}
    return {each.key: _value(each, kept[each.key]) for each in SETTINGS} | _set_for_all()


def is_set_for_all(key: str) -> bool:
    """Is this set for everybody on this computer, so that the office cannot choose?"""
    return key in _set_for_all()


def _set_for_all() -> dict[str, str]:
    return {} if set_for_all().may_download else {DOWNLOADS: "no"}


def typed_settings(desk: Desk, *, of: str = "") -> Mapping[str, str]:
    """Every setting as it was typed last, whether it can be used or not."""
    stored, place = _stored(desk), f"@{of}" if of else ""
    typed = {each.key: stored.get(f"{_TYPED}{each.key}{place}") for each in SETTINGS}
    return {key: value if typed[key] is None else str(typed[key]) for key, value in read_settings(desk, of=of).items()}


def keep_typed(desk: Desk, key: str, value: str, *, of: str = "") -> str:
    """Keep a setting as it is typed, and put it to use where it can be; returns the advice where it cannot be."""
    advice = why_not(setting(key), " ".join(value.split()))
    if not advice:
        write_setting(desk, key, value, of=of, typing=True)
    _keep(desk, {f"{_TYPED}{key}{f'@{of}' if of else ''}": value if advice else None})
    return advice


def write_setting(desk: Desk, key: str, value: str, *, of: str = "", typing: bool = False) -> str:
    """Keep one setting, of a school with a letterhead of its own where one is named, and return it as kept.

    It can be undone, but for how the window looks; what is typed into one field in one go is one act.  Raises Problem
    when the value is none that it may hold."""
    row, clean = setting(key), _clean(key, value)
    name = "" if row.section == LOOKS else f"change “{row.title}” in the settings"
    _keep(desk, {f"{key}@{of}" if of else key: clean}, name=name, typing=typing)
    return clean


def write_together(desk: Desk, values: Mapping[str, str], *, name: str) -> None:
    """Keep several settings as one act of this name.  Problem when one of them cannot be; all are then as they were."""
    _keep(desk, {key: _clean(key, value) for key, value in values.items()}, name=name)


def _clean(key: str, value: str) -> str:
    """A value as it is kept.  Problem when the setting may not hold it."""
    row, clean = setting(key), " ".join(value.split())
    if is_set_for_all(key):
        raise Problem(
            f"{row.title} was not kept",
            "It is set for everybody on this computer.",
            "Ask whoever looks after the computers of your school.",
        )
    advice = why_not(row, clean)
    if advice:
        raise Problem(f"{row.title} was not kept", f"“{clean[:60]}” is not a value for it.", f"{advice}.")
    return clean


def own_letterheads(desk: Desk) -> tuple[str, ...]:
    """The URNs of the schools that have a letterhead of their own."""
    stored = _stored(desk)
    begins = f"{OWN_LETTERHEAD}@"
    return tuple(sorted(key.removeprefix(begins) for key in stored if key.startswith(begins) and stored[key] == "yes"))


def give_letterhead(desk: Desk, urn: str, *, begin: Callable[[Session], object] | None = None) -> None:
    """Give a school a letterhead of its own: the one it had before, else one that begins with the office's signatory,
    colour and paper; and with what `begin` adds to it in the same act."""
    stored, own = _stored(desk), f"{OWN_LETTERHEAD}@{urn}"
    shared = {} if own in stored else {f"{key}@{urn}": stored[key] for key in _SHARED if key in stored}
    with act(desk, "give a school its own letterhead") as session:
        _put(session, {**shared, own: "yes"})
        if begin is not None and own not in stored:
            begin(session)


def drop_letterhead(desk: Desk, urn: str) -> None:
    """Let a school use the office's letterhead again.  Its own is kept, and is there when it is given back."""
    _keep(desk, {f"{OWN_LETTERHEAD}@{urn}": "no"}, name="let a school use the office’s letterhead")


def why_not(row: Setting, value: str) -> str:
    """What to do instead when a value does not suit a setting; empty when it does."""
    if row.choices:
        fits = any(value == each for each, _words in row.choices)
        return "" if fits else f"Choose one of: {', '.join(words for _value, words in row.choices)}"
    if len(value) > LONGEST:
        return f"Enter {LONGEST} characters or fewer"
    return row.advice if value and row.pattern and not re.fullmatch(row.pattern, value) else ""


def _value(row: Setting, value: str | None) -> str:
    return row.default if value is None or why_not(row, value) else value


def _stored(desk: Desk) -> dict[str, str]:
    with desk.store.reading() as session:
        return {row.key: row.value for row in session.scalars(select(tables.Setting))}


def _keep(desk: Desk, values: Mapping[str, str | None], *, name: str = "", typing: bool = False) -> None:
    """Keep these, as an act that can be undone where it has a name; None forgets one."""
    with act(desk, name, typing=typing) if name else desk.store.writing() as session:
        _put(session, values)


def _put(session: Session, values: Mapping[str, str | None]) -> None:
    for key, value in values.items():
        row = session.get(tables.Setting, key)
        if value is not None:
            session.merge(tables.Setting(key=key, value=value))
        elif row is not None:
            session.delete(row)
