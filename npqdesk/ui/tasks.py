"""The one thread of the program: work that takes longer than a blink runs beside the window and always comes home.

    run_task(self, lambda task: preview_register(desk, path, progress=task.progress, cancelled=task.cancelled),
             on_done=self._show_preview, on_progress=self._card.show_progress)

The result or the error arrives on the window's own thread, exactly once, unless the owner has gone in the meantime.
Work gets plain values and its own transactions; it never touches a widget."""

import gc
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QWidget

from npqdesk.services.progress import Cancelled

_PROGRESS_EVERY = 50  # milliseconds: 20 times a second
_COLLECT_EVERY = (700, 10, 100)
"""When Python looks for what it can let go of.  To look through everything, while work makes hundreds of thousands of
rows, stops the window for a tenth of a second: it is done ten times less often than usual."""
_YOUNG_EVERY = 100
"""Milliseconds after which the window, while there is work, lets go of what was made and dropped since.  Python does
not look for it by itself then: it would do so in the thread of the work, and what it finds may be a part of a window
that is gone, which can be taken apart only on the window's own thread; else the program crashes now and then."""
_TURNS = 0.0005
"""Seconds after which the work passes Python's turn on when the window asks for it, ten times sooner than usual: to
draw itself the window needs it dozens of times."""
_running: set["Task"] = set()

Progress = Callable[[int, int | None, str], object]


class Task(QObject):
    """One piece of work; `cancel()` asks it to stop, and it stops where the service next looks."""

    def __init__(self, owner: QWidget, work: Callable[["Task"], Any]) -> None:
        super().__init__()
        self._owner: QWidget | None = owner
        self._stop = False
        self._latest: tuple[int, int | None, str] | None = None
        self._told: tuple[int, int | None, str] | None = None
        self._thread = _Thread(self, work)
        self._begin = QTimer(self, interval=0, singleShot=True)
        self._begin.timeout.connect(self._draw_and_go)
        self._timer = QTimer(self, interval=_PROGRESS_EVERY)
        self._young = QTimer(self, interval=_YOUNG_EVERY)
        self._young.timeout.connect(lambda: gc.collect(1))
        self.on_done: Callable[[Any], object] | None = None
        self.on_failed: Callable[[Exception], object] | None = None
        self.on_cancelled: Callable[[], object] | None = None
        self.on_progress: Progress | None = None

    def progress(self, done: int, total: int | None = None, say: str = "") -> None:
        """For the work: how far it is.  Cheap enough to call for each row; the window looks 20 times a second."""
        self._latest = (done, total, say)

    def cancelled(self) -> bool:
        """For the work: whether to stop now by raising `Cancelled`."""
        return self._stop

    def cancel(self) -> None:
        self._stop = True

    def start(self) -> None:
        """Begin once the window has drawn what the page shows of it."""
        _running.add(self)
        gc.disable()
        gc.set_threshold(*_COLLECT_EVERY)
        self._young.start()
        sys.setswitchinterval(_TURNS)
        self._thread.finished.connect(self._settle)
        if self._owner is not None:
            self._owner.destroyed.connect(self._forget)
        if self.on_progress is not None:
            self._timer.timeout.connect(self._tell)
            self._timer.start()
        self._begin.start()

    def _draw_and_go(self) -> None:
        for kind in (QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest):
            QCoreApplication.sendPostedEvents(None, kind)  # Qt would do so after the timer, beside the work
        self._thread.start()

    def wait(self) -> None:
        """Until the work has ended; its outcome is not told any more."""
        self._forget()
        if self._begin.isActive():
            self._begin.stop()
            self._thread.start()
        self._end()

    def _forget(self) -> None:
        self.cancel()
        self._owner = None
        self.on_done = self.on_failed = self.on_cancelled = self.on_progress = None

    def _tell(self) -> None:
        if self.on_progress is not None and self._latest is not None and self._latest != self._told:
            self._told = self._latest
            self.on_progress(*self._latest)

    def _settle(self) -> None:
        self._end()
        error, result, self._thread.result = self._thread.error, self._thread.result, None
        if self._owner is None:
            return
        if error is None:
            self._tell()
            if self.on_done is not None:
                self.on_done(result)
        elif isinstance(error, Cancelled):
            if self.on_cancelled is not None:
                self.on_cancelled()
        elif self.on_failed is not None:
            self.on_failed(error)
        else:
            _show_failure(self._owner, error)

    def _end(self) -> None:
        self._timer.stop()
        self._young.stop()
        self._thread.wait()
        _running.discard(self)
        if not _running:
            gc.enable()


class _Thread(QThread):
    """Keeps what the work gave until the window's thread asks."""

    def __init__(self, task: Task, work: Callable[[Task], Any]) -> None:
        super().__init__()
        self._task, self._work = task, work
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self._work(self._task)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is told on the window's thread)
            self.error = error


def run_task(
    owner: QWidget,
    work: Callable[[Task], Any],
    *,
    on_done: Callable[[Any], object] | None = None,
    on_failed: Callable[[Exception], object] | None = None,
    on_cancelled: Callable[[], object] | None = None,
    on_progress: Progress | None = None,
) -> Task:
    """Run `work(task)` beside the window.  Without `on_failed` the owner's window shows the problem or the bug."""
    task = Task(owner, work)
    task.on_done, task.on_failed = on_done, on_failed
    task.on_cancelled, task.on_progress = on_cancelled, on_progress
    task.start()
    return task


def is_working() -> bool:
    """Whether any task is under way."""
    return bool(_running)


def finish_tasks() -> None:
    """Ask everything to stop and wait for it: when the window closes.  Nothing is left half-done."""
    for task in list(_running):
        task.cancel()
    for task in list(_running):
        task.wait()


def _show_failure(owner: QWidget, error: Exception) -> None:
    window = owner.window()
    show = getattr(window, "show_failure", None)
    if show is None:
        raise error
    show(error)
