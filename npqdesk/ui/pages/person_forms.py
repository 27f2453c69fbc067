"""What is asked in small forms on a person's page: a name for somebody new, a move, a post, an earlier NPQ, leaving."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.days import read_day
from npqdesk.services.people import add_person, leave, move_person
from npqdesk.services.person_record import FUNDING, OUTCOMES, Npq, Post, save_npq, save_post
from npqdesk.services.workplaces import day_words
from npqdesk.ui.widgets.field import ChoiceField, Field, TextField
from npqdesk.ui.widgets.form import FormCard
from npqdesk.ui.widgets.text import capital

if TYPE_CHECKING:
    from npqdesk.ui.pages.person import PersonPage

_WIDTH = 420


class PersonForms:
    """Each method shows one form on the page; what it keeps, the page then shows."""

    def __init__(self, page: "PersonPage") -> None:
        self._page = page

    def new(self) -> None:
        """Somebody who is not on the record yet."""
        name, urn = TextField("Name", width=_WIDTH), TextField("School’s URN", hint="May be left blank", width=_WIDTH)

        def save() -> None:
            person = add_person(self._page.desk, name.text(), urn=urn.text())
            self._page.show_kept(person, f"{name.text()} is on the staff record.")

        self._show("Who is it?", (name, urn), "Add to the staff record", save)

    def move(self) -> None:
        """Another role or workplace from a day on."""
        person = self._page.person
        role = TextField("New role", text=person.role, width=_WIDTH)
        urn = TextField("URN of the workplace", text=person.urn, hint="Six digits", width=_WIDTH)
        day = _day_field("From which day?", self._page.desk.today())

        def save() -> None:
            move_person(self._page.desk, person.id, role=role.text(), urn=urn.text(), on=_read(day))
            self._page.show_kept(person.id, "The new post is kept, and the one before is in the history.")

        self._show("Move to another post", (role, urn, day), "Keep the new post", save)

    def post(self, post: Post | None = None) -> None:
        """A further post of now, or one from before."""
        was = post or Post(None, "", "", "")
        person = self._page.person
        role, urn = TextField("Role", text=was.role, width=_WIDTH), TextField("URN", text=was.urn, width=_WIDTH)
        place = TextField("Workplace", text=was.workplace, hint="Needed only without a URN", width=_WIDTH)
        since = _day_field("Beginning", was.since, "May be left blank")
        until = _day_field("End", was.until, "Leave it blank while the post goes on")

        def save() -> None:
            said = replace(was, role=role.text(), urn=urn.text(), workplace=place.text())
            save_post(self._page.desk, person.id, replace(said, since=_read_any(since), until=_read_any(until)))
            self._page.show_kept(person.id, "The post is kept.")

        title = "Change a post" if post else "A further or earlier post"
        self._show(title, (role, urn, place, since, until), "Keep the post", save)

    def npq(self, npq: Npq | None = None) -> None:
        """An NPQ that was held or begun before."""
        was = npq or Npq(None, "", "", "", "not_known", "not_known")
        words, person = self._page.desk.vocabulary, self._page.person
        courses = [("", "Choose the NPQ"), *((each.id, each.full_name) for each in words.courses.values())]
        cohorts = [("", "Not known"), *((each.id, capital(each.words)) for each in reversed(words.cohorts.values()))]
        course = ChoiceField("NPQ", courses, value=was.course, width=_WIDTH)
        cohort = ChoiceField("Start", cohorts, value=was.cohort, width=_WIDTH)
        provider = TextField("Lead provider", text=was.provider, hint="May be left blank", width=_WIDTH)
        outcome = ChoiceField("How it ended", list(OUTCOMES.items()), value=was.outcome, width=_WIDTH)
        hint = "A place that was left or failed counts: DfE pays for each NPQ once"
        funded = ChoiceField("Who paid", list(FUNDING.items()), value=was.funded, hint=hint, width=_WIDTH)

        def save() -> None:
            said = replace(was, course=course.value(), cohort=cohort.value(), provider=provider.text())
            save_npq(self._page.desk, person.id, replace(said, outcome=outcome.value(), funded=funded.value()))
            self._page.show_kept(person.id, "The NPQ is kept.")

        title = "Change an earlier NPQ" if npq else "An NPQ from before"
        self._show(title, (course, cohort, provider, outcome, funded), "Keep the NPQ", save)

    def leave(self) -> None:
        """The last day of somebody who leaves."""
        person = self._page.person
        day = _day_field("Last day", self._page.desk.today())

        def save() -> None:
            leave(self._page.desk, person.id, on=_read(day))
            self._page.show_kept(person.id, f"{person.name} left. All that is kept stays.")

        self._show("Record that somebody left", (day,), "Keep the last day", save)

    def _show(self, title: str, fields: Sequence[Field], words: str, save: Callable[[], object]) -> None:
        self._page.show_form(FormCard(title, fields, words, save, self._page.leave_form))


def _day_field(title: str, day: date | None, hint: str = "Such as 1 September 2026") -> TextField:
    return TextField(title, text=day_words(day) if day else "", hint=hint, width=_WIDTH)


def _read(field: TextField) -> date:
    try:
        return read_day(field.text())
    except ValueError as error:
        raise Problem("There is a problem", f"{field.title}: {error}.", "Correct it, then try again.") from error


def _read_any(field: TextField) -> date | None:
    return _read(field) if field.text() else None
