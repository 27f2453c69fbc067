"""What must be said about a file before it is looked through: which list it is, and the day it is of."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.days import ADVICE, read_day
from npqdesk.services.lists import guess_list, list_kinds
from npqdesk.services.reading import day_of, is_of_several
from npqdesk.services.workplaces import day_words
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.field import ChoiceField, TextField
from npqdesk.ui.widgets.frames import Card, row
from npqdesk.ui.widgets.text import label

REGISTER = "register"
REGISTER_NAMES = re.compile(r"edubase|ofsted|childcare|childminder_agenc|provider", re.IGNORECASE)
_WIDTH = 420
_EXAMPLE = "For example, 21 November 2026 or 21/11/26"
_SEVERAL = (
    "There are several files in this zip. Leave this empty: each counts as of the day in its own name. Enter a day "
    "only where all of them describe that one."
)


class LoadForm(Card):
    """One file.  `ready` comes with the kind ("register" or a list's id) and the day, once both are told; with None
    where each file of a zip has a day of its own."""

    ready = Signal(str, object)
    given_up = Signal()

    def __init__(self, path: Path, what: str, today: date) -> None:
        super().__init__(path.name, about=_about(what))
        self._today = today
        self.errors = ErrorSummary()
        lists = [(kind.id, kind.title) for kind in list_kinds().values() if kind.shipped is None]
        unknown = [("", "Choose the list…")] if not guess_list(path) else []
        self.kind = ChoiceField(
            "&Which list is it?",
            [*unknown, *lists],
            value=guess_list(path) or "",
            hint="Told by the name of the file. Change it if that is wrong." if not unknown else "",
            width=_WIDTH,
        )
        if what == REGISTER:
            self.kind.hide()
        self._what = what
        likely, hint = _likely_day(path, what)
        self._needs_day = hint != _SEVERAL
        self.day = TextField(
            "&Day that the register describes" if what == REGISTER else "&Day the Department published it",
            hint=hint,
            text=likely,
            width=220,
        )
        self.go_on = primary("Look through the file", self._go_on, icon="search", bulk="large")
        stop = secondary("Leave it", self.given_up.emit, bulk="large")
        for part in (self.errors, self.kind, self.day):
            self.body.addSpacing(12)
            self.body.addWidget(part)
        self.body.addSpacing(18)
        buttons = row(self.go_on, stop, gap=10)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addSpacing(8)
        self.body.addWidget(label("Nothing is kept until you have seen what would change.", "small", tone="muted"))
        self.day.edit.returnPressed.connect(self._go_on)

    @property
    def first(self) -> QWidget:
        """Where the focus goes: what is still missing; the button when the file told all of it."""
        missing = self._needs_day and not self.day.text()
        return self.kind.first if not self._kind() else self.day.first if missing else self.go_on

    def _kind(self) -> str:
        return self._what if self._what == REGISTER else self.kind.value()

    def _go_on(self) -> None:
        errors = [] if self._kind() else [(self.kind, "Choose which list it is")]
        day = None
        try:
            day = read_day(self.day.text()) if self.day.text() or self._needs_day else None
        except ValueError:
            errors.append((self.day, ADVICE))
        if day is not None and day > self._today:
            errors.append((self.day, f"Enter a day up to today, {day_words(self._today)}"))
        self.errors.show_errors(errors)
        if not errors:
            self.ready.emit(self._kind(), day)


def _about(what: str) -> str:
    if what == REGISTER:
        return "A register: of schools from Get Information about Schools, or of childcare providers from Ofsted."
    return "A list of eligible settings, from the Department for Education."


def _likely_day(path: Path, what: str) -> tuple[str, str]:
    """The day that a register is of, as far as its name or the file tells it, and what to say of that.  Nothing is
    guessed for a list, whose name seldom tells when it came out."""
    if what != REGISTER:
        return "", _EXAMPLE
    try:
        if is_of_several(path):
            return "", _SEVERAL
        found = day_of(path)
    except Problem:
        return "", _EXAMPLE
    return day_words(found.day), " ".join((*found.told, _EXAMPLE))
