"""Links to where something is published: opened in the browser only when one is pressed."""

from collections.abc import Iterable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from npqdesk.ui.widgets.buttons import Button, link
from npqdesk.ui.widgets.text import shortened, show_tip
from npqdesk.ui.widgets.wrapping import Wrapping

_LONGEST = 60
"""Letters that stand on one line of the narrowest card."""


def source_button(words: str, title: str, address: str) -> Button:
    """One source: short words to press, all of them with its title and address in the tooltip."""
    shown = shortened(words, _LONGEST)
    made = link(shown, lambda: QDesktopServices.openUrl(QUrl(address)), name=f"{words}: {title}")
    show_tip(made, "\n".join(([] if shown == words else [words]) + [title, address]))
    return made


def source_links(sources: Iterable[tuple[str, str, str]]) -> Wrapping:
    """Sources side by side as (words, title, address)."""
    return Wrapping(*(source_button(*each) for each in sources))
