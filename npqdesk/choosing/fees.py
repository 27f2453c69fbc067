"""What a course costs those who pay for it themselves: fees as published, charges for leaving, free support.

To add a fee: one `[[fee]]` in `resources/catalogue/fees.toml` with its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from npqdesk.rules.check import Finding
from npqdesk.rules.cohorts import read_cohort
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Source
from npqdesk.rules.statements import Sources, read_sources, source_ids
from npqdesk.rules.toml_file import Table, TomlFile, read_each

Vat = Literal["not_stated", "plus", "included", "none"]
VATS: tuple[Vat, ...] = get_args(Vat)


@dataclass(frozen=True, slots=True)
class Fee:
    """What a seller asked for one course in some starts; `lead_provider` is empty where that is not said."""

    course: str
    pounds: int
    vat: Vat
    seller: str
    lead_provider: str
    starts: tuple[str, ...]
    source: str
    line: int

    @property
    def key(self) -> str:
        """What tells it from every other shipped fee."""
        return f"{self.course}/{self.source}/{self.starts[0]}"


@dataclass(frozen=True, slots=True)
class Charge:
    """What somebody charges a person who leaves."""

    who: str
    when: str
    say: str
    source: str


@dataclass(frozen=True, slots=True)
class Support:
    """Help that a lead provider gives free of charge."""

    lead_provider: str
    say: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fees:
    """All that is published of money between a school and those who deliver courses."""

    fees: tuple[Fee, ...]
    charges: tuple[Charge, ...]
    support: tuple[Support, ...]
    sources: Mapping[str, Source]


def read_fees(text: str, file_name: str, vocabulary: Vocabulary) -> Fees:
    """The fees that a file states.  Raises Problem with the line where its form, words or references are wrong."""
    top = TomlFile(text, file_name, kind="fees file").top
    sources = read_sources(top)
    fees = [fee for table in top.tables("fee") for fee in _fees(table, sources, vocabulary)]
    charges = read_each(
        top.tables("charge"),
        lambda table: Charge(table.text("who"), table.text("when"), table.text("say"), table.one_of("source", sources)),
    )
    support = read_each(
        top.tables("support"),
        lambda table: Support(table.text("lead_provider"), table.text("say"), source_ids(table, sources)),
    )
    top.done()
    return Fees(tuple(fees), charges, support, sources)


def check_fees(fees: Fees) -> tuple[Finding, ...]:
    """What is wrong with fees of sound form: one told twice, a source that nothing rests on."""
    return tuple(sorted(_findings(fees), key=lambda finding: (finding.line, finding.say)))


def _findings(fees: Fees) -> Iterator[Finding]:
    seen: set[str] = set()
    for fee in fees.fees:
        if fee.key in seen:
            yield Finding(fee.line, f"The fee of {fee.course} for {fee.starts[0]} by {fee.source} stands there twice.")
        seen.add(fee.key)
    cited = {fee.source for fee in fees.fees} | {charge.source for charge in fees.charges}
    cited |= {name for support in fees.support for name in support.sources}
    for source in fees.sources.values():
        if source.id not in cited:
            yield Finding(source.line, f"Nothing rests on the source {source.id}.")


def _fees(table: Table, sources: Sources, vocabulary: Vocabulary) -> Iterator[Fee]:
    courses, starts = table.words("courses"), table.words("starts")
    for course in courses:
        if course not in vocabulary.courses:
            raise table.problem(f"There is no course called {course!r}.", "courses")
    for start in starts:
        if read_cohort(start) is None:
            raise table.problem(f"{start!r} is no start: write it as 2026-autumn or 2027-spring.", "starts")
    if not courses or not starts:
        raise table.problem("A fee is for one course or more, and for one start or more.")
    pounds = table.fitting("pounds", int, range(1, 100_000).__contains__, "must be 1 or more, and below 100,000")
    vat: Vat = table.one_of("vat", VATS)  # type: ignore[assignment]  # one of the closed set just read
    seller, lead = table.text("seller"), table.text("lead_provider", "")
    source = table.one_of("source", sources)
    table.done()
    for course in courses:
        yield Fee(course, pounds, vat, seller, lead, starts, source, table.line)
