"""What each course is: statements about it, each with its source, as `resources/catalogue/courses.toml` has them.

To add a statement: one `[[course.statement]]` under its course: what it is `about`, its words, its sources.  Where
sources differ, each figure is a statement of its own and `who` says whose it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from npqdesk.rules.check import Finding
from npqdesk.rules.cohorts import Cohort, read_cohort
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Source
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.statements import Sources, read_sources, source_ids
from npqdesk.rules.toml_file import Table, TomlFile, read_each

Aspect = Literal["for_whom", "length", "hours", "content", "assessment", "entry", "leads_to"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said of a course, by `who` where it is not so everywhere, for the starts `first` to `last` ("": any).

    `areas` are what is taught, one by one."""

    about: Aspect
    say: str
    who: str
    areas: tuple[str, ...]
    first: str
    last: str
    sources: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All of it in one sentence or two: "Best Practice Network: 74 hours in all"."""
        said = f"{self.who}: {self.say[:1].lower()}{self.say[1:]}" if self.who else self.say
        return f"{said.removesuffix('.')}: {'; '.join(self.areas)}." if self.areas else said


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A course with all that is said of it, and the starts that offer it; `last` is empty while it goes on."""

    id: str
    first: str
    last: str
    statements: tuple[Statement, ...]
    line: int

    def about(self, aspect: Aspect, start: str = "") -> tuple[Statement, ...]:
        """What is said of one aspect for a start; for no start, all of it."""
        return tuple(each for each in self.statements if each.about == aspect and _holds(each.first, each.last, start))

    def offered_in(self, start: str) -> bool:
        """Whether the course can begin in a start."""
        return _holds(self.first, self.last, start)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every course, in the order in which they are shown, and the sources of what is said."""

    courses: Mapping[str, CourseFacts]
    sources: Mapping[str, Source]
    file_name: str = ""

    def cited(self, statements: Sequence[Statement]) -> tuple[Source, ...]:
        """The sources of some statements, each once."""
        return tuple(self.sources[name] for name in dict.fromkeys(name for each in statements for name in each.sources))


def read_catalogue(text: str, file_name: str, vocabulary: Vocabulary) -> Catalogue:
    """The catalogue that a file states.  Raises Problem with the line where its form, words or references are wrong."""
    file = TomlFile(text, file_name, kind="courses file")
    sources = read_sources(file.top)
    courses: dict[str, CourseFacts] = {}
    statements = 0
    for table in file.top.tables("course"):
        tables, statements = table.nested("statement", statements)
        course = CourseFacts(
            id=table.one_of("id", vocabulary.courses),
            first=_start(table, "offered_from"),
            last=_start(table, "offered_until") if "offered_until" in table else "",
            statements=read_each(tables, lambda statement: _statement(statement, sources)),
            line=table.line,
        )
        table.done()
        if course.id in courses:
            raise table.problem(f"There are two courses called {course.id!r}.", "id")
        _refuse_backwards(table, course.first, course.last, "offered_until")
        courses[course.id] = course
    file.top.done()
    return Catalogue(courses, sources, file_name)


def check_catalogue(catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """What is wrong with a catalogue of sound form: courses or aspects left out, months that differ, idle sources."""
    return tuple(sorted(_findings(catalogue, vocabulary), key=lambda finding: (finding.line, finding.say)))


def _findings(catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Finding]:
    cited = {name for course in catalogue.courses.values() for each in course.statements for name in each.sources}
    for source in catalogue.sources.values():
        if source.id not in cited:
            yield Finding(source.line, f"No statement rests on the source {source.id}.")
    for course in vocabulary.courses.values():
        if course.id not in catalogue.courses:
            yield Finding(0, f"Nothing is said of {course.full_name}.")
            continue
        told = catalogue.courses[course.id]
        for aspect in ASPECTS:
            if not told.about(aspect):
                yield Finding(told.line, f"Nothing is said of {course.id} about “{aspect}”.")
        months = course.months_taught
        if months and not any(f"{months} months" in each.say for each in told.about("length")):
            yield Finding(told.line, f"The length of {course.id} says nothing of the {months} months taught.")


def _statement(table: Table, sources: Sources) -> Statement:
    statement = Statement(
        about=table.one_of("about", ASPECTS),  # type: ignore[arg-type]  # one of the closed set just read
        say=table.text("say"),
        who=table.text("who", ""),
        areas=table.words("areas", []),
        first=_start(table, "from") if "from" in table else "",
        last=_start(table, "until") if "until" in table else "",
        sources=source_ids(table, sources),
    )
    _refuse_backwards(table, statement.first, statement.last, "until")
    return statement


def _start(table: Table, key: str) -> str:
    text = table.take(key, str)
    if read_cohort(text) is None:
        raise table.problem(f"{text!r} is no start: write it as 2026-autumn or 2027-spring.", key)
    return text


def _refuse_backwards(table: Table, first: str, last: str, key: str) -> None:
    if first and last and Cohort(last).order < Cohort(first).order:
        raise table.problem("It ends before it begins.", key)


def _holds(first: str, last: str, start: str) -> bool:
    if read_cohort(start) is None:
        return True
    order = Cohort(start).order
    return (not first or Cohort(first).order <= order) and (not last or order <= Cohort(last).order)


def find_course(vocabulary: Vocabulary, name: str) -> tuple[str, str]:
    """A course by its identifier or short name, in any case: its identifier, or "" and the nearest that there is."""
    wanted = name.strip().casefold()
    for course in vocabulary.courses.values():
        if wanted in (course.id, course.short.casefold(), course.name.casefold()):
            return course.id, ""
    return "", did_you_mean(name.upper(), [course.short for course in vocabulary.courses.values()])
