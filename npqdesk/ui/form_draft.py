"""Keeps what is typed into a form, a moment after it was typed, and puts it back when the form is asked again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from npqdesk.problem import Problem
from npqdesk.services.drafts import draft, keep_draft
from npqdesk.ui.soon import Soon
from npqdesk.ui.widgets.field import ChoiceField, Field, LinesField, TextField
from npqdesk.ui.widgets.form import FormCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 400  # milliseconds after a key


class FormDraft(QObject):
    """Of one form, about `of`: a person's or an application's number, "new" for none yet."""

    def __init__(self, form: FormCard, shell: "Shell", desk: "Desk", of: str) -> None:
        super().__init__(form)
        self._form, self._shell, self._desk, self._of = form, shell, desk, of
        self._fields = {each.title: each for each in form.fields if isinstance(each, Field)}
        self._begun = {title: _text(field) for title, field in self._fields.items()}
        self._settled = False
        self._timer = Soon(self, _AFTER, self._keep)
        self._put_back()
        for field in self._fields.values():
            field.changed.connect(self._timer.ask)
        form.settled.connect(self._forget)
        form.left.connect(self._keep)

    def _put_back(self) -> None:
        kept = draft(self._desk, self._form.title, self._of)
        for title, text in kept.items():
            if title in self._fields:
                _put(self._fields[title], text)
        if kept:
            self._shell.notice("What you had typed is back in its fields. Cancel forgets it.")

    def _keep(self) -> None:
        self._timer.stop()
        if self._settled:
            return
        texts = {title: _text(field) for title, field in self._fields.items()}
        self._write({title: text for title, text in texts.items() if text != self._begun[title]})

    def _forget(self) -> None:
        self._settled = True
        self._timer.stop()
        self._write({})

    def _write(self, texts: dict[str, str]) -> None:
        try:
            keep_draft(self._desk, self._form.title, self._of, texts)
        except Problem as problem:
            self._shell.say_not_saved("the records cannot be written")
            self._shell.show_failure(problem)


def _text(field: Field) -> str:
    if isinstance(field, ChoiceField):
        return field.value()
    return field.text() if isinstance(field, TextField | LinesField) else ""


def _put(field: Field, text: str) -> None:
    if isinstance(field, ChoiceField):
        field.choose(text)
    elif isinstance(field, TextField):
        field.edit.setText(text)
    elif isinstance(field, LinesField):
        field.edit.setPlainText(text)
