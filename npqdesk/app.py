"""Where npqdesk starts: without arguments the window opens, with arguments the command line takes over.

Nothing slow is imported here: the window stands before the database, the letters and the rules are loaded."""

import sys
from collections.abc import Sequence

from npqdesk import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; returns the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given:
        return open_window()
    from npqdesk.cli.main import main as cli_main

    return cli_main(given)


def open_window(*, database: str | None = None) -> int:
    """Open the window on the given records, or on the office's own; returns when it is closed."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from npqdesk.ui.entries import ENTRIES
    from npqdesk.ui.shell import Shell
    from npqdesk.ui.theme import start_theme

    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("npqdesk")
    application.setApplicationDisplayName("npqdesk")
    application.setApplicationVersion(__version__)
    start_theme(application)
    shell = Shell(ENTRIES, lambda: _open_desk(database), memory=QSettings("npqdesk", "npqdesk"))
    sys.excepthook = lambda _kind, error, _trace: shell.show_failure(error)
    shell.show()
    application.processEvents()  # painted before anything slow begins
    shell.open_records()
    return application.exec()


def _open_desk(database: str | None) -> object:
    from npqdesk.services.desk import open_desk

    return open_desk(database)


if __name__ == "__main__":
    sys.exit(main())
