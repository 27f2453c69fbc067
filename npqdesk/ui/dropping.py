"""A file dropped anywhere in the window goes where files of its kind are taken, told by what is in it.

Watched on the window of the system, before any widget: a text field would take the name of the file as text."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent, QWindow

from npqdesk.problem import Problem
from npqdesk.services.backup.contents import ENDING
from npqdesk.ui.tasks import run_task

if TYPE_CHECKING:
    from npqdesk.services.recognise import FileKind
    from npqdesk.ui.shell import Shell

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Dropping(QObject):
    """`watch` a window once it stands.  The page shown may take a file first; else the page for its kind does."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._window: QWindow | None = None

    def watch(self, window: QWindow) -> None:
        """Take what is dropped on this window from now on."""
        if window is not self._window:
            self._window = window
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        files = [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]
        if not files or self._shell.page is None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)  # whoever gives a file to move it deletes it afterwards
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.take(files)
        return True

    def take(self, files: list[Path]) -> None:
        """Look what each is, and take it."""
        from npqdesk.services.recognise import recognise

        shell = self._shell
        if len(files) > 1 and not shell.page.takes_many:
            shell.show_failure(_one_at_a_time(len(files)))
            return
        for path in files:
            run_task(
                shell,
                lambda _task, path=path: recognise(shell.desk, path),
                on_done=lambda kind, path=path: self._take_one(path, kind),
            )

    def _take_one(self, path: Path, kind: "FileKind") -> None:
        shell = self._shell
        if shell.page is None or shell.page.take_dropped(path, kind):
            return
        if kind in ("register", "list"):
            shell.go("load", file=str(path), kind=kind)
        elif kind == "staff":
            shell.go("staff", file=str(path))
        elif path.suffix.lower() == ENDING:
            shell.go("settings", what="backups", file=str(path))
        elif kind == "policy":
            shell.go("add_policy", path=str(path))
        else:
            shell.show_failure(_unknown(path))


def _one_at_a_time(count: int) -> Problem:
    return Problem(
        "One file at a time",
        f"{count} files were dropped. What each would change is shown before it is kept.",
        "Drop the first one, keep it or leave it, then drop the next.",
    )


def _unknown(path: Path) -> Problem:
    return Problem(
        "npqdesk does not know this file",
        f"{path.name} is no school register, no list of eligible settings, no staff spreadsheet and no policy, as far "
        "as its headings tell.",
        "To bring it in all the same, drop it on Staff or on Register and lists. To keep it with an application, drop "
        "it there.",
    )
