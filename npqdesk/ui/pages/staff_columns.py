"""Which column of a staff file is which, where its headings do not say so for certain: a choice for each field."""

from pathlib import Path

from PySide6.QtCore import Signal

from npqdesk.services.staff_columns import StaffFile, staff_fields
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Card, row
from npqdesk.ui.widgets.text import label

_WIDTH = 420
_NONE = "Not in this file"
_GUESSED = "Guessed from its heading: please check"


class ColumnsForm(Card):
    """One file.  `ready` comes with the heading of each field, "" for none, once somebody can be named by them."""

    ready = Signal(object)
    given_up = Signal()

    def __init__(self, path: Path, file: StaffFile) -> None:
        super().__init__(path.name, about="Say which column is which. It is remembered for files with these headings.")
        self.errors = ErrorSummary()
        self.body.addWidget(self.errors)
        headings = [("", _NONE), *((name, name) for name in dict.fromkeys(file.headings) if name)]
        self.fields: dict[str, ChoiceField] = {}
        for field, each in staff_fields().items():
            at = file.places.get(field)
            choice = ChoiceField(
                each.title,
                headings,
                value="" if at is None else file.headings[at],
                hint=_GUESSED if field in file.unsure else "",
                width=_WIDTH,
            )
            self.fields[field] = choice
            self.body.addSpacing(12)
            self.body.addWidget(choice)
        self.go_on = primary("Look through the file", self._go_on, icon="search", bulk="large")
        buttons = row(self.go_on, secondary("Leave it", self.given_up.emit, bulk="large"), gap=10)
        buttons.addStretch(1)
        self.body.addSpacing(18)
        self.body.addLayout(buttons)
        self.body.addSpacing(8)
        self.body.addWidget(label("Nothing is kept until you have seen what would change.", "small", tone="muted"))
        unsure = [choice for field, choice in self.fields.items() if field in file.unsure]
        self.first = (unsure or [self.fields["surname"]])[0].first

    def _go_on(self) -> None:
        chosen = {field: choice.value() for field, choice in self.fields.items()}
        errors = []
        if not chosen["full_name"] and not (chosen["surname"] and (chosen["forename"] or chosen["preferred"])):
            missing = "surname" if not chosen["surname"] else "forename"
            errors.append((self.fields[missing], "Choose a surname and a first name, or a full name"))
        elif chosen["full_name"] and chosen["surname"]:
            errors.append((self.fields["full_name"], "Choose a full name, or a surname and a first name, not both"))
        self.errors.show_errors(errors)
        if not errors:
            self.ready.emit(chosen)
