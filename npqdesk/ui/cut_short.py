"""Whether the program was ended last time without being closed, and what of the typing is there again.

A lock file stands beside the records while they are open in a window; the system takes it away from nobody, so that
one without a living owner tells of a power cut."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


_SAFE = (
    "A safe start: the usual colours and settings, and your records are only read. You can look, export and back up; "
    "nothing you type is kept."
)


class CutShort:
    """`begin` when records are opened, `end` when they are closed."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None

    def begin(self, desk: "Desk") -> str:
        """What to tell of the last time; "" when it ended as it should, or another window has the records open."""
        if desk.read_only:
            return _SAFE
        from npqdesk.services.drafts import open_mark, unfinished  # loaded after the window stands

        mark = open_mark(desk)

        if mark is None:
            return ""
        path, stood = mark
        self._lock = QLockFile(path)
        self._lock.setStaleLockTime(0)
        if not self._lock.tryLock(0) or not stood:
            return ""
        found = unfinished(desk)
        there = f" What you were typing is there again: {', '.join(found)}." if found else ""
        return f"npqdesk was cut off last time. Your records are as you left them.{there}"

    def end(self) -> None:
        """The records are closed as they should be."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
