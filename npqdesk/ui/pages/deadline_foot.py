"""What can be done with the deadlines that are chosen, and where the day of one comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.deadlines.deadline import ENTERED, Deadline
from npqdesk.ui.deadline_words import named
from npqdesk.ui.links import open_address
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.header import FooterBar

if TYPE_CHECKING:
    from npqdesk.ui.pages.deadlines import DeadlinesPage

_NOTHING = "Choose a deadline to mark it as done or to put it off."


class DeadlineFoot(FooterBar):
    """Follows what is chosen; what cannot be done with it, or not with several at once, is away."""

    def __init__(self, page: "DeadlinesPage") -> None:
        self._chosen: tuple[Deadline, ...] = ()
        self.done = secondary("&Done", lambda: page.mark(self._chosen), icon="check")
        self.not_needed = secondary("Not &needed", lambda: page.mark(self._chosen, needed=False))
        self.later = secondary("&Put off…", lambda: page.put_off(self._chosen), icon="clock")
        self.enter = secondary("Ente&r the day…", lambda: page.enter(self._chosen[0]), icon="pencil")
        self.open = secondary("&Open", lambda: page.open(self._chosen[0]))
        self.source = link("", self._open_source, icon="external-link", typeface="small")
        buttons = (self.done, self.later, self.not_needed, self.enter, self.open)
        super().__init__(*buttons, right=self.source)
        self._parts: tuple[QWidget, ...] = buttons

    def show_deadlines(self, chosen: Sequence[Deadline]) -> None:
        """Show what can be done with these; nothing without any."""
        self._chosen = tuple(chosen)
        one = chosen[0] if len(chosen) == 1 else None
        for part in self._parts:
            part.setVisible(bool(chosen))
        self.enter.setVisible(one is not None and one.kind in ENTERED)
        self.open.setVisible(one is not None)
        self.source.setVisible(one is not None and one.source is not None)
        several = f"{len(chosen):,} deadlines are chosen." if chosen else _NOTHING
        self.note.setText((one.why or one.roughly) if one is not None else several)
        if not chosen:
            return
        again = all(each.mark is not None for each in chosen)
        settled = any(each.is_settled for each in chosen)
        self.done.setText("&To do again" if again else "&Done")
        self.done.setAccessibleName(f"{'To do again' if again else 'Done'}: {named(chosen)}")
        self.later.setVisible(not settled)
        self.not_needed.setVisible(not settled and all(each.kind != "own" for each in chosen))
        if one is not None:
            self.open.say("&Change the reminder…" if one.kind == "own" else "&Open")
        if one is not None and one.source is not None:
            self.source.setText(f"{one.source.label}")
            self.source.setAccessibleName(f"Source: {one.source.label}")

    def _open_source(self) -> None:
        if self._chosen and self._chosen[0].source:
            open_address(self._chosen[0].source.url)
