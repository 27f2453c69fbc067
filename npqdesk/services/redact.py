"""Details of a bug that can be copied and sent on: where it happened, with no names, numbers of people or folders."""

import re
import traceback
from pathlib import PurePosixPath, PureWindowsPath

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
_WORD = re.compile(r"\S*[A-Z0-9@/\\]\S*|\S*[^\x00-\x7f]\S*")


def redacted(message: str) -> str:
    """A message without anything that may be about someone: quotations, paths, capitals, figures, accents."""
    return _WORD.sub("[…]", _QUOTED.sub("[…]", message))


_ROOTS = ("npqdesk", "tests", "site-packages", "lib")
"""Folders that are called so everywhere; what lies above them may be called after somebody."""


def short_path(path: str) -> str:
    """A path without the folders that name the computer or its user: "npqdesk/services/desk.py"."""
    parts = (PureWindowsPath(path) if "\\" in path else PurePosixPath(path)).parts
    known = [at for at, part in enumerate(parts) if part in _ROOTS]
    return "/".join(parts[known[-1] if known else -1 :])


def bug_report(error: BaseException, *, program: str) -> str:
    """The program, the kind of error, its redacted message, and each frame as file, line and function."""
    lines = [program, f"{type(error).__name__}: {redacted(str(error))}".rstrip(": ")]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {short_path(frame.filename)}:{frame.lineno} in {frame.name}")
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines += ["from", bug_report(cause, program=program).partition("\n")[2]]
    return "\n".join(lines)
