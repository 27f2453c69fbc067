"""The calendar file that others subscribe to: kept in a folder of the office's choice, written anew when it changes.

It always holds every open deadline that has a day, and is replaced in one piece: whoever reads it meanwhile reads the
whole of the old or the whole of the new one."""

import contextlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from npqdesk.problem import Problem
from npqdesk.services.deadlines.deadline import Deadline
from npqdesk.services.deadlines.gather import deadlines, open_deadlines
from npqdesk.services.settings import CALENDAR_FOLDER, CALENDAR_NAMES, read_settings, write_together
from npqdesk.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from npqdesk.services.deadlines.calendar_file import Names
    from npqdesk.services.desk import Desk

FILE_NAME = "npqdesk-deadlines.ics"
_DESK_ID = "calendar.id"


def subscription_file(desk: "Desk") -> Path | None:
    """Where the file is kept; None while no folder was chosen."""
    folder = read_settings(desk)[CALENDAR_FOLDER]
    return Path(folder) / FILE_NAME if folder else None


def choose_folder(desk: "Desk", folder: str, *, names: str) -> None:
    """Keep the file in a folder from now on, or with an empty one nowhere, naming people as a choice of the settings
    says.  Problem when the folder is not there."""
    if folder and not Path(folder).is_dir():
        raise Problem("There is a problem", "This folder is not there: choose one that is.", "Choose another folder.")
    write_together(desk, {CALENDAR_FOLDER: folder, CALENDAR_NAMES: names}, name="change the calendar file")


def refresh_subscription(desk: "Desk") -> Path | None:
    """Bring the file up to date; returns where it is when it was written, None when nothing had changed or no folder
    was chosen.  Problem when the folder is gone or cannot be written to; the file is then as it was."""
    path = subscription_file(desk)
    if path is None:
        return None
    try:
        before = path.read_bytes() if path.exists() else b""
        content = as_calendar(desk, open_deadlines(deadlines(desk)), before=before)
        if content == before:
            return None
        write_whole(path, content)
    except OSError as error:
        raise _not_kept(path.parent, error) from error
    return path


def save_calendar(desk: "Desk", shown: "Iterable[Deadline]", path: Path) -> None:
    """Write a file of these deadlines to be taken into a calendar once.  Problem when it cannot be written."""
    try:
        write_whole(path, as_calendar(desk, shown))
    except OSError as error:
        raise Problem(
            "The calendar file was not saved",
            f"It could not be written to {path.parent}: {error.strerror or error}.",
            "Choose another folder, or free some space.",
        ) from error


def as_calendar(desk: "Desk", shown: "Iterable[Deadline]", *, before: bytes = b"") -> bytes:
    """These deadlines as a calendar file, naming people as the settings say."""
    from npqdesk.services.deadlines.calendar_file import calendar_file  # a slow library, wanted only here

    with desk.store.reading() as session:
        staff = tuple(session.scalars(select(tables.Person.name)))
    names: Names = read_settings(desk)[CALENDAR_NAMES]  # type: ignore[assignment]  # one of its choices
    return calendar_file(shown, desk_id=_desk_id(desk), now=desk.now(), names=names, staff=staff, before=before)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one piece.  OSError when that cannot be; the file is then as it was, with nothing beside it."""
    with NamedTemporaryFile(dir=path.parent, prefix=".npqdesk-", suffix=".part", delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            new.close()
            Path(new.name).chmod(0o644)
            Path(new.name).replace(path)
        except BaseException:
            new.close()
            with contextlib.suppress(OSError):
                Path(new.name).unlink()
            raise


def _desk_id(desk: "Desk") -> str:
    """What tells these records from any others, chosen once."""
    with desk.store.reading() as session:
        row = session.get(tables.Setting, _DESK_ID)
    if row is not None:
        return row.value
    with desk.store.writing() as session:
        kept = session.get(tables.Setting, _DESK_ID) or tables.Setting(key=_DESK_ID, value=uuid4().hex)
        session.add(kept)
        return kept.value


def _not_kept(folder: Path, error: OSError) -> Problem:
    gone = not folder.is_dir()
    why = f"The folder {folder} is not there." if gone else f"{folder}: {error.strerror or error}."
    return Problem(
        "The calendar file is not up to date",
        f"{why} Calendars that subscribed to it show the dates as they were.",
        "Connect the drive or make the folder again, or choose another one under Deadlines.",
    )
