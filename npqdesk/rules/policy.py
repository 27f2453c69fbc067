"""What one funding period says: its rules, the school's grant, what to take care of, and where each comes from.

To add a funding year, write one file in `resources/policy/` (see `reader.py`); nothing here changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Literal

from npqdesk.rules.conditions import Facts, Value, When

Outcome = Literal["funded", "not_funded", "review", "undecided", "no_policy"]
Basis = Literal["published", "service"]
"""`published`: published guidance, which overrides DfE's registration service; `service`: what that service answers."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from.  `dated` says the date in words where only a season or year is known."""

    id: str
    title: str
    publisher: str
    url: str
    date: date
    dated: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A case that the rule it stands under decides itself."""

    say: str
    given: Facts


@dataclass(frozen=True, slots=True)
class Rule:
    """One step of the scholarship decision; `say` states it in a sentence that is true whether passed or failed."""

    id: str
    when: When
    outcome: Outcome
    reason: str
    basis: Literal["service", "guidance", "both"]
    say: str
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class GrantRule:
    """One step of the Targeted Support Fund decision: pounds to the school for one participant and course."""

    id: str
    when: When
    pounds: int
    reason: str
    say: str
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader must know that does not change the answer.  `asks`: its facts are worth a question."""

    id: str
    when: When
    say: str
    sources: tuple[str, ...]
    asks: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A statement of the published terms that the edition as a whole must answer so, wherever its rules stand.

    `given` has one value or more of each fact, and the case stands for every mixture of them.  `reason` is the
    published answer, `service_reason` that of DfE's service; `pounds` is the grant, `grant_reason` why, if it says."""

    say: str
    given: Mapping[str, tuple[Value, ...]]
    reason: str
    service_reason: str
    pounds: int | None = None
    grant_reason: str = ""
    line: int = 0

    def people(self) -> Iterator[Facts]:
        """The facts of each person that the case stands for."""
        for values in product(*self.given.values()):
            yield dict(zip(self.given, values, strict=True))


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing that hangs on no one rule: sources that differ, how many places there were."""

    id: str
    say: str
    sources: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListUse:
    """An eligibility list that this period reads: which fact it settles, by which identifier, published when."""

    list_id: str
    fact: str
    identifier: Literal["urn", "ukprn", "ofsted_urn"]
    published_from: date | None = None
    published_until: date | None = None
    line: int = field(default=0, compare=False)

    def last_day(self, today: date) -> date:
        """The latest publication day that counts: a list of a later start never answers for this one."""
        return min(today, self.published_until) if self.published_until else today

    def is_too_old(self, published: date) -> bool:
        """Whether a release of that day was published for an earlier start."""
        return self.published_from is not None and published < self.published_from


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """The scheme in words: its name, year, when it was paid, and the published conditions."""

    scheme: str
    academic_year: str
    paid: str
    source: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One funding period, whole.  `courses` maps each course to the first cohort that offers it; `starts` says when the
    courses of a cohort begin, where the vocabulary doesn't; `classes` holds, for each fact that decides, one value of
    each kind that the rules tell apart; `cases` are what it must answer, `places` how many were funded."""

    id: str
    edition: int
    title: str
    status: Literal["draft", "in_force", "withdrawn"]
    cohorts: tuple[str, ...]
    decided_from: date
    sources: dict[str, Source]
    courses: dict[str, str]
    scholarship: tuple[Rule, ...]
    grants: tuple[GrantRule, ...]
    cautions: tuple[Caution, ...]
    lists: tuple[ListUse, ...]
    grant_terms: GrantTerms | None
    service_rules: tuple[Rule, ...]
    classes: Mapping[str, tuple[Value, ...]]
    starts: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    notes: tuple[Note, ...] = ()
    places: Note | None = None
    file_name: str = ""
    added: bool = False

    def rules(self, basis: Basis) -> tuple[Rule, ...]:
        """The scholarship rules in order, with or without those that published guidance adds."""
        return self.scholarship if basis == "published" else self.service_rules

    @property
    def name(self) -> str:
        """Title and edition as people cite it: "Autumn 2026, edition 1"; and that it was added, where it was."""
        return f"{self.title}, edition {self.edition}{', added locally' if self.added else ''}"
