"""What is kept of a person, field by field: each kept a moment after it was typed, and as soon as it is left.

What cannot be so stays in its field with what to do, and is not kept until it is right."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.people import FIELDS, edit_person, kept_field
from npqdesk.services.person_record import PersonRecord
from npqdesk.services.workplaces import day_words
from npqdesk.ui.soon import Soon
from npqdesk.ui.widgets.field import LinesField, TextField

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 400  # milliseconds after a key
_LINES = {"address": 84, "notes": 150}
GRID = (("title", "name"), ("role", "urn"), ("since", "trn"), ("date_of_birth", "email"))


class PersonFields(QObject):
    """`kept` comes when something was kept.  `show_person` fills the fields, `keep_all` keeps what stands in them."""

    kept = Signal()

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell)
        self._shell, self._desk = shell, desk
        self._person_id = 0
        self._shown: dict[str, str] = {}
        self.fields = {name: _field(name) for name in FIELDS}
        self._timer = Soon(self, _AFTER, lambda: self.keep_all(complain=False))
        for name, field in self.fields.items():
            field.changed.connect(self._timer.ask)
            if isinstance(field, TextField):
                field.edit.editingFinished.connect(lambda name=name: self._keep(name, complain=True))

    def grid(self) -> QWidget:
        """The fields of one line each, two beside each other."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        for at, pair in enumerate(GRID):
            for beside, name in enumerate(pair):
                grid.addWidget(self.fields[name], at, beside)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return made

    def show_person(self, person: PersonRecord) -> None:
        """Fill the fields with what is kept; what is being typed into a field that is right stays."""
        self._timer.stop()
        self._person_id = person.id
        for name, field in self.fields.items():
            text = _as_text(getattr(person, name))
            self._shown[name] = text
            field.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
            field.clear_error()
            if field.text() != text:
                (field.edit.setPlainText if isinstance(field, LinesField) else field.edit.setText)(text)
            field.blockSignals(False)  # noqa: FBT003

    def keep_all(self, *, complain: bool = True) -> None:
        """Keep every field that says something else than what is kept; with `complain`, say what cannot be so."""
        self._timer.stop()
        for name in self.fields:
            self._keep(name, complain=complain)

    def _keep(self, name: str, *, complain: bool) -> None:
        field = self.fields[name]
        if not self._person_id or field.text() == self._shown[name]:
            field.clear_error()
            return
        try:
            theirs = _as_text(kept_field(self._desk, self._person_id, name))
            edit_person(self._desk, self._person_id, name, field.text(), typing=theirs == self._shown[name])
        except Problem as problem:
            if problem.title != "There is a problem":
                self._shell.say_not_saved("the records cannot be written")
                self._shell.show_failure(problem)
            elif complain:
                field.show_error(problem.what_happened)
            return
        before, self._shown[name] = self._shown[name], field.text()
        field.clear_error()
        self._shell.say_saved()
        if theirs not in (before, field.text()):
            self._shell.notice(
                f"{field.title} was changed to “{theirs}” meanwhile, in another window or office. What you typed is "
                "kept now; Edit, Undo brings theirs back."
            )
        self.kept.emit()


def _field(name: str) -> TextField | LinesField:
    row = FIELDS[name]
    if name in _LINES:
        return LinesField(row.title, hint=row.hint, height=_LINES[name])
    made = TextField(row.title, placeholder=row.hint)
    made.edit.setProperty("private", name == "date_of_birth")
    made.edit.setAccessibleDescription(row.hint)
    return made


def _as_text(value: object) -> str:
    return day_words(value) if isinstance(value, date) else str(value or "")
