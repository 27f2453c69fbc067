"""A whole register for the benchmarks: the official one, else an invented one of the same size and shape."""

from pathlib import Path

import pytest

from tests.bench.invented_register import write_register

_HERE = Path(__file__).parents[1]
_OFFICIAL = _HERE.parents[1] / "shared" / "data" / "gias" / "edubaseallstatefunded20250717.csv"


@pytest.fixture(scope="session")
def whole_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register file of 22,010 schools."""
    if _OFFICIAL.exists():
        return _OFFICIAL
    path = tmp_path_factory.mktemp("register") / "edubaseallstatefunded20250717.csv"
    header = (_HERE / "data" / "edubaseallstatefunded20250717.csv").read_text(encoding="cp1252").splitlines()[0]
    write_register(path, header)
    return path
