"""Where things lie: what is shipped with the program, and where this system keeps an office's records."""

from functools import cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources() -> Path:
    """The folder of shipped data: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """One shipped file or folder, such as `resource("policy", "2023-24.toml")`."""
    return resources().joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of one shipped file."""
    return resource(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """The bytes of one shipped file: a font, an icon."""
    return resource(*parts).read_bytes()


def data_folder() -> Path:
    """Where this person's records are kept on this system."""
    return Path(platformdirs.user_data_path("npqdesk", appauthor=False))


def documents_folder() -> Path:
    """Where letters are offered to be saved first."""
    return Path(platformdirs.user_documents_path())
