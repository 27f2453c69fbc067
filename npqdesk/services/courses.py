"""The courses as the office reads them: one with all that is said of it, and up to three side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from npqdesk import paths
from npqdesk.choosing.catalogue import (
    Aspect,
    Catalogue,
    CourseFacts,
    Statement,
    check_catalogue,
    find_course,
    read_catalogue,
)
from npqdesk.choosing.engagement import check_schemes
from npqdesk.choosing.fees import check_fees
from npqdesk.choosing.guide_file import check_guide
from npqdesk.choosing.providers import Offers, check_offers, read_offers
from npqdesk.problem import Place, Problem
from npqdesk.rules.facts import Course, Vocabulary
from npqdesk.services.answer import SourceLink, source_link
from npqdesk.services.rulebook import read_rulebook

ASPECT_WORDS: dict[Aspect, str] = {
    "for_whom": "For whom",
    "length": "Length",
    "hours": "Study time",
    "content": "What is taught",
    "assessment": "Assessment",
    "entry": "Entry",
    "leads_to": "Leads to",
}
MOST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One thing said of a course, in words, and where it is published."""

    say: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class AspectRow:
    """What is said of one aspect; where sources differ there are several statements."""

    aspect: str
    label: str
    statements: tuple[StatementRow, ...]

    @property
    def words(self) -> str:
        """All statements in one text."""
        return " ".join(each.say for each in self.statements)


@dataclass(frozen=True, slots=True)
class CoursePage:
    """One course for one start, or for any; `offered` says since when, and until when, it can begin."""

    course: Course
    offered: str
    in_start: bool
    aspects: tuple[AspectRow, ...]
    delivered: StatementRow | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Courses side by side: their names, and for each label what is said of each of them, with all sources once."""

    start: str
    courses: tuple[Course, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[SourceLink, ...]


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue.  Raises Problem where it is malformed."""
    return read_catalogue(paths.read_text("catalogue", "courses.toml"), "courses.toml", read_rulebook().vocabulary)


@cache
def offers() -> Offers:
    """Who delivers what, as shipped.  Raises Problem where the file is malformed."""
    return read_offers(
        paths.read_text("catalogue", "lead_providers.toml"), "lead_providers.toml", read_rulebook().vocabulary
    )


def check_catalogues() -> tuple[str, ...]:
    """What is wrong with the shipped courses, lead providers, fees and guide: one line each, "file, line n: what"."""
    from npqdesk.services.engagement import schemes
    from npqdesk.services.fees import shipped_fees
    from npqdesk.services.guide import guide

    found = [
        *(("courses.toml", finding) for finding in check_catalogue(catalogue(), read_rulebook().vocabulary)),
        *(("lead_providers.toml", finding) for finding in check_offers(offers())),
        *(("fees.toml", finding) for finding in check_fees(shipped_fees())),
        *(("engagement.toml", finding) for finding in check_schemes(schemes())),
        *(("guide.toml", finding) for finding in check_guide(guide())),
    ]
    return tuple(f"{Place(file, finding.line)}: {finding.say}" for file, finding in found)


def courses(vocabulary: Vocabulary) -> tuple[Course, ...]:
    """Every course, specialist before leadership before support for new heads."""
    return tuple(vocabulary.courses[course] for course in catalogue().courses)


def named_course(vocabulary: Vocabulary, name: str) -> str:
    """A course by its identifier, short name or name.  Raises Problem when there is none, with the nearest."""
    found, near = find_course(vocabulary, name)
    if not found:
        short = ", ".join(course.short for course in courses(vocabulary))
        raise Problem("There is no such course", f"None is called {name!r}{near or '.'}", f"Choose one of {short}.")
    return found


def course_page(vocabulary: Vocabulary, course_id: str, start: str = "") -> CoursePage:
    """One course in words, as it is for a start; for no start, all that is said of it."""
    told = catalogue().courses[course_id]
    return CoursePage(
        course=vocabulary.courses[course_id],
        offered=_offered(vocabulary, told),
        in_start=told.offered_in(start),
        aspects=tuple(_aspects(told, start)),
        delivered=delivered_by(vocabulary, course_id, start) if start else None,
    )


def delivered_by(vocabulary: Vocabulary, course_id: str, start: str) -> StatementRow | None:
    """Who delivers a course in a start, in a sentence; `None` where nothing is known of that start."""
    offer = offers().of(course_id, start)
    cohort = vocabulary.cohort(start)
    if cohort is None or start not in offers().starts:
        return None
    if offer is None:
        return StatementRow(f"No lead provider recruits for it in {cohort.words}.", _start_sources(start))
    names = ", ".join(offer.providers[:-1])
    said = f"{names} and {offer.providers[-1]}" if names else offer.providers[0]
    note = f" {offer.note}" if offer.note else ""
    return StatementRow(f"{said}.{note}", tuple(source_link(offers().sources[name]) for name in offer.sources))


def compare_courses(vocabulary: Vocabulary, course_ids: Sequence[str], start: str = "") -> Comparison:
    """Two or three courses side by side.  Raises Problem for another number of them, or one named twice."""
    if not 2 <= len(course_ids) <= MOST_COMPARED or len(set(course_ids)) < len(course_ids):
        raise Problem(
            "These cannot be compared",
            "Two or three different courses stand side by side.",
            "Choose two or three, each of them once.",
        )
    pages = [course_page(vocabulary, course, start) for course in course_ids]
    rows = [(label, tuple(_cell(page, aspect) for page in pages)) for aspect, label in ASPECT_WORDS.items()]
    rows.insert(0, ("Offered", tuple(page.offered for page in pages)))
    if start:
        rows.append(("Lead providers", tuple(page.delivered.say if page.delivered else "–" for page in pages)))
    links = [link for page in pages for row in page.aspects for each in row.statements for link in each.sources]
    links += [link for page in pages if page.delivered for link in page.delivered.sources]
    return Comparison(start, tuple(page.course for page in pages), tuple(rows), tuple(dict.fromkeys(links)))


def _cell(page: CoursePage, aspect: Aspect) -> str:
    return next((row.words for row in page.aspects if row.aspect == aspect), "–")


def _aspects(told: CourseFacts, start: str) -> Iterator[AspectRow]:
    for aspect, label in ASPECT_WORDS.items():
        statements = told.about(aspect, start)
        if statements:
            yield AspectRow(aspect, label, tuple(map(_statement_row, statements)))


def _statement_row(statement: Statement) -> StatementRow:
    return StatementRow(statement.whole, tuple(map(source_link, catalogue().cited([statement]))))


def _offered(vocabulary: Vocabulary, told: CourseFacts) -> str:
    first, last = (vocabulary.cohort(start) for start in (told.first, told.last))
    since = first.words if first else ""
    return f"From {since} to {last.words}, no longer." if last else f"Since {since}."


def _start_sources(start: str) -> tuple[SourceLink, ...]:
    names = dict.fromkeys(name for offer in offers().offers if start in offer.starts for name in offer.sources)
    return tuple(source_link(offers().sources[name]) for name in names)
