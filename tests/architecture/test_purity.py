"""Who may read clock, environment or disk (app.py, paths.py, cli, services) and make threads or processes."""

import ast
from collections.abc import Callable

import pytest

MAY_READ = (
    "npqdesk/app.py",
    "npqdesk/paths.py",
    "npqdesk/cli/",
    "npqdesk/services/",
    "npqdesk/ui/theme.py",  # a style sheet takes pictures from files only: the arrows lie in a temporary folder
)
MAY_MAKE_THREADS = (
    "npqdesk/ui/tasks.py",
    "npqdesk/services/letter_press.py",  # the one other process: it prints letters while this one prepares them
    "npqdesk/app.py",  # where that process begins in the packed program
)

# Modules that are nothing but clock, environment or disk.
OUTSIDE_WORLD = {
    "os", "time", "shutil", "tempfile", "subprocess", "socket", "glob", "fileinput", "getpass", "platform",
    "platformdirs", "urllib.request", "http", "ssl", "importlib.resources", "pkgutil", "io.open", "codecs.open",
    "PySide6.QtCore.QFile", "PySide6.QtCore.QSaveFile", "PySide6.QtCore.QTemporaryDir",
    "PySide6.QtCore.QTemporaryFile", "PySide6.QtCore.QDir", "PySide6.QtCore.QSettings",
    "PySide6.QtCore.QStandardPaths", "PySide6.QtCore.QProcess", "PySide6.QtNetwork", "PySide6.QtSql",
}  # fmt: skip
BUILTINS = {"open", "input"}
# Methods of a path, a file or Qt's clock, whatever they are called on.
DISK_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "rmdir", "unlink", "touch", "rename",
    "iterdir", "glob", "rglob", "exists", "is_file", "is_dir", "stat", "resolve", "expanduser", "cwd", "home",
    "currentDate", "currentTime", "currentDateTime", "currentDateTimeUtc", "currentSecsSinceEpoch",
    "currentMSecsSinceEpoch",
}  # fmt: skip
# A library whose own objects, which are no files, have such a method.
NAMESAKES = {"read_bytes": "pikepdf"}
CLOCKS = {f"datetime.{kind}.{call}" for kind in ("datetime", "date") for call in ("now", "today", "utcnow")}
THREADS = {
    "threading.Thread", "threading.Timer", "concurrent.futures", "multiprocessing", "asyncio", "_thread",
    "PySide6.QtCore.QThread", "PySide6.QtCore.QThreadPool", "PySide6.QtCore.QRunnable", "PySide6.QtConcurrent",
}  # fmt: skip


def dotted(node: ast.AST, known: dict[str, str]) -> str:
    """`datetime.date.today` of an expression, its first name looked up among the imports; "" for the rest."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, known)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported(tree: ast.Module) -> dict[str, str]:
    """Name in this module → what it stands for."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                known[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def is_within(name: str, named: set[str]) -> bool:
    return any(name == one or name.startswith(one + ".") for one in named)


def uses(text: str, named: set[str]) -> list[tuple[int, str]]:
    """Lines that import or reach one of the named modules, classes or functions."""
    tree = ast.parse(text)
    known = imported(tree)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            found.add((node.lineno, dotted(node, known)))
        elif isinstance(node, ast.Import):
            found |= {(node.lineno, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.lineno, f"{node.module}.{alias.name}") for alias in node.names}
    return sorted((line, name) for line, name in found if is_within(name, named))


def disk_calls(text: str) -> list[tuple[int, str]]:
    """Lines that call `open` or a method that only a path, a file or Qt's clock has; `npqdesk.paths` may be asked."""
    tree = ast.parse(text)
    known = imported(tree)
    found = []
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in BUILTINS:
            found.append((node.lineno, called.id))
        elif (
            isinstance(called, ast.Attribute)
            and called.attr in DISK_METHODS
            and NAMESAKES.get(called.attr) not in known
        ):
            found.append((node.lineno, dotted(called, known) or called.attr))
    return [(line, name) for line, name in found if not name.startswith("npqdesk.")]


def reads_the_world(path: str, text: str) -> list[str]:
    if path.startswith(MAY_READ):
        return []
    found = uses(text, OUTSIDE_WORLD | CLOCKS) + disk_calls(text)
    return [f"{path}:{line} clock, environment and disk belong to services and cli: {name}" for line, name in found]


def makes_threads(path: str, text: str) -> list[str]:
    if path in MAY_MAKE_THREADS:
        return []
    only = "the only thread is run_task in ui/tasks.py, the only process that of the letter press"
    return [f"{path}:{line} {only}: {name}" for line, name in uses(text, THREADS)]


@pytest.mark.parametrize("check", [reads_the_world, makes_threads], ids=lambda check: check.__name__)
def test_house_is_pure(house, check: Callable[[str, str], list[str]]):
    assert [offence for path, text in house.items() for offence in check(path, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "import os.path as place",
        "from time import perf_counter",
        "from datetime import date\nprint(date.today())",
        "from datetime import UTC, datetime as moment\nmoment.now(UTC)",
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\nwhen = dt.date.today",
        "def f(name):\n    return open(name)",
        "from pathlib import Path\nPath('a').read_text()",
        "def f(path):\n    return path.read_bytes()",
        "def f(path):\n    return [one for one in path.iterdir()]",
        "from importlib import resources",
        "from PySide6.QtCore import QSettings",
        "from PySide6.QtCore import QDate\nQDate.currentDate()",
        "answer = input()",
    ],
)
def test_reading_the_world_is_seen(text):
    assert reads_the_world("npqdesk/ui/a.py", text)
    assert reads_the_world("npqdesk/rules/a.py", text)
    assert not reads_the_world("npqdesk/services/a.py", text)


@pytest.mark.parametrize(
    "text",
    [
        "import threading\nthreading.Thread(target=print).start()",
        "from threading import Thread",
        "from concurrent.futures import ThreadPoolExecutor",
        "from PySide6.QtCore import QThread",
        "import multiprocessing",
    ],
)
def test_making_a_thread_is_seen(text):
    assert makes_threads("npqdesk/services/a.py", text)
    assert not makes_threads("npqdesk/ui/tasks.py", text)


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\ndate(2026, 9, 1).isoformat()",
        "from pathlib import PurePath\nPurePath('a.csv').name",
        "def f(desk):\n    return desk.today(), desk.now()",
        "from npqdesk import paths\npaths.read_text('icons', 'home.svg')",
        "from threading import Lock",
        "import pikepdf\ndef f(stream):\n    return stream.read_bytes()",
        "def f(timer):\n    timer.time()",
    ],
)
def test_a_pure_module_passes(text):
    assert reads_the_world("npqdesk/ui/a.py", text) == []
    assert makes_threads("npqdesk/ui/a.py", text) == []
