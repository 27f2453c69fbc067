"""What a page can do, as the menus and the keys offer it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`words` with the access key behind `&`, what it does, its keys; whether it can be done now."""

    words: str
    act: Callable[[], object]
    keys: str = ""
    menu: str = "file"  # or edit, view, go, help
    possible: bool = True
