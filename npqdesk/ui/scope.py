"""One school or all of them: the one choice that every page of people follows.

A page reads `shell.scope.urn` ("" for all) or asks `shell.scope.has(urns)` when it shows something; when the choice
changes, the page that is shown is told by its `refresh`."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from npqdesk.services.serving import OwnSchool
    from npqdesk.ui.shell import Shell


class Scope(QObject):
    """`changed` comes when another school is chosen, `read_again` when the schools or their staff may be others, and
    `asked` when somebody wants to choose."""

    changed = Signal()
    asked = Signal()
    read_again = Signal()

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self.urn = ""
        self.schools: tuple[OwnSchool, ...] = ()
        self.staff = 0
        self.trust = ""
        shell.opened.connect(self.read)

    def read(self) -> None:
        """Which schools there are now; a chosen one that is ours no more is left for all of them."""
        from npqdesk.services.serving import own_school_list  # slow libraries, not wanted before the window stands

        if self._shell.desk is None:
            return
        now = own_school_list(self._shell.desk)
        self.schools, self.staff, self.trust = now.schools, now.staff, now.trust
        gone = self.urn and all(each.urn != self.urn for each in self.schools)
        if gone:
            self.urn = ""
        self.read_again.emit()
        if gone:
            self.changed.emit()

    def choose(self, urn: str) -> None:
        """Show one school from now on, or with "" all of them; not while the page has something to put right first."""
        page = self._shell.page
        if urn != self.urn and (page is None or page.leave()):
            self.urn = urn
            self.read_again.emit()
            self.changed.emit()

    @property
    def school(self) -> "OwnSchool | None":
        """The school chosen; None for all."""
        return next((each for each in self.schools if each.urn == self.urn), None)

    @property
    def words(self) -> str:
        """What is shown now: "All 8 schools", or the name of one."""
        chosen = self.school
        return chosen.name if chosen else f"All {len(self.schools)} schools"

    def has(self, urns: str | Collection[str]) -> bool:
        """Whether what belongs to this school, or to these, is shown."""
        return not self.urn or self.urn == urns or (not isinstance(urns, str) and self.urn in urns)

    def about(self, words: str) -> str:
        """The muted line of a page: what it says, with the school where one is chosen."""
        return f"{self.school.name} · {words}" if self.school else words
