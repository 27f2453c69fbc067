"""Reading the modules of the pages before anybody goes to them, once the window has nothing else to do.

The first opening of a page is then as quick as any other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from npqdesk.services.progress import Cancelled
from npqdesk.ui.entries import PageOf
from npqdesk.ui.tasks import Task, is_working, run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_A_MOMENT = 300
"""Milliseconds: the first page has asked for what it shows by then."""


def read_ahead(shell: "Shell") -> None:
    """Import what the pages of the sidebar need, beside the window, one page after another."""

    def begin() -> None:
        if is_working():
            read_ahead(shell)
        elif shell.isVisible():  # closed meanwhile, nobody would wait for what is begun now
            run_task(shell, read)

    def read(task: Task) -> None:
        for entry in shell.entries:
            if task.cancelled():
                raise Cancelled
            if entry.group and isinstance(entry.make, PageOf):
                entry.make.read()

    QTimer.singleShot(_A_MOMENT, shell, begin)
