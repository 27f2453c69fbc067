"""What a database's own errors mean in an office: locked, full, read-only, damaged, not ours."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from npqdesk.problem import Place, Problem

_WORDS = {
    "SQLITE_BUSY": (
        "Your records are in use",
        "Another program, perhaps npqdesk in another window, is writing to the records and has not finished.",
        "Close the other window or wait a minute, then try again. Nothing was changed.",
    ),
    "SQLITE_READONLY": (
        "Your records cannot be changed",
        "This computer does not let npqdesk write to the file or folder that holds the records.",
        "Ask whoever looks after the computer for permission to change it, or keep the records in another folder.",
    ),
    "SQLITE_FULL": (
        "The disk is full",
        "There was no room to save. The last change was not kept; everything before it is safe.",
        "Free some space on the disk, then try again.",
    ),
    "SQLITE_CORRUPT": (
        "Your records are damaged",
        "The file that holds the records does not read back as it was written.",
        "Restore the newest copy that you have, and keep the damaged file: much of it can often be saved.",
    ),
    "SQLITE_NOTADB": (
        "These are not npqdesk's records",
        "The file is not a database, or it is encrypted or damaged.",
        "Choose the file that npqdesk made. This one was left as it is.",
    ),
    "SQLITE_CANTOPEN": (
        "Your records cannot be opened",
        "The file or its folder does not exist, or this computer does not let npqdesk read it.",
        "Check the place given for the records, and that you may open that folder.",
    ),
    "SQLITE_IOERR": (
        "Your records could not be read or saved",
        "The disk or the network drive reported an error.",
        "Check that the drive is connected, then start npqdesk again. The last change may not have been kept.",
    ),
}
_SAME = {"SQLITE_LOCKED": "SQLITE_BUSY", "SQLITE_PERM": "SQLITE_READONLY", "SQLITE_AUTH": "SQLITE_READONLY"}


def in_use(file_name: str) -> Problem:
    """The Problem that another program holds the records."""
    return Problem(*_WORDS["SQLITE_BUSY"], place=Place(file_name))


def in_words(error: Exception, file_name: str) -> Problem | None:
    """The Problem that `error` stands for, or None for one that is a bug and should rise as it is."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None)
    if not isinstance(cause, sqlite3.Error) or name is None:
        return None
    family = "_".join(str(name).split("_")[:2])
    words = _WORDS.get(_SAME.get(family, family))
    return Problem(*words, place=Place(file_name)) if words else None
