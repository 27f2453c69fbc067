"""The house as its own tests see it: every module of the package, by its path, as text."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    return CHECKOUT


@pytest.fixture(scope="session")
def house() -> dict[str, str]:
    """Path from the checkout → text, for each module of `npqdesk`."""
    modules = sorted((CHECKOUT / "npqdesk").rglob("*.py"))
    assert len(modules) > 5, "the package was not found"
    return {module.relative_to(CHECKOUT).as_posix(): module.read_text(encoding="utf-8") for module in modules}
