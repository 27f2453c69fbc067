"""Small things the window needs: the page while records open, and walking the focus into a part of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.ui.widgets.text import label


def opening_page() -> QWidget:
    """Calm words while the records are being opened."""
    page = QWidget()
    whole = QVBoxLayout(page)
    words = label("Opening your records…", "lead", tone="muted")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    whole.addWidget(words)
    return page


def inside(widget: QWidget | None, region: QWidget) -> bool:
    """Whether a widget is the region or in it."""
    return widget is not None and (widget is region or region.isAncestorOf(widget))


def focus_first(region: QWidget, first: QWidget | None = None) -> bool:
    """Move the focus to `first`, or to the first stop of the keyboard in a region; False when it has none."""
    stop = first if first is not None and _is_stop(first) else first_stop(region)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True


def first_stop(region: QWidget) -> QWidget | None:
    """The first widget in a region, in Tab order, where the keyboard stops."""
    if _is_stop(region):
        return region
    widget = region.nextInFocusChain()
    while widget is not None and widget is not region:
        if region.isAncestorOf(widget) and _is_stop(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes_tab and widget.isVisible() and widget.isEnabled()
