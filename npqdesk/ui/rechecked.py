"""Kept answers that would differ now, found out beside the window: the one watcher of a window, and what it tells.

`rechecked(shell).refresh()` looks again; `changed` comes when it has looked.  `tell_with_recheck` is the notice after
a list, the register or a policy was kept, and `DifferBar` the line on pages where such answers are shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame

from npqdesk.services.counting import counted
from npqdesk.ui.tasks import Progress, Task, run_task
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import row
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.recheck import Differing
    from npqdesk.ui.shell import Shell
    from npqdesk.ui.widgets.notice import More

PAGE = "recheck"


class Rechecked(QObject):
    """`rows` is None until it has looked for the first time; meanwhile, and while it looks again, it is what was."""

    changed = Signal()

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell)
        self._shell, self.desk = shell, desk
        self._task: Task | None = None
        self._then: list[Callable[[], object]] = []
        self.rows: tuple[Differing, ...] | None = None

    def refresh(self, *, then: Callable[[], object] | None = None, on_progress: Progress | None = None) -> Task:
        """Look again, from the start where it is looking already; `then` is called once it has."""
        if then is not None:
            self._then.append(then)
        if self._task is not None:
            self._task.on_done = self._task.on_cancelled = None
            self._task.cancel()
        self._task = run_task(
            self._shell, lambda task: _look(self.desk, task), on_done=self._take, on_progress=on_progress
        )
        return self._task

    def _take(self, rows: "tuple[Differing, ...]") -> None:
        self._task = None
        self.rows = rows
        waiting, self._then = self._then, []
        self.changed.emit()
        for act in waiting:
            act()


class DifferBar(QFrame):
    """ "3 kept answers would differ now", with the way to them; hidden where there are none."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._source = rechecked(shell)
        self._text = label("", "strong")
        self.see = secondary("See them", lambda: shell.go(PAGE), bulk="small", name="See the answers that changed")
        across = row(Icon("history", role="on_soft"), gap=10, margins=(14, 6, 8, 6))
        across.addWidget(self._text, 1)
        across.addWidget(self.see)
        self.setLayout(across)
        self._source.changed.connect(self._on_looked)
        self._tell()
        if not self._source.rows:
            self.hide()

    def _on_looked(self) -> None:
        self._tell()
        self.setVisible(bool(self._source.rows))

    def _tell(self) -> None:
        self._text.setText(differ_words(len(self._source.rows or ())))


def rechecked(shell: "Shell") -> Rechecked:
    """The one of this window and its desk.  It looks when it is told to, not by itself."""
    assert shell.desk is not None
    found = next((each for each in shell.findChildren(Rechecked) if each.desk is shell.desk), None)
    if found is None:
        for old in shell.findChildren(Rechecked):
            old.deleteLater()
        found = Rechecked(shell, shell.desk)
    return found


def tell_with_recheck(
    shell: "Shell",
    text: str,
    undo: Callable[[], object] | None = None,
    *,
    undo_name: str = "",
    more: "More | None" = None,
) -> None:
    """A notice that something was kept, leading on to `more`; where kept answers differ now, to them instead."""
    shell.notice(text, undo, undo_name=undo_name, more=more)
    source = rechecked(shell)

    def add() -> None:
        if source.rows and shell.has_page(PAGE) and shell.notice_shown == text:
            see = ("See them", lambda: shell.go(PAGE))
            told = f"{text} {differ_words(len(source.rows))}."
            shell.notice(told, undo, undo_name=undo_name or text, more=see)

    source.refresh(then=add)


def differ_words(number: int) -> str:
    """ "3 kept answers would differ now"."""
    return f"{counted(number, 'kept answer')} would differ now"


def _look(desk: "Desk", task: Task) -> "tuple[Differing, ...]":
    from npqdesk.services.recheck import differing  # not wanted before the first page is shown

    return differing(desk, progress=task.progress, cancelled=task.cancelled)
