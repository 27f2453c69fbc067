"""The notice bar: what happened, what was kept, and Undo.  It stays until the next one or until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from npqdesk.ui.announce import announce
from npqdesk.ui.widgets.buttons import icon_only, secondary
from npqdesk.ui.widgets.frames import row
from npqdesk.ui.widgets.text import Icon, label

More = tuple[str, Callable[[], object]]
"""The words of a button that leads on, and what it does."""


class NoticeBar(QFrame):
    """Hidden until `show_notice`; never takes the focus.  `undo_changed` tells the Edit menu."""

    undo_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._undo: Callable[[], object] | None = None
        self._text = label("")
        self._keys = label("Ctrl+Z", "small", wrap=False)
        self._button = secondary("Undo", self.undo, icon="undo-2", bulk="small")
        self._act: Callable[[], object] | None = None
        self._more = secondary("", self._go_on, bulk="small")
        self._close = icon_only("x", "Close this notice", self.clear, role="on_soft")
        across = row(Icon("info", role="on_soft"), gap=10, margins=(14, 6, 8, 6))
        across.addWidget(self._text, 1)
        for part in (self._keys, self._button, self._more, self._close):
            across.addWidget(part)
        self.setLayout(across)
        self.hide()

    @property
    def can_undo(self) -> bool:
        return self._undo is not None

    @property
    def text(self) -> str:
        return self._text.text()

    def show_notice(self, text: str, *, undo: Callable[[], object] | None = None, more: More | None = None) -> None:
        """`undo` takes back what is told; `more` is a button that leads on."""
        self._undo = undo
        words, self._act = more or ("", None)
        self._more.setText(words)
        self._more.setAccessibleName(words)
        self._more.setVisible(more is not None)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._keys.setVisible(undo is not None)
        self._button.setVisible(undo is not None)
        self.show()
        announce(self, text)
        self.undo_changed.emit()

    def undo(self) -> None:
        """Take the act back, once."""
        act = self._undo
        self.clear()
        if act is not None:
            act()

    def _go_on(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()

    def clear(self) -> None:
        self._undo = self._act = None
        self.hide()
        self.undo_changed.emit()
