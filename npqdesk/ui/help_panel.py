"""Help on the page shown, beside it: a few plain paragraphs, offline."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.buttons import icon_only
from npqdesk.ui.widgets.frames import column, heading, holder, row
from npqdesk.ui.widgets.text import label

_KEYS = "Ctrl+K searches everything. F6 goes round the parts of the window. Ctrl+plus and Ctrl+minus change text size."


class HelpPanel(QFrame):
    """Hidden until F1."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("Help")
        self._title = heading("Help")
        self._text = label("")
        top = row(self._title)
        top.addStretch(1)
        top.addWidget(icon_only("x", "Close the help", self.hide))
        words = column(self._text, label(_KEYS, tone="muted"), gap=16)
        words.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder(words))
        self.setLayout(column(top, area, gap=12, margins=(24, 20, 16, 20)))
        theme().changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_help(self, title: str, text: str) -> None:
        self._title.setText(f"Help: {title}")
        self._text.setText(text or "There is no more to say about this page.")

    def _measure(self) -> None:
        self.setFixedWidth(px(320))
