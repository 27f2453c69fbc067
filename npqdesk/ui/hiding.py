"""Hide names (F8): while a screen is shared, initials stand wherever somebody is named.

Labels, buttons and cells ask `seen` when they show words.  What is not drawn but read out or shown on hovering, and
what stands in fields, is gone through here, each time the window has something new to show."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QStackedWidget, QWidget

from npqdesk.ui.seen import cover_by, cover_words, is_covered, seen

if TYPE_CHECKING:
    from npqdesk.ui.place import Memory
    from npqdesk.ui.shell import Shell

_KEY, _EVERY = "window/hide_names", 400  # milliseconds
_SPOKEN = ("accessibleName", "accessibleDescription", "toolTip")
_TOLD = (
    "Names are hidden: initials stand in their place, also in what you copy. "
    "Letters, prints and exports carry them as ever. F8 shows them again."
)


class Hiding(QObject):
    """Belongs to one window.  `action` stands in its View menu; whether it is on is remembered between starts."""

    def __init__(self, shell: "Shell", memory: "Memory | None") -> None:
        super().__init__(shell)
        self._shell, self._memory = shell, memory
        self.action = QAction("&Hide names", shell, checkable=True)
        self.action.setShortcut("F8")
        self.action.setChecked(memory is not None and str(memory.value(_KEY)) == "yes")
        self.action.toggled.connect(self._turn)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.cover)
        cover_by(None)

    def read(self) -> None:
        """Learn who is to be hidden, when the records are opened and when something in them was changed."""
        from npqdesk.services.hidden_names import hidden_names

        if self.action.isChecked() and self._shell.desk is not None:
            cover_by(hidden_names(self._shell.desk).seen)
            self._timer.start()

    def cover(self) -> None:
        """Go through everything in the window that may name somebody."""
        if is_covered():
            _dress([each for root in self._shown() for each in (root, *root.findChildren(QWidget))])

    def _shown(self) -> Iterator[QWidget]:
        """The parts of the window, of its pages the one shown: the others are gone through when they are gone to."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        central = self._shell.centralWidget()
        for part in (
            *self._shell.findChildren(QWidget, options=direct),
            *central.findChildren(QWidget, options=direct),
        ):
            if isinstance(part, QStackedWidget):
                yield part.currentWidget()
            elif part is not central:
                yield part

    def _turn(self, on: bool) -> None:  # noqa: FBT001 (Qt's own signature)
        if self._memory is not None:
            self._memory.setValue(_KEY, "yes" if on else "no")
        self._timer.stop()
        cover_by(None)
        self.read()
        _dress([self._shell, *self._shell.findChildren(QWidget)])
        self._shell.show_title()
        if on:
            self._shell.notice(_TOLD)
        else:
            self._shell.clear_notice()


def _dress(widgets: Iterable[QWidget]) -> None:
    for widget in widgets:
        show = getattr(widget, "show_seen", None)
        if show is not None:
            show()
        if isinstance(widget, QLineEdit):
            _cover_field(widget)
        elif isinstance(widget, QAbstractItemView):
            widget.viewport().update()
        for what in _SPOKEN:
            cover_words(widget, what)


def _cover_field(field: QLineEdit) -> None:
    """Dots for a name, a TRN or an address that stands in a field; not for what is being typed into it."""
    text = field.text()
    private = bool(text) and (seen(text) != text or (is_covered() and bool(field.property("private"))))
    covered = private and not (field.isModified() and field is QApplication.focusWidget())
    mode = QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal
    if field.echoMode() != mode:
        field.setEchoMode(mode)
