"""Buttons by importance: one primary a page, the rest secondary, quiet or links.

A text starts with a verb; `&` marks its access key; "…" only when more input follows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from npqdesk.ui.seen import seen
from npqdesk.ui.theme import set_icon, set_type

_GAP = "\u2009\u2009"  # Qt leaves 4 px between icon and text; two thin spaces make it 8


class Button(QPushButton):
    """A push button that Enter presses too, as Space does.  It shows its words as they may be seen now, behind `gap`,
    which keeps them from the icon."""

    def __init__(self, *, gap: str = "") -> None:
        super().__init__()
        self._gap, self._words = gap, ""

    def setText(self, text: str) -> None:
        self._words = text
        self.show_seen()

    def say(self, text: str) -> None:
        """Other words, which are its accessible name too."""
        self.setText(text)
        self.setAccessibleName(plain(text))

    def show_seen(self) -> None:
        super().setText(self._gap + seen(self._words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def plain(text: str) -> str:
    """What a text says without its access key: the accessible name."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _button(
    text: str, kind: str, icon: str, bulk: str, on_click: Callable[[], object] | None, name: str, *, icon_role: str
) -> Button:
    made = Button(gap=_GAP if icon else "")
    if kind:
        made.setProperty("kind", kind)
    if bulk:
        made.setProperty("bulk", bulk)
    made.say(text)
    if name:
        made.setAccessibleName(name)
    made.setAutoDefault(False)
    strong = kind == "primary"
    set_type(made, ("table_strong" if strong else "table") if bulk == "small" else ("strong" if strong else "body"))
    if icon:
        set_icon(made, icon, role=icon_role)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def primary(
    text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", bulk: str = "", name: str = ""
) -> Button:
    """The one accent-filled button of a page.  `bulk` is "", large or small; `name` where the text says too little."""
    return _button(text, "primary", icon, bulk, on_click, name, icon_role="on_accent")


def secondary(
    text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", bulk: str = "", name: str = ""
) -> Button:
    """An outlined button."""
    return _button(text, "", icon, bulk, on_click, name, icon_role="text")


def quiet(
    text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", bulk: str = "", name: str = ""
) -> Button:
    """A button without an edge, in the colour of links."""
    return _button(text, "quiet", icon, bulk, on_click, name, icon_role="link")


def link(
    text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", name: str = "", typeface: str = "body"
) -> Button:
    """A link in a running row: goes somewhere, changes nothing."""
    made = _button(text, "link", icon, "", on_click, name, icon_role="link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    set_type(made, typeface)
    return made


def icon_only(
    icon: str, name: str, on_click: Callable[[], object] | None = None, *, role: str = "text2"
) -> QToolButton:
    """A button that shows only an icon: `name` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setProperty("role", "icon")
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_icon(made, icon, size=16, role=role)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made
