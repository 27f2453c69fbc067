"""The log of faults: what went wrong and where in the program, with no names, numbers of people or folders in it.

It lies where this system keeps logs of programs, and never grows beyond twice its cap: the older half goes."""

import faulthandler
import platform
from datetime import datetime
from pathlib import Path
from typing import TextIO

from npqdesk import __version__, paths
from npqdesk.services.redact import bug_report, short_path

LOG, OLDER, CUT = "npqdesk.log", "npqdesk.older.log", "cut-short.txt"
CAP = 200_000
"""Bytes of one of the two files."""
_FRAME = 'File "'
_cut: list[TextIO] = []


def report_of(error: BaseException) -> str:
    """The details of a fault as they can be sent on: program, system, kind, and each place it went through."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    return bug_report(error, program=f"npqdesk {__version__}, {system}")


def note_fault(error: BaseException) -> str:
    """Keep a fault in the log and return its details.  A log that cannot be written is no second fault."""
    report = report_of(error)
    _append(report)
    return report


def watch_for_crashes() -> None:
    """Have the interpreter say where it was if the whole program breaks down, and log what it said the last time."""
    try:
        folder = _folder()
        file = folder / CUT
        said = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
        _cut.append(file.open("w", encoding="utf-8"))
        faulthandler.enable(_cut[-1], all_threads=False)
    except OSError:
        return
    if said.strip():
        _append("The program broke down the last time:\n" + "\n".join(map(_without_folders, said.splitlines())))


def _append(text: str) -> None:
    entry = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}\n{text}\n\n".encode()[:CAP]
    try:
        log = _folder() / LOG
        if log.exists() and log.stat().st_size + len(entry) > CAP:
            log.replace(log.with_name(OLDER))
        with log.open("ab") as out:
            out.write(entry)
    except OSError:
        return


def _folder() -> Path:
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _without_folders(line: str) -> str:
    before, is_frame, rest = line.partition(_FRAME)
    path, quote, after = rest.partition('"')
    return f"{before}{_FRAME}{short_path(path)}{quote}{after}" if is_frame else before
