"""The first day: what is needed before anyone can be checked, and a way to look round without it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from npqdesk.ui.sample import begin_sample
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.frames import Card, Limited, column, holder, row, rule
from npqdesk.ui.widgets.text import Icon, label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_WIDTH = 900


class FirstStart(QWidget):
    """Two cards: load the register, or try with the sample.  `first` is where the focus goes."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self._shell = shell
        self.first = primary("Choose the register file…", self._load, icon="folder-open", bulk="large")
        cards = row(self._register(), self._sample(), gap=20)
        cards.setStretch(0, 6)
        cards.setStretch(1, 5)
        inside = column(
            label("Welcome to npqdesk", "h1"),
            label(
                "Find whether the scholarship pays for a colleague’s NPQ, why, and what the school is owed.",
                "lead",
                tone="muted",
            ),
            gap=6,
        )
        inside.addSpacing(18)
        inside.addLayout(cards)
        inside.addSpacing(18)
        inside.addLayout(_promises())
        inside.addSpacing(18)
        inside.addWidget(rule())
        inside.addSpacing(12)
        inside.addWidget(self._without())
        page = QWidget()
        page.setLayout(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 48, 0, 0)
        whole.addWidget(Limited(page, _WIDTH, centred=True))
        whole.addStretch(1)

    def _load(self) -> None:
        self._shell.go("load", what="register")

    def _get_latest(self) -> None:
        self._shell.go("load", what="download")

    def _open_sample(self, *, large: bool = False) -> None:
        begin_sample(self._shell, large=large)

    def _bring(self) -> None:
        self._shell.go("settings", what="backups")

    def _register(self) -> Card:
        return _card(
            "school",
            "link",
            "Load the school register",
            "The official list of every school in England, from “Get Information about Schools”: a file that you "
            "have, or the latest from the internet. You need it to check your own staff.",
            (
                ("file-text", "Any register extract in CSV, as it was downloaded"),
                ("lock", "Only the file comes in. Nothing about you is sent."),
                ("rotate-ccw", "You can stop at any time and start again later"),
            ),
            self.first,
            secondary("Get the latest register", self._get_latest, icon="download", bulk="large"),
        )

    def _sample(self) -> Card:
        return _card(
            "users",
            "text2",
            "Look round with a sample",
            "An invented trust with six schools and a dozen staff, or one with eight schools and 500. Try a check, "
            "read the reasons, print a letter.",
            (("info", "Marked as sample in the window’s title"), ("shield-check", "Kept apart from your own records")),
            secondary("Open the sample", self._open_sample, icon="eye", bulk="large"),
            secondary("Open a trust of 500 staff", lambda: self._open_sample(large=True), icon="users", bulk="large"),
        )

    def _without(self) -> Wrapping:
        by_hand = row(
            label("No register at hand?", tone="muted", wrap=False),
            link("Check a colleague and enter the school by hand", lambda: self._shell.go("check", new=True)),
            gap=8,
        )
        ways = [holder(by_hand), link("Bring your records from another computer", self._bring, icon="rotate-ccw")]
        if self._shell.has_page("tour"):
            ways.append(link("A tour in three steps", lambda: self._shell.go("tour"), icon="arrow-right"))
        return Wrapping(*ways, gap=20)


def _card(
    icon: str, role: str, title: str, about: str, points: tuple[tuple[str, str], ...], *buttons: QPushButton
) -> Card:
    card = Card()
    card.setAccessibleName(title)
    card.body.setContentsMargins(26, 26, 26, 26)
    card.body.addWidget(Icon(icon, size=28, role=role))
    card.body.addSpacing(12)
    card.body.addWidget(label(title, "h2"))
    card.body.addSpacing(4)
    card.body.addWidget(label(about, tone="muted"))
    card.body.addSpacing(14)
    for drawing, words in points:
        line = row(Icon(drawing), gap=10, margins=(0, 4, 0, 4))
        line.addWidget(label(words), 1)
        card.body.addLayout(line)
    card.body.addStretch(1)
    for at, button in enumerate(buttons):
        card.body.addSpacing(10 if at else 16)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _promises() -> QHBoxLayout:
    across = row(gap=20)
    for icon, title, words in (
        ("hard-drive", "Stays on this computer", "No account, no cloud, no tracking."),
        ("scroll-text", "Every answer has a source", "Rule, date and list, ready to print."),
        ("badge-check", "Not an official decision", "The Department for Education decides."),
    ):
        drawing = column(Icon(icon, size=20))
        drawing.addStretch(1)
        cell = row(drawing, gap=10)
        cell.addLayout(column(label(title, "strong"), label(words, "small", tone="muted"), gap=2), 1)
        across.addLayout(cell, 1)
    return across
