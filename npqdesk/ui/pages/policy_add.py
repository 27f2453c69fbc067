"""Add a policy: a file is looked through, what it would change is shown, and it is kept only when that is wanted."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.added_policies import PolicyPreview, preview_policy
from npqdesk.ui.page import Page
from npqdesk.ui.pages.policy_local import add_policy
from npqdesk.ui.pages.policy_preview import PreviewCards, RefusedCard
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import Limited
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 900
_STEP = "Looking through the file"
_PROMISE = "Nothing is kept until you choose “Add this policy”."


class AddPolicyPage(Page):
    """One file, by its `path`: looked through, then shown with "Add this policy", or with what is wrong in it."""

    title = "Add a policy"
    help_text = (
        "A policy file states the rules of one funding period. It is checked as a whole first; then you see what it "
        "changes. It decides from the moment you add it, as “added locally”, until a newer npqdesk brings it along."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._header = PageHeader("Add a policy", crumbs=[("Policy and sources", self._leave), ("Add a policy", None)])
        self.set_header(self._header)
        self.add = primary("&Add this policy", self._add, icon="plus", bulk="large")
        self.again = primary("&Look through it again", self._look_through, icon="refresh-cw", bulk="large")
        self.cancel = secondary("&Cancel", self._leave, bulk="large")
        self._foot = FooterBar(self.add, self.again, self.cancel)
        self.set_footer(self._foot)
        self._path: Path | None = None
        self._task: Task | None = None
        self._place: QWidget | None = None
        self.preview: PolicyPreview | None = None
        self.body.addStretch(1)

    def arrive(self, *, path: str = "", **_arguments: object) -> None:
        """`path` names the file to look through; without one, what was shown before stays."""
        if path and self._task is None:
            self._path = Path(path)
            self._look_through()
        elif self._path is None:
            self._leave()

    def first_focus(self) -> QWidget | None:
        return next((each for each in (self.add, self.again, self.cancel) if each.isVisibleTo(self)), None)

    def _look_through(self) -> None:
        path = self._path
        assert path is not None
        self.preview = None
        card = ProgressCard((_STEP,), self._stop, cancel="Stop", promise=_PROMISE)
        self._show(Limited(card, _WIDTH), path.name)
        self._offer()
        self._task = run_task(
            self,
            lambda task: preview_policy(self.desk, path, progress=task.progress, cancelled=task.cancelled),
            on_done=self._on_preview,
            on_failed=self._on_failed,
            on_cancelled=self._on_stopped,
            on_progress=card.show_progress,
        )
        self._focus(card.cancel)

    def _on_preview(self, preview: PolicyPreview) -> None:
        self._task, self.preview = None, preview
        self._show(Limited(PreviewCards(preview), _WIDTH), f"What {preview.file_name} is, and what it would change.")
        if preview.already:
            self._offer(self.cancel, note="There is nothing to add.")
        else:
            self._offer(self.add, self.cancel, note=_PROMISE)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, Problem):
            self._show(Limited(RefusedCard(error), _WIDTH), "Nothing was kept.")
            self._offer(self.again, self.cancel, note="Correct it in a text editor and save it, then look again.")
        else:
            self._leave()
            self.shell.show_failure(error)

    def _on_stopped(self) -> None:
        self._task = None
        self._leave()

    def _add(self) -> None:
        assert self.preview is not None
        try:
            add_policy(self.shell, self.desk, self.preview)
        except Problem as problem:
            self.shell.show_failure(problem)
        else:
            self._path = self.preview = None

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _leave(self) -> None:
        """Back to the policies; nothing was kept."""
        self._stop()
        self._path = self.preview = None
        if self.shell.page is self:
            self.shell.go("policy")

    def _show(self, content: QWidget, about: str) -> None:
        if self._place is not None:
            self._place.hide()
            self._place.deleteLater()
        self._place = content
        self.body.insertWidget(0, content)
        self._header.show_title("Add a policy", about=about)
        self.scroll_to_top()

    def _offer(self, *buttons: QWidget, note: str = "") -> None:
        """The buttons at the foot, the first of them with the focus."""
        for each in (self.add, self.again, self.cancel):
            each.setVisible(each in buttons)
        self._foot.note.setText(note)
        self._foot.setVisible(bool(buttons))
        if buttons:
            self._focus(buttons[0])

    def _focus(self, widget: QWidget) -> None:
        if self.shell.page is self:
            widget.setFocus()
