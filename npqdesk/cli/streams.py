"""Files, and `-` for standard input and output: read piece by piece, written whole or not at all."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TextIO

from npqdesk.problem import Place, Problem
from npqdesk.services.progress import how_far

PIECE = 1 << 20
"""Bytes read or written at a time."""


def speak_utf8() -> None:
    """UTF-8 on every stream, whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


@contextmanager
def reading(path: str) -> Iterator[tuple[BinaryIO, str]]:
    """The bytes of a file and its name for messages; standard input is put on the disk, so that it can be rewound.

    Problem when it cannot be opened, and from the stream when it cannot be read to its end."""
    name = "standard input" if path == "-" else Path(path).name
    with on_disk(path) as file:
        try:
            source = _Source(file, name)
        except OSError as error:
            raise _cannot_read(name, error) from error
        with BufferedReader(source, PIECE) as stream:
            yield stream, name


class _Source(FileIO):
    """A file whose troubles are Problems, however late they come."""

    def __init__(self, file: Path, name: str) -> None:
        super().__init__(file)
        self._told_as = name

    def readinto(self, buffer: Any) -> int | None:
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise _cannot_read(self._told_as, error) from error


@contextmanager
def on_disk(path: str) -> Iterator[Path]:
    """Where a file lies; standard input is put on the disk for as long as it is needed."""
    if path != "-":
        yield Path(path)
        return
    with TemporaryDirectory() as folder:
        spooled = Path(folder) / "standard-input.csv"
        try:
            with spooled.open("wb") as out:
                shutil.copyfileobj(sys.stdin.buffer, out, PIECE)
        except OSError as error:
            raise _cannot_read("standard input", error) from error
        yield spooled


def _standard_output() -> Iterator[TextIO]:
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write("standard output", error) from error


def _cannot_read(name: str, error: OSError) -> Problem:
    return Problem(
        "This file cannot be read",
        f"The system says: {error.strerror or error}.",
        "Check that the file is there, that it is not a folder, and that you may read it. Nothing was changed.",
        place=Place(name),
    )


def _cannot_write(name: str, error: OSError) -> Problem:
    return Problem(
        "This file cannot be written",
        f"The system says: {error.strerror or error}.",
        "Check that the folder is there, that you may write in it, and that the disk is not full.",
        place=Place(name),
    )


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """Where text is written.  A file takes its place only once all of it is there.  Problem when it cannot be."""
    if path == "-":
        yield from _standard_output()
        return
    with _replacing(Path(path)) as content, TextIOWrapper(content, "utf-8", newline="") as text:
        yield text


def write_whole(file: Path, content: bytes) -> None:
    """Write a file that takes its place only once all of it is on the disk.  Problem when it cannot be written."""
    with _replacing(file) as out:
        out.write(content)


@contextmanager
def _replacing(file: Path) -> Iterator[BinaryIO]:
    """Where the new content of a file is written, beside it until all of it is there; nothing half-done is left."""
    target = file.resolve()
    try:
        if target.exists() and not target.is_file():  # a pipe or a device, not to be replaced
            with target.open("wb", PIECE) as out:
                yield out
            return
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb", PIECE) as out:
                yield out
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(target.name, error) from error


def show_progress() -> Callable[[int, int | None, str], None]:
    """Tells how far a long task is, on one line of stderr; only where a person is looking."""

    def tell(done: int, total: int | None, say: str) -> None:
        sys.stderr.write(f"\r\x1b[K{say} {how_far(done, total)}" if not total or done < total else "\r\x1b[K")
        sys.stderr.flush()

    def tell_nobody(done: int, total: int | None, say: str) -> None:
        return

    return tell if sys.stderr.isatty() else tell_nobody
