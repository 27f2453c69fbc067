"""The shipped vocabulary and editions, read once."""

import pytest

from npqdesk import paths
from npqdesk.rules.reader import read_policy
from npqdesk.rules.vocabulary import read_vocabulary

EDITIONS = sorted(file.name for file in paths.resource("policy").glob("*.toml") if file.name != "facts.toml")


@pytest.fixture(scope="session")
def vocabulary():
    return read_vocabulary(paths.read_text("policy", "facts.toml"), "facts.toml")


@pytest.fixture(scope="session")
def policies(vocabulary):
    """Each shipped edition by its file name without the ending."""
    return {
        name.removesuffix(".toml"): read_policy(paths.read_text("policy", name), name, vocabulary) for name in EDITIONS
    }


@pytest.fixture(params=EDITIONS)
def edition(request, policies):
    return policies[request.param.removesuffix(".toml")]
