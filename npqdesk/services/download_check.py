"""Whether what came is the register, and all of it: unpacked with a limit, its columns and its last row looked at."""

import gzip
import zlib
from pathlib import Path

from npqdesk.problem import Problem
from npqdesk.registers.register import read_register
from npqdesk.registers.table import read_table
from npqdesk.services import download_words as words
from npqdesk.services.progress import EVERY, Bytes, Watch
from npqdesk.services.reading import opened
from npqdesk.services.register import gias_words

_PIECE = 1 << 20
_UNPACKING, _CHECKING = "Unpacking the register", "Checking that all of it came"
_MANY = 1_000
"""Fewer schools than this are no measure of how many there should be."""


def unpack(part: Path, file: Path, *, most_bytes: int, watch: Watch) -> None:
    """Unpack a gzip file.  Problem when it is damaged, cut short, or unpacks to more than `most_bytes`."""
    written = 0
    try:
        with part.open("rb") as packed, file.open("wb") as out:
            stream = gzip.GzipFile(fileobj=packed)
            while piece := stream.read(_PIECE):
                out.write(piece)
                written += len(piece)
                watch.step(Bytes(written), None, _UNPACKING)
                if written > most_bytes:
                    raise words.too_large(most_bytes)
    except EOFError as error:
        raise words.cut_short("What was packed for the way ends too early.") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise words.damaged() from error
    except OSError as error:
        raise words.cannot_keep(error) from error


def check_whole(file: Path, *, known: int, watch: Watch) -> None:
    """Problem unless a file is a register to its last row.  `known` establishments are in the records already."""
    try:
        rows, width, last = _gone_through(file, watch)
    except Problem as problem:
        raise words.not_the_register(f"{problem.title}. {problem.what_happened}") from problem
    if len(last) != width:
        raise words.cut_short(f"Its last row has {len(last)} cells, and its headings have {width}.")
    if known >= _MANY and rows < known / 2:
        raise words.cut_short(f"It has {rows:,} schools and other places, and {known:,} are known already.")


def _gone_through(file: Path, watch: Watch) -> tuple[int, int, list[str]]:
    """How many rows, how wide the headings, and the last row."""
    rows, last = 0, list[str]()
    with opened(file) as stream:
        table = read_table(stream, file.name, tick=lambda read: watch.step(Bytes(read), None, _CHECKING))
        read_register(table, gias_words())
        for rows, (_line, last) in enumerate(table.rows, 1):  # noqa: B007  both are told below
            if rows % EVERY == 0:
                watch.step(rows, table.survey.lines, _CHECKING)
    return rows, len(table.header), last
