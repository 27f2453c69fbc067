"""npqdesk run as a script runs it: arguments in; exit code, output and errors out."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from npqdesk.cli.main import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def npqdesk(capsys, tmp_path, monkeypatch) -> Callable[..., Ran]:
    """Runs a command on records of its own in `tmp_path`; `stdin` is what it reads there."""
    monkeypatch.setenv("NPQDESK_DATABASE", str(tmp_path / "records" / "npqdesk.sqlite3"))

    def run(*argv: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main([str(word) for word in argv])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def said() -> Callable[[Ran], list[str]]:
    """The two lines of a Problem: what happened, what to do."""

    def lines_of(ran: Ran) -> list[str]:
        assert (ran.code, ran.out) == (1, "")
        lines = ran.err.splitlines()
        assert len(lines) == 2, ran.err
        assert all(line.endswith((".", "?")) for line in lines), ran.err
        return lines

    return lines_of
