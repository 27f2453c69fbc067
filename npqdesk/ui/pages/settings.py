"""Settings: one field a row of `services.settings.SETTINGS`, each kept as it is typed; the paper of letters beside."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.settings import LETTERS, SETTINGS, Setting
from npqdesk.ui.looks import wear_looks
from npqdesk.ui.page import Page
from npqdesk.ui.pages.backup_card import BackupCard
from npqdesk.ui.pages.letterhead import LetterheadCard, PaperPreview
from npqdesk.ui.pages.setting_fields import SettingFields
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.field import ChoiceField, TextField
from npqdesk.ui.widgets.frames import Card, Limited
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_PREVIEW = 500


class SettingsPage(Page):
    """No Save button: a value that suits is kept, one that does not says what to enter."""

    title = "Settings"
    begins = ("file",)
    help_text = (
        "What you choose here is kept at once, with your records. The letterhead and the signature stand on every "
        "letter made from now on; letters already kept stay as they are. The page at the side shows them as they are "
        "printed."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.set_header(PageHeader("Settings", about="For this office. Each is kept as you type it."))
        self._to_backups = False
        self.letterhead = LetterheadCard(shell, desk)
        others = [each for each in SETTINGS if each.section != LETTERS]
        self._others = SettingFields(shell, desk, others)
        self._others.kept.connect(lambda: wear_looks(desk))
        self.body.addWidget(Limited(self.letterhead, 720))
        words = Card("Words of letters", about="Paragraphs that you may put in your own words.")
        self.words = secondary("Change the words of letters…", lambda: shell.go("wording"), icon="pencil", bulk="small")
        words.body.addWidget(Wrapping(self.words))
        self.body.addWidget(Limited(words, 720))
        self.backups = BackupCard(shell, desk)
        for section, rows in groupby(others, key=lambda each: each.section):
            self.body.addWidget(Limited(self._section(section, list(rows)), 720))
        self.body.addWidget(Limited(self.backups, 720))
        self.body.addStretch(1)
        self.preview = PaperPreview(desk, self.letterhead)
        self.set_side(self.preview, width=_PREVIEW, panel=True)

    def arrive(self, *, of: str = "", what: str = "", file: str = "", **_arguments: object) -> None:
        """`of` shows the letterhead of a school that has its own; `what="backups"` leads to those, `file` is one to
        restore."""
        self._to_backups = what == "backups" and self.backups.restore is not None
        self.letterhead.show_letterhead(of)
        self._others.show_all()
        self.backups.show_last()
        if file and self.backups.restore is not None:
            self.backups.restore.check(Path(file))

    def refresh(self) -> None:
        self.letterhead.show_letterhead(self.letterhead.of)
        self._others.show_all()

    def first_focus(self) -> QWidget | None:
        if self._to_backups:
            return self.backups.bring
        return self.letterhead.fields.all()[0].first

    def leave(self) -> bool:
        self.letterhead.fields.keep_all()
        self._others.keep_all()
        return True

    def field(self, key: str) -> TextField | ChoiceField:
        return (self.letterhead.fields if key in self.letterhead.fields else self._others).field(key)

    def _section(self, title: str, rows: list[Setting]) -> Card:
        card = Card(title)
        for each in rows:
            card.body.addSpacing(12)
            card.body.addWidget(self._others.field(each.key))
        return card
