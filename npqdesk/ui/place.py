"""What is kept between starts on this computer, for each user: where the window stood and how large it was.

Other parts of the window keep what is theirs through `memory`."""

from typing import Protocol

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow

_KEY = "window/place"


class Memory(Protocol):
    """What remembers between starts; `QSettings` is one."""

    def value(self, key: str) -> object: ...
    def setValue(self, key: str, value: object) -> None: ...


_memory: list[Memory | None] = [None]


def memory() -> Memory | None:
    """What the window that was opened last remembers with, if anything."""
    return _memory[0]


def restore_place(window: QMainWindow, memory: Memory | None) -> None:
    """Stand where it stood; on the first start, fit an office's usual screen."""
    _memory[0] = memory
    window.resize(QSize(1280, 780))
    window.setMinimumSize(QSize(640, 420))
    place = memory.value(_KEY) if memory is not None else None
    if isinstance(place, QByteArray):
        window.restoreGeometry(place)


def keep_place(window: QMainWindow, memory: Memory | None) -> None:
    """Remember where it stands."""
    if memory is not None:
        memory.setValue(_KEY, window.saveGeometry())
