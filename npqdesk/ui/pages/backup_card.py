"""Backups in the settings: make one, restore one, and move to a new PC."""

from typing import TYPE_CHECKING

from npqdesk.services.backup.making import last_backup
from npqdesk.services.backup.server import file_of
from npqdesk.ui.backups import BackUp, Restore
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import Card, row
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_SAMPLE = "This is the sample. Open npqdesk on your own records to back them up or to restore a backup."
_SERVER = (
    "These records are in a database server, for several offices together. Whoever looks after the server backs them "
    "up there; the page for the IT technician in the manual says how."
)
_MOVE = (
    "Here: back up, to a USB stick or a folder that both computers reach.",
    "On the new PC: install npqdesk, open it, and choose “Bring your records from another computer”.",
    "Then work on the new PC only: two sets of records grow apart.",
)


class BackupCard(Card):
    """`show_last` says when the last one was made; `restore` is None where there is nothing to restore into."""

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(
            "Backup and moving to a new PC",
            about="All in one file: colleagues, answers, letters, attachments, letterhead and settings.",
        )
        self._desk = desk
        self.restore: Restore | None = None
        records = file_of(desk.place)
        if shell.is_sample or records is None:
            self.body.addSpacing(8)
            self.body.addWidget(label(_SAMPLE if shell.is_sample else _SERVER))
            return
        self._last = label("", tone="muted")
        self.back_up, self.restore = BackUp(shell), Restore(shell, records)
        self.back_up.made.connect(self.show_last)
        self.make = secondary("Back up…", self.back_up.begin, icon="save", bulk="small")
        self.bring = secondary("Restore a backup…", self.restore.begin, icon="rotate-ccw", bulk="small")
        self.body.addSpacing(8)
        self.body.addWidget(self._last)
        self.body.addSpacing(10)
        self.body.addWidget(Wrapping(self.make, self.bring, gap=8))
        for way in (self.back_up, self.restore):
            self.body.addSpacing(8)
            self.body.addWidget(way)
        self.body.addSpacing(14)
        self.body.addWidget(label("Move to a new PC", "strong"))
        for number, words in enumerate(_MOVE, 1):
            line = row(label(f"{number}.", tone="muted", wrap=False), gap=8, margins=(0, 4, 0, 0))
            line.addWidget(label(words), 1)
            self.body.addLayout(line)

    def show_last(self) -> None:
        """Say when the last backup was made."""
        if self.restore is not None:
            last = last_backup(self._desk)
            self._last.setText(f"Last backup: {last}." if last else "No backup has been made yet.")
