"""Links to where something is published: opened in the browser only when one is pressed."""

from collections.abc import Iterable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from npqdesk.ui.widgets.buttons import Button, link
from npqdesk.ui.widgets.text import show_tip
from npqdesk.ui.widgets.wrapping import Wrapping


def source_button(words: str, title: str, address: str) -> Button:
    """One source: short words to press, its whole title and address in the tooltip."""
    made = link(words, lambda: QDesktopServices.openUrl(QUrl(address)), name=f"{words}: {title}")
    show_tip(made, f"{title}\n{address}")
    return made


def source_links(sources: Iterable[tuple[str, str, str]]) -> Wrapping:
    """Sources side by side as (words, title, address)."""
    return Wrapping(*(source_button(*each) for each in sources))
