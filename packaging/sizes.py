"""Every megabyte of an application folder accounted for:  sizes.py FOLDER [INSTALLER]

Prints a table; exit 1 where it is larger than packaging/shipped.toml allows.  A megabyte is a million bytes."""

import sys
import tomllib
from collections import Counter
from pathlib import Path

LIMITS = tomllib.loads((Path(__file__).parent / "shipped.toml").read_text(encoding="utf-8"))["size"]
MEGABYTE = 1_000_000
# The first that fits a file's path, from the left.
PARTS = (
    ("Qt: the window", ("PySide6", "shiboken6", "libQt6", "libicu", "libpyside", "libshiboken", "libxcb", "libxkb")),
    ("PDFium: the preview and the printer", ("pypdfium2",)),
    ("Pillow: pictures in letters", ("PIL", "pillow.libs")),
    ("SQLAlchemy: the records", ("sqlalchemy",)),
    ("PostgreSQL: records on a server", ("psycopg",)),
    ("QPDF: many letters in one file", ("pikepdf", "qpdf")),
    ("resvg: badges", ("resvg_py",)),
    ("HarfBuzz: names of the world on paper", ("uharfbuzz",)),
    ("RapidFuzz: did you mean", ("rapidfuzz",)),
    ("calamine: workbooks", ("python_calamine",)),
    ("Other libraries with files of their own", ("lib", "_internal/lib")),
    ("The libraries that are only Python", ("pure.zip", "base_library.zip")),
    ("Python's own library", ("python311.zip", "python3.11")),
    (
        "Python's programs, OpenSSL and SQLite",
        ("dlls", "python3", "lib-dynload", "libpython", "libcrypto", "libssl", "libsqlite"),
    ),
    ("Microsoft's library for C++", ("msvcp140", "vcruntime140")),
    ("npqdesk: fonts", ("resources/fonts",)),
    ("npqdesk: rules, words, icons", ("resources",)),
    ("npqdesk: the program", ("npqdesk",)),
)


def part_of(path: str) -> str:
    """Which part of the program a file belongs to."""
    inside = path.removeprefix("_internal/").removeprefix("npqdesk/resources/")
    if inside != path and path.startswith("npqdesk/resources/"):
        inside = f"resources/{inside}"
    for name, beginnings in PARTS:
        if inside.startswith(beginnings) or inside.removeprefix("lib/").startswith(beginnings):
            return name
    return "Other"


def sizes(folder: Path) -> Counter[str]:
    """Bytes by part."""
    found: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            found[part_of(file.relative_to(folder).as_posix())] += file.stat().st_size
    return found


def main(folder: Path, installer: Path | None = None) -> int:
    """Print the table; the exit code says whether it is small enough."""
    found = sizes(folder)
    rows = [*found.most_common(), ("Installed", found.total())]
    checks = [(found.total(), LIMITS["installed"])]
    if installer is not None:
        rows.append((f"The installer, {installer.name}", installer.stat().st_size))
        checks.append((installer.stat().st_size, LIMITS["installer"]))
    for name, size in rows:
        print(f"{name:<50}{size / MEGABYTE:>8.1f} MB")
    return int(any(size > limit * MEGABYTE for size, limit in checks))


if __name__ == "__main__":
    sys.exit(main(*(Path(each) for each in sys.argv[1:])))
