"""Say a change aloud through a screen reader, politely, without moving the focus."""

from PySide6.QtWidgets import QWidget

from npqdesk.ui.seen import seen


def announce(widget: QWidget, text: str) -> None:
    """Tell assistive technology `text`, such as "5 schools match"; nothing happens when none listens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, seen(text)))
