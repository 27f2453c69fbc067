"""Where many letters go: into a folder, one file each; into a zip; or into one file with a bookmark for each.

Nothing that is there is ever replaced.  A zip or a merged file takes its place only once all of it is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePath
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from npqdesk.letters.phrase import say_date
from npqdesk.services.letter_files import cannot_save, distinct, file_for, save_letter


def merged_title(day: date) -> str:
    """What a file of many letters is called: "Letters of 21 November 2026"."""
    return f"Letters of {say_date(day)}"


class Delivery(Protocol):
    """What takes letters one by one, then says where they are."""

    def add(self, content: bytes, name: str) -> None:
        """Take one more.  Raises Problem when it cannot be written."""

    def finish(self) -> tuple[Path, ...]:
        """The files that there are now.  Raises Problem when they cannot be written."""

    def give_up(self) -> None:
        """Leave nothing half-done."""


class ToFolder:
    """One file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []

    def add(self, content: bytes, name: str) -> None:
        self._files.append(save_letter(content, self._folder, name))

    def finish(self) -> tuple[Path, ...]:
        return tuple(self._files)

    def give_up(self) -> None:
        """What is whole stays."""


class ToZip:
    """One zip, its entries dated with the day of the letters."""

    def __init__(self, path: Path, day: date) -> None:
        self._path, self._day = path, day
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._names: set[str] = set()
        with _told(path):
            self._zip = ZipFile(self._part, "w", ZIP_DEFLATED)

    def add(self, content: bytes, name: str) -> None:
        entry = ZipInfo(distinct(name, self._names), (self._day.year, self._day.month, self._day.day, 0, 0, 0))
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
        with _told(self._path):
            self._zip.writestr(entry, content)

    def finish(self) -> tuple[Path, ...]:
        if not self._names:
            self.give_up()
            return ()
        with _told(self._path):
            self._zip.close()
            file = file_for(self._path.parent, self._path.name)
            self._part.replace(file)
        return (file,)

    def give_up(self) -> None:
        self._zip.close()
        self._part.unlink(missing_ok=True)


class ToOneFile:
    """One PDF with the title given, a bookmark for each letter."""

    def __init__(self, path: Path, title: str) -> None:
        from npqdesk.letters.merging import MergedLetters  # a slow library, first wanted here

        self._path = path
        self._merged = MergedLetters(title)
        self._empty = True

    def add(self, content: bytes, name: str) -> None:
        stem = PurePath(name).stem
        self._merged.add(content, " – ".join(stem.split(" – ")[1:]) or stem)
        self._empty = False

    def finish(self) -> tuple[Path, ...]:
        return () if self._empty else (save_letter(self._merged.bytes(), self._path.parent, self._path.name),)

    def give_up(self) -> None:
        """Nothing is on the disk yet."""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_save(str(path.parent), error.strerror or str(error)) from error
