"""One application: the two steps and the place, what can be done now, its history, notes and files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.problem import Problem
from npqdesk.services.application_steps import Told, edit_application, remove_application, take_step_back
from npqdesk.services.applications import ApplicationRecord, application
from npqdesk.services.applying.advice import Advice, advice
from npqdesk.services.applying.standing import COACHING, Event
from npqdesk.services.applying.steps import STEPS
from npqdesk.services.attachments import AttachmentRow, attach, attachments, copy_to_open, detach
from npqdesk.services.person_record import person_record
from npqdesk.ui.application_words import stage_chip
from npqdesk.ui.command import Command
from npqdesk.ui.form_draft import FormDraft
from npqdesk.ui.page import Page
from npqdesk.ui.pages.application_cards import advice_card, files_card, history_card, way_card
from npqdesk.ui.pages.application_form import NewApplicationForm, StepForm
from npqdesk.ui.soon import Soon
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.field import ChoiceField, LinesField
from npqdesk.ui.widgets.form import FormCard, FormPlace
from npqdesk.ui.widgets.frames import Card, Limited, column, holder
from npqdesk.ui.widgets.header import FooterBar, PageHeader

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 400  # milliseconds after a key


class ApplicationPage(Page):
    """`arrive(application=…)` shows one, with `step=…` asks for that step; `new=True` or `person=…` begins one."""

    title = "Application"
    takes_many = True
    help_text = (
        "Record each thing on the day that it happened. What cannot have happened in that order is refused with the "
        "reason. What was recorded is evidence: correct it or take it back, and the mistake stays in the history."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.record: ApplicationRecord | None = None
        self._header = PageHeader("Application")
        self.set_header(self._header)
        self.plan_b = LinesField("Plan B", hint="What to do without a place", height=64)
        self.notes = LinesField("Notes", height=110)
        self._timer = Soon(self, _AFTER, self._keep_notes)
        notes = Card("Plan B and notes")
        for field in (self.plan_b, self.notes):
            field.changed.connect(self._timer.ask)
            notes.body.addWidget(field)
            notes.body.addSpacing(10)
        self._next = primary("&Record what happened…", self._ask_what, bulk="large")
        self._person = secondary("&Open the person", self._open_person, icon="user", bulk="large")
        self._engagement = secondary("Engage&ment", self._open_engagement, icon="list-checks", bulk="large")
        self._foot = FooterBar(self._next, self._person, self._engagement, note="Kept as you type.")
        self.set_footer(self._foot)
        self.place, self._cards, self._files = FormPlace(self._foot), column(gap=16), column()
        self._known = holder(column(holder(self._cards), notes, holder(self._files), gap=16))
        self.body.addWidget(Limited(holder(column(self.place, self._known)), 860))
        self.body.addStretch(1)

    def arrive(
        self, *, application: int = 0, person: int = 0, step: str = "", new: bool = False, **_arguments: object
    ) -> None:
        self.place.close_form()
        self.scroll_to_top()
        if new or person:
            self._begin(person_record(self.desk, person).name if person else "")
        elif application or self.record is not None:
            self._show(application or self.record.row.id)
            if step and self.record is not None:
                self.ask(step)

    def _open_engagement(self) -> None:
        if self.record is not None:
            self.shell.go("engagement", application=self.record.row.id)

    def refresh(self) -> None:
        if self.record is not None:
            self._show(self.record.row.id)

    def leave(self) -> bool:
        self._keep_notes()
        return True

    def first_focus(self) -> QWidget:
        return self.place.form.first() if self.place.form is not None else self._next

    def commands(self) -> Sequence[Command]:
        begun = self.record is not None
        return (
            Command("&Attach a file…", self.choose_file, possible=begun),
            Command("&Record what happened…", self._ask_what, menu="edit", possible=begun),
            Command("Re&move the application", self._remove, menu="edit", possible=begun),
        )

    # Steps

    def ask(self, kind: str) -> None:
        """Ask what has to be said of a step."""
        self._show_form(StepForm(self.desk, self.record.row, kind, self._kept, self._leave_form))

    def correct(self, event: Event) -> None:
        """Ask what is right of a step."""
        self._show_form(StepForm(self.desk, self.record.row, event.kind, self._kept, self._leave_form, event=event))

    def take_back(self, event: Event) -> None:
        """Say that a step never happened."""
        try:
            take_step_back(self.desk, event.id)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        self._show(self.record.row.id)
        self.shell.undoing.tell(f"Taken back: {event.words}. It stays in the history, marked so.")

    def _ask_what(self) -> None:
        """Ask which of the steps that can come next happened."""
        kinds = [(kind, STEPS[kind].verb) for kind in self.record.row.possible]
        what = ChoiceField("What happened?", kinds, width=420)
        self._show_form(
            FormCard("Record what happened", (what,), "Go on", lambda: self.ask(what.value()), self._leave_form)
        )

    def _kept(self, kept: ApplicationRecord | Told) -> None:
        self.place.close_form()
        record = kept.record if isinstance(kept, Told) else kept
        self._show(record.row.id, kept.advice if isinstance(kept, Told) else None)
        self.shell.undoing.tell(f"Kept. {record.row.name}: {record.row.stage_words}.")
        self._next.setFocus()

    # Forms

    def _begin(self, name: str) -> None:
        self.record = None
        self._known.hide()
        self._header.show_chip(None)
        self._header.show_crumbs((("Applications", lambda: self.shell.go("applications")), ("New", None)))
        self._header.show_title(
            "New application", about="Being eligible is not a place: only an offer from a provider is."
        )
        self.set_title("New application")
        self._show_form(NewApplicationForm(self.desk, name, self._begun, self._leave_form))

    def _begun(self, record: ApplicationRecord) -> None:
        self.place.close_form()
        self._show(record.row.id)
        self.shell.refresh_commands()
        self.shell.undoing.tell(f"The application of {record.row.name} is begun. Next: {record.row.next_step}.")
        self._next.setFocus()

    def _show_form(self, form: FormCard) -> None:
        self.place.ask(form)
        FormDraft(form, self.shell, self.desk, f"application {self.record.row.id}" if self.record else "new")
        self.scroll_to_top()

    def _leave_form(self) -> None:
        self.place.close_form()
        if self.record is None:
            self.shell.go("applications")
        else:
            self._next.setFocus()

    # Showing

    def _show(self, number: int, told: Advice | None = None) -> None:
        try:
            self.record = record = application(self.desk, number)
        except Problem:
            self.record = None
            self.shell.go("applications")  # undone or removed
            return
        row = record.row
        self._known.show()
        self._next.setEnabled(bool(row.possible))
        self._engagement.setVisible(row.course not in COACHING)  # coaching is not assessed
        self._header.show_crumbs((("Applications", lambda: self.shell.go("applications")), (row.name, None)))
        about = ", ".join(part for part in (row.name, row.workplace) if part)
        self._header.show_title(f"{row.course_words}, {row.cohort_words}", about=about)
        self._header.show_chip(stage_chip(row))
        self.set_title(f"{row.name}: {row.course_words}")
        told = told or advice(row.standing, _last_kind(record), eligible=row.eligible)
        cards = [*([advice_card(self, told)] if told else []), way_card(self, record), history_card(self, record)]
        _replace(self._cards, *cards)
        _replace(self._files, files_card(self, attachments(self.desk, row.id)))
        self._show_notes()

    def _show_notes(self) -> None:
        self._timer.stop()
        for field, text in ((self.plan_b, self.record.row.plan_b), (self.notes, self.record.row.notes)):
            if field.text() != text:
                field.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
                field.edit.setPlainText(text)
                field.blockSignals(False)  # noqa: FBT003

    def _keep_notes(self) -> None:
        self._timer.stop()
        if self.record is None:
            return
        row = self.record.row
        for name, field in (("plan_b", self.plan_b), ("notes", self.notes)):
            if field.text() != getattr(row, name):
                try:
                    edit_application(self.desk, row.id, name, field.text())
                except Problem as problem:
                    field.show_error(problem.what_happened)
                    continue
                field.clear_error()
                self.record = application(self.desk, row.id)
                self.shell.say_saved()

    def _open_person(self) -> None:
        self.shell.go("person", person=self.record.row.person_id)

    def _remove(self) -> None:
        name, number = self.record.row.name, self.record.row.id
        self._keep_notes()
        self.record = None
        remove_application(self.desk, number)
        self.shell.go("applications")
        self.shell.undoing.tell(f"The application of {name} was removed. Its history and files are kept.")

    # Files

    def choose_file(self) -> None:
        """Ask for a file and attach it."""
        chosen, _filter = QFileDialog.getOpenFileName(self, "Attach a file")
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Keep a copy of a file with the application."""
        try:
            row = attach(self.desk, self.record.row.id, path)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        self._show(self.record.row.id)
        self.shell.undoing.tell(f"{row.file_name} is kept in the records.")

    def open_file(self, file: AttachmentRow) -> None:
        """Let the system open a copy."""
        try:
            copy = copy_to_open(self.desk, file.id)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.shell.notice(f"No program on this computer opens {file.file_name}. A copy of it lies at {copy}.")

    def remove_file(self, file: AttachmentRow) -> None:
        detach(self.desk, file.id)
        self._show(self.record.row.id)
        self.shell.undoing.tell(f"{file.file_name} was removed from the application.")

    def take_dropped(self, path: Path, _kind: str) -> bool:
        if self.record is not None:
            self.take_file(path)
        return self.record is not None


def _last_kind(record: ApplicationRecord) -> str:
    """The kind of the last event that counts."""
    return next((line.event.kind for line in reversed(record.history) if line.counts), "")


def _replace(place: object, *cards: QWidget) -> None:
    while place.count():
        gone = place.takeAt(0).widget()
        gone.hide()
        gone.deleteLater()
    for card in cards:
        place.addWidget(card)
