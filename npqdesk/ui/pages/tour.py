"""The tour of the first day: three steps, one at a time, that can be skipped at any of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from npqdesk.services.help_files import tour_steps
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.frames import Card, Limited, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.segments import Segments
from npqdesk.ui.widgets.text import Icon, label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 760


class TourPage(Page):
    """Begins at the first step each time; Back, Next and Skip stand at the foot."""

    title = "Tour"
    help_text = (
        "Three steps through what npqdesk does: loading what answers rest on, checking a colleague, writing the "
        "letter. Skip it whenever you like; it is always under Help."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.step = 0
        self._where, self._bar = label("", tone="muted", wrap=False), Segments(1, len(tour_steps()))
        over = row(self._where, self._bar, gap=12)
        over.addStretch(1)
        self._over = QWidget()
        self._over.setLayout(over)
        self.set_header(PageHeader("A tour in three steps", over=self._over))
        self._shown: Limited | None = None
        self.body.addStretch(1)
        self.back = secondary("&Back", lambda: self._go(self.step - 1), bulk="large")
        self.next = primary("&Next", self._next, bulk="large")
        self.skip = secondary("&Skip the tour", lambda: shell.go("home"), bulk="large")
        self.set_footer(FooterBar(self.back, self.next, self.skip))

    def arrive(self, **_arguments: object) -> None:
        self._go(0)

    def first_focus(self) -> QWidget:
        return self.next

    def commands(self) -> Sequence[Command]:
        return (Command("&Skip the tour", lambda: self.shell.go("home"), "Esc", menu="go"),)

    def step_back(self) -> bool:
        """Alt+Left goes a step back, from the first one to where one came from."""
        if self.step == 0:
            return False
        self._go(self.step - 1)
        return True

    def _next(self) -> None:
        if self.step + 1 < len(tour_steps()):
            self._go(self.step + 1)
        else:
            self.shell.go("home")

    def _go(self, step: int) -> None:
        steps = tour_steps()
        self.step, now = step, steps[step]
        self._where.setText(f"Step {step + 1} of {len(steps)}")
        self._bar.show_step(step + 1, len(steps))
        self.back.setVisible(step > 0)
        last = step + 1 == len(steps)
        self.next.setText("F&inish" if last else "&Next")
        self.next.setAccessibleName("Finish" if last else "Next")
        self.skip.setVisible(not last)
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        card = Card()
        card.body.setContentsMargins(26, 26, 26, 26)
        card.body.addWidget(Icon(now.icon, size=28, role="link"))
        card.body.addSpacing(12)
        card.body.addWidget(label(now.title, "h2"))
        for text in now.text:
            card.body.addSpacing(8)
            card.body.addWidget(label(text, "lead"))
        card.body.addSpacing(14)
        card.body.addWidget(Wrapping(link(now.button, lambda: self.shell.go(now.page), icon="arrow-right")))
        self._shown = Limited(card, _WIDTH)
        self.body.insertWidget(0, self._shown, 0, Qt.AlignmentFlag.AlignTop)
        announce(self, f"Step {step + 1}. {now.title}")
