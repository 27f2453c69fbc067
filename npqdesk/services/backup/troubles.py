"""What can go wrong with backups, in words: no room, no right to write, a file that is damaged or is none."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npqdesk.problem import Place, Problem
from npqdesk.store import trouble

NOT_MADE = "The backup was not made"
NOT_RESTORED = "The backup was not restored"
_AS_IT_WAS = "Your records are as they were."
MEGABYTE = 1_000_000
_SPARE = 5 * MEGABYTE


@contextmanager
def told(title: str, file: Path) -> Iterator[None]:
    """Raise what the disk or the database says as a Problem with this title."""
    try:
        yield
    except OSError as error:
        raise _of_the_disk(title, file, error) from error
    except sqlite3.Error as error:
        problem = trouble.in_words(error, str(file))
        if problem is None:
            raise
        raise Problem(
            title, problem.what_happened, f"{problem.what_to_do} {_AS_IT_WAS}", place=Place(str(file))
        ) from error


def need_room(title: str, folder: Path, size: int) -> None:
    """Problem where a folder's disk has less room than that."""
    with told(title, folder):
        free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise Problem(
            title,
            f"The disk has {free / MEGABYTE:,.0f} MB free, and {(size + _SPARE) / MEGABYTE:,.0f} MB are needed.",
            f"Free some space, or choose another disk. {_AS_IT_WAS}",
            place=Place(str(folder)),
        )


def no_backup(file: Path) -> Problem:
    """The file is none of npqdesk's."""
    return Problem(
        "This is not a backup of npqdesk",
        "A backup is one file that npqdesk made, with a name that ends in .npqbackup.",
        f"Choose another file. {_AS_IT_WAS}",
        place=Place(file.name),
    )


def damaged(file: Path) -> Problem:
    """The file is not as it was made."""
    return Problem(
        "This backup is damaged",
        "What is in it does not read back as it was written, so nothing of it was taken.",
        f"Copy it again from where it comes from, or choose an older one. {_AS_IT_WAS}",
        place=Place(file.name),
    )


def _of_the_disk(title: str, file: Path, error: OSError) -> Problem:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return Problem(
        title,
        "The disk is full." if full else f"{error.strerror or error}.",
        f"{'Free some space' if full else 'Check that the folder is there and that you may write in it'}, "
        f"or choose another place. {_AS_IT_WAS}",
        place=Place(str(file)),
    )
