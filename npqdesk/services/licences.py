"""What npqdesk is made of, and under which licences: itself, every library that it asks for, Python, typefaces, icons.

Each library tells its own licence where it is installed, in a checkout as in the installed program.  What is no library
stands in `resources/licences/others.toml`; to add such a part, write it there."""

import platform
import re
import sys
import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from npqdesk import __version__, paths

OURS = "npqdesk"
LESSER = "LGPL"
"""What is in the licence of a part that somebody may replace by their own version of it."""
_REQUIREMENT = re.compile(r"^([\w.-]+)\s*(?:\[([^]]*)\])?[^;]*(?:;(.*))?$")
_LESSER_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name and version, its licence in few words, its home on the internet, and the licence in full."""

    name: str
    version: str
    licence: str
    home: str
    text: str


@dataclass(frozen=True, slots=True)
class Duties:
    """What Qt's licence asks us to say: which version, where the files lie that may be replaced, and the words."""

    qt: str
    folder: str
    words: tuple[str, ...]


def parts() -> tuple[Part, ...]:
    """Everything that is shipped, npqdesk first, then by name."""
    mine = Part(OURS, __version__, "MIT", "", _joined(_texts(distribution(OURS))))
    libraries = (_library(each) for each in _installed(OURS, frozenset(), set()))
    return (mine, *sorted((*libraries, *_others()), key=lambda part: part.name.casefold()))


def duties() -> Duties:
    """The notice and the offer that go with Qt and the other parts under the LGPL."""
    qt = distribution("PySide6_Essentials")
    lesser = ["Qt", *(f"{part.name} {part.version}".strip() for part in parts() if LESSER in part.licence)]
    words = (
        f"This program uses {', '.join(lesser[:-1])} and {lesser[-1]} under the GNU Lesser General Public License, "
        "version 3. They are unchanged, and separate files: you may replace them with versions of your own that have "
        "the same interface, and take the program apart to find mistakes in doing so.",
        "Their source code is at https://download.qt.io, https://code.qt.io and https://pypi.org, by their versions. "
        "Whoever gave you npqdesk gives you a copy of it on request, for three years, at the cost of sending it.",
    )
    return Duties(qt.version, _folder_of("PySide6"), words)


def _folder_of(library: str) -> str:
    """Where a library lies that has files of its own; what it tells of itself can lie elsewhere, in an archive."""
    found = find_spec(library)
    return str(Path(found.origin or "").parents[1]) if found is not None else ""


def _others() -> Iterator[Part]:
    for part in tomllib.loads(paths.read_text("licences", "others.toml"))["part"]:
        if part.get("only_on", sys.platform) == sys.platform:
            texts = [paths.read_text(*part["text"].split("/"))] if "text" in part else []
            version = platform.python_version() if part["name"] == "Python" else ""
            yield Part(part["name"], version, part["licence"], part["home"], _joined(texts + _lesser(part["licence"])))


def _installed(name: str, extras: Set[str], seen: set[str]) -> Iterator[Distribution]:
    """The libraries that one asks for, and those that they ask for, as far as they are here."""
    for asked in distribution(name).requires or ():
        found = _REQUIREMENT.match(asked)
        if found is None:
            continue
        library, more, condition = found.groups(default="")
        key = re.sub(r"[-_.]+", "-", library).lower()
        if key in seen or ("extra" in condition and not any(f"{each!r}" in _quoted(condition) for each in extras)):
            continue
        try:
            there = distribution(library)
        except PackageNotFoundError:  # for another system, or another Python
            continue
        seen.add(key)
        yield there
        yield from _installed(library, {each.strip() for each in more.split(",") if each}, seen)


def _quoted(condition: str) -> str:
    return condition.replace('"', "'")


def _library(there: Distribution) -> Part:
    said: Message = there.metadata  # type: ignore[assignment]  # a Message by another name
    licence = _licence(said)
    texts = _lesser(licence) or _texts(there)
    return Part(str(said["Name"]), there.version, licence, _home(said), _joined(texts))


def _lesser(licence: str) -> list[str]:
    """The texts that go with every part under the LGPL, none for others."""
    return [paths.read_text("licences", file) for file in _LESSER_TEXTS] if LESSER in licence else []


def _licence(said: Message) -> str:
    """In few words: as the library says it, or as the index of libraries classes it."""
    told = str(said.get("License-Expression") or said.get("License") or "").strip()
    if told and len(told) < 60 and "\n" not in told:
        return told.replace("-or-later", " or later").replace("-only", "")
    classes = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith("License ::")]
    return ", ".join(classes) or "See its licence"


def _home(said: Message) -> str:
    named: dict[str, str] = {}
    for each in said.get_all("Project-URL", []):
        name, _, address = str(each).partition(",")
        named[name.strip().lower()] = address.strip()
    known = (named.get(name, "") for name in ("homepage", "home", "repository", "source", "source code"))
    return str(said.get("Home-page") or next(filter(None, known), "") or f"https://pypi.org/project/{said['Name']}/")


def _texts(there: Distribution) -> list[str]:
    """Its licences as a library brings them; not all of them are in UTF-8."""
    folder = there._path  # type: ignore[attr-defined]  # a folder, or the inside of an archive: there is no other way
    beside = [each for each in folder.iterdir() if each.is_file() and _LICENCE_FILE.search(each.name)]
    files = [*_all_in(folder / "licenses"), *beside]
    contents = [file.read_bytes() for file in files if "Commercial" not in file.name]  # Qt is sold under other terms
    return [content.decode("utf-8" if _is_utf8(content) else "latin-1") for content in contents]


def _all_in(folder: Any) -> Iterator[Any]:
    if folder.is_dir():
        for each in sorted(folder.iterdir(), key=lambda one: str(one.name)):
            yield from _all_in(each)
    elif folder.exists():
        yield folder


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _joined(texts: list[str]) -> str:
    return "\n\n\n".join(texts)
