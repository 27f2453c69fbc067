"""Applications as deadlines read them, made of a few facts.  Everyone is invented."""

from datetime import UTC, date, datetime

from npqdesk.services.applications import ApplicationRow
from npqdesk.services.applying.standing import Event, standing
from npqdesk.services.deadlines.entered import Entered
from npqdesk.services.deadlines.of_applications import Given, application_deadlines
from npqdesk.services.deadlines.published import published
from npqdesk.services.rulebook import read_rulebook

NOW = datetime(2026, 11, 21, tzinfo=UTC)
WORDS = read_rulebook().vocabulary


def application(
    *happened: tuple[str, date] | tuple[str, date, dict],
    course: str = "npq-leading-literacy",
    cohort: str = "2026-autumn",
    number: int = 7,
    checked: int | None = None,
) -> ApplicationRow:
    """An application to which all this happened, each step with its day and what was said of it."""
    events = [
        Event(at, kind, day, NOW, **(said[0] if said else {})) for at, (kind, day, *said) in enumerate(happened, 1)
    ]
    return ApplicationRow(
        id=number,
        person_id=3,
        name="Amara Okafor",
        role="Teacher",
        urn="902114",
        workplace="Harrowby Primary School",
        course=course,
        course_words=WORDS.courses[course].name,
        cohort=cohort,
        cohort_words=WORDS.cohort(cohort).words,
        standing=standing(events),
        eligible="",
        determination_id=checked,
        plan_b="",
        notes="",
    )


def deadlines_of(row: ApplicationRow, today: date, *entered: Entered, apply_by: date | None = None):
    """The deadlines of an application on a day, by kind."""
    given = Given(today, published(), entered, WORDS.cohort(row.cohort).starts)
    found = tuple(application_deadlines(row, WORDS.courses[row.course], given, apply_by=apply_by))
    assert len({each.key for each in found}) == len(found)
    return {each.kind: each for each in found}
