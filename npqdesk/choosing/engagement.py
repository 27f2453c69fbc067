"""How much of a course has been done, what may still be missed, and whether the assessment can be taken.

Reckoned in fractions, so that exactly 90 per cent is 90 per cent.  To add a lead provider's way of counting: one
`[[scheme]]` in `resources/catalogue/engagement.toml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from npqdesk.rules.check import Finding
from npqdesk.rules.policy import Source
from npqdesk.rules.statements import Sources, read_sources, source_ids
from npqdesk.rules.toml_file import Table, TomlFile, read_each

State = Literal["reached", "can_be", "cannot_be"]


@dataclass(frozen=True, slots=True)
class PartOf:
    """One thing that is counted, and its weight in per cent."""

    id: str
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a lead provider counts; `together`: parts are weighed and added up, else each has to reach the threshold."""

    id: str
    lead_provider: str
    title: str
    together: bool
    threshold: int
    default: bool
    parts: tuple[PartOf, ...]
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Schemes:
    """Every way of counting that is known, the default among them."""

    schemes: tuple[Scheme, ...]
    sources: Mapping[str, Source]

    def of(self, lead_provider: str) -> Scheme:
        """How a lead provider counts; the default where that is not known."""
        named = (each for each in self.schemes if each.lead_provider.casefold() == lead_provider.strip().casefold())
        return next(named, None) or next(each for each in self.schemes if each.default)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a part there are, were done, and were missed for good; the rest is still to come."""

    total: int
    done: int
    missed: int

    @property
    def to_come(self) -> int:
        return self.total - self.done - self.missed

    @property
    def is_whole(self) -> bool:
        """Whether such numbers can be: at least one, and no more done and missed than there are."""
        return self.total > 0 and self.done >= 0 and self.missed >= 0 and self.to_come >= 0


@dataclass(frozen=True, slots=True)
class PartStanding:
    """One part: how far it is in per cent, how far it can still come, and how many more of it alone may be missed."""

    part: PartOf
    count: Count
    done: Fraction
    possible: Fraction
    may_miss: int


@dataclass(frozen=True, slots=True)
class Engagement:
    """The whole: what is done, what it comes to if nothing more is missed, and whether that is enough."""

    state: State
    done: Fraction
    possible: Fraction
    parts: tuple[PartStanding, ...]


def engagement(scheme: Scheme, counts: Mapping[str, Count]) -> Engagement:
    """How someone stands.  `counts` has every part of the scheme, whole."""
    done = _sum(scheme, counts, missing=())
    possible = _sum(scheme, counts, missing=(), with_coming=True)
    parts = tuple(
        PartStanding(
            part,
            counts[part.id],
            Fraction(100 * counts[part.id].done, counts[part.id].total),
            Fraction(100 * (counts[part.id].total - counts[part.id].missed), counts[part.id].total),
            _may_miss(scheme, counts, part),
        )
        for part in scheme.parts
    )
    if _is_enough(scheme, counts, coming=False):
        return Engagement("reached", done, possible, parts)
    return Engagement("can_be" if _is_enough(scheme, counts, coming=True) else "cannot_be", done, possible, parts)


def read_schemes(text: str, file_name: str) -> Schemes:
    """The ways of counting that a file states.  Raises Problem with the line where one is malformed."""
    file = TomlFile(text, file_name, kind="engagement file")
    sources = read_sources(file.top)
    schemes, parts = [], 0
    for table in file.top.tables("scheme"):
        tables, parts = table.nested("part", parts)
        schemes.append(_scheme(table, read_each(tables, _part), sources))
    file.top.done()
    if sum(each.default for each in schemes) != 1:
        raise file.problem(0, "Just one scheme must be the default.")
    return Schemes(tuple(schemes), sources)


def check_schemes(schemes: Schemes) -> tuple[Finding, ...]:
    """What is wrong with schemes of sound form: a source that nothing rests on."""
    cited = {name for each in schemes.schemes for name in each.sources}
    idle = (each for each in schemes.sources.values() if each.id not in cited)
    return tuple(Finding(each.line, f"No scheme rests on the source {each.id}.") for each in idle)


def _sum(
    scheme: Scheme, counts: Mapping[str, Count], *, missing: tuple[tuple[str, int], ...], with_coming: bool = False
) -> Fraction:
    """What the parts come to, weighed, in per cent; where each counts by itself, the least of them."""
    also_missed = dict(missing)
    shares = []
    for part in scheme.parts:
        count = counts[part.id]
        done = count.done + (count.to_come - also_missed.get(part.id, 0) if with_coming else 0)
        shares.append((part.weight, Fraction(done, count.total)))
    if scheme.together:
        return sum((weight * share for weight, share in shares), Fraction(0))
    return min(100 * share for _weight, share in shares)


def _is_enough(
    scheme: Scheme, counts: Mapping[str, Count], *, coming: bool, missing: tuple[str, int] = ("", 0)
) -> bool:
    return _sum(scheme, counts, missing=(missing,), with_coming=coming) >= scheme.threshold


def _may_miss(scheme: Scheme, counts: Mapping[str, Count], part: PartOf) -> int:
    """How many more of one part may be missed if nothing else is."""
    enough = (
        number
        for number in range(counts[part.id].to_come, -1, -1)
        if _is_enough(scheme, counts, coming=True, missing=(part.id, number))
    )
    return next(enough, 0)


def _scheme(table: Table, parts: tuple[PartOf, ...], sources: Sources) -> Scheme:
    scheme = Scheme(
        id=table.name("id"),
        lead_provider=table.text("lead_provider"),
        title=table.text("title"),
        together=table.take("together", bool),
        threshold=table.fitting("threshold", int, range(1, 101).__contains__, "must be 1 to 100"),
        default=table.take("default", bool, default=False),
        parts=parts,
        sources=source_ids(table, sources),
        line=table.line,
    )
    table.done()
    if sum(_weights(parts)) != 100:
        raise table.problem("The weights of its parts must come to 100.")
    return scheme


def _weights(parts: tuple[PartOf, ...]) -> Iterator[int]:
    return (part.weight for part in parts)


def _part(table: Table) -> PartOf:
    weight = table.fitting("weight", int, range(1, 101).__contains__, "must be 1 to 100")
    return PartOf(table.name("id"), table.text("title"), weight)
