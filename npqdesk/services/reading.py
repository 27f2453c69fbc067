"""Files that the office gives us to read: opened, watched, and every trouble with them told in words."""

import errno
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from npqdesk.problem import Place, Problem
from npqdesk.registers.headings import Wanted
from npqdesk.registers.opening import day_inside, is_same, names_inside, open_table
from npqdesk.registers.table import Refused, Table
from npqdesk.registers.zipped import shown
from npqdesk.services.progress import Watch

_DATE_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?(0[1-9]|1[0-2])[-_]?([0-2][0-9]|3[01])(?![0-9])")
_MONTH_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?(0[1-9]|1[0-2])(?![0-9])")
_MONTHS = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))
_DAY_IN_WORDS = re.compile(rf"(?<![0-9])([0-3]?[0-9])[ _-]?({'|'.join(_MONTHS)})[ _-]?(20[0-9]{{2}})(?![0-9])", re.I)


LOOKING = "Looking through the file"
"""What is told while a file is looked through for the first time."""


@contextmanager
def table_in(path: Path, watch: Watch, *, wanted: Wanted = (), part: str = "") -> Iterator[Table]:
    """The table in a file of any kind that npqdesk reads, for as long as its rows are gone through.  `part` is the
    name of one file in a zip.

    Problem as for `opened` and `open_table`, and at the end when the file is no longer the one that was read."""
    with opened(path) as stream:
        looking = partial(watch.step, total=None, say=LOOKING)
        table = open_table(stream, path.name, wanted=wanted, part=part, tick=looking)
        yield table
        if not is_same(stream, table):
            raise _changed(path.name)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file.  Problem when it is not there, is a folder or a device, may not be read, breaks off or
    changes meanwhile."""
    try:
        _refuse_no_file(path)
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            yield stream
            after = path.stat()
    except OSError as error:
        raise _in_words(error, path.name) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _changed(path.name)


@dataclass(frozen=True, slots=True)
class Dated:
    """The day that a file describes; where no name tells it, `told` says in a sentence where it was taken from."""

    day: date
    told: tuple[str, ...] = ()


def day_of(path: Path, part: str = "") -> Dated:
    """The day a file describes: the date in its name (edubasealldata20250717.csv, "as at 31 March 2025"); of a `part`
    of a zip, or of the only one, the date in its own name before that in the name of the zip.

    Where a name tells the month only, its first day; where none tells anything, the day it was put into the zip, else
    last changed.  Problem as for `opened`."""
    with opened(path) as stream:
        inside = names_inside(stream, path.name)
        part = shown(part) or (inside[0] if len(inside) == 1 else "")
        put_in = day_inside(stream, path.name, part) if part in inside else None
        changed = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime).astimezone().date()
    found = _date_in(part) or _date_in(path.name)
    if found is not None:
        return Dated(found)
    name, month = part if part in inside else path.name, _month_in(part) or _month_in(path.name)
    day = month or put_in or changed
    tells = "Only the month is" if month else "No date is"
    when = "" if month else ", when it was put into the zip" if put_in else ", when it was last changed"
    said = f"{tells} in the name of {name}: it counts as of {day.day} {day:%B %Y}{when}."
    return Dated(day, (f"{said} If it describes another day, say which.",))


def dated(path: Path, table: Table, as_at: date | None, today: date) -> Dated:
    """The day that a table describes: as somebody says, else as `day_of` finds it.  Problem for a day to come."""
    found = Dated(as_at) if as_at is not None else day_of(path, table.part)
    not_in_the_future(found.day, today, path.name, "Say which day the file describes (--as-at), or download it again.")
    return found


def is_of_several(path: Path) -> bool:
    """Whether a file is a zip with several tables, each of which may describe a day of its own.  Problem as for
    `opened`."""
    with opened(path) as stream:
        return len(names_inside(stream, path.name)) > 1


@dataclass(frozen=True, slots=True)
class Part:
    """Which file in a zip is meant; the URNs, or what else it is, that files of its kind before it in the same zip told
    of already; and whether another of its kind comes after it.  Without a name it is the file itself."""

    name: str = ""
    besides: frozenset[str] = frozenset()
    more: bool = False

    def file_name(self, path: Path) -> str:
        """What the file is called where it is told: "extract.zip: links.csv"."""
        return f"{path.name}: {shown(self.name)}" if self.name else path.name


WHOLE = Part()


def changed_meanwhile(file_name: str, register: str = "The register") -> Problem:
    """The Problem of a preview that was made before another import was kept."""
    return Problem(
        f"{register} has changed meanwhile",
        "Another import was kept after this file was looked through.",
        "Look through the file again, then keep it.",
        place=Place(file_name),
    )


def _date_in(name: str) -> date | None:
    for year, month, day in _DATE_IN_NAME.findall(name):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    for day, month, year in _DAY_IN_WORDS.findall(name):
        try:
            return date(int(year), _MONTHS.index(month.capitalize()) + 1, int(day))
        except ValueError:
            continue
    return None


def _month_in(name: str) -> date | None:
    """The first day of the month in a name such as section41_2026-02.csv."""
    found = _MONTH_IN_NAME.search(name)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _refuse_no_file(path: Path) -> None:
    """Problem for what would never end, such as a pipe or a device; OSError for what is not there."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a name that no system takes
        raise FileNotFoundError(errno.ENOENT, "no such name", path.name) from error
    if S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", path.name)
    if not S_ISREG(mode):
        raise Problem(
            "This is not a file",
            "It is a device or a pipe: what comes out of it may never end, and cannot be read twice.",
            "Save it as a file and choose that. On the command line, give - to read from a pipe.",
            place=Place(path.name),
        )


def _changed(file_name: str) -> Problem:
    return Problem(
        "This file changed while it was being read",
        "Another program is still writing it, perhaps your browser.",
        "Wait until the download has finished, then choose it again. Nothing was kept.",
        place=Place(file_name),
    )


def not_in_the_future(day: date, today: date, file_name: str, what_to_do: str) -> None:
    """Problem when `day` has not come yet."""
    if day > today:
        raise Problem(
            "This date is in the future",
            f"{file_name} would be of {day.day} {day:%B %Y}, which has not come yet.",
            what_to_do,
            place=Place(file_name),
        )


def nothing_usable(file_name: str, refused: Sequence[Refused], what_to_do: str) -> Problem:
    """The Problem of a file whose every row was refused."""
    first = refused[0]
    return Problem(
        "No row of this file can be used",
        f"All {len(refused):,} rows were refused; the first because: {first.say}",
        what_to_do,
        place=Place(file_name, first.line, first.column),
    )


def _in_words(error: OSError, file_name: str) -> Problem:
    place = Place(file_name)
    if isinstance(error, FileNotFoundError):
        happened = "It is not at the place given; it may have been moved, renamed or removed."
        return Problem("This file cannot be found", happened, "Choose the file again.", place=place)
    if isinstance(error, PermissionError):
        happened = "This computer does not let you read it."
        to_do = "Copy it to a folder of your own, such as Documents, or ask your IT support for the right to read it."
        return Problem("You may not read this file", happened, to_do, place=place)
    if isinstance(error, IsADirectoryError):
        return Problem("This is a folder", "A file is needed.", "Choose a CSV file inside it.", place=place)
    if error.errno == errno.ELOOP:
        happened = "It is a link that leads back to itself."
        return Problem("This file cannot be found", happened, "Choose the file itself.", place=place)
    happened = f"Reading broke off ({error.strerror or error}). Nothing was kept."
    to_do = "Check that the drive or the network is connected, copy the file to this computer, and try again."
    return Problem("This file could not be read to its end", happened, to_do, place=place)
