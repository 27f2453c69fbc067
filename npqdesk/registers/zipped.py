"""What stands in a zip, before anything in it is unpacked: few files, none with a password, none with a way out.

Names inside are only compared and shown.  Nothing is ever written under them."""

import struct
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from npqdesk.problem import Place, Problem
from npqdesk.registers.unpacking import BROKEN, Source, damaged, unpacked

MOST_FILES = 2_000
MOST_DIRECTORY = 1 << 20
"""Bytes of a zip's table of contents: two thousand files with names of 400 letters."""
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_ARCHIVES = (".zip", ".gz", ".xz", ".7z", ".rar", ".tar", ".bz2", ".tgz", ".xlsx", ".xlsm", ".xls", ".ods")
_TABLES = (".csv", ".txt", ".tsv")


def open_zip(stream: BinaryIO, file_name: str) -> ZipFile:
    """The zip in `stream`.  Problem when it is damaged, crowded, locked, or has files that point out of it."""
    try:
        _refuse_crowd(stream, file_name)
        stream.seek(0)
        archive = ZipFile(stream)
    except BROKEN as error:
        raise damaged(file_name) from error
    names = [member.filename for member in archive.infolist()]
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise locked(file_name)
    if any(_points_out(name) for name in names) or len(set(names)) < len(names):
        raise Problem(
            "This zip is not to be trusted",
            "A file in it has a name that points out of the zip, or stands in it twice. No official zip has that.",
            "Do not unpack it with another program. Download the file again from the Department’s own page.",
            place=Place(file_name),
        )
    return archive


def tables_in(archive: ZipFile, file_name: str) -> list[ZipInfo]:
    """The files in a zip that may be tables of text, in its own order.  Problem when there is none."""
    files = [
        member for member in archive.infolist() if not member.filename.endswith("/") and not _is_litter(member.filename)
    ]
    tables = [member for member in files if member.filename.casefold().endswith(_TABLES)]
    if tables:
        return tables
    inner = next((member.filename for member in files if member.filename.casefold().endswith(_ARCHIVES)), "")
    raise Problem(
        "There is no CSV file in this zip",
        f"There is another archive or spreadsheet in it, {shown(inner)}." if inner else _holds(files),
        "Unzip it, then choose the file inside." if inner else "Check that you chose the right file.",
        place=Place(file_name),
    )


def content_of(archive: ZipFile, member: ZipInfo, name: str, packed_bytes: int) -> BinaryIO:
    """What one file in a zip of `packed_bytes` holds, as a stream that can be rewound; `name` is for messages."""

    def begin() -> Source:
        return archive.open(member)

    return unpacked(begin, packed_bytes=packed_bytes, name=name)


def shown(name: str) -> str:
    """A file's name inside a zip as it is told to people: without its folders, and not too long."""
    return PurePosixPath(name).name[:80]


def locked(file_name: str) -> Problem:
    """The Problem of a file with a password."""
    return Problem(
        "This file has a password",
        "What is inside cannot be read without it.",
        "Open it in the program that made it, save it without a password, and choose that file.",
        place=Place(file_name),
    )


def _holds(files: Sequence[ZipInfo]) -> str:
    if not files:
        return "It is empty."
    return f"It holds {', '.join(shown(member.filename) for member in files[:3])}{' …' if len(files) > 3 else ''}."


def _points_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in name or not name.isprintable()


def _is_litter(name: str) -> bool:
    return any(part == "__MACOSX" or part.startswith(".") for part in name.split("/"))


def _refuse_crowd(stream: BinaryIO, file_name: str) -> None:
    """Problem when the table of contents is longer than can be read without thought.  BadZipFile when there is none.

    Told from the record at the end of the file, since the standard library reads the whole table at once."""
    size = stream.seek(0, 2)
    start = max(0, size - 65_600)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0:
        raise BadZipFile("no end of a zip")
    files, length = struct.unpack_from("<HL", tail, at + 10)
    if tail[max(0, at - 20) : at].startswith(_LOCATOR_64):
        before = tail.rfind(_END_64, 0, at)
        files, length = struct.unpack_from("<QQ", tail, before + 32) if before >= 0 else (MOST_FILES + 1, 0)
    if files > MOST_FILES or length > MOST_DIRECTORY:
        raise Problem(
            "There are far too many files in this zip",
            f"It says it holds {files:,}. A zip from Get Information about Schools holds a few.",
            "Check that you chose the right file; or unzip it and choose the CSV file inside.",
            place=Place(file_name),
        )
