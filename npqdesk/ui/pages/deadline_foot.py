"""What can be done with the deadline that is chosen, and where its day comes from."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.deadlines.deadline import ENTERED, Deadline
from npqdesk.ui.links import open_address
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.header import FooterBar

if TYPE_CHECKING:
    from npqdesk.ui.pages.deadlines import DeadlinesPage

_NOTHING = "Choose a deadline to mark it as done or to put it off."


class DeadlineFoot(FooterBar):
    """Follows what is chosen; what cannot be done with it is away."""

    def __init__(self, page: "DeadlinesPage") -> None:
        self._deadline: Deadline | None = None
        self.done = secondary("&Done", lambda: page.mark(self._deadline), icon="check")
        self.not_needed = secondary("Not &needed", lambda: page.mark(self._deadline, needed=False))
        self.later = secondary("&Put off…", lambda: self._deadline and page.put_off(self._deadline), icon="clock")
        self.enter = secondary("&Enter the day…", lambda: self._deadline and page.enter(self._deadline), icon="pencil")
        self.open = secondary("&Open", lambda: page.open(self._deadline))
        self.source = link("", self._open_source, icon="external-link", typeface="small")
        buttons = (self.done, self.later, self.not_needed, self.enter, self.open)
        super().__init__(*buttons, right=self.source)
        self._parts: tuple[QWidget, ...] = buttons

    def show_deadline(self, each: Deadline | None, today: date) -> None:
        """Show what can be done with a deadline; nothing without one."""
        self._deadline = each
        for part in self._parts:
            part.setVisible(each is not None)
        self.note.setText(each.why or each.roughly if each else _NOTHING)
        self.source.setVisible(each is not None and each.source is not None)
        if each is None:
            return
        again = each.mark is not None
        self.done.setText("&To do again" if again else "&Done")
        self.done.setAccessibleName(f"{'To do again' if again else 'Done'}: {each.title}")
        self.later.setVisible(not each.is_settled)
        self.not_needed.setVisible(not each.is_settled and each.kind != "own")
        self.enter.setVisible(each.kind in ENTERED)
        self.open.setText("&Change the reminder…" if each.kind == "own" else "&Open")
        if each.source is not None:
            self.source.setText(each.source.label)
            self.source.setAccessibleName(f"Source: {each.source.label}")

    def _open_source(self) -> None:
        if self._deadline and self._deadline.source:
            open_address(self._deadline.source.url)
