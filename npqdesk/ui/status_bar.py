"""The status bar: whether all is saved at the left; the register, the lists and the policy in use at the right."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from npqdesk.ui.theme import px, set_icon, set_type, theme
from npqdesk.ui.widgets.buttons import Button
from npqdesk.ui.widgets.text import Icon, label

_SAVED = {
    "saved": ("check", "good"),
    "saving": ("refresh-cw", "text2"),
    "not_saved": ("circle-alert", "bad"),
    "nothing": ("info", "text2"),
}
_GAP = "\u2009"  # a little more between icon and words
_PARTS = (("register", "database"), ("lists", "list-checks"), ("policy", "scroll-text"))


class StatusBar(QStatusBar):
    """`go(part)` is called with register, lists or policy when one is pressed; while `hiding` is on, a sign says so."""

    def __init__(self, go: Callable[[str], object], hiding: QAction) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName("State of your records")
        self._icon = Icon("info", size=14)
        self._saved = label("", "small", tone="muted", wrap=False)
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(16, 0, 14, 0)
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self._saved)
        line.addSpacing(12)
        line.addWidget(_sign(hiding))
        line.addStretch(1)
        self._parts: dict[str, Button] = {}
        for part, icon in _PARTS:
            button = Button(gap=_GAP)
            button.setProperty("kind", "status")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, part=part: go(part))
            set_type(button, "small")
            set_icon(button, icon, size=14, role="text2")
            button.hide()
            self._parts[part] = button
            line.addWidget(button)
        self.addWidget(inside, 1)
        theme().changed.connect(self._measure)
        self._measure()

    def say(self, state: str, words: str) -> None:
        """`state` is saved, saving, not_saved or nothing; the words say it."""
        drawing, role = _SAVED[state]
        self._icon.show_icon(drawing, role=role)
        self._saved.setText(words)
        self._saved.setAccessibleName(words)

    def show_part(self, part: str, words: str) -> None:
        """What the register, lists or policy part says; nothing hides it."""
        button = self._parts[part]
        button.setText(words)
        button.setAccessibleName(words)
        button.setVisible(bool(words))

    def first(self) -> QWidget | None:
        """Where F6 goes; None while there is nothing to press."""
        return next((button for button in self._parts.values() if button.isVisible()), None)

    def drop_lists(self, *, dropped: bool) -> None:
        """In a narrow window the list date goes first."""
        lists = self._parts["lists"]
        lists.setVisible(not dropped and bool(lists.accessibleName()))

    def _measure(self) -> None:
        self.setFixedHeight(px(28))


def _sign(hiding: QAction) -> Button:
    """What stands as long as names are hidden; pressed, it shows them again."""
    made = Button(gap=_GAP)
    made.setProperty("kind", "status")
    made.setAutoDefault(False)
    made.setText("Names are hidden (F8)")
    made.setAccessibleName("Names are hidden. Show them again")
    set_type(made, "small_strong")
    set_icon(made, "eye-off", size=14, role="link")
    made.setVisible(hiding.isChecked())
    made.clicked.connect(lambda _checked=False: hiding.toggle())
    hiding.toggled.connect(made.setVisible)
    return made
