"""Every letter kind made once, and read back."""

from dataclasses import replace

import pytest

from npqdesk.letters.letter import Block, Heading, Letter, Paragraph, Run, Subject
from npqdesk.letters.render import render
from tests.letters.pdf_reading import Node, read_structure
from tests.letters.sample_letters import FONTS, samples
from tests.letters.world_names import NAMES


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


@pytest.fixture(scope="session")
def world() -> bytes:
    """One letter with all the names, in regular and in bold."""
    blocks: list[Block] = [Subject("Names of the world")]
    for script, names in NAMES.items():
        blocks.append(Heading(script))
        blocks += [Paragraph((Run(f"Name {n}: "), Run(name, bold=bool(n % 2)))) for n, name in enumerate(names)]
    return render(replace(samples()["eligible"], blocks=tuple(blocks)), FONTS)
