"""The checkout as a whole: nothing tied to one machine, a reason for every dependency, text drawn by one module."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from npqdesk.cli.main import main

# A folder of somebody's machine at the start of a path, in text of any kind.
MACHINE_PATH = re.compile(r"(?<![\w.:/}])/(?:work|root|home|Users|mnt|media)/[\w.]|[A-Z]:\\{1,2}Users\\")
REQUIREMENT = re.compile(r'^\s*"(?P<name>[\w.-]+)[^"]*",?\s*(?P<comment>#.*\S)?$')


def machine_paths(name: str, text: str) -> list[str]:
    lines = enumerate(text.splitlines(), 1)
    return [f"{name}:{number} {line.strip()[:80]}" for number, line in lines if MACHINE_PATH.search(line)]


def ignored_names(checkout: Path) -> list[str]:
    lines = (checkout / ".gitignore").read_text(encoding="utf-8").split()
    return [line.rstrip("/") for line in lines]


def files_of(folder: Path, ignored: list[str]) -> list[Path]:
    """Every file that belongs to the checkout, by the names that .gitignore leaves in."""
    found = []
    for entry in sorted(folder.iterdir()):
        if entry.name == ".git" or any(fnmatch(entry.name, name) for name in ignored):
            continue
        found += files_of(entry, ignored) if entry.is_dir() else [entry]
    return found


def unexplained(pyproject: str) -> list[str]:
    """Requirements with no comment on their line or on the one above."""
    found, section, above = [], "", ""
    for line in pyproject.splitlines():
        if line.startswith("["):
            section = line
        requirement = REQUIREMENT.match(line)
        lists_requirements = section in {"[project]", "[project.optional-dependencies]"}
        if lists_requirements and requirement and not requirement["comment"] and not above.lstrip().startswith("#"):
            found.append(requirement["name"])
        above = line
    return found


def draws_paragraphs(text: str) -> bool:
    """Does this module know ReportLab's Paragraph, which reads markup in whatever it is given?"""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab"):
            if any(alias.name in {"Paragraph", "XPreformatted", "*"} for alias in node.names):
                return True
        elif isinstance(node, ast.Attribute) and node.attr in {"Paragraph", "XPreformatted"}:
            return True
    return False


def test_nothing_is_tied_to_one_machine(checkout):
    texts = {}
    for file in files_of(checkout, ignored_names(checkout)):
        try:
            texts[file.relative_to(checkout).as_posix()] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    assert {"README.md", "packaging/run", "pyproject.toml"} <= texts.keys()
    assert [offence for name, text in texts.items() for offence in machine_paths(name, text)] == []


@pytest.mark.parametrize("folder", ["work", "root", "home", "Users"])
@pytest.mark.parametrize("line", ["cd /{}/jo/npqdesk", "read('/{}/shared/x.csv')", "PATH=/{}/.local/bin"])
def test_a_machine_path_is_seen(line, folder):
    assert machine_paths("a.md", line.format(folder))


def test_a_windows_machine_path_is_seen():
    assert machine_paths("a.md", "C:" + r"\Users\jo")


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/home/news",
        "tests/data/home/x.csv",
        "a/working/setting",
        "/usr/bin/env bash",
        "in /work settings",
    ],
)
def test_an_address_is_no_machine_path(text):
    assert machine_paths("a.md", text) == []


def test_every_dependency_has_its_reason(checkout):
    assert unexplained((checkout / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_a_dependency_without_a_reason_is_seen():
    lines = [
        "[project]",
        "dependencies = [",
        "    # Draws.",
        '    "drawer>=5",',
        '    "mystery",',
        '    "place",  # Where.',
        "]",
    ]
    assert unexplained("\n".join(lines)) == ["mystery"]


def commands_shown(readme: str) -> list[list[str]]:
    """The command and, where it has one, the subcommand of each line of the README that shows how npqdesk is called."""
    block = readme.split("## The command line")[1].split("```")[1]
    lines = re.findall(r"^npqdesk ([a-z].*?)(?:  |$)", block, flags=re.MULTILINE)
    plain = [re.match(r"[a-z]+(?: (?:import|status|list|show|check)\b)?", line) for line in lines]
    return [found[0].split() for found in plain if found]


def test_every_command_of_the_readme_is_there(checkout, capsys):
    shown = commands_shown((checkout / "README.md").read_text(encoding="utf-8"))
    assert {"decide", "letter", "demo", "schools"} <= {command[0] for command in shown}
    assert ["policy", "check"] in shown
    assert [command for command in shown if main([*command, "--help"]) != 0] == []
    assert main(["nonsense", "--help"]) != 0
    assert capsys.readouterr().out.count("usage:") == len(shown)


def test_only_one_module_makes_paragraphs(house):
    assert len([path for path, text in house.items() if draws_paragraphs(text)]) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "from reportlab.platypus import Paragraph, Spacer",
        "from reportlab import platypus\nplatypus.Paragraph('a')",
        "from reportlab.platypus import *",
    ],
)
def test_making_a_paragraph_is_seen(text):
    assert draws_paragraphs(text)
    assert not draws_paragraphs("from reportlab.platypus import Spacer, Table")
