"""Look round with the invented sample: records of their own in a folder that goes with the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def sample_opener(folder: QTemporaryDir) -> "Callable[[], Desk]":
    """What opens a desk with the sample in `folder`; whoever calls keeps the folder for as long as the desk is open."""

    def open_sample() -> "Desk":
        from npqdesk.services.desk import open_desk
        from npqdesk.services.sample import load_sample

        desk = open_desk(folder.filePath("sample.sqlite3"))
        try:
            load_sample(desk)
        except BaseException:
            desk.close()
            raise
        return desk

    return open_sample
