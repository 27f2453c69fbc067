"""Which modules the program has, so that they can be read before somebody waits for them."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages


def modules_of(package: str) -> Iterator[str]:
    """The names of all modules of a package and of those within it, one by one."""
    return (each.name for each in walk_packages(import_module(package).__path__, f"{package}."))
