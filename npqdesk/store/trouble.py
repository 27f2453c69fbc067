"""What a database's own errors mean in an office: locked, full, read-only, damaged, not ours."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from npqdesk.problem import Place, Problem

Words = tuple[str, str, str]
_WORDS: Mapping[str, Words] = {
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
_OUT_OF_REACH = (
    "The server with your records is out of reach",
    "It does not answer: it may be switched off, or this computer may not be on the school's network.",
    "Check the network, then try again. What was kept before is safe on the server.",
)
_NOT_LET_IN = (
    "The server with your records does not let you in",
    "It does not take the name or the password that npqdesk has for it.",
    "Ask whoever looks after the server. The page for the IT technician in the manual says where the password is kept.",
)
_NOT_TRUSTED = (
    "No secure connection to the server with your records can be made",
    "A certificate is missing, has run out or is not the one that belongs there: the server's, or this computer's.",
    "Ask whoever looks after the server. The page for the IT technician in the manual says where certificates go.",
)
_NOT_THERE = (
    "There is no such database on the server",
    "The server answers, and has no database of the name that the address gives.",
    "Check the address, or ask whoever looks after the server to make the database.",
)
_STATES: Mapping[str, Words] = {
    "55P03": _WORDS["SQLITE_BUSY"],  # the lock was not given in time
    "40": _WORDS["SQLITE_BUSY"],  # two who waited for each other
    "53100": _WORDS["SQLITE_FULL"],
    "25006": _WORDS["SQLITE_READONLY"],
    "42501": _WORDS["SQLITE_READONLY"],
    "28": _NOT_LET_IN,
    "3D000": _NOT_THERE,
    "08": _OUT_OF_REACH,
    "57P": _OUT_OF_REACH,  # it is being shut down or started
    "53300": _OUT_OF_REACH,  # it takes no more connections
}
_ON_THE_WAY_IN: Mapping[str, Words] = {
    'database ".*" does not exist': _NOT_THERE,
    "certificate|SSL error|not support SSL": _NOT_TRUSTED,
    'password|pg_hba|role ".*" does not exist': _NOT_LET_IN,
}
_SAME = {"SQLITE_LOCKED": "SQLITE_BUSY", "SQLITE_PERM": "SQLITE_READONLY", "SQLITE_AUTH": "SQLITE_READONLY"}


def reading_only() -> Problem:
    """The Problem of a change while the records are open for reading only."""
    return Problem(
        "Nothing is changed in a safe start",
        "npqdesk was started with --safe, which only reads your records.",
        "Close it and start it as usual to change something.",
    )


def in_use(file_name: str) -> Problem:
    """The Problem that another program holds the records."""
    return Problem(*_WORDS["SQLITE_BUSY"], place=Place(file_name))


@contextmanager
def in_words_of(file_name: str) -> Iterator[None]:
    """Raise a foreseeable error of the database as a Problem."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = in_words(error, file_name)
        if problem is None:
            raise
        raise problem from error


def in_words(error: Exception, file_name: str) -> Problem | None:
    """The Problem that `error` stands for, or None for one that is a bug and should rise as it is."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        family = "_".join(str(getattr(cause, "sqlite_errorname", "")).split("_")[:2])
        words = _WORDS.get(_SAME.get(family, family))
    else:
        words = _of_server(error)
    return Problem(*words, place=Place(file_name)) if words else None


def _of_server(error: Exception) -> Words | None:
    """What an error of PostgreSQL means, by its SQLSTATE; one without was met on the way in, and has only words."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None) or ""
    if not state and isinstance(error, OperationalError):
        return next((words for said, words in _ON_THE_WAY_IN.items() if re.search(said, str(cause))), _OUT_OF_REACH)
    return next((words for begins, words in _STATES.items() if state.startswith(begins)), None)
