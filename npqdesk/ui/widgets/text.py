"""Text and icons: labels that never read what they show as markup, and icons painted in the colours of now."""

import re
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from npqdesk.ui import icons
from npqdesk.ui.seen import cover_words, seen
from npqdesk.ui.theme import px, set_type, tokens

LONGEST_LINE = 720
_LEVELS = {"h1": 1, "h2": 2, "h3": 3}
_ENDLESS, _PIECES, _BREAK = re.compile(r"\S{32,}"), re.compile(r".{1,16}"), "\u200b"


class Label(QLabel):
    """Shows its words as they may be seen now; `show_seen` looks again.  One of a `level` is read out as a heading."""

    def __init__(self, level: int = 0) -> None:
        super().__init__()
        self.level = level
        self._words = ""

    def setText(self, text: str) -> None:
        self._words = text
        self.show_seen()

    def show_seen(self) -> None:
        super().setText(seen(self._words))


def label(
    text: str, typeface: str = "body", *, tone: str = "", wrap: bool = True, mnemonic_for: QWidget | None = None
) -> QLabel:
    """A label of plain text in a type of the table; `tone` is muted, link or a status.

    `mnemonic_for` makes it the label of a field: its `&` is an access key and it names the field."""
    made = Label(_LEVELS.get(typeface, 0))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(breakable(text) if wrap else text)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if tone:
        made.setProperty("tone", tone)
    if mnemonic_for is not None:
        made.setBuddy(mnemonic_for)
    set_type(made, typeface)
    return made


def breakable(text: str) -> str:
    """The same text where a word without end may go on to the next line, so that nothing is pushed out of sight."""
    return _ENDLESS.sub(lambda found: _BREAK.join(_PIECES.findall(found[0])), text)


def capital(words: str) -> str:
    """The same words with a capital at the start."""
    return f"{words[:1].upper()}{words[1:]}"


def tip(text: str) -> str:
    """A text as a tooltip shows it to the letter: Qt would read markup in it, and it may come from outside."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def show_tip(widget: QWidget, text: str) -> None:
    """Show a text on hovering, to the letter; a screen reader reads it without the markup."""
    widget.setToolTip(tip(text))
    widget.setAccessibleDescription(text)
    for what in ("toolTip", "accessibleDescription"):
        cover_words(widget, what)


def shortened(text: str, letters: int = 36) -> str:
    """A name for a path or a heading, cut where it would take the room of everything else."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


class Icon(QWidget):
    """An icon beside words; decoration for a screen reader, so it has no name of its own."""

    def __init__(self, name: str, *, size: int = 18, role: str = "text2") -> None:
        super().__init__()
        self._name, self._size, self._role = name, size, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, *, role: str | None = None) -> None:
        self._name = name
        self._role = role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._name, tokens().colour(self._role), 0, 0, px(self._size))


def paint_icon(painter: QPainter, name: str, colour: str, left: float, top: float, size: int) -> None:
    """Draw an icon with its top left corner here; `size` in logical pixels of now."""
    picture = icons.pixmap(name, colour, size, painter.device().devicePixelRatio())
    painter.drawPixmap(round(left), round(top), picture)
