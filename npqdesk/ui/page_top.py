"""What stands between the header of a page and its body for a while: work under way, a notice with Undo, a failure."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.ui.theme import dress_again
from npqdesk.ui.widgets.frames import column
from npqdesk.ui.widgets.notice import NoticeBar
from npqdesk.ui.widgets.progress import WorkingBar

if TYPE_CHECKING:
    from npqdesk.ui.widgets.failure import FailurePanel


class PageTop(QWidget):
    """One for the whole window; it moves to the page shown.  `undo_changed` tells what Undo would take back, or ""."""

    undo_changed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.working = WorkingBar()
        self.working.changed.connect(self._fit)
        self.notice = NoticeBar()
        self.notice.undo_changed.connect(self._on_notice)
        self.undo_name = ""
        self._failure: FailurePanel | None = None
        self._parts = column(self.working, self.notice, gap=10, margins=(32, 0, 28, 10))
        self.setLayout(self._parts)
        self.hide()

    def move_to(self, top: QVBoxLayout) -> None:
        """Stand on another page.  A notice that can be undone goes with it; any other is done with, like a failure."""
        self.clear_failure()
        if top.indexOf(self) < 0 and not self.notice.can_undo:
            self.notice.clear()
        top.addWidget(self)
        dress_again(self)

    def show_failure(self, error: BaseException) -> None:
        """Show a problem or a bug, and put the focus on it."""
        from npqdesk.ui.widgets.failure import FailurePanel

        if self._failure is not None and self._failure.is_same(error):
            return  # a fault that comes again and again, as from a clock, must not take the focus each time
        self.clear_failure()
        self._failure = FailurePanel(error)
        self._parts.addWidget(self._failure)
        self.show()
        self._failure.show()
        self._failure.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_failure(self) -> None:
        if self._failure is not None:
            self._failure.hide()
            self._failure.deleteLater()
            self._failure = None
        self._fit()

    def _on_notice(self) -> None:
        self._fit()
        self.undo_changed.emit(self.undo_name.rstrip(".") if self.notice.can_undo else "")

    def _fit(self) -> None:
        self.setVisible(self.working.is_busy or not self.notice.isHidden() or self._failure is not None)
