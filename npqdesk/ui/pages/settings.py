"""Settings: one field a row of `services.settings.SETTINGS`; each is kept as soon as it is left."""

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.settings import SETTINGS, Setting, read_settings, why_not, write_setting
from npqdesk.ui.looks import wear_looks
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.field import ChoiceField, Field, TextField
from npqdesk.ui.widgets.frames import Card, Limited
from npqdesk.ui.widgets.header import PageHeader

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 420


class SettingsPage(Page):
    """No Save button: a value that suits is kept, one that does not says what to enter."""

    title = "Settings"
    help_text = (
        "What you choose here is kept at once, with your records. The letterhead and the signatory stand on every "
        "letter made from now on; letters already made stay as they are."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.set_header(PageHeader("Settings", about="For this office. Each is kept as soon as you leave it."))
        self._fields: dict[str, TextField | ChoiceField] = {}
        for section, rows in groupby(SETTINGS, key=lambda each: each.section):
            self.body.addWidget(Limited(self._section(section, list(rows)), 720))
        self.body.addStretch(1)

    def arrive(self, **_arguments: object) -> None:
        for key, value in read_settings(self.desk).items():
            self._show(key, value)

    def first_focus(self) -> QWidget | None:
        return next(iter(self._fields.values())).first

    def field(self, key: str) -> Field:
        return self._fields[key]

    def _section(self, title: str, rows: list[Setting]) -> Card:
        card = Card(title)
        for each in rows:
            card.body.addSpacing(12)
            card.body.addWidget(self._field(each))
        return card

    def _field(self, row: Setting) -> TextField | ChoiceField:
        if row.choices:
            field = ChoiceField(row.title, row.choices, hint=row.hint, width=_WIDTH)
            field.box.activated.connect(lambda _at: self._keep(row, field.value()))
        else:
            field = TextField(row.title, hint=row.hint, width=_WIDTH)
            field.edit.editingFinished.connect(lambda: self._keep(row, field.text()))
        self._fields[row.key] = field
        return field

    def _show(self, key: str, value: str) -> None:
        field = self._fields[key]
        if isinstance(field, ChoiceField):
            field.choose(value)
        elif field.text() != value:
            field.edit.setText(value)
        field.clear_error()

    def _keep(self, row: Setting, value: str) -> None:
        field = self._fields[row.key]
        field.show_error(why_not(row, value))
        if field.error or read_settings(self.desk)[row.key] == value:
            return
        try:
            write_setting(self.desk, row.key, value)
        except Problem as problem:
            self.shell.say_not_saved("the records cannot be written")
            self.shell.show_failure(problem)
            return
        self.shell.say_saved()
        wear_looks(self.desk)
