"""Rooms stay small enough to live in, and things are called by what they are."""

import ast
from pathlib import PurePosixPath
from re import split

import pytest

MODULE_LINES = 300
FUNCTION_LINES = 40
# Words that say nothing about what is inside.
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "data", "info", "misc", "common"}
# An upgrade step is written once and never shortened afterwards.
MIGRATIONS = "npqdesk/store/migrations/"


def long_modules(path: str, text: str) -> list[str]:
    lines = len(text.splitlines())
    return [f"{path} has {lines} lines"] if lines > MODULE_LINES and not path.startswith(MIGRATIONS) else []


def long_functions(path: str, text: str) -> list[str]:
    if path.startswith(MIGRATIONS):
        return []
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = [(node, node.end_lineno - node.lineno + 1) for node in functions]
    return [f"{path}:{node.lineno} {node.name} has {size} lines" for node, size in sizes if size > FUNCTION_LINES]


def empty_names(path: str, _text: str) -> list[str]:
    words = {word for part in PurePosixPath(path).with_suffix("").parts for word in split("_+", part)}
    return [f"{path} is called {word}: say what is in it" for word in sorted(words & EMPTY_NAMES)]


def rooms_with_code_at_the_door(path: str, text: str) -> list[str]:
    """A room's `__init__` holds only its docstring; the package's own holds the version besides."""
    if not path.endswith("/__init__.py"):
        return []
    tree = ast.parse(text)
    rest = tree.body[1:] if path != "npqdesk/__init__.py" else tree.body[2:]
    if not ast.get_docstring(tree):
        return [f"{path} does not say what the room is for"]
    return [f"{path}:{node.lineno} only a docstring belongs here" for node in rest]


CHECKS = [long_modules, long_functions, empty_names, rooms_with_code_at_the_door]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_house_stays_small_and_well_named(house, check):
    assert [offence for path, text in house.items() for offence in check(path, text)] == []


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (long_modules, "npqdesk/ui/a.py", "x = 1\n" * (MODULE_LINES + 1)),
        (long_functions, "npqdesk/ui/a.py", "class A:\n    def f(self):\n" + "        self.x = 1\n" * FUNCTION_LINES),
        (empty_names, "npqdesk/ui/table_helpers.py", ""),
        (empty_names, "npqdesk/ui/utils/dates.py", ""),
        (empty_names, "npqdesk/services/data.py", ""),
        (rooms_with_code_at_the_door, "npqdesk/ui/__init__.py", "import sys\n"),
        (rooms_with_code_at_the_door, "npqdesk/ui/__init__.py", '"""The window."""\nfrom npqdesk.ui import shell\n'),
    ],
)
def test_an_offence_is_seen(check, path, text):
    assert check(path, text)


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (long_modules, "npqdesk/ui/a.py", "x = 1\n" * MODULE_LINES),
        (long_functions, "npqdesk/ui/a.py", "def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1)),
        (long_functions, MIGRATIONS + "versions/0001.py", "def f():\n" + "    x = 1\n" * FUNCTION_LINES),
        (empty_names, "npqdesk/ui/database_page.py", ""),
        (rooms_with_code_at_the_door, "npqdesk/ui/__init__.py", '"""The window."""\n'),
    ],
)
def test_a_good_module_passes(check, path, text):
    assert check(path, text) == []
