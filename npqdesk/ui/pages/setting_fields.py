"""One field for each of some settings, each kept a moment after it was typed and as soon as it is left.

What does not suit is kept as it was typed, says what to enter, and counts for nothing until it suits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from npqdesk.problem import Problem
from npqdesk.services.settings import Setting, is_set_for_all, keep_typed, typed_settings, why_not
from npqdesk.ui.soon import Soon
from npqdesk.ui.widgets.field import ChoiceField, Field, TextField

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

WIDTH = 420
_FIXED = "Set for everybody on this computer by whoever looks after it, and not to be changed here."
_AFTER = 400  # milliseconds after a key


class SettingFields(QObject):
    """`typed` comes with every key and choice, `kept` when something was kept; `of` is the URN of a school with a
    letterhead of its own."""

    typed = Signal()
    kept = Signal()

    def __init__(self, shell: "Shell", desk: "Desk", rows: Sequence[Setting]) -> None:
        super().__init__(shell)
        self._shell, self._desk, self.of = shell, desk, ""
        self._rows = {each.key: each for each in rows}
        self._kept: dict[str, str] = {}
        self._fields: dict[str, TextField | ChoiceField] = {each.key: self._field(each) for each in rows}
        self._timer = Soon(self, _AFTER, self.keep_all)

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def field(self, key: str) -> TextField | ChoiceField:
        return self._fields[key]

    def all(self) -> list[Field]:
        return list(self._fields.values())

    def values(self) -> dict[str, str]:
        """Everything as it stands in the fields."""
        return {key: _value(field) for key, field in self._fields.items()}

    def show_all(self, *, of: str = "") -> None:
        """Show what was typed last, with what to enter where it does not suit."""
        self._timer.stop()
        self.of, typed = of, typed_settings(self._desk, of=of)
        self._kept = {key: typed[key] for key in self._fields}
        for key, field in self._fields.items():
            field.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
            if isinstance(field, ChoiceField):
                field.choose(typed[key])
            elif field.edit.text() != typed[key]:
                field.edit.setText(typed[key])
            field.blockSignals(False)  # noqa: FBT003
            field.show_error(why_not(self._rows[key], typed[key].strip()))

    def keep_all(self) -> None:
        """Keep what stands in the fields now; a field that has become right loses its error."""
        self._timer.stop()
        for key in self._fields:
            self._keep(key)

    def _keep(self, key: str) -> None:
        field, row = self._fields[key], self._rows[key]
        value = _value(field)
        if field.error and not why_not(row, value):
            field.clear_error()
        if self._kept.get(key) == value:
            return
        try:
            keep_typed(self._desk, key, value, of=self.of)
        except Problem as problem:
            self._shell.say_not_saved("the records cannot be written")
            self._shell.show_failure(problem)
            return
        self._kept[key] = value
        self._shell.say_saved()
        self.kept.emit()

    def _left(self, key: str) -> None:
        self._keep(key)
        self._fields[key].show_error(why_not(self._rows[key], _value(self._fields[key])))

    def _on_typed(self) -> None:
        self.typed.emit()
        self._timer.ask()

    def _field(self, row: Setting) -> TextField | ChoiceField:
        made: TextField | ChoiceField
        fixed = is_set_for_all(row.key)
        hint = _FIXED if fixed else row.hint
        if row.choices:
            made = ChoiceField(row.title, row.choices, hint=hint, width=WIDTH)
            made.changed.connect(lambda: (self.typed.emit(), self._left(row.key)))
        else:
            made = TextField(row.title, hint=hint, width=WIDTH)
            made.changed.connect(self._on_typed)
            made.edit.editingFinished.connect(lambda: self._left(row.key))
        made.first.setEnabled(not fixed)
        return made


def _value(field: TextField | ChoiceField) -> str:
    return field.value() if isinstance(field, ChoiceField) else field.text()
