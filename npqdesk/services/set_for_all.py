"""What whoever looks after the computers has set for everybody on this one: where the records are, and no downloads.

On Windows two texts in the registry, `Database` and `Downloads`, under `HKLM\\Software\\Policies\\npqdesk` (a policy of
the network) or `HKLM\\Software\\npqdesk` (what the installer was told); elsewhere the lines `database` and `downloads`
of `/etc/npqdesk.toml`.  A person can name other records all the same; downloads that are switched off stay off."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from npqdesk.problem import Place, Problem

FILE = Path("/etc/npqdesk.toml")
KEYS = (r"Software\Policies\npqdesk", r"Software\npqdesk")


@dataclass(frozen=True, slots=True)
class SetForAll:
    """`database` is a path or an address, or empty; `may_download` is False where downloads are switched off."""

    database: str = ""
    may_download: bool = True


@cache
def set_for_all() -> SetForAll:
    """What is set for everybody on this computer, read once.  Problem when the file that says so cannot be read."""
    said = _from_registry() if sys.platform == "win32" else _from_file(FILE)
    return SetForAll(said.get("database", "").strip(), said.get("downloads", "").strip().lower() != "no")


def _from_file(file: Path) -> Mapping[str, str]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Problem(
            "What is set for this computer cannot be read",
            f"The file has a mistake or is not to be opened: {error}.",
            "Ask whoever looks after this computer to put it right.",
            place=Place(str(file)),
        ) from error
    return {name: "no" if value is False else str(value) for name, value in said.items()}


def _from_registry() -> Mapping[str, str]:
    return {
        name.lower(): next(filter(None, (_in_registry(key, name) for key in KEYS)), "")
        for name in ("Database", "Downloads")
    }


def _in_registry(key: str, name: str) -> str:
    """A text in the registry, empty where there is none."""
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return ""
