"""Writing down what happened to an application: what, on which day, and whatever else has to be said of it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.application_steps import (
    StepDetails,
    Told,
    begin_application,
    correct_step,
    detail_words,
    record_step,
    warning_before,
)
from npqdesk.services.applications import ApplicationRecord, ApplicationRow
from npqdesk.services.applying.standing import Event
from npqdesk.services.applying.steps import PAYERS, PLACES, STEPS, Detail
from npqdesk.services.days import read_day
from npqdesk.services.enquiries import people
from npqdesk.services.lead_providers import lead_providers
from npqdesk.services.workplaces import day_words
from npqdesk.ui.fields.staff_names import complete_names, offer_words, the_one_called
from npqdesk.ui.widgets.field import ChoiceField, Field, LinesField, TextField
from npqdesk.ui.widgets.form import FormCard
from npqdesk.ui.widgets.text import capital

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_WIDTH = 420
_HINTS: dict[Detail, str] = {
    "reference": "As DfE gave it. May be left blank",
    "pounds": "Whole pounds, such as 800",
    "until": "May be left blank",
    "provider": "The provider that was applied to",
}


class StepForm(FormCard):
    """One step of an application, new or (`event`) to be corrected; `done` gets what there is afterwards."""

    def __init__(
        self,
        desk: "Desk",
        row: ApplicationRow,
        kind: str,
        done: Callable[[ApplicationRecord | Told], object],
        leave: Callable[[], object],
        *,
        event: Event | None = None,
    ) -> None:
        self._desk, self._row, self._kind, self._event, self._done = desk, row, kind, event, done
        day = event.day if event else desk.today()
        self._day = TextField("Day", text=day_words(day), hint="The day on which it happened", width=_WIDTH)
        self._details = {name: self._field(name, words) for name, words, _must in detail_words(kind)}
        note = event.note if event else ""
        self._note = LinesField("Note", text=note, hint="May be left blank", height=64)
        step = STEPS[kind]
        title = f"Correct “{step.done}”" if event else f"Record: {step.verb}"
        words = "Keep the correction" if event else "Record it"
        about = "The mistake stays in the history, marked as corrected." if event else ""
        warning = "" if event else warning_before(desk, row.id, kind)
        fields = (*self._details.values(), self._day, self._note)
        super().__init__(title, fields, words, self._keep, leave, about=about, warning=warning)

    def _keep(self) -> None:
        day, details = read_field_day(self._day), self._said()
        if self._event is not None:
            self._done(correct_step(self._desk, self._event.id, day=day, details=details))
        else:
            self._done(record_step(self._desk, self._row.id, self._kind, day=day, details=details))

    def _said(self) -> StepDetails:
        said: dict[str, str] = {name: _value(field) for name, field in self._details.items()}
        pounds = _pounds(said.pop("pounds", ""))
        return StepDetails(**said, pounds=pounds, note=self._note.text().strip())

    def _field(self, name: Detail, words: str) -> TextField | ChoiceField:
        was, hint = (getattr(self._event, name) if self._event else None), _HINTS.get(name, "")
        if name == "place":
            return ChoiceField(words, [("", "Choose"), *PLACES.items()], value=was or "", width=_WIDTH)
        if name == "payer":
            return ChoiceField(words, [("", "Choose"), *PAYERS.items()], value=was or "", width=_WIDTH)
        if name == "until":
            starts = [each for each in self._desk.vocabulary.cohorts.values() if each.id > self._row.cohort[:4]]
            options = [("", "Not known"), *((each.id, capital(each.words)) for each in starts)]
            return ChoiceField(words, options, value=was or "", hint=hint, width=_WIDTH)
        made = TextField(words, text="" if was is None else str(was), hint=hint, width=_WIDTH)
        if name == "provider":
            offer_words(made.edit, lead_providers(self._desk, self._row.cohort))
        return made


class NewApplicationForm(FormCard):
    """Who, which course, which start; `done` gets the application."""

    def __init__(
        self,
        desk: "Desk",
        person: str,
        done: Callable[[ApplicationRecord], object],
        leave: Callable[[], object],
    ) -> None:
        self._desk, self._done, self._staff = desk, done, people(desk)
        words = desk.vocabulary
        self._person = TextField("Person", text=person, hint="Somebody on the staff record", width=_WIDTH)
        complete_names(self._person.edit, self._staff)
        courses = [("", "Choose the course"), *((each.id, each.full_name) for each in words.courses.values())]
        starts = [(each.id, capital(each.words)) for each in reversed(words.cohorts.values())]
        open_now = next((each.id for each in words.cohorts.values() if not each.is_past(desk.today())), starts[0][0])
        self._course = ChoiceField("Course", courses, width=_WIDTH)
        self._start = ChoiceField("Start", starts, value=open_now, width=_WIDTH)
        about = "Nothing is sent anywhere: this is the office’s own record of what happened."
        fields = (self._person, self._course, self._start)
        super().__init__("Who applies for what?", fields, "Begin the application", self._keep, leave, about=about)

    def _keep(self) -> None:
        person = the_one_called(self._staff, self._person.text())
        if person is None:
            raise Problem(
                "There is a problem",
                "The person is not on the staff record under this name, or there are several: open the person instead.",
                "Add the person under Staff first.",
            )
        course, start = self._course.value(), self._start.value()
        self._done(begin_application(self._desk, person.id, course=course, cohort=start))


def read_field_day(field: TextField) -> date:
    """The day in a field.  Problem when it names none."""
    try:
        return read_day(field.text())
    except ValueError as error:
        raise Problem("There is a problem", f"{error}.", "Correct it, then try again.") from error


def _value(field: Field) -> str:
    return field.value() if isinstance(field, ChoiceField) else field.text()


def _pounds(text: str) -> int | None:
    plain = text.replace("£", "").replace(",", "").strip()
    if not plain:
        return None
    if not plain.isdecimal():
        raise Problem("There is a problem", "Enter whole pounds, such as 800.", "Correct it, then try again.")
    return int(plain)
