"""What is asked about a deadline: a reminder of one's own, a day that nobody publishes, until when to put one off."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from npqdesk.paths import documents_folder
from npqdesk.problem import Problem
from npqdesk.services.deadlines.deadline import ENTERED, Deadline
from npqdesk.services.deadlines.marks import put_off
from npqdesk.services.deadlines.own import Reminder, enter_closing, enter_day, save_reminder
from npqdesk.services.deadlines.subscription import FILE_NAME, choose_folder
from npqdesk.services.enquiries import people
from npqdesk.services.settings import CALENDAR_FOLDER, CALENDAR_NAMES, read_settings, setting
from npqdesk.services.workplaces import day_words
from npqdesk.ui.deadline_words import named
from npqdesk.ui.fields.staff_names import complete_names, the_one_called
from npqdesk.ui.pages.application_form import read_field_day
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.field import Choice, ChoiceField, Field, LinesField, RadioField, TextField
from npqdesk.ui.widgets.form import FormCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_WIDTH = 420
_DAY = "Such as 25 November 2026 or 25/11/26"
Done = Callable[[str], object]
"""Gets what to tell of it."""


class ReminderForm(FormCard):
    """A reminder of the office's own, new or (`of`) to be changed."""

    def __init__(
        self,
        desk: "Desk",
        done: Done,
        leave: Callable[[], object],
        *,
        of: Reminder | None = None,
        day: date | None = None,
    ) -> None:
        self._desk, self._done, self._of, self._staff = desk, done, of, people(desk)
        who = next((one.name for one in self._staff if of and one.id == of.person_id), "")
        shown = of.day if of else day
        self._what = TextField("Remind of", text=of.title if of else "", hint="In your own words")
        self._day = TextField("Day", text=day_words(shown) if shown else "", hint=_DAY, width=_WIDTH)
        self._person = TextField("Person", text=who, hint="May be left blank", width=_WIDTH)
        complete_names(self._person.edit, self._staff)
        self._note = LinesField("Note", text=of.note if of else "", hint="May be left blank", height=64)
        fields = (self._what, self._day, self._person, self._note)
        super().__init__("Change the reminder" if of else "New reminder", fields, "Keep it", self._keep, leave)

    def _keep(self) -> None:
        name = self._person.text()
        person = the_one_called(self._staff, name) if name else None
        if name and person is None:
            raise _problem("The person is not on the staff record under this name")
        known = self._of or Reminder(None, date.min, "")
        urn = person.urn if person else known.urn
        day, person_id = read_field_day(self._day), person.id if person else None
        kept = Reminder(known.number, day, self._what.text(), self._note.text(), person_id, urn)
        save_reminder(self._desk, kept)
        self._done(f"Kept for {day_words(day)}: {kept.title}.")


class EnterDayForm(FormCard):
    """A day that nobody publishes, for one application or for all that it holds for."""

    def __init__(self, desk: "Desk", of: Deadline, done: Done, leave: Callable[[], object]) -> None:
        self._desk, self._deadline, self._done = desk, of, done
        known = of.day if of.own_id is not None and of.day else None
        self._day = TextField("Day", text=day_words(known) if known else "", hint=_DAY, width=_WIDTH)
        fields: list[Field] = [self._day]
        self._whose: RadioField | None = None
        if of.application_id is not None:
            whose = (Choice("all", _all_words(of)), Choice("one", f"Only for {of.people[0].name}"))
            personal = of.kind in ("reference", "engagement")
            self._whose = RadioField("For whom does it hold?", whose, value="one" if personal else "all")
            fields.append(self._whose)
        about = "The window closes by itself eight days later." if of.kind == "assessment" else of.why
        super().__init__(ENTERED[of.kind], fields, "Keep the day", self._keep, leave, about=about)

    def _keep(self) -> None:
        day, of = read_field_day(self._day), self._deadline
        if of.application_id is None or self._whose is None:
            enter_closing(self._desk, of.cohort, day)
        else:
            enter_day(self._desk, of.kind, day, of.application_id, for_all=self._whose.value() == "all")
        self._done(f"Kept. {ENTERED[of.kind]}: {day_words(day)}.")


class PutOffForm(FormCard):
    """Until when to put deadlines off; their own days stay what they are."""

    def __init__(self, desk: "Desk", of: Sequence[Deadline], done: Done, leave: Callable[[], object]) -> None:
        self._desk, self._keys, self._told, self._done = desk, [each.key for each in of], named(of), done
        later = day_words(desk.today() + timedelta(days=7))
        self._day = TextField("Until", text=later, hint=_DAY, width=_WIDTH)
        stays = "Its own day stays what it is." if len(of) == 1 else "Their own days stay what they are."
        about = f"{self._told}. {stays}"
        super().__init__("Put off", (self._day,), "Put off", self._keep, leave, about=about)

    def _keep(self) -> None:
        day = read_field_day(self._day)
        put_off(self._desk, *self._keys, until=day)
        self._done(f"Put off until {day_words(day)}: {self._told}.")


class CalendarForm(FormCard):
    """The folder in which the calendar file is kept up to date, and whether it names people."""

    def __init__(self, desk: "Desk", done: Done, leave: Callable[[], object], save_once: Callable[[], object]) -> None:
        self._desk, self._done = desk, done
        kept, names = read_settings(desk), setting(CALENDAR_NAMES)
        hint = "Other calendars subscribe to the file in it. Empty: no file is kept"
        self._folder = TextField("Folder", text=kept[CALENDAR_FOLDER], hint=hint)
        self._names = ChoiceField("Names", names.choices, value=kept[CALENDAR_NAMES], hint=names.hint, width=_WIDTH)
        super().__init__(
            "Calendar file",
            (self._folder, self._names),
            "Keep it up to date",
            self._keep,
            leave,
            about=f"{FILE_NAME} holds every open deadline that has a day, and is written anew after each change.",
        )
        self.browse = secondary("Choose the folder…", self._choose, icon="folder-open")
        self.once = secondary("Save what is shown, once…", save_once, icon="save")
        buttons = self.body.itemAt(self.body.count() - 1).layout()
        buttons.insertWidget(2, self.browse)
        buttons.insertWidget(3, self.once)

    def _choose(self) -> None:
        start = self._folder.text() or str(documents_folder())
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep the calendar file", start)
        if chosen:
            self._folder.edit.setText(str(Path(chosen)))

    def _keep(self) -> None:
        folder = self._folder.text()
        choose_folder(self._desk, folder, names=self._names.value())
        told = f"{FILE_NAME} is kept up to date in {folder}." if folder else "No calendar file is kept."
        self._done(told)


def _all_words(of: Deadline) -> str:
    """ "For everybody of autumn 2026 at UCL, Leading literacy"."""
    parts = of.about.split(" · ")
    course, start, provider = (*parts, "")[:3]
    if of.kind == "registration":
        return f"For everybody of {start}"
    at = f" at {provider}" if provider else ""
    return f"For everybody of {start}{at}" + ("" if of.kind == "application" else f" on {course}")


def _problem(message: str) -> Problem:
    return Problem("There is a problem", f"{message}.", "Correct it, then try again. Nothing was lost.")
