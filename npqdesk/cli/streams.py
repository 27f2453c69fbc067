"""Files, and `-` for standard input and output: read whole or not at all, written whole or not at all."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TextIO

from npqdesk.problem import Place, Problem


def speak_utf8() -> None:
    """UTF-8 on every stream, whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


def read_whole(path: str) -> tuple[BinaryIO, str]:
    """All the bytes of a file, and its name for messages.  Problem when it cannot be read to its end."""
    name = "standard input" if path == "-" else Path(path).name
    try:
        return BytesIO(sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()), name
    except OSError as error:
        raise Problem(
            "This file cannot be read",
            f"The system says: {error.strerror or error}.",
            "Check that the file is there, that it is not a folder, and that you may read it. Nothing was changed.",
            place=Place(name),
        ) from error


@contextmanager
def on_disk(path: str) -> Iterator[Path]:
    """Where a file lies; standard input is put on the disk for as long as it is needed."""
    if path != "-":
        yield Path(path)
        return
    with TemporaryDirectory() as folder:
        spooled = Path(folder) / "standard-input.csv"
        spooled.write_bytes(sys.stdin.buffer.read())
        yield spooled


def _standard_output() -> Iterator[TextIO]:
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write("standard output", error) from error


def _cannot_write(name: str, error: OSError) -> Problem:
    return Problem(
        "This file cannot be written",
        f"The system says: {error.strerror or error}.",
        "Check that the folder is there, that you may write in it, and that the disk is not full.",
        place=Place(name),
    )


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """Where text is written, kept back until all of it is there.  Problem when it cannot be."""
    if path == "-":
        yield from _standard_output()
        return
    text = StringIO(newline="")
    yield text
    write_whole(Path(path), text.getvalue().encode())


def write_whole(file: Path, content: bytes) -> None:
    """Write a file that takes its place only once all of it is on the disk.  Problem when it cannot be written."""
    target = file.resolve()
    try:
        if target.exists() and not target.is_file():  # a pipe or a device, not to be replaced
            target.write_bytes(content)
            return
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(target.name, error) from error


def show_progress() -> Callable[[int, int | None, str], None]:
    """Tells how far a long task is, on one line of stderr; only where a person is looking."""

    def tell(done: int, total: int | None, say: str) -> None:
        part = f"{done / total:4.0%}" if total else f"{done:,}"
        sys.stderr.write(f"\r\x1b[K{say} {part}" if not total or done < total else "\r\x1b[K")
        sys.stderr.flush()

    def tell_nobody(done: int, total: int | None, say: str) -> None:
        return

    return tell if sys.stderr.isatty() else tell_nobody
