"""Undo and redo in the window: named in the Edit menu, told in a notice, and never taking a text field's own.

What reads the records is loaded when they are open: the window stands before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from npqdesk.problem import Problem

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.undo import Undoable
    from npqdesk.ui.menus import Menus
    from npqdesk.ui.page_top import PageTop
    from npqdesk.ui.shell import Shell


class Undoing(QObject):
    """What can be undone and redone now.  Pages call `tell` after an act; the shell calls `read` when it is saved."""

    def __init__(self, shell: "Shell", menus: "Menus", top: "PageTop") -> None:
        super().__init__(shell)
        self._shell, self._menus, self._top = shell, menus, top
        self._found: Undoable | None = None
        self._told = 0
        self._stands: tuple[str, str, object, int] | None = None
        top.undo_changed.connect(lambda _what: self._show())
        QApplication.instance().focusChanged.connect(self._watch)

    def read(self) -> None:
        """Read what can be undone now; a notice of an act that is no longer the last is taken away."""
        from npqdesk.services.undo import undoable

        desk = self._shell.desk
        self._found = undoable(desk) if desk is not None else None
        if self._told not in (0, self._found.number if self._found else 0):
            self._told = 0
            self._top.notice.clear()
        self._show()

    def tell(self, text: str) -> None:
        """Say what was just done to the records and what was kept, with Undo; its name the act itself gave."""
        self._shell.say_saved()
        if self._found is None:
            return
        self._told = self._found.number
        self._shell.notice(text, undo=self._take_back, undo_name=self._found.undo)

    def stands(self, what: str, why: str) -> None:
        """Say in the Edit menu that what was kept just now is not undone, and `why` when it is asked for: what would
        be undone instead came before it.  That ends with the next act, and on another page."""
        number = self._found.number if self._found else 0
        self._stands = what, why, self._shell.page, number
        self._show()

    def undo(self) -> None:
        """Take back what the notice tells of, else the last act that the records know."""
        if self._top.notice.can_undo:
            self._top.notice.undo()
        elif self._stands is not None:
            self._shell.notice(self._stands[1])
        else:
            self._take_back()

    def redo(self) -> None:
        """Do again what was undone last."""
        from npqdesk.services.undo import redo

        self._turn(redo, "Done again", ("Undo", self._take_back))

    def _take_back(self) -> None:
        from npqdesk.services.undo import undo

        self._turn(undo, "Undone", ("Redo", self.redo))

    def _show(self) -> None:
        told = self._top.undo_name.rstrip(".") if self._top.notice.can_undo else ""
        now = self._shell.page, self._found.number if self._found else 0
        if self._stands is not None and self._stands[2:] != now:
            self._stands = None
        stays = f"not for {self._stands[0]}" if self._stands is not None else ""
        self._menus.show_undo(told or stays or (self._found.undo if self._found else ""))
        self._menus.show_redo(self._found.redo if self._found else "")

    def _turn(self, turn: Callable[["Desk"], str], say: str, more: tuple[str, Callable[[], object]]) -> None:
        shell = self._shell
        if shell.desk is None or (shell.page is not None and not shell.page.leave()):
            return
        self._told = 0
        try:
            name = turn(shell.desk)
        except Problem as problem:
            shell.show_failure(problem)
            return
        if shell.page is not None:
            shell.page.refresh()
        shell.say_saved()
        shell.notice(f"{say}: {name}.", more=more)

    # Fields keep their own undo while they have something to undo

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget, act in ((old, "removeEventFilter"), (new, "installEventFilter")):
            if isinstance(widget, QLineEdit | QPlainTextEdit):
                getattr(widget, act)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field with nothing of its own to undo leaves the keys to the menu; by itself it would swallow them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            field = watched.document() if isinstance(watched, QPlainTextEdit) else watched
            keys = QKeySequence.StandardKey
            if (event.matches(keys.Undo) and not field.isUndoAvailable()) or (
                event.matches(keys.Redo) and not field.isRedoAvailable()
            ):
                event.ignore()
                return True
        return super().eventFilter(watched, event)
