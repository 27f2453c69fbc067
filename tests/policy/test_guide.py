"""The guide in the README, followed word by word: its blocks make the file, its commands say what it says they say.

A block of `console` holds commands behind `$ ` and what they print, on both streams; "…" stands for anything."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from npqdesk.cli.main import main

YEAR = "2027-autumn.toml"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def guide() -> str:
    """The section of the README."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## How to add a funding year\n(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def npqdesk(capsys, tmp_path, monkeypatch) -> Callable[[str], str]:
    """Runs a command line of the guide in a folder of its own, on records of its own; gives all it printed."""
    monkeypatch.setenv("NPQDESK_DATABASE", str(tmp_path / "records" / "npqdesk.sqlite3"))
    monkeypatch.chdir(tmp_path)

    def run(line: str) -> str:
        assert line.startswith("npqdesk ")
        main(line.split()[1:])
        return "".join(capsys.readouterr())

    return run


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with what it must print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def _prints(printed: str, promised: str) -> bool:
    pattern = re.escape(promised).replace("…", ".*")
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


def test_the_guide_keeps_its_word(guide, npqdesk, tmp_path):
    written, ran = "", 0
    for kind, block in _FENCE.findall(guide):
        if kind == "toml":
            written += f"{block}\n"
            (tmp_path / YEAR).write_text(written, encoding="utf-8")
            (tmp_path / "slip.toml").write_text(written.replace("to = 150", "to = 105"), encoding="utf-8")
        elif kind == "csv":
            (tmp_path / "people.csv").write_text(block, encoding="utf-8")
        else:
            for command, promised in _commands(block):
                printed = npqdesk(command)
                assert _prints(printed, promised), f"$ {command}\n{printed}"
                ran += 1
    assert ran >= 10


def test_the_guide_names_what_it_has_the_reader_save(guide):
    for name in (YEAR, "slip.toml", "people.csv", "to = 150", "`to = 105`"):
        assert name in guide


def test_a_promise_is_kept_to_the_letter_but_where_the_guide_leaves_out():
    assert not _prints("one\ntwo\n", "one\n")
    assert _prints("one\ntwo\nthree\n", "one\n…\nthree\n")
