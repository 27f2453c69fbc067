"""Help on the page shown, beside it: a few plain paragraphs, then what concerns it in the manual and the questions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from npqdesk.services.help_files import help_texts
from npqdesk.services.help_texts import Chapter, Question, title_of
from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.buttons import icon_only
from npqdesk.ui.widgets.frames import column, heading, holder, row
from npqdesk.ui.widgets.long_link import LongLink
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.ui.page import Page, PageEntry
    from npqdesk.ui.shell import Shell

_KEYS = "Ctrl+K searches everything. F6 goes round the parts of the window. Ctrl+plus and Ctrl+minus change text size."


class HelpPanel(QFrame):
    """Hidden until F1."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self._shell = shell
        self.setProperty("role", "panel")
        self.setAccessibleName("Help")
        self._title = heading("Help")
        self._text = label("")
        self._more = column(gap=8)
        self._concerns: QWidget | None = None
        top = row(self._title)
        top.addStretch(1)
        top.addWidget(icon_only("x", "Close the help", self.hide))
        words = column(self._text, self._more, label(_KEYS, tone="muted"), gap=16)
        words.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder(words))
        self.setLayout(column(top, area, gap=12, margins=(24, 20, 16, 20)))
        theme().changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_help(self, page: "Page", entry: "PageEntry") -> None:
        """What is to be said about a page."""
        self._title.setText(f"Help: {page.title}")
        self._text.setText(page.help_text or "There is no more to say about this page.")
        if self._concerns is not None:
            self._more.removeWidget(self._concerns)
            self._concerns.hide()
            self._concerns.deleteLater()
            self._concerns = None
        if not self._shell.has_page("help"):
            return
        links = [self._link(_words(each), each.key) for each in help_texts().about(entry.id, entry.under)]
        if entry.id != "help":
            links.append(self._link("All questions, words and the manual", ""))
        self._concerns = holder(column(label("More about this", "strong"), *links, gap=8))
        self._more.addWidget(self._concerns)

    def _link(self, words: str, topic: str) -> LongLink:
        return LongLink(words, lambda: self._shell.go("help", topic=topic))

    def _measure(self) -> None:
        self.setFixedWidth(px(320))


def _words(topic: Chapter | Question) -> str:
    return f"Manual: {topic.title}" if isinstance(topic, Chapter) else title_of(topic)
