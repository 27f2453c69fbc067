"""What a compressed file holds, as a stream of bytes: never on the disk, never more at once than is asked for.

A small file can hold terabytes of nothing.  So what comes out is counted, against a most for any file and against the
size of what went in, and whatever a decompressor says about a broken file is told in words."""

import gzip
import io
import lzma
import struct
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol
from zipfile import BadZipFile

from npqdesk.problem import Place, Problem

PIECE = 1 << 20
MOST_BYTES = 512 << 20
"""More than this comes out of no file: the whole schools register has 60 MB."""
FREE_BYTES, MOST_RATIO = 32 << 20, 250
"""Above the first, no file grows to more than so many times its size; lists and registers grow five- to thirtyfold."""
MOST_MEMORY = 100 << 20
"""What an xz file may ask for to be unpacked; its strongest usual setting asks for 65 MB."""

BROKEN = (
    *(BadZipFile, zlib.error, gzip.BadGzipFile, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, struct.error),
)
"""What the standard library's decompressors say of a file that is damaged, or packed in a way they do not know."""


class Source(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Unpacked(io.RawIOBase):
    """The content of a compressed file; it can be rewound to its start.  `begin` opens the content anew.

    Problem, while it is read, when it is damaged, or grows beyond all measure."""

    def __init__(self, begin: Callable[[], Source], *, packed_bytes: int, name: str) -> None:
        super().__init__()
        self._begin, self._packed, self._name = begin, packed_bytes, name
        self._source: Source | None = None
        self._read = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._read

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if (offset, whence) != (0, 0):
            raise io.UnsupportedOperation("what is unpacked can only be read again from its start")
        self._source, self._read = None, 0
        return 0

    def readinto(self, buffer: Any) -> int:
        space = memoryview(buffer).cast("B")
        try:
            if self._source is None:
                self._source = self._begin()
            piece = self._source.read(min(len(space), PIECE))
        except BROKEN as error:
            raise damaged(self._name) from error
        space[: len(piece)] = piece
        self._read += len(piece)
        if self._read > MOST_BYTES or self._read > max(FREE_BYTES, MOST_RATIO * self._packed):
            raise too_much(self._name)
        return len(piece)


def unpacked(begin: Callable[[], Source], *, packed_bytes: int, name: str) -> BinaryIO:
    """The content of a compressed file as a buffered stream."""
    return io.BufferedReader(Unpacked(begin, packed_bytes=packed_bytes, name=name), PIECE)


def gzip_content(stream: BinaryIO) -> Source:
    """What a gzip file holds, from its start."""
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream, mode="rb")


def xz_content(stream: BinaryIO) -> Source:
    """What an xz file holds, from its start."""
    stream.seek(0)
    return _Xz(stream)


class _Xz:
    """`lzma.LZMAFile` has no limit to the memory that a file may ask for; this has."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._packed = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)

    def read(self, size: int, /) -> bytes:
        while True:
            if self._packed.eof:
                rest = self._packed.unused_data or self._stream.read(PIECE)
                if not rest.strip(b"\0"):
                    return b""
                self._packed = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)
                piece = self._packed.decompress(rest.lstrip(b"\0"), size)
            elif self._packed.needs_input:
                more = self._stream.read(PIECE)
                if not more:
                    raise EOFError("the xz file ends before its content does")
                piece = self._packed.decompress(more, size)
            else:
                piece = self._packed.decompress(b"", size)
            if piece:
                return piece


def damaged(name: str) -> Problem:
    """The Problem of a compressed file that cannot be unpacked."""
    return Problem(
        "This file is damaged",
        "It is a compressed file, and what it holds cannot be unpacked whole.",
        "Download the file again; or unpack it yourself and choose the CSV file inside.",
        place=Place(name),
    )


def too_much(name: str) -> Problem:
    """The Problem of a compressed file that grows beyond all measure."""
    return Problem(
        "This compressed file is far too big inside",
        "Unpacked, it would be many times the size of any list or register. Unpacking was stopped.",
        "Do not open it with another program. Download the file again from the Department’s own page.",
        place=Place(name),
    )
