"""Two hundred names as people write them, in the scripts of the world."""

import tomllib
from pathlib import Path

NAMES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).parents[1].joinpath("data", "names_of_the_world.toml").read_text("utf-8")
)
"""By script."""

ALL_NAMES = tuple(name for names in NAMES.values() for name in names)
