"""Every part that is shipped tells its licence, and the duties of the LGPL are met."""

import re
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.services import licences
from npqdesk.services.licences import OURS, duties, parts

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def every():
    return parts()


def test_npqdesk_comes_first_with_its_own_licence(every):
    assert every[0].name == OURS
    assert "MIT License" in every[0].text


def test_every_library_that_is_shipped_here_is_named(every):
    lock = (CHECKOUT / "packaging/locks/ship.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==(?!.* ; )", lock, re.MULTILINE)
    shipped = {re.sub(r"[-_.]+", "-", name).lower() for name in names}
    named = {re.sub(r"[-_.]+", "-", part.name).lower() for part in every}
    assert shipped - named == set()


def test_every_part_says_its_licence_and_nearly_all_in_full(every):
    assert [part.name for part in every if not part.licence] == []
    assert [part.name for part in every if not part.text] == ["SQLite"]


def test_what_only_the_tests_need_is_not_shipped(every):
    assert {"pytest", "ruff", "mypy", "hatchling"} & {part.name for part in every} == set()


def test_every_typeface_and_icon_has_its_licence(every):
    texts = {part.text for part in every}
    for file in (*paths.resource("fonts").glob("LICENSE*"), paths.resource("icons", "LICENSE")):
        assert file.read_text(encoding="utf-8") in texts


def test_the_duties_of_the_lgpl(every):
    told = " ".join(duties().words)
    for part in every:
        if "LGPL" in part.licence:
            assert f"{part.name} {part.version}".strip() in told
            assert "GNU LESSER GENERAL PUBLIC LICENSE" in part.text
            assert "GNU GENERAL PUBLIC LICENSE" in part.text
    assert "you may replace them" in told
    assert "gives you a copy of it on request" in told
    assert (Path(duties().folder) / "PySide6").is_dir()


def test_a_part_for_another_system_is_left_out(monkeypatch):
    name = "Microsoft Visual C++ runtime"
    monkeypatch.setattr(licences.sys, "platform", "linux")
    assert name not in [part.name for part in parts()]
    monkeypatch.setattr(licences.sys, "platform", "win32")
    assert name in [part.name for part in parts()]
