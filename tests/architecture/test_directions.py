"""Who may import whom: rooms lean one way, and only some of them know Qt, SQL or anything but Python."""

import ast
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from re import match

import pytest

# Each room, and what of the house it may import beside itself and `npqdesk.problem`.
MAY_IMPORT = {
    "problem": set(),
    "paths": set(),
    "rules": set(),
    "enquiry": {"rules"},
    "choosing": {"rules"},
    "registers": {"rules"},
    "letters": {"rules"},
    "store": {"rules"},
    "services": {"rules", "enquiry", "choosing", "registers", "letters", "store", "paths"},
    "ui": {"services", "rules", "enquiry", "choosing", "paths"},
    "cli": {"services", "rules", "enquiry", "choosing", "paths"},
    "app": {"ui", "cli", "services", "paths"},
}


def room_of(path: str) -> str:
    """`npqdesk/rules/facts.py` → "rules"; `npqdesk/app.py` → "app"; `npqdesk/__init__.py` → ""."""
    return path.split("/")[1].removesuffix(".py").replace("__init__", "")


def imports(text: str) -> list[tuple[int, str]]:
    """Line and dotted name of each import; `from a import b` counts as `a.b`, a relative one begins with a dot."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            found += [(node.lineno, f"{start}.{alias.name}") for alias in node.names]
    return found


def wrong_directions(path: str, text: str) -> list[str]:
    room = room_of(path)
    allowed = MAY_IMPORT.get(room, set()) | {room, "problem", "__version__"}
    rooms = [(line, name, name.split(".")[1]) for line, name in imports(text) if name.startswith("npqdesk.")]
    return [
        f"{path}:{line} {room or 'the package'} may not import {name}" for line, name, to in rooms if to not in allowed
    ]


def window_outside_ui(path: str, text: str) -> list[str]:
    if room_of(path) in {"ui", "app"}:
        return []
    return [
        f"{path}:{line} only ui and app.py may import {name}"
        for line, name in imports(text)
        if match(r"PySide6|shiboken6", name)
    ]


def sql_outside_store(path: str, text: str) -> list[str]:
    if room_of(path) in {"store", "services"}:
        return []
    named = r"sqlalchemy|alembic|sqlite3|psycopg"
    return [f"{path}:{line} {name} belongs in store" for line, name in imports(text) if match(named, name)]


def impure_rules(path: str, text: str) -> list[str]:
    if room_of(path) != "rules":
        return []
    allowed = sys.stdlib_module_names | {"npqdesk"}
    return [
        f"{path}:{line} rules is standard library only: {name}"
        for line, name in imports(text)
        if name.split(".")[0] not in allowed
    ]


def relative_imports(path: str, text: str) -> list[str]:
    return [f"{path}:{line} import by the whole name: {name}" for line, name in imports(text) if name.startswith(".")]


def undeclared(path: str, text: str, declared: set[str]) -> list[str]:
    """Imports of a library that pyproject does not ask for; it may be there by chance today."""
    homes = installed()
    found = []
    for line, name in imports(text):
        top = name.split(".")[0]
        if top in sys.stdlib_module_names or top in {"npqdesk", ""}:
            continue
        if not {plain(home) for home in homes.get(top, [])} & declared:
            found.append(f"{path}:{line} {name} is not among the dependencies")
    return found


@cache
def installed() -> Mapping[str, list[str]]:
    """For each package that can be imported, the libraries that bring it."""
    return packages_distributions()


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def declared_dependencies(checkout: Path) -> set[str]:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {plain(match(r"[\w.-]+", asked)[0]) for asked in project["dependencies"]}
    return names | ({"shiboken6"} if "pyside6-essentials" in names else set())


CHECKS = [wrong_directions, window_outside_ui, sql_outside_store, impure_rules, relative_imports]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_house_keeps_its_directions(house, check):
    assert [offence for path, text in house.items() for offence in check(path, text)] == []


def test_every_library_used_is_asked_for(house, checkout):
    declared = declared_dependencies(checkout)
    assert [offence for path, text in house.items() for offence in undeclared(path, text, declared)] == []


def test_every_library_asked_for_is_used(house, checkout):
    homes = installed()
    used = {
        plain(home)
        for text in house.values()
        for _, name in imports(text)
        for home in homes.get(name.split(".")[0], [])
    }
    assert declared_dependencies(checkout) - used - {"shiboken6"} == set()


def test_every_room_is_in_the_table(house):
    assert {room_of(path) for path in house} - {""} <= set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (wrong_directions, "npqdesk/rules/a.py", "from npqdesk.enquiry.route import route"),
        (wrong_directions, "npqdesk/rules/a.py", "from npqdesk import paths"),
        (wrong_directions, "npqdesk/store/a.py", "import npqdesk.letters.render"),
        (wrong_directions, "npqdesk/services/a.py", "def f():\n    from npqdesk.ui import shell"),
        (wrong_directions, "npqdesk/ui/pages/a.py", "from npqdesk.store import tables"),
        (wrong_directions, "npqdesk/cli/a.py", "from npqdesk.store.engine import Store"),
        (wrong_directions, "npqdesk/problem.py", "from npqdesk.rules import facts"),
        (window_outside_ui, "npqdesk/services/a.py", "from PySide6.QtCore import QObject"),
        (window_outside_ui, "npqdesk/cli/a.py", "import PySide6"),
        (sql_outside_store, "npqdesk/ui/a.py", "from sqlalchemy import select"),
        (sql_outside_store, "npqdesk/registers/a.py", "import sqlite3"),
        (impure_rules, "npqdesk/rules/a.py", "from rapidfuzz import process"),
        (relative_imports, "npqdesk/ui/a.py", "from . import shell"),
        (relative_imports, "npqdesk/ui/a.py", "from ..rules import facts"),
    ],
)
def test_a_wrong_import_is_seen(check, path, text):
    assert check(path, text)


def test_an_undeclared_library_is_seen():
    assert undeclared("npqdesk/cli/a.py", "import pytest", {"sqlalchemy"})
    assert not undeclared("npqdesk/cli/a.py", "import csv, sqlalchemy", {"sqlalchemy"})


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_good_module_passes(check):
    text = "import tomllib\nfrom npqdesk.problem import Problem\nfrom npqdesk.rules.facts import Fact\n"
    assert check("npqdesk/rules/a.py", text) == []
