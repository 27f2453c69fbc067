"""The top of a page (path, title, one muted line, actions) and its foot (the actions that end it)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.text import breakable, label

Crumb = tuple[str, Callable[[], object] | None]


class PageHeader(QWidget):
    """`crumbs` are (words, what a click does; None for the last), `actions` at most two, the primary last.

    `over` stands between the path and the title: "Question 4 of about 9"."""

    def __init__(
        self,
        title: str,
        *,
        about: str = "",
        crumbs: Sequence[Crumb] = (),
        actions: Sequence[QPushButton] = (),
        over: QWidget | None = None,
    ) -> None:
        super().__init__()
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
        whole = QHBoxLayout(self)
        whole.setContentsMargins(32, 20, 28, 14)
        whole.setSpacing(8)
        whole.addLayout(words, 1)
        self._chip: Chip | None = None
        for action in actions:
            whole.addWidget(action, 0, Qt.AlignmentFlag.AlignBottom)
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
        self._title.setWordWrap(status is None)
        self._beside.setStretch(0, 0 if status else 1)
        if status is not None:
            self._chip = Chip(status)
            self._beside.insertWidget(1, self._chip)
        self._beside.setStretch(self._beside.count() - 1, 1 if status else 0)


class FooterBar(QFrame):
    """Buttons at the left, the primary one where the eye ends; one small note or a link at the right."""

    def __init__(self, *buttons: QPushButton, note: str = "", right: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self.note = label(note, "small", tone="muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        across = row(*buttons, gap=12, margins=(32, 12, 28, 12))
        across.addWidget(self.note, 1)
        if right is not None:
            across.addWidget(right)
        self.setLayout(across)


def flow(*parts: QWidget, gap: int = 10) -> QVBoxLayout:
    """Widgets side by side at their own width, at the left of the row."""
    line = row(*parts, gap=gap)
    line.addStretch(1)
    return column(line)
