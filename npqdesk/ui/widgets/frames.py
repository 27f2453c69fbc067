"""Surfaces: cards, wells, hairlines, and boxes that hold one thing under or beside another."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.text import Icon, label
from npqdesk.ui.widgets.wrapping import Beside, Wrapping

CARD_MARGINS = (22, 16, 22, 18)
_WORDS = 240
"""Pixels at 100 % that words need beside a button."""


def frame(role: str) -> QFrame:
    """A frame that the style sheet knows by its role."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """A hairline across."""
    return frame("rule")


def column(*parts: QWidget | QLayout, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets and layouts one under another."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def row(*parts: QWidget | QLayout, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets and layouts side by side."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def holder(layout: QLayout) -> QWidget:
    """A bare widget around a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def notice_frame(title: str, text: str, *actions: QWidget) -> QFrame:
    """What stands over a page while it is so: what is so, why, and the ways on under it or at its right."""
    made = frame("notice")
    icon = column(Icon("history", role="on_soft"), margins=(0, 1, 0, 0))
    icon.addStretch(1)
    across = row(icon, gap=10, margins=(14, 10, 10, 10))
    words = column(label(title, "strong"), *([label(text)] if text else []), gap=3)
    if len(actions) == 1:
        across.addWidget(_Told(holder(words), Wrapping(*actions), grows=0, gap=8, margins=(0, 0, 0, 0)), 1)
    else:
        words.addWidget(Wrapping(*actions, gap=8))
        across.addLayout(words, 1)
    made.setLayout(across)
    made.setAccessibleName(f"{title} {text}".strip())
    return made


class _Told(Beside):
    """What a notice says beside the way on, as long as a few words fit on each of its lines."""

    def first_needs(self) -> int:
        return px(_WORDS)


class Limited(QWidget):
    """A widget no wider than `pixels` at 100 %, at the left of its room or in the middle.

    Use this, not `setMaximumWidth`: only so do wrapped texts inside get the height that their real width needs."""

    def __init__(self, inside: QWidget, pixels: int, *, centred: bool = False) -> None:
        super().__init__()
        self._inside, self._pixels = inside, pixels
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        if centred:
            across.addStretch(0)
        across.addWidget(inside, 1)
        across.addStretch(0)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._inside.setMaximumWidth(px(self._pixels))


def _fill(
    layout: QBoxLayout, parts: tuple[QWidget | QLayout, ...], gap: int, margins: tuple[int, int, int, int]
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


class Card(QFrame):
    """One subject on a card: a title, an optional muted line, an action at the right of the title, then rows.

    `add_row` parts rows by hairlines; `body` is the layout for anything else."""

    def __init__(self, title: str = "", *, about: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = column(margins=CARD_MARGINS)
        self.setLayout(self.body)
        self._rows = 0
        if title:
            self.setAccessibleName(title)
            head = row(gap=12)
            head.addWidget(label(title, "h2"), 1)
            if action is not None:
                head.addWidget(action)
            self.body.addLayout(head)
        if about:
            self.body.addSpacing(2)
            self.body.addWidget(label(about, tone="muted"))
        if title or about:
            self.body.addSpacing(4)

    def add_row(self, part: QWidget | QLayout) -> None:
        """One more row, with a hairline above it unless it is the first."""
        if self._rows:
            self.body.addWidget(rule())
        else:
            left, top, right, _bottom = CARD_MARGINS
            self.body.setContentsMargins(left, top if self.body.count() else 8, right, 8)
        self._rows += 1
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 10, 0, 10)
        if isinstance(part, QWidget):
            inner.addWidget(part)
        else:
            inner.addLayout(part)
        self.body.addLayout(inner)


def heading(text: str) -> QLabel:
    """A group heading above cards or inside a side panel."""
    return label(text, "h3")
