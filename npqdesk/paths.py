"""Where things lie: what is shipped with the program, and where this system keeps an office's records."""

import atexit
from functools import cache
from pathlib import Path

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
    import platformdirs

    return Path(platformdirs.user_data_path("npqdesk", appauthor=False))


def cache_folder() -> Path:
    """Where this system keeps what a program can fetch again."""
    import platformdirs

    return Path(platformdirs.user_cache_path("npqdesk", appauthor=False))


def log_folder() -> Path:
    """Where this system keeps what programs note of their faults."""
    import platformdirs

    return Path(platformdirs.user_log_path("npqdesk", appauthor=False))


def documents_folder() -> Path:
    """Where letters are offered to be saved first."""
    import platformdirs

    return Path(platformdirs.user_documents_path())


@cache
def scratch_folder() -> Path:
    """A folder for this run of the program alone; it goes when the program ends."""
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="npqdesk-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


def scratch_text(name: str, text: str) -> Path:
    """A text in a file of that name for this run alone, written the first time it is asked for."""
    file = scratch_folder() / name
    if not file.exists():
        file.write_text(text, encoding="utf-8")
    return file
