"""The locks against pyproject.toml: everything asked for is locked, at a version that suits, with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("ship", "run", "test", "package")


def locked(name: str) -> dict[str, str]:
    """What a lock holds: each library's name and its version."""
    text = (CHECKOUT / f"packaging/locks/{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def asked(name: str) -> list[Requirement]:
    groups, extras = PROJECT["dependency-groups"], PROJECT["project"]["optional-dependencies"]
    more = {
        "ship": (),
        "run": groups["install"],
        "test": (*groups["install"], *extras["test"]),
        "package": (*groups["install"], *groups["package"]),
    }
    return [Requirement(each) for each in (*PROJECT["project"]["dependencies"], *more[name])]


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_locked(name):
    versions = locked(name)
    wanted = asked(name)
    missing = [str(each) for each in wanted if versions.get(canonicalize_name(each.name), "") not in each.specifier]
    assert missing == [], "packaging/lock writes the locks anew"


@pytest.mark.parametrize("name", LOCKS)
def test_every_file_has_its_hash(name):
    text = (CHECKOUT / f"packaging/locks/{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS[1:])
def test_the_program_has_the_same_libraries_everywhere(name):
    assert locked("ship").items() <= locked(name).items()
