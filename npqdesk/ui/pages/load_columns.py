"""Which column of a list holds the identifier, where no heading is known: asked once, with what stands in each."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from npqdesk.services.list_columns import NO_SUCH_COLUMN, ColumnChoice, ColumnsNeeded
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Card, row
from npqdesk.ui.widgets.text import label

_WIDTH = 620


class ColumnChooser(Card):
    """`on_ready` is called with {kind of identifier: heading}, blank for a column that the file does not have."""

    given_up = Signal()

    def __init__(self, path: Path, needed: ColumnsNeeded, *, on_ready: Callable[[dict[str, str]], object]) -> None:
        super().__init__(path.name, about="A heading by which this list is known is not there.")
        self._on_ready = on_ready
        self.errors = ErrorSummary()
        self.body.addSpacing(12)
        self.body.addWidget(self.errors)
        self.fields = {kind: _field(words, needed) for kind, words in needed.missing.items()}
        for field in self.fields.values():
            self.body.addSpacing(12)
            self.body.addWidget(field)
        self.go_on = primary("Look through the file", self._go_on, icon="search", bulk="large")
        buttons = row(self.go_on, secondary("Leave it", self.given_up.emit, bulk="large"), gap=10)
        buttons.addStretch(1)
        self.body.addSpacing(18)
        self.body.addLayout(buttons)
        self.body.addSpacing(8)
        kept = "Your choice is remembered for files with these headings, once this one is kept."
        self.body.addWidget(label(kept, "small", tone="muted"))

    @property
    def first(self) -> QWidget:
        """Where the focus goes: the first column that is asked for."""
        return next(iter(self.fields.values())).first

    def _go_on(self) -> None:
        chosen = {kind: field.value() for kind, field in self.fields.items()}
        errors = [(self.fields[kind], "Choose the column") for kind, heading in chosen.items() if not heading]
        if not errors and all(heading == NO_SUCH_COLUMN for heading in chosen.values()):
            errors = [(next(iter(self.fields.values())), "Choose at least one column")]
        headings = [heading for heading in chosen.values() if heading not in ("", NO_SUCH_COLUMN)]
        if len(set(headings)) < len(headings):
            errors = [(field, "Choose another column for each") for field in list(self.fields.values())[1:]]
        self.errors.show_errors(errors)
        if not errors:
            self._on_ready({kind: "" if each == NO_SUCH_COLUMN else each for kind, each in chosen.items()})


def _field(words: str, needed: ColumnsNeeded) -> ChoiceField:
    options = [("", "Choose the column…"), *((each.heading, _option(each)) for each in needed.choices)]
    if needed.may_lack:
        options.append((NO_SUCH_COLUMN, "This file has no such column"))
    return ChoiceField(
        f"Which column holds the {words}?",
        options,
        hint="Behind each heading stand the first values in it.",
        width=_WIDTH,
    )


def _option(choice: ColumnChoice) -> str:
    return f"{choice.heading}: {', '.join(choice.values) or 'blank'}"
