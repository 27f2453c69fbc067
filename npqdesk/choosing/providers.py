"""Who delivers which course in which start: `resources/catalogue/lead_providers.toml`.

To add a start: its `[[offer]]`s there, one for the courses that the same lead providers deliver."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from npqdesk.rules.check import Finding
from npqdesk.rules.cohorts import Cohort, read_cohort
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Source
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.statements import Sources, read_sources, source_ids
from npqdesk.rules.toml_file import Table, TomlFile, read_each


@dataclass(frozen=True, slots=True)
class Offer:
    """Lead providers that recruit for some courses in some starts; `note` says what changed meanwhile."""

    starts: tuple[str, ...]
    courses: tuple[str, ...]
    providers: tuple[str, ...]
    note: str
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Offers:
    """All that is known of who delivers what."""

    offers: tuple[Offer, ...]
    sources: Mapping[str, Source]

    def of(self, course: str, start: str) -> Offer | None:
        """Who delivers a course in a start; `None` where nobody does, or where nothing is known of that start."""
        return next((each for each in self.offers if start in each.starts and course in each.courses), None)

    def names(self, start: str) -> frozenset[str]:
        """The lead providers of a start, of the newest known for a later one; all of them where it is no start."""
        if read_cohort(start) is None:
            return frozenset(name for each in self.offers for name in each.providers)
        newest = max(self.starts, key=_order)
        wanted = start if _order(start) <= _order(newest) else newest
        return frozenset(name for each in self.offers if wanted in each.starts for name in each.providers)

    def starts_of(self, course: str) -> tuple[str, ...]:
        """The starts in which somebody delivers a course, oldest first."""
        found = {start for each in self.offers if course in each.courses for start in each.starts}
        return tuple(sorted(found, key=_order))

    @property
    def starts(self) -> frozenset[str]:
        """Every start of which anything is known."""
        return frozenset(start for each in self.offers for start in each.starts)


def read_offers(text: str, file_name: str, vocabulary: Vocabulary) -> Offers:
    """The offers that a file states.  Raises Problem with the line where its form, words or references are wrong."""
    top = TomlFile(text, file_name, kind="lead providers file").top
    sources = read_sources(top)
    offers = read_each(top.tables("offer"), lambda table: _offer(table, sources, vocabulary))
    top.done()
    return Offers(offers, sources)


def check_offers(offers: Offers) -> tuple[Finding, ...]:
    """What is wrong with offers of sound form: a course of one start told twice, a source that nothing rests on."""
    return tuple(sorted(_findings(offers), key=lambda finding: (finding.line, finding.say)))


def _findings(offers: Offers) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for each in offers.offers:
        for pair in ((course, start) for course in each.courses for start in each.starts):
            if pair in seen:
                yield Finding(each.line, f"Who delivers {pair[0]} in {pair[1]} is said twice.")
            seen.add(pair)
    cited = {name for each in offers.offers for name in each.sources}
    for source in offers.sources.values():
        if source.id not in cited:
            yield Finding(source.line, f"No offer rests on the source {source.id}.")


def _offer(table: Table, sources: Sources, vocabulary: Vocabulary) -> Offer:
    offer = Offer(
        starts=table.words("starts"),
        courses=table.words("courses"),
        providers=table.words("providers"),
        note=table.text("note", ""),
        sources=source_ids(table, sources),
        line=table.line,
    )
    for start in offer.starts:
        if read_cohort(start) is None:
            raise table.problem(f"{start!r} is no start: write it as 2026-autumn or 2027-spring.", "starts")
    for course in offer.courses:
        if course not in vocabulary.courses:
            near = did_you_mean(course, vocabulary.courses)
            raise table.problem(f"There is no course called {course!r}{near}.", "courses")
    for key, values in (("starts", offer.starts), ("courses", offer.courses), ("providers", offer.providers)):
        if not values:
            raise table.problem(f"“{key}” must name one or more.", key)
    return offer


def _order(start: str) -> tuple[int, bool]:
    return Cohort(start).order
