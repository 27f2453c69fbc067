"""A lock as pip on Linux can read it for Windows:  for_windows.py LOCK

pip asks the machine that it runs on whether a library is needed.  Here Windows is asked, and the question left out."""

import re
import sys
from pathlib import Path

from packaging.markers import Marker

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}


def for_windows(lock: str) -> str:
    """The entries that Windows needs, without their conditions."""
    entries = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    kept = []
    for entry in entries:
        name, semicolon, rest = entry.partition(" ; ")
        condition, slash, hashes = rest.partition(" \\\n")
        if not semicolon:
            kept.append(entry)
        elif Marker(condition).evaluate(WINDOWS):
            kept.append(f"{name}{slash}{hashes}")
    return "".join(kept)


if __name__ == "__main__":
    print(for_windows(Path(sys.argv[1]).read_text(encoding="utf-8")), end="")
