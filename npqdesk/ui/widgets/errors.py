"""The error summary on top of a page: each trouble in its own words, each a link to its field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.field import Field
from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.text import Icon, label


class ErrorSummary(QFrame):
    """Hidden while all is well.  `show_errors` takes (field, words), marks the fields and takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "error")
        self.setProperty("ring", "always")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._links = column(gap=2)
        words = column(label("There is a problem", "h2"), self._links, gap=6)
        icon = column(Icon("circle-alert", size=22, role="bad"), margins=(0, 2, 0, 0))
        icon.addStretch(1)
        whole = row(icon, gap=12, margins=(20, 14, 20, 14))
        whole.addLayout(words, 1)
        self.setLayout(whole)
        self._fields: list[Field] = []
        self.hide()

    def show_errors(self, errors: Sequence[tuple[Field, str]]) -> None:
        """Show the summary and the message beside each field; with none, hide and clear all."""
        for field in self._fields:
            field.clear_error()
        self._fields = [field for field, _words in errors]
        while self._links.count():
            self._links.takeAt(0).widget().deleteLater()
        for field, words in errors:
            field.show_error(words)
            self._links.addWidget(link(words, _focus(field.first)))
        self.setAccessibleName("There is a problem. " + " ".join(f"{words}." for _field, words in errors))
        self.setVisible(bool(errors))
        if errors:
            self.setFocus(Qt.FocusReason.OtherFocusReason)


def _focus(control: QWidget) -> Callable[[], None]:
    return lambda: control.setFocus(Qt.FocusReason.ShortcutFocusReason)
