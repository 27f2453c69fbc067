"""Where something is published: a link that opens the page in the browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from npqdesk.services.answer import SourceLink
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.text import show_tip


def source_button(source: SourceLink, *, typeface: str = "body") -> QPushButton:
    """A link named by publisher and date; its full title is the tooltip.  Without an address it says only that."""
    made = link(source.label, lambda: open_address(source.url), typeface=typeface)
    show_tip(made, source.title)
    made.setEnabled(bool(source.url))
    return made


def open_address(url: str) -> None:
    """Open a published page outside the program."""
    QDesktopServices.openUrl(QUrl(url))
