"""What a course takes in a start: how many hours, and when it begins, as far as anybody has published it."""

from collections.abc import Iterator

from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.answer import SourceLink
from npqdesk.services.courses import StatementRow, course_page
from npqdesk.services.deadlines.published import Dated, published
from npqdesk.services.guide import guide_vocabulary
from npqdesk.services.workplaces import day_words


def study_time(course: str, start: str) -> tuple[StatementRow, ...]:
    """The hours of a course; several where those who deliver it differ."""
    aspects = course_page(guide_vocabulary(), course, start).aspects
    return next((each.statements for each in aspects if each.aspect == "hours"), ())


def when_it_begins(start: str) -> StatementRow | None:
    """The months in which courses of a start begin, and when one registers with DfE; `None` where nothing is known."""
    cohort, window = read_cohort(start), published().windows.get(start)
    if cohort is None or window is None:
        return None
    told = list(window.begins)
    said = [f"Courses of {cohort.words} begin in {_months(window.begins)}."] if told else []
    for day, words in ((window.opens, "from"), (window.closes, "until")):
        if day is not None:
            said.append(f"Register with DfE {words} {day_words(day.day)}.")
            told.append(day)
    if window.closes is None and window.closed_by is None:
        said.append("The last day is not published: ask the lead provider.")
    return StatementRow(" ".join(said), tuple(dict.fromkeys(_links(told)))) if told else None


def _months(begins: tuple[Dated, ...]) -> str:
    return " or ".join(f"{each.day:%B %Y}" for each in begins)


def _links(told: list[Dated]) -> Iterator[SourceLink]:
    return (SourceLink(each.source.label, each.source.title, each.source.url) for each in told)
