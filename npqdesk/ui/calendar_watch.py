"""Keeps the calendar file that others subscribe to up to date: shortly after each change, and as the days go by.

It works beside the window.  That the folder is gone is told once, with the way to choose another one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from npqdesk.problem import Problem
from npqdesk.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_SHORTLY, _HOURLY = 1500, 3_600_000  # milliseconds


class CalendarWatch(QObject):
    """`soon()` is called after each change; `look()` does it at once."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._task: Task | None = None
        self._again = False
        self._told = ""
        self._timer = QTimer(self, interval=_SHORTLY, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._hourly = QTimer(self, interval=_HOURLY)
        self._hourly.timeout.connect(self.look)
        self._hourly.start()

    def soon(self) -> None:
        """Something changed: bring the file up to date once nothing more does for a moment."""
        self._timer.start()

    def look(self) -> None:
        """Bring the file up to date beside the window."""
        desk = self._shell.desk
        if desk is None or desk.read_only:
            return
        if self._task is not None:
            self._again = True
            return

        def work(_task: Task) -> object:
            from npqdesk.services.settings import CALENDAR_FOLDER, read_settings  # not wanted before the window

            if not read_settings(desk)[CALENDAR_FOLDER]:
                return None
            from npqdesk.services.deadlines.subscription import refresh_subscription  # slow, and few want it

            return refresh_subscription(desk)

        self._task = run_task(self._shell, work, on_done=lambda _path: self._settle(), on_failed=self._fail)

    def _settle(self) -> None:
        self._task, self._told = None, ""
        self._go_on()

    def _fail(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, Problem):
            self._shell.show_failure(error)
        elif self._told != error.what_happened:
            self._told = error.what_happened
            words = f"{error.title}. {error.what_happened}"
            self._shell.notice(
                words, more=("Choose another folder", lambda: self._shell.go("deadlines", calendar=True))
            )
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self.soon()
