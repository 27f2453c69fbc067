"""Text in UTF-16, as Excel's “Unicode text” and some exports write it, handed on as the UTF-8 that is read here."""

import codecs
from typing import BinaryIO

from npqdesk.problem import Place, Problem
from npqdesk.registers.unpacking import MOST_BYTES, Source, unpacked

MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def narrowed(stream: BinaryIO, file_name: str) -> BinaryIO:
    """The bytes of a text, from its start, in UTF-8 where it has the mark of UTF-16; else the stream itself.

    Problem, while it is read, when it has the mark and is not UTF-16."""
    stream.seek(0)
    is_wide = stream.read(2) in MARKS
    stream.seek(0)
    if not is_wide:
        return stream
    return unpacked(lambda: _Narrowed(stream, file_name), packed_bytes=MOST_BYTES, name=file_name)


class _Narrowed(Source):
    """Recodes a piece at a time."""

    def __init__(self, stream: BinaryIO, file_name: str) -> None:
        stream.seek(0)
        self._stream, self._file_name = stream, file_name
        self._decoder = codecs.getincrementaldecoder("utf-16")()
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        while not self._rest:
            piece = self._stream.read(size)
            try:
                self._rest = self._decoder.decode(piece, final=not piece).encode()
            except UnicodeError as error:
                raise Problem(
                    "This file is not the text it says it is",
                    "It begins with the mark of UTF-16, and is not UTF-16 all through: it may have been cut off.",
                    "Download the file again; or open it in Excel and save the sheet as “CSV UTF-8”.",
                    place=Place(self._file_name),
                ) from error
            if not piece:
                break
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken
