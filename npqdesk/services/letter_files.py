"""What are letters called as files, and how do they get into a folder?

Names are such as Windows, macOS and Linux all take and show in the order in which they are written: "2026-11-21 NPQ
letter – Smith J – NPQSL.pdf". A file that is there is never replaced: the next of its name is called " (2)"."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath

from npqdesk.problem import Problem
from npqdesk.services.letter_words import parted_name

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_LONGEST_PART, _LONGEST_NAME = 60, 180  # bytes; " (999)" and a deep folder still fit where 255 is the most
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_MOST_OF_A_NAME = 1000


def file_name(*parts: str, suffix: str = ".pdf") -> str:
    """A name that every system takes: without forbidden, unseen or direction-changing characters, without dots and
    spaces at its ends, no name of a device of Windows, not too long."""
    clean = " – ".join(filter(None, map(_part, parts)))
    stem = _cut(clean, _LONGEST_NAME - len(suffix)) or "letter"
    return f"{'_' if _RESERVED.match(stem) else ''}{stem}{suffix}"


def filed_name(name: str) -> str:
    """As files are sorted: "Smith J"."""
    first, family = parted_name(name)
    return f"{family} {first[0]}" if family else first


def names_for(name: str) -> Iterator[str]:
    """The name, then the same with " (2)", " (3)" … before its ending."""
    yield name
    path = PurePath(name)
    yield from (f"{path.stem} ({number}){path.suffix}" for number in range(2, _MOST_OF_A_NAME))


def distinct(name: str, taken: set[str]) -> str:
    """The first of these names that nothing has yet, which it then has; systems that take A and a as one are heeded."""
    for free in names_for(name):
        if free.casefold() not in taken:
            taken.add(free.casefold())
            return free
    raise cannot_save(name, "there are a thousand files of this name")


def save_letter(content: bytes, folder: Path, name: str) -> Path:
    """Write a letter into a folder and say where.  Raises Problem when it cannot be written; no half of it is left."""
    file = file_for(folder, name)
    try:
        file.write_bytes(content)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise cannot_save(str(folder), error.strerror or str(error)) from error
    return file


def file_for(folder: Path, name: str) -> Path:
    """An empty file of this name, or of the next that is free, ours from now on.  Raises Problem where none can be."""
    for free in names_for(name):
        try:
            (folder / free).open("xb").close()
        except FileExistsError:
            continue
        except OSError as error:
            raise cannot_save(str(folder), error.strerror or str(error)) from error
        return folder / free
    raise cannot_save(str(folder), "there are a thousand files of this name")


def cannot_save(where: str, why: str) -> Problem:
    """What to tell when a letter cannot be written."""
    return Problem(
        "The letter was not saved",
        f"It could not be written to {where}: {why}.",
        "Choose another folder, or free some space. The letter itself is not lost.",
    )


def _part(text: str) -> str:
    seen = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text) if _shown(c))
    return _cut(" ".join(_FORBIDDEN.sub(" ", seen).split()), _LONGEST_PART)


def _shown(character: str) -> bool:
    return character.isspace() or not unicodedata.category(character).startswith("C")


def _cut(text: str, most: int) -> str:
    """As much of a text as so many bytes hold, no letter without the accents on it, no dots or spaces at the ends."""
    if len(text.encode()) > most:
        kept = text.encode()[: most + 1].decode(errors="ignore")
        while kept and (len(kept.encode()) > most or unicodedata.combining(text[len(kept)])):
            kept = kept[:-1]
        text = kept
    return text.strip(" .")
