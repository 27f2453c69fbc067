"""Ways about the window from the keyboard: back, the next page, the next part, anything by its name, what is so now."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from npqdesk.ui.parts import focus_first, inside
from npqdesk.ui.reading_order import stops
from npqdesk.ui.recent import remember_visit
from npqdesk.ui.trail import Stop, Trail

if TYPE_CHECKING:
    from npqdesk.ui.anything import Anything
    from npqdesk.ui.shell import Shell


class Ways:
    """Belongs to one window, which tells it where it has gone by `visited`."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._trail = Trail()
        self._anything: Anything | None = None

    def visited(self, page_id: str, arguments: Mapping[str, object]) -> None:
        """Remember a page that was gone to, but for what it began."""
        page = self._shell.page
        kept = {name: value for name, value in arguments.items() if name not in page.begins}
        self._trail.visit(page_id, kept, cut=page.is_own_way)
        remember_visit(self._shell, page_id, arguments)

    def forget(self) -> None:
        """Other records are opened: nothing leads back into these."""
        self._trail.clear()
        if self._anything is not None:
            self._anything.hide()

    def back(self) -> None:
        """Alt+Left: a step back within the page, else the page before."""
        page = self._shell.page
        if page is not None and not page.step_back():
            self._trail.back(self._go)

    def next_page(self, step: int) -> None:
        """Ctrl+Tab: the next page of the sidebar, and round again."""
        shell = self._shell
        shown = [entry for entry in shell.entries if entry.group]
        now = next((entry.under or entry.id for entry in shell.entries if entry.id == shell.page_id), "")
        at = next((place for place, entry in enumerate(shown) if entry.id == now), 0)
        shell.go(shown[(at + step) % len(shown)].id)

    def next_part(self, step: int) -> None:
        """F6: sidebar, page, side panel, footer, status bar, and round again."""
        regions, focus = self._shell.regions(), QApplication.focusWidget()
        at = max((number for number, (region, _first) in enumerate(regions) if inside(focus, region)), default=0)
        for turn in range(1, len(regions) + 1):
            if focus_first(*regions[(at + step * turn) % len(regions)]):
                return

    def next_stop(self, step: int) -> bool:
        """Tab and Shift+Tab: the next stop as the window is read; False where the focus is in none of its parts."""
        round_again = [*stops(self._shell.centralWidget()), *stops(self._shell.statusBar())]
        focus = QApplication.focusWidget()
        if focus not in round_again:
            return False
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        stop = round_again[(round_again.index(focus) + step) % len(round_again)]
        stop.setFocus(reasons[step < 0])
        return True

    def refresh(self) -> None:
        """F5: show what is so now, also where another program has changed the records."""
        if self._shell.page is not None and self._shell.page.leave():
            self._shell.page.refresh()
            self._shell.say_saved()

    def search(self) -> None:
        """Ctrl+K: a person, a school, a page or an act by its name."""
        from npqdesk.ui.anything import Anything

        if self._shell.desk is None:
            return
        if self._anything is None:
            self._anything = Anything(self._shell)
        self._anything.open()

    def fit(self) -> None:
        """Suit what lies over the window to its size of now."""
        if self._anything is not None:
            self._anything.fit()

    def _go(self, stop: Stop) -> None:
        self._shell.go(stop.page_id, **stop.arguments)
