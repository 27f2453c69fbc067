"""Engagement: what has been done of a course, what may still be missed, and the days of the assessment."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from npqdesk.choosing.engagement import Engagement, PartOf
from npqdesk.problem import Problem
from npqdesk.services.applications import application
from npqdesk.services.days import read_day
from npqdesk.services.engagement import (
    Typed,
    engagement_page,
    keep_engagement,
    percent,
    reckon,
    scheme_sources,
    schemes,
    set_window,
    verdict,
    window_day,
    window_words,
)
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.page import Page
from npqdesk.ui.theme import set_type
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.field import ChoiceField, TextField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.outcome import OutcomePanel
from npqdesk.ui.widgets.sources import source_links
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH, _AFTER = 860, 400
_STATES = {
    "reached": Status("good", "Enough for the assessment"),
    "can_be": Status("ask", "Not yet, and it can be reached"),
    "cannot_be": Status("bad", "It cannot be reached any more"),
}
_HEADS = ("Part", "In all", "Done", "Missed", "Done so far", "May still be missed")


class EngagementPage(Page):
    """For an application what is typed is kept; without one it is only reckoned."""

    title = "Engagement"
    help_text = (
        "At least 90% of a course has to be done before the assessment. Enter how many tasks and sessions there are in "
        "all, how many were done, and how many were missed and cannot be caught up. Each lead provider counts in its "
        "own way; where yours is not among these, ask it."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._application: int | None = None
        self._header = PageHeader("Engagement", about="What has been done, and what may still be missed.")
        self.set_header(self._header)
        options = [(each.id, f"{each.lead_provider}. {each.title}") for each in schemes().schemes]
        self.scheme = ChoiceField("How the lead provider counts", options, width=520)
        self.scheme.changed.connect(self._other_scheme)
        self.numbers: dict[str, tuple[QLineEdit, QLineEdit, QLineEdit]] = {}
        self._told: dict[str, tuple[QLabel, QLabel]] = {}
        self._home, self._panel_home, self._links = column(), column(), column()
        self.panel: QWidget | None = None
        self._table: QWidget | None = None
        self.opens = TextField("First day of the assessment window", hint="Such as 2 March 2028", width=280)
        self._window = Card("The assessment", about="An open-book case study in a window of eight days.")
        self.opens.edit.returnPressed.connect(self._keep_day)
        self._open_until = label("", tone="muted")
        self._window.body.addWidget(self.opens)
        self._window.body.addWidget(self._open_until)
        self._window.body.addSpacing(8)
        keep = secondary("Keep this day", self._keep_day)
        self._window.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        inside = column(self.scheme, gap=16)
        for part in (self._panel_home, self._home, self._links):
            inside.addLayout(part)
        inside.addWidget(self._window)
        self.body.addWidget(Limited(holder(inside), _WIDTH))
        self.body.addStretch(1)
        self._timer = QTimer(self, interval=_AFTER, singleShot=True)
        self._timer.timeout.connect(self._reckon)

    def arrive(self, *, application: int | None = None, **_arguments: object) -> None:
        """`application` is whose numbers these are; what is typed is then kept."""
        self._application = application
        self._window.setVisible(application is not None)
        typed: Mapping[str, Typed] = {}
        crumbs = [("Applications", lambda: self.shell.go("applications")), ("Engagement", None)]
        if application is not None:
            kept = engagement_page(self.desk, application)
            typed = kept.typed
            self.scheme.box.blockSignals(True)  # noqa: FBT003 (Qt's own)
            self.scheme.choose(kept.scheme.id)
            self.scheme.box.blockSignals(False)  # noqa: FBT003 (Qt's own)
            self._tell_window()
            name = self._name(application)
            self._header.show_title("Engagement", about=name)
            crumbs.insert(1, (name, lambda: self.shell.go("application", application=application)))
        self._header.show_crumbs(crumbs)
        self._show_fields(typed)
        self._reckon()

    def first_focus(self) -> QWidget:
        return next(iter(self.numbers.values()))[0]

    def leave(self) -> bool:
        """A day that was typed and not kept by its button is kept all the same, where it is one."""
        self._keep()
        with suppress(ValueError, Problem):
            typed = read_day(self.opens.text()) if self._application is not None else None
            if typed is not None and typed != window_day(self.desk, self._application):
                set_window(self.desk, self._application, typed)
        return True

    def refresh(self) -> None:
        if self._application is not None:
            self.arrive(application=self._application)

    def _name(self, number: int) -> str:
        row = application(self.desk, number).row
        return f"{row.name}, {row.course_words}"

    def _other_scheme(self) -> None:
        self._show_fields(self._typed())
        self._reckon()

    @property
    def _chosen(self):
        return next(each for each in schemes().schemes if each.id == self.scheme.value())

    def _typed(self) -> dict[str, Typed]:
        return {part: Typed(*(edit.text().strip() for edit in edits)) for part, edits in self.numbers.items()}

    def _show_fields(self, typed: Mapping[str, Typed]) -> None:
        """The parts of the chosen way of counting, a row each."""
        if self._table is not None:
            self._home.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        card, grid = (
            Card("What is counted", about="What may still be missed is said of each part alone."),
            QGridLayout(),
        )
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, head in enumerate(_HEADS):
            grid.addWidget(label(head, "small_strong", tone="muted"), 0, at)
        self.numbers, self._told = {}, {}
        for line, part in enumerate(self._chosen.parts, start=1):
            self._add_row(grid, line, part, typed.get(part.id, Typed()))
        card.body.addLayout(grid)
        self._table = card
        self._home.addWidget(card)
        while self._links.count():
            self._links.takeAt(0).widget().deleteLater()
        sources = scheme_sources(self._chosen)
        self._links.addWidget(source_links((each.label, each.title, each.url) for each in sources))

    def _add_row(self, grid: QGridLayout, line: int, part: PartOf, typed: Typed) -> None:
        weight = f"{part.title} ({part.weight}%)" if self._chosen.together else part.title
        grid.addWidget(label(weight, "strong"), line, 0)
        edits = []
        for at, (what, text) in enumerate(
            (("in all", typed.total), ("done", typed.done), ("missed", typed.missed)), start=1
        ):
            edit = QLineEdit(text)
            edit.setAccessibleName(f"{part.title}, {what}")
            set_type(edit, "body")
            edit.textChanged.connect(self._timer.start)
            grid.addWidget(edit, line, at)
            edits.append(edit)
        self.numbers[part.id] = (edits[0], edits[1], edits[2])
        self._told[part.id] = label("–", wrap=False), label("–", wrap=False)
        for at, shown in enumerate(self._told[part.id], start=4):
            grid.addWidget(shown, line, at)
        grid.setColumnStretch(0, 1)

    def _reckon(self) -> None:
        """Say what it comes to, or what is wrong with the numbers; and keep them."""
        self._timer.stop()
        self._keep()
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        try:
            found = reckon(self._chosen, self._typed())
        except Problem as problem:
            nothing = all(not text for each in self._typed().values() for text in (each.total, each.done, each.missed))
            words = "Enter how many there are of each part." if nothing else problem.what_happened
            self.panel = OutcomePanel(Status("none", "Nothing to reckon yet"), words)
            for done, may in self._told.values():
                done.setText("–")
                may.setText("–")
        else:
            self.panel = OutcomePanel(_STATES[found.state], verdict(self._chosen, found))
            self._tell(found)
            announce(self.scheme, verdict(self._chosen, found))
        self._panel_home.addWidget(self.panel)

    def _tell(self, found: Engagement) -> None:
        for each in found.parts:
            done, may = self._told[each.part.id]
            done.setText(percent(each.done))
            may.setText(f"{each.may_miss} of {each.count.to_come} to come")

    def _keep(self) -> None:
        if self._application is not None and self.numbers:
            typed = self._typed()
            if any(text for each in typed.values() for text in (each.total, each.done, each.missed)):
                keep_engagement(self.desk, self._application, self._chosen, typed)
                self.shell.say_saved()

    def _tell_window(self) -> None:
        """The days of the assessment as they are kept."""
        first = window_day(self.desk, self._application or 0)
        self.opens.edit.setText(day_words(first) if first else "")
        self._open_until.setText(window_words(first) if first else "")
        self._open_until.setVisible(first is not None)

    def _keep_day(self) -> None:
        try:
            first = read_day(self.opens.text())
            words = set_window(self.desk, self._application or 0, first)
        except ValueError as error:
            self.opens.show_error(str(error))
            return
        except Problem as problem:
            self.opens.show_error(problem.what_happened)
            return
        self.opens.clear_error()
        self._tell_window()
        self.shell.undoing.tell(words)
