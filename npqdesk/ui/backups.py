"""Backing up and restoring from the window: the work runs beside it, tells how far it is and can be stopped.

`BackUp` and `Restore` each put what they ask and tell into one place, so that they stand in Settings, and the second
also where the records could not be opened."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.services.backup.checking import CHECKING, Backup, check_backup
from npqdesk.services.backup.contents import ENDING, day_words
from npqdesk.services.backup.making import STEPS as MAKING_STEPS
from npqdesk.services.backup.making import back_up, backup_name
from npqdesk.services.backup.restoring import STEPS, Restored, restore
from npqdesk.services.opening import Opening
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.failure import FailurePanel
from npqdesk.ui.widgets.frames import column
from npqdesk.ui.widgets.progress import ProgressCard
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_KIND = f"Backups of npqdesk (*{ENDING})"
_KEEP_SAFE = "It holds personal data: keep it as safe as the records, and not on this computer alone."


class _Way(QWidget):
    """One place that shows what is asked, how far the work is, or what went wrong."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self._shell = shell
        self._shown: QWidget | None = None
        self._is_busy = False
        self._place = column()
        self.setLayout(self._place)

    def show_only(self, part: QWidget | None) -> None:
        """Show this and nothing else."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = part
        if part is not None:
            self._place.addWidget(part)
            part.show()
        self.setVisible(part is not None)
        if self._shell.page is not None:
            self._shell.page.reveal(self)

    def run(
        self, steps: tuple[str, ...], work: Callable[[Task], object], then: Callable[..., object], *, promise: str
    ) -> None:
        """Work beside the window, told step by step; one piece at a time."""
        if self._is_busy:
            self._shell.notice("Something is still under way. Wait until it is done, or stop it.")
            return
        self._is_busy = True
        card = ProgressCard(steps, lambda: task.cancel(), cancel="Stop", promise=promise)  # noqa: PLW0108 (made below)
        self.show_only(card)
        task = run_task(
            self,
            work,
            on_done=lambda result: self._end(lambda: then(result)),
            on_failed=lambda error: self._end(lambda: self._fail(error)),
            on_cancelled=lambda: self._end(lambda: self.show_only(None)),
            on_progress=card.tell,
        )
        card.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self, go_on: Callable[[], object]) -> None:
        self._is_busy = False
        go_on()

    def _fail(self, error: Exception) -> None:
        panel = FailurePanel(error)
        self.show_only(panel)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)


class BackUp(_Way):
    """`begin()` asks where to, makes the backup, and says that it was made; `made` comes then."""

    made = Signal()

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self.hide()

    def begin(self) -> None:
        desk = self._shell.desk
        chosen, _kind = QFileDialog.getSaveFileName(self, "Back up to", backup_name(desk), _KIND)
        if chosen:
            self.make(Path(chosen if chosen.lower().endswith(ENDING) else f"{chosen}{ENDING}"))

    def make(self, file: Path) -> None:
        """Make the backup in this file."""
        desk = self._shell.desk
        self.run(
            MAKING_STEPS,
            lambda task: back_up(desk, file, progress=task.progress, cancelled=task.cancelled),
            self._on_made,
            promise="You can go on working. A file of this name stays as it is until the new one is whole.",
        )

    def _on_made(self, backup: Backup) -> None:
        self.show_only(None)
        self._shell.notice(f"{backup.file.name} was made and read back: {backup.contents.words()}. {_KEEP_SAFE}")
        self.made.emit()


class Restore(_Way):
    """`begin()` asks which backup, proves it, says what it holds, and puts it in the place of the records."""

    def __init__(self, shell: "Shell", place: Path) -> None:
        super().__init__(shell)
        self._records = place
        self.hide()

    def begin(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Restore a backup", "", f"{_KIND};;All files (*)")
        if chosen:
            self.check(Path(chosen))

    def check(self, file: Path) -> None:
        """Prove a backup, then ask."""
        room = self._records.parent
        self.run(
            (CHECKING,),
            lambda task: check_backup(file, room=room, progress=task.progress, cancelled=task.cancelled),
            self._ask,
            promise="Nothing is changed yet.",
        )

    def _ask(self, backup: Backup) -> None:
        said = backup.contents
        found = f"This backup is whole. It was made on {day_words(said.made_at)} and holds {said.words()}."
        go_on = primary("Restore it", partial(self.restore, backup.file), icon="rotate-ccw")
        asked = QWidget()
        asked.setLayout(
            column(
                label(found, "strong"),
                label(
                    "It takes the place of your records. What is in them now is kept beside them as a copy.",
                    tone="muted",
                ),
                Wrapping(go_on, secondary("Leave everything as it is", lambda: self.show_only(None)), gap=10),
                gap=8,
            )
        )
        self.show_only(asked)
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the records, then open them."""
        self.run(
            STEPS,
            lambda task: restore(file, self._records, progress=task.progress, cancelled=task.cancelled),
            self._on_restored,
            promise="Your records are replaced all at once or not at all, and kept as a copy.",
        )

    def _on_restored(self, done: Restored) -> None:
        shell, held = self._shell, done.backup.contents
        kept = f" What was there before is kept as {done.before.name}, beside them." if done.before else ""
        told = f"The records of {day_words(held.made_at)} are back: {held.words()}.{kept}"
        shell.opened.connect(
            lambda: QTimer.singleShot(0, shell, lambda: shell.notice(told)), Qt.ConnectionType.SingleShotConnection
        )
        shell.reopen(Opening(str(self._records)))
