"""Where npqdesk starts: without a command the window opens, with one the command line takes over.

Nothing slow is imported here: the window stands before the database, the letters and the rules are loaded."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from npqdesk.services.desk import Desk


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; returns the exit code."""
    if getattr(sys, "frozen", False):  # packed: the process that prints letters beside this one begins here too
        from multiprocessing import freeze_support

        freeze_support()
    given = sys.argv[1:] if arguments is None else list(arguments)
    for_window = window_options(given)
    if for_window is not None:
        database, is_sample = for_window
        return open_window(database=database, is_sample=is_sample) if has_screen() else _without_screen()
    from npqdesk.cli.main import main as cli_main

    return cli_main(given, draw_screens=draw_screens)


def window_options(given: Sequence[str]) -> tuple[str | None, bool] | None:
    """The records to open and whether to open the sample; None when the command line has to read the arguments."""
    database, is_sample, rest = None, False, list(given)
    while rest:
        first = rest.pop(0)
        if first == "--demo":
            is_sample = True
        elif first == "--database" and rest and not rest[0].startswith("-"):
            database = rest.pop(0)
        elif first.startswith("--database="):
            database = first.partition("=")[2]
        else:
            return None
    return database, is_sample


def has_screen() -> bool:
    """Whether a window can open: on Linux, whether a display is named, or what to draw on instead."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def open_window(*, database: str | None = None, is_sample: bool = False) -> int:
    """Open the window on the given records, the office's own, or the invented sample; returns when it is closed."""
    from PySide6.QtCore import QSettings

    from npqdesk.services.desk import Opening
    from npqdesk.ui.entries import ENTRIES
    from npqdesk.ui.sample import open_sample
    from npqdesk.ui.shell import Shell

    application = _application()
    open_desk: Callable[[], Desk] = open_sample if is_sample else Opening(database)
    shell = Shell(ENTRIES, open_desk, memory=QSettings("npqdesk", "npqdesk"), is_sample=is_sample)
    sys.excepthook = lambda _kind, error, _trace: shell.show_failure(error)
    shell.show()
    application.processEvents()  # painted before anything slow begins
    shell.open_records()
    return application.exec()


def draw_screens(desk: "Desk", folder: Path) -> None:
    """Pictures of the real window on an open desk, drawn in memory, as PNG files in `folder`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from npqdesk.ui.screens import draw

    _application()
    draw(desk, str(folder))


def _without_screen() -> int:
    print("There is no screen here to open a window on.", file=sys.stderr)
    print(
        "Do the main job without one with “npqdesk demo”, or see what else there is with “npqdesk --help”.",
        file=sys.stderr,
    )
    return 1


def _application() -> "QApplication":
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from npqdesk.paths import resource
    from npqdesk.ui.theme import start_theme

    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("npqdesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("npqdesk")
    application.setWindowIcon(QIcon(str(resource("icons", "npqdesk.svg"))))
    start_theme(application)
    return application


if __name__ == "__main__":
    sys.exit(main())
