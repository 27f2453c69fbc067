"""One quick look through a whole file before any of it is read: its hash, its encoding, and whether it can be a table.

Works in pieces of a megabyte, so that a file without line ends, or of many gigabytes, is refused without filling the
memory."""

import codecs
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from npqdesk.problem import Place, Problem

PIECE = 1 << 20
LONGEST_LINE = 1_000_000
Tick = Callable[[int], None]

_SAVE_AS = "Open it in Excel and save the sheet as “CSV UTF-8”."
_NOT_TABLES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive", "Unzip it first, then choose the CSV file inside."),
    (b"PK\x05\x06", "an empty ZIP archive", "Download the file again."),
    (b"\x1f\x8b", "a compressed (gzip) file", "Unpack it first, then choose the CSV file inside."),
    (b"\xfd7zXZ", "a compressed (xz) file", "Unpack it first, then choose the CSV file inside."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", _SAVE_AS),
    (b"%PDF", "a PDF", "Look for the CSV file where you found the PDF."),
    (b"SQLite format 3", "a database", "Look for the CSV file: this may be npqdesk's own records."),
    (b"\xff\xfe", "text in UTF-16", _SAVE_AS),
    (b"\xfe\xff", "text in UTF-16", _SAVE_AS),
)
_NOT_IN_WINDOWS_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_WORKBOOKS = (b"xl/", b"[Content_Types].xml", b"oasis.opendocument")
_WEB_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<head")


@dataclass(frozen=True, slots=True)
class Survey:
    """A file's sha256 in hexadecimal, its encoding by Python's name, its length in bytes and its number of line
    ends."""

    sha256: str
    encoding: str
    bytes: int
    lines: int


def no_tick(_bytes_read: int) -> None:
    """What is called when nobody asked to be told how far the survey is."""


def survey(stream: BinaryIO, file_name: str, *, tick: Tick = no_tick) -> Survey:
    """Read all of `stream` once.  Problem when it cannot be a table; OSError when it cannot be read."""
    digest, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    lines, size, unbroken, begins, unknown_at, not_utf8_at = 0, 0, 0, b"", 0, 0
    while piece := stream.read(PIECE):
        if not begins:
            begins = piece[:4096]
            _refuse_other_kinds(begins, file_name)
        digest.update(piece)
        size += len(piece)
        unbroken = _refuse_hopeless(piece, unbroken, lines, file_name)
        unknown_at = unknown_at or _line_of_unknown_byte(piece, lines)
        not_utf8_at = not_utf8_at or _line_of_misfit(utf8, piece, lines)
        lines += piece.count(b"\n")
        tick(size)
    if not begins.strip().removeprefix(codecs.BOM_UTF8).strip():
        raise Problem(
            "This file is empty",
            "There is nothing in it.",
            "Download the file again; it may have been saved before it was complete.",
            place=Place(file_name),
        )
    not_utf8_at = not_utf8_at or _line_of_misfit(utf8, b"", lines, final=True)
    if not_utf8_at and begins.startswith(codecs.BOM_UTF8):
        raise Problem(
            "This file is not the text it says it is",
            "It begins with the mark of UTF-8, and this line is not UTF-8: two files may have been joined into one.",
            "Download the file again, and do not open and save it in another program first.",
            place=Place(file_name, not_utf8_at),
        )
    if unknown_at and not_utf8_at:
        raise Problem(
            "This file is not text all through",
            "It is not UTF-8, and this line has a byte that is no letter in Windows-1252 either.",
            "Download the file again, and do not open and save it in another program first.",
            place=Place(file_name, unknown_at),
        )
    return Survey(digest.hexdigest(), "cp1252" if not_utf8_at else "utf-8-sig", size, lines)


def _line_of_unknown_byte(piece: bytes, lines: int) -> int:
    """The line of the first byte that Windows-1252 does not have, or 0."""
    found = [piece.index(sign) for sign in _NOT_IN_WINDOWS_1252 if sign in piece]
    return lines + piece.count(b"\n", 0, min(found)) + 1 if found else 0


def _line_of_misfit(utf8: codecs.IncrementalDecoder, piece: bytes, lines: int, *, final: bool = False) -> int:
    """The line of the first byte that is not UTF-8, or 0."""
    try:
        utf8.decode(piece, final)
    except UnicodeDecodeError as error:
        return lines + piece.count(b"\n", 0, error.start) + 1
    return 0


def _refuse_hopeless(piece: bytes, unbroken: int, lines: int, file_name: str) -> int:
    """The bytes since the last line end; Problem for a NUL byte and for a line longer than any real one."""
    nul = piece.find(b"\0")
    if nul >= 0:
        raise Problem(
            "This file is not text",
            "It has a NUL byte, which no CSV file has: it is of another kind, or was damaged on its way.",
            "Download the file again. If it came from a spreadsheet, save the sheet as “CSV UTF-8”.",
            place=Place(file_name, lines + piece.count(b"\n", 0, nul) + 1),
        )
    ends = b"\n" if b"\n" in piece else b"\r"  # files of old Macs end their lines so
    first, last = piece.find(ends), piece.rfind(ends)
    if unbroken + (first if first >= 0 else len(piece)) > LONGEST_LINE:
        raise Problem(
            "A line of this file is far too long",
            "It goes on for over a million bytes without an end. No list or register has such a line.",
            "Check that you chose the right file, and download it again.",
            place=Place(file_name, lines + 1),
        )
    return unbroken + len(piece) if last < 0 else len(piece) - last - 1


def _refuse_other_kinds(begins: bytes, file_name: str) -> None:
    for sign, kind, what_to_do in _NOT_TABLES:
        if begins.startswith(sign):
            workbook = sign.startswith(b"PK") and any(part in begins for part in _WORKBOOKS)
            advice = _SAVE_AS if workbook else what_to_do
            said = f"It is {'a spreadsheet' if workbook else kind}."
            raise Problem("This is not a CSV file", said, advice, place=Place(file_name))
    if begins.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_WEB_PAGES):
        raise Problem(
            "This is a web page, not a CSV file",
            "The website sent a page, perhaps an error message, instead of the data.",
            "Open the address in a browser, download the file itself, and choose that.",
            place=Place(file_name, 1),
        )
