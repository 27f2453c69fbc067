"""Every letter kind made once, and read back."""

import pytest

from npqdesk.letters.letter import Letter
from npqdesk.letters.render import render
from tests.letters.pdf_reading import Node, read_structure
from tests.letters.sample_letters import FONTS, samples


@pytest.fixture(scope="session")
def letters() -> dict[str, Letter]:
    return samples()


@pytest.fixture(scope="session")
def pdfs(letters: dict[str, Letter]) -> dict[str, bytes]:
    made = {kind: render(letter, FONTS) for kind, letter in letters.items()}
    return made | {"large_print": render(letters["eligible"], FONTS, large=True)}


@pytest.fixture(scope="session")
def structures(pdfs: dict[str, bytes]) -> dict[str, Node]:
    return {kind: read_structure(pdf) for kind, pdf in pdfs.items()}
