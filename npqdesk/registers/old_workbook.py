"""How far the cells of an old Excel workbook (.xls) are spread, told from its bytes before any of it is opened.

The file is a small file system (sectors, and a table of which follows which) with the workbook as one stream of
records.  Only what places a cell is looked at; see `workbook_limits.py` for why."""

import struct
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from npqdesk.problem import Place, Problem
from npqdesk.registers.unpacking import damaged
from npqdesk.registers.workbook_limits import Spread, refuse_spread
from npqdesk.registers.zipped import locked

MOST_BYTES = 64 << 20
MOST_RECORDS = 10_000_000
_STREAMS, _LOCKED = ("workbook", "book"), "EncryptedPackage"
_SMALL, _LAST_SECTOR = 4096, 0xFFFFFFF0
_END, _SHEET_AT, _DIMENSIONS, _PASSWORD, _TEXTS = 0x000A, 0x0085, 0x0200, 0x002F, 0x00FC
_ONE_CELL = {0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0406, 0x0206, 0x0003, 0x0004, 0x0005, 0x0002}
_MANY_CELLS = 0x00BD


def check_old_excel(stream: BinaryIO, file_name: str, size: int) -> None:
    """Look through an .xls file.  Problem when it is too big, damaged, or spread too widely."""
    if size > MOST_BYTES:
        raise Problem(
            "This workbook is too big",
            f"It has {size >> 20} MB; an old Excel workbook of a list or register has a few.",
            "Open it in Excel, save the sheet as “CSV UTF-8”, and choose that.",
            place=Place(file_name),
        )
    stream.seek(0)
    try:
        files = _Sectors(stream.read())
        if files.has(_LOCKED):
            raise locked(file_name)
        for records in files.streams():
            starts = sorted({0, *_sheet_starts(records)})
            left = MOST_RECORDS
            for start in starts:
                left = _look_through(records, start, left, file_name)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(file_name) from error


class _Sectors:
    """The file system inside: chains of sectors, each naming the next.  ValueError where one goes in a circle."""

    def __init__(self, whole: bytes) -> None:
        self._whole = whole
        (shift,) = struct.unpack_from("<H", whole, 30)
        if shift not in (9, 12):
            raise ValueError("no sectors of this size")
        self._size = 1 << shift
        most = len(whole) // self._size + 1
        if any(count > most for count in struct.unpack_from("<L", whole, 40) + self._counts(whole)):
            raise ValueError("more sectors than there can be")
        self._next = array("I")
        for sector in self._table_sectors():
            self._next.frombytes(self._sector(sector))
        (first,) = struct.unpack_from("<L", whole, 48)
        self._entries = self._chain(first)
        (small,) = struct.unpack_from("<L", whole, 60)
        self._next_small = array("I", self._chain(small) if small < _LAST_SECTOR else b"")
        start, size, _name = next(self._listed())
        self._small = self._chain(start)[:size] if start < _LAST_SECTOR else b""

    @staticmethod
    def _counts(whole: bytes) -> tuple[int, ...]:
        """How many sectors of tables the header says there are, of each of its three kinds."""
        return tuple(struct.unpack_from("<L", whole, at)[0] for at in (44, 64, 72))

    def streams(self) -> Iterator[bytes]:
        """The content of each stream that may be the workbook."""
        for start, size, name in self._listed():
            if name.casefold() in _STREAMS:
                yield self._small_chain(start)[:size] if size < _SMALL else self._chain(start)[:size]

    def has(self, name: str) -> bool:
        """Whether there is a stream of that name."""
        return any(name == each for _start, _size, each in self._listed())

    def _listed(self) -> Iterator[tuple[int, int, str]]:
        for at in range(0, len(self._entries) - 127, 128):
            (letters,) = struct.unpack_from("<H", self._entries, at + 64)
            name = self._entries[at : at + max(0, min(letters, 64) - 2)].decode("utf-16-le", errors="replace")
            start, size = struct.unpack_from("<LQ", self._entries, at + 116)
            if size > len(self._whole):
                raise ValueError("a stream longer than the file")
            yield start, size, name

    def _table_sectors(self) -> list[int]:
        found = list(struct.unpack_from("<109L", self._whole, 76))
        (more,) = struct.unpack_from("<L", self._whole, 68)
        for _ in range(len(self._whole) // self._size + 1):
            if more >= _LAST_SECTOR:
                break
            *listed, more = struct.unpack(f"<{self._size // 4}L", self._sector(more))
            found += listed
        return [sector for sector in found if sector < _LAST_SECTOR]

    def _sector(self, number: int) -> bytes:
        return self._whole[(number + 1) * self._size : (number + 2) * self._size].ljust(self._size, b"\0")

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _LAST_SECTOR:
            parts.append(self._sector(sector))
            if len(parts) > len(self._whole) // self._size + 1:
                raise ValueError("sectors in a circle")
            sector = self._next[sector]
        return b"".join(parts)

    def _small_chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _LAST_SECTOR:
            parts.append(self._small[sector * 64 : (sector + 1) * 64])
            if len(parts) > _SMALL // 64:
                raise ValueError("sectors in a circle")
            sector = self._next_small[sector]
        return b"".join(parts)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """The kind, place and length of each record from `start` on."""
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _sheet_starts(stream: bytes) -> Iterator[int]:
    for kind, at, length in _records(stream, 0):
        if kind == _SHEET_AT and length >= 4:
            yield struct.unpack_from("<L", stream, at)[0]
        if kind == _END:
            return


def _look_through(stream: bytes, start: int, left: int, file_name: str) -> int:
    """Check the records of one sheet, and return how many more there may be.  Problem when it is spread too widely."""
    spread = Spread()
    for kind, at, length in _records(stream, start):
        left -= 1
        if left < 0:
            raise ValueError("records without an end")
        if kind in _ONE_CELL and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at)
            spread.take(row + 1, column + 1)
        elif kind == _MANY_CELLS and length >= 6:
            row, _first = struct.unpack_from("<HH", stream, at)
            (last,) = struct.unpack_from("<H", stream, at + length - 2)
            spread.take(row + 1, last + 1)
        elif kind == _PASSWORD and not start:
            raise locked(file_name)
        elif kind == _DIMENSIONS:
            spread.take(*_dimensions(stream, at, length))
        elif kind == _TEXTS and length >= 8 and struct.unpack_from("<L", stream, at + 4)[0] > len(stream):
            raise ValueError("more texts than there can be")
        elif kind == _END and start:
            break
    refuse_spread(spread, file_name)
    return left


def _dimensions(stream: bytes, at: int, length: int) -> tuple[int, int]:
    """The rows and columns that a sheet says it has: in the older form of the record as small numbers."""
    form = "<LLHH" if length >= 14 else "<HHHH"
    first, rows, left, columns = struct.unpack_from(form, stream, at)
    if rows and columns and (first >= rows or left >= columns):
        raise ValueError("a sheet that ends before it begins")
    return rows, columns
