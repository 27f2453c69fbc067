"""A small form on a card, in the page and not in a dialog: its fields, its errors on top, one button and Cancel."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from npqdesk.problem import Problem
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import Field
from npqdesk.ui.widgets.frames import Card, column, row
from npqdesk.ui.widgets.text import label


class FormCard(Card):
    """`save` does what the form is for; a Problem that it raises is shown on top, and nothing typed is lost.

    Enter in a field saves, Esc leaves it by `leave`.  `settled` comes when it was kept or cancelled, `left` when it is
    taken away with what stands in it."""

    settled = Signal()
    left = Signal()

    def __init__(
        self,
        title: str,
        fields: Sequence[QWidget],
        words: str,
        save: Callable[[], object],
        leave: Callable[[], object],
        *,
        about: str = "",
        warning: str = "",
    ) -> None:
        super().__init__(title, about=about)
        self._save, self._give_up, self.title = save, leave, title
        self.fields = tuple(fields)
        self.errors = ErrorSummary()
        self.body.addWidget(self.errors)
        self.warning = label(warning, "strong", tone="ask")
        self.body.addWidget(self.warning)
        self.warning.setVisible(bool(warning))  # not before it has its place: it would be a window of its own
        for field in fields:
            self.body.addSpacing(10)
            self.body.addWidget(field)
        self.save_button = primary(words, self._on_save)
        buttons = row(self.save_button, secondary("Cancel", self._leave), gap=10)
        buttons.addStretch(1)
        self.body.addSpacing(16)
        self.body.addLayout(buttons)

    def first(self) -> QWidget:
        """Where the focus goes."""
        return next((each.first for each in self.fields if isinstance(each, Field)), self.save_button)

    def warn(self, text: str) -> None:
        """Say what has to be known before it is saved; nothing takes the warning away."""
        self.warning.setText(text)
        self.warning.setVisible(bool(text))

    def _leave(self) -> None:
        self.settled.emit()
        self._give_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save()
        else:
            super().keyPressEvent(event)

    def _on_save(self) -> None:
        try:
            self._save()
            self.settled.emit()
        except Problem as problem:
            self.errors.show_errors([(self._meant(problem.what_happened), problem.what_happened.rstrip("."))])

    def _meant(self, message: str) -> Field:
        """The field that a message is about: the one whose title it names, else the first."""
        said = set(re.findall(r"[a-z]{3,}", message.casefold()))
        fields = [each for each in self.fields if isinstance(each, Field)]
        return max(fields, key=lambda each: len(said & set(re.findall(r"[a-z]{3,}", each.title.casefold()))))


class FormPlace(QWidget):
    """Where a page asks something on top of what it shows: one form at a time, or nothing.

    Meanwhile the `foot` of the page is away: the button to press is that of the form.  Afterwards the focus goes back
    to what the form was asked for from, while it is there."""

    def __init__(self, foot: QWidget) -> None:
        super().__init__()
        self._foot = foot
        self._column = column()
        self.setLayout(self._column)
        self.form: FormCard | None = None
        self._from: QWidget | None = None

    def ask(self, form: FormCard) -> None:
        """Show a form in place of any other, and put the focus into it."""
        self.close_form()
        self.form, self._from = form, QApplication.focusWidget()
        self._foot.hide()
        self._column.setContentsMargins(0, 0, 0, px(16))
        self._column.addWidget(form)
        form.show()
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Take the form away."""
        if self.form is not None:
            had_focus = self.form.isAncestorOf(QApplication.focusWidget() or self)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._foot.show()
            self._column.setContentsMargins(0, 0, 0, 0)
            if had_focus and self._from is not None and isValid(self._from):
                self._from.setFocus(Qt.FocusReason.OtherFocusReason)
