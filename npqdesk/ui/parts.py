"""Small things the window needs: the page while records open, and walking the focus into a part of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from npqdesk.ui.reading_order import is_stop, stops
from npqdesk.ui.widgets.text import label

_SAFE = "safe start"

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


def opening_page() -> QWidget:
    """Calm words while the records are being opened."""
    page = QWidget()
    whole = QVBoxLayout(page)
    words = label("Opening your records…", "lead", tone="muted")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    whole.addWidget(words)
    return page


def not_open_page(shell: "Shell", error: BaseException, opening: Callable[[], "Desk"]) -> QWidget:
    """Why the records could not be opened, what to do, a button to try again, and one to restore a backup of them."""
    from npqdesk.services.backup.server import file_of
    from npqdesk.services.opening import Opening
    from npqdesk.ui.backups import Restore
    from npqdesk.ui.widgets.buttons import secondary
    from npqdesk.ui.widgets.failure import FailurePanel

    page = QWidget()
    whole = QVBoxLayout(page)
    whole.setContentsMargins(32, 32, 28, 24)
    actions = [secondary("Try again", shell.open_records, icon="refresh-cw")]
    records = file_of(opening.place()) if isinstance(opening, Opening) else None
    if records is None:
        whole.addWidget(FailurePanel(error, actions=actions))
    else:
        way = Restore(shell, records)
        actions.append(secondary("Restore a backup…", way.begin, icon="rotate-ccw"))
        whole.addWidget(FailurePanel(error, actions=actions))
        whole.addSpacing(16)
        whole.addWidget(way)
    whole.addStretch(1)
    return page


def program_name(shell: "Shell") -> str:
    """What the window's title calls the program: which records it works on is seen there."""
    return f"npqdesk, {_mode(shell)}" if _mode(shell) else "npqdesk"


def saved_words(shell: "Shell") -> tuple[str, str]:
    """What the status bar says once everything is kept: the state and its words."""
    if _mode(shell) == _SAFE:
        return "nothing", "Safe start: nothing is changed"
    return "saved", "Sample: all changes saved" if shell.is_sample else "All changes saved"


def _mode(shell: "Shell") -> str:
    if shell.is_sample:
        return "sample"
    return _SAFE if shell.desk is not None and shell.desk.read_only else ""


def show_alone(stack: QStackedWidget, only: QWidget) -> None:
    """Put one thing in place of all pages."""
    while stack.count():
        gone = stack.widget(0)
        stack.removeWidget(gone)
        gone.deleteLater()
    stack.addWidget(only)


def inside(widget: QWidget | None, region: QWidget) -> bool:
    """Whether a widget is the region or in it."""
    return widget is not None and (widget is region or region.isAncestorOf(widget))


def focus_first(region: QWidget, first: QWidget | None = None) -> bool:
    """Move the focus to `first`, or to the first stop of the keyboard in a region; False when it has none."""
    stop = first if first is not None and is_stop(first) else next(stops(region), None)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True
