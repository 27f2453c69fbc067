"""What is loaded, kept ready by the window: the schools to search, what the lists say of them, the dates below.

`loaded(shell)` is the one of a window.  Call `refresh()` after an import; `changed` comes when it is read."""

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from npqdesk.rules.policy import Policy
from npqdesk.services.cut_off import told_of_cut_off
from npqdesk.services.finder import Finder, load_finder
from npqdesk.services.keeping import Imported
from npqdesk.services.lists import ListStatus, lists_status
from npqdesk.services.policies import policy_in_use
from npqdesk.services.providers import has_providers
from npqdesk.services.register import register_status
from npqdesk.services.school_marks import SchoolMarks, load_marks
from npqdesk.services.workplaces import day_words
from npqdesk.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_Read = tuple[Imported | None, tuple[ListStatus, ...], Finder, SchoolMarks, str]


class Loaded(QObject):
    """`index` and `marks` are None until they were read for the first time; `register` stays None without a register.

    `lists` holds the newest release of each list that was loaded from a file.  Childcare providers come into the index
    after the schools, and `changed` comes again; `is_whole` says that nothing is still to come."""

    changed = Signal()

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell)
        self._shell, self.desk = shell, desk
        self._task: Task | None = None
        self.index: Finder | None = None
        self.marks: SchoolMarks | None = None
        self.register: Imported | None = None
        self.lists: tuple[ListStatus, ...] = ()
        self.is_whole = False

    def refresh(self) -> None:
        """Read everything anew beside the window; what was read before serves meanwhile."""
        if self._task is not None:
            self._task.on_done = None
        self._task = run_task(self._shell, lambda _task: _read(self.desk), on_done=self._take)

    def _take(self, read: _Read) -> None:
        self._task = None
        self.register, self.lists, index, self.marks, cut_off = read
        self.is_whole = not has_providers(self.desk)
        if self.is_whole or self.index is None or not self.index.count("early_years"):
            self._hold(index)
        if not self.is_whole:
            self._task = run_task(self._shell, lambda _task: load_finder(self.desk), on_done=self._take_whole)
        self._tell()
        self.changed.emit()
        if cut_off:
            self._shell.notice(cut_off)

    def _take_whole(self, index: Finder) -> None:
        self._task = None
        self._hold(index)
        self.is_whole = True
        self.changed.emit()

    def _hold(self, index: Finder) -> None:
        """Put an index in place of the last.  It stays for hours, and nothing in it needs to be looked for: Python is
        spared looking through its rows again and again, which stops the window for a tenth of a second each time."""
        self.index = index
        gc.freeze()

    def _tell(self) -> None:
        """The three dates of the status bar."""
        days = [release.published for release in self.lists]
        policy = policy_in_use(self.desk.rulebook, self.desk.today())
        self._shell.show_standing(
            register=f"School register {day_words(self.register.as_at)}" if self.register else "No school register yet",
            lists=f"Funding lists {day_words(max(days))}" if days else "No funding lists yet",
            policy=_policy_words(policy),
        )


def loaded(shell: "Shell") -> Loaded:
    """The one of this window and its desk; made, and read for the first time, when it is first asked for."""
    assert shell.desk is not None
    found = next((each for each in shell.findChildren(Loaded) if each.desk is shell.desk), None)
    if found is None:
        for old in shell.findChildren(Loaded):
            old.deleteLater()
            gc.unfreeze()  # what other records were read into, and the pages that showed them, are done with
        found = Loaded(shell, shell.desk)
        found.refresh()
    return found


def _policy_words(policy: Policy | None) -> str:
    if policy is None:
        return "No policy"
    return f"Policy {policy.title.lower()}{', added locally' if policy.added else ''}"


def _read(desk: "Desk") -> _Read:
    """What is loaded; last, what to say of an import that was cut off."""
    cut_off = told_of_cut_off(desk)
    lists = tuple(release for release in lists_status(desk) if release.release_id is not None)
    return register_status(desk), lists, load_finder(desk, providers=False), load_marks(desk), cut_off
