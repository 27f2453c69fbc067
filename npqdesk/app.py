"""Where npqdesk starts: without a command the window opens, with one the command line takes over.

Nothing slow is imported here: the window stands before the database, the letters and the rules are loaded."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from npqdesk.services.desk import Desk


ALREADY_TOLD = 3
"""The exit code after a fault that was shown in a window: what started npqdesk need not tell of it again."""

_MISSING = re.compile(r"(lib[\w.+-]+): cannot open shared object file")


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; returns the exit code."""
    if getattr(sys, "frozen", False):  # packed: the process that prints letters beside this one begins here too
        from multiprocessing import freeze_support

        freeze_support()
    given = sys.argv[1:] if arguments is None else list(arguments)
    wanted = window_options(given)
    if wanted is not None and not has_screen():
        return _without_screen()
    try:
        if wanted is not None:
            return open_window(wanted)
        from npqdesk.cli.main import main as cli_main

        return cli_main(given, draw_screens=draw_screens)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is told and noted)
        missing = _MISSING.match(str(error)) if isinstance(error, ImportError) else None
        return _without_library(missing[1]) if missing else _broken(error, wanted, given)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records the window opens: the given ones, the office's own (None), or the invented sample; `safe`: with the
    usual looks and for reading only."""

    database: str | None = None
    is_sample: bool = False
    safe: bool = False


def window_options(given: Sequence[str]) -> Wanted | None:
    """What the window is to open; None when the command line has to read the arguments."""
    database, flags, rest = None, set(), list(given)
    while rest:
        first = rest.pop(0)
        if first in ("--demo", "--safe"):
            flags.add(first)
        elif first == "--database" and rest and not rest[0].startswith("-"):
            database = rest.pop(0)
        elif first.startswith("--database="):
            database = first.partition("=")[2]
        else:
            return None
    return Wanted(database, "--demo" in flags, "--safe" in flags)


def has_screen() -> bool:
    """Whether a window can open: on Linux, whether a display is named, or what to draw on instead."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def open_window(wanted: Wanted) -> int:
    """Open the window; returns when it is closed."""
    from PySide6.QtCore import QSettings

    from npqdesk.services.fault_log import watch_for_crashes
    from npqdesk.services.opening import Opening
    from npqdesk.ui.entries import ENTRIES
    from npqdesk.ui.reading_ahead import read_ahead
    from npqdesk.ui.sample import open_sample
    from npqdesk.ui.shell import Shell

    application = _application()
    open_desk: Callable[[], Desk] = open_sample if wanted.is_sample else Opening(wanted.database, read_only=wanted.safe)
    memory = None if wanted.safe else QSettings("npqdesk", "npqdesk")
    shell = Shell(ENTRIES, open_desk, memory=memory, is_sample=wanted.is_sample)
    sys.excepthook = lambda _kind, error, _trace: shell.show_failure(error)
    shell.opened.connect(lambda: read_ahead(shell))
    shell.show()
    application.processEvents()  # painted before anything slow begins
    shell.open_records()
    watch_for_crashes()
    return application.exec()


def draw_screens(desk: "Desk", folder: Path) -> None:
    """Pictures of the real window on an open desk, without showing it, as PNG files in `folder`."""
    if sys.platform.startswith("linux"):  # elsewhere there is a screen, and the one in memory has no typefaces
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


def _without_library(name: str) -> int:
    print(f"A library of this system that the window needs is missing: {name}.", file=sys.stderr)
    print("Ask whoever looks after this computer to install it, then start again.", file=sys.stderr)
    return 1


def _broken(error: Exception, wanted: Wanted | None, given: Sequence[str]) -> int:
    """Tell of a fault that nothing else could tell of, and note it.  `wanted` is None on the command line."""
    from npqdesk.services.fault_log import note_fault

    report = note_fault(error)
    print("npqdesk met a fault of its own. Your records were not changed by it.", file=sys.stderr)
    print(f"Send these details, which name nobody, to whoever looks after npqdesk for you:\n{report}", file=sys.stderr)
    if wanted is not None:
        from PySide6.QtCore import QProcess

        from npqdesk.ui.fault_box import show_fault

        _application()
        program, *words = *_program(), *given, "--safe"
        show_fault(report, start_safely=None if wanted.safe else lambda: QProcess.startDetached(program, words))
        return ALREADY_TOLD
    return 1


def _program() -> tuple[str, ...]:
    """What starts npqdesk: itself, where it is installed, or Python in a checkout."""
    is_python = Path(sys.executable).stem.startswith("python")
    return (sys.executable, "-m", "npqdesk.app") if is_python else (sys.executable,)


def _application() -> "QApplication":
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from npqdesk.paths import resource
    from npqdesk.ui.headings import tell_headings
    from npqdesk.ui.theme import start_theme

    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("npqdesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("npqdesk")
    application.setWindowIcon(QIcon(str(resource("icons", "npqdesk.svg"))))
    start_theme(application)
    tell_headings()
    return application


if __name__ == "__main__":
    sys.exit(main())
