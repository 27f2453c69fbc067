"""Python for Windows, put together on Debian: python.org's signed programs, and Debian's copy of the library in Python.

Nothing is taken that is not the pinned file, or not signed by whom runtime.toml names."""

import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fnmatch import fnmatch
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, source_hash
from marshal import dumps
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PINNED: Mapping[str, Any] = tomllib.loads((HERE / "runtime.toml").read_text(encoding="utf-8"))
UNCHECKED = (1).to_bytes(4, "little")
"""The flag of a .pyc that goes by the hash of its source, and is never compared with it."""


class Refused(Exception):
    """A file is not what it has to be."""


def programs(wheel: Path, into: Path) -> list[Path]:
    """The DLLs and modules of Python out of the pinned wheel, each with its signature checked."""
    pinned = PINNED["programs"]
    if sha256(wheel.read_bytes()).hexdigest() != pinned["sha256"]:
        raise Refused(f"{wheel.name} is not the file that runtime.toml pins.")
    into.mkdir(parents=True, exist_ok=True)
    taken = []
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            folder, _, file = name.rpartition("/")
            wanted = file.endswith((".dll", ".pyd")) and not left_out(file, pinned["left_out"])
            if folder == pinned["folder"] and wanted:
                (into / file).write_bytes(packed.read(name))
                taken.append(into / file)
    for each in taken:
        check_signature(each, signer=pinned["signer"])
    return taken


def check_signature(file: Path, *, signer: str) -> None:
    """Refuse a program whose content is not what was signed, or that was signed by somebody else or by nobody trusted.

    Certificates run out after a few years, so their chain is checked as of the moment that the signature names."""
    moment = re.search(r"Timestamp time: (.+) GMT", _verified(file))
    said = _verified(file, datetime.strptime(moment[1], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)) if moment else ""
    if f"CN={signer}\n" not in said or "\nSignature verification: ok" not in said:
        raise Refused(f"{file.name} is not signed by {signer}, or was changed since.\n{said}")


def _verified(file: Path, at: datetime | None = None) -> str:
    known = _said("osslsigncode", "verify", "--help")
    arguments = ["-ignore-timestamp", *(each for each in ("-ignore-cdp", "-ignore-crl") if each in known)]
    if at is not None:
        arguments += ["-time", str(int(at.timestamp()))]
    return _said("osslsigncode", "verify", *arguments, "-in", str(file))


def library(unpacked: Path, zip_file: Path) -> None:
    """Debian's library in Python as one archive of compiled modules."""
    pinned = PINNED["library"]
    folder = unpacked / pinned["folder"]
    with zipfile.ZipFile(zip_file, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*.py")):
            name = file.relative_to(folder)
            if not left_out(name.parts[0], pinned["left_out"]):
                put(packed, name.with_suffix(".pyc").as_posix(), compiled(file, name.as_posix(), bare=True))


def compiled(file: Path, name: str, *, bare: bool = False) -> bytes:
    """A module as a .pyc of this Python's own version, which shows `name` in a traceback.

    `bare`: without what is written in it for programmers alone, as Python itself has it with -OO."""
    source = file.read_bytes()
    code = compile(source, name, "exec", dont_inherit=True, optimize=2 if bare else 0)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + dumps(code)


def put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A file into an archive, the same bytes whenever it is made."""
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.compress_type = packed.compression
    packed.writestr(entry, content)


def exported(dll: Path) -> Iterator[str]:
    """The names that a DLL exports."""
    said = _said("x86_64-w64-mingw32-objdump", "-p", str(dll))
    table = said.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    for line in table.splitlines():
        if line.lstrip().startswith("["):
            yield line.split()[-1]


def forwarder(dll: Path, into: Path, work: Path) -> None:
    """python3.dll, through which modules of the stable interface reach python311.dll."""
    definition, start = work / "python3.def", work / "python3.c"
    lines = [f"  {name}={dll.stem}.{name}" for name in exported(dll)]
    definition.write_text("\n".join(['LIBRARY "python3.dll"', "EXPORTS", *lines, ""]), encoding="ascii")
    start.write_text("int DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n", encoding="ascii")
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp"]
    subprocess.run([*command, "-o", str(into), str(start), str(definition)], check=True)


def left_out(name: str, patterns: list[str]) -> bool:
    """Is this one of the names that are not wanted?"""
    return any(fnmatch(name, pattern) for pattern in patterns)


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return done.stdout + done.stderr
