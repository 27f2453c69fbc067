"""The top of a page (path, title, one muted line, actions) and its foot (the actions that end it)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.frames import column, holder, row
from npqdesk.ui.widgets.text import breakable, label
from npqdesk.ui.widgets.wrapping import Beside, Wrapping

_NOTE = 240
"""Pixels at 100 % beside the buttons of a footer, for a note on two lines."""
Crumb = tuple[str, Callable[[], object] | None]


class PageHeader(Beside):
    """`crumbs` are (words, what a click does; None for the last), `actions` at most two, the primary last.

    `over` stands between the path and the title: "Question 4 of about 9".  Where title and actions do not fit side by
    side, the actions stand beneath."""

    def __init__(
        self,
        title: str,
        *,
        about: str = "",
        crumbs: Sequence[Crumb] = (),
        actions: Sequence[QPushButton] = (),
        over: QWidget | None = None,
    ) -> None:
        self._title = label(title, "h1")
        self._about = label(about, tone="muted")
        self._crumbs = row(gap=8)
        self._beside = row(gap=14)
        self._beside.addWidget(self._title, 1)
        self._beside.addStretch(0)
        words = column(self._crumbs)
        if over is not None:
            words.addSpacing(12)
            words.addWidget(over)
            words.addSpacing(10)
        words.addLayout(column(self._beside, self._about, gap=2))
        words.addStretch(1)
        acts = column()
        acts.addStretch(1)
        acts.addWidget(Wrapping(*actions, gap=8, between=8))
        super().__init__(holder(words), holder(acts), grows=0, gap=8, margins=(32, 20, 28, 14))
        self._second.setVisible(bool(actions))
        self._chip: Chip | None = None
        self.show_title(title, about=about)
        self.show_crumbs(crumbs)

    def show_title(self, title: str, *, about: str | None = None) -> None:
        self._title.setText(breakable(title))
        if about is not None:
            self._about.setText(breakable(about))
            self._about.setVisible(bool(about))

    def show_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """The path to this page, on nested pages only."""
        while self._crumbs.count():
            widget = self._crumbs.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._crumbs.setContentsMargins(0, 0, 0, 6 if crumbs else 0)
        for number, (words, act) in enumerate(crumbs):
            if number:
                self._crumbs.addWidget(label("›", tone="muted", wrap=False))
            self._crumbs.addWidget(link(words, act) if act is not None else label(words, tone="muted", wrap=False))
        if crumbs:
            self._crumbs.addStretch(1)

    def show_chip(self, status: Status | None) -> None:
        """A chip beside the title, such as "Past start"."""
        if self._chip is not None:
            self._chip.deleteLater()
            self._chip = None
        if status is not None:
            self._chip = Chip(status)
            self._beside.insertWidget(1, self._chip)
        self._place_chip()

    def first_needs(self) -> int:
        """The path on one line, and of the title its longest word."""
        longest = max(map(QFontMetrics(self._title.font()).horizontalAdvance, self._title.text().split()), default=0)
        return max(longest, self._crumbs.sizeHint().width())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place_chip()
        return super().event(event)

    def _place_chip(self) -> None:
        """A chip stands right behind the title, while that has room on one line."""
        words = QFontMetrics(self._title.font()).horizontalAdvance(self._title.text())
        room = self._beside.geometry().width() - self._beside.spacing()
        beside = self._chip is not None and words + self._chip.sizeHint().width() <= room
        self._title.setWordWrap(not beside)
        self._beside.setStretch(0, int(not beside))
        self._beside.setStretch(self._beside.count() - 1, int(beside))


class FooterBar(Beside):
    """Buttons at the left, the primary one where the eye ends; one small note or a link at the right, or beneath."""

    def __init__(self, *buttons: QPushButton, note: str = "", right: QWidget | None = None) -> None:
        self.note = label(note, "small", tone="muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        says = row(gap=12)
        says.addWidget(self.note, 1)
        if right is not None:
            says.addWidget(right)
        self._right = right
        super().__init__(Wrapping(*buttons, gap=12, between=8), holder(says), grows=1, gap=12, margins=(32, 12, 28, 12))
        self.setProperty("role", "footer")

    def second_needs(self) -> int:
        """The note may go on to a second line, no further."""
        words = QFontMetrics(self.note.font()).horizontalAdvance(self.note.text())
        link = 0 if self._right is None or self._right.isHidden() else self._right.sizeHint().width() + 12
        return min(words, px(_NOTE)) + link


def flow(*parts: QWidget, gap: int = 10) -> QVBoxLayout:
    """Widgets side by side at their own width, at the left of the row."""
    line = row(*parts, gap=gap)
    line.addStretch(1)
    return column(line)
