"""Reading the modules of the pages before anybody goes to them, once the window has nothing else to do.

The first opening of a page is then as quick as any other.  What knows no window is read beside it.  The pages are read
on its own thread, one module between two events: a class of Qt that is made in another thread, while the window asks
one for its signals, ends the program now and then."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from npqdesk.services.modules import modules_of
from npqdesk.services.progress import Cancelled
from npqdesk.ui.tasks import Task, is_working, run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_A_MOMENT, _A_TURN = 300, 1
"""Milliseconds: until the first page has asked for what it shows; between two modules."""


def read_ahead(shell: "Shell") -> None:
    """Import what the pages need, the services beside the window, then the pages in it."""
    pages = modules_of("npqdesk.ui")

    def begin() -> None:
        if is_working():
            read_ahead(shell)
        elif shell.isVisible():  # closed meanwhile, nobody would wait for what is begun now
            run_task(shell, _read_services, on_done=lambda _nothing: read_page())

    def read_page() -> None:
        if shell.isVisible() and (name := next(pages, "")):
            import_module(name)
            QTimer.singleShot(_A_TURN, shell, read_page)

    QTimer.singleShot(_A_MOMENT, shell, begin)


def _read_services(task: Task) -> None:
    for name in modules_of("npqdesk.services"):
        if task.cancelled():
            raise Cancelled
        import_module(name)
