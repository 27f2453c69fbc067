"""What a catalogue of Maths Hubs projects holds: values only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from npqdesk.services.hubs.finance import (
    BySchools,
    CoFunded,
    Composite,
    Days,
    Line,
    PersonYear,
    Release,
    Rule,
)

Phase = Literal["early_years", "primary", "secondary", "post_16"]
Kind = Literal["work_group", "programme", "community"]
Required = Literal["yes", "no", "recommended", "depends"]
OpenTo = Literal[
    "schools", "teachers", "teaching_assistants", "colleges", "specialists", "hub_leaders", "training_providers"
]
ToSchools = Literal["pounds", "cover", "none", "unstated"]

PHASES: Mapping[str, str] = {
    "early_years": "Early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "post_16": "Post-16",
}
KINDS: Mapping[str, str] = {"work_group": "Work Group", "programme": "Programme", "community": "Community"}
REQUIRED: Mapping[str, str] = {
    "yes": "Required for hubs",
    "recommended": "Recommended for hubs",
    "depends": "One of several, for hubs",
    "no": "Not required for hubs",
}
OPEN_TO: Mapping[str, str] = {
    "schools": "Schools and departments",
    "teachers": "Single teachers",
    "teaching_assistants": "Teaching assistants",
    "colleges": "Colleges",
    "specialists": "Specialists already appointed",
    "hub_leaders": "Leaders of a hub",
    "training_providers": "Teacher training providers",
}
TO_SCHOOLS: Mapping[str, str] = {
    "pounds": "Pays schools",
    "cover": "Pays schools’ cover, no figure",
    "none": "Pays schools nothing",
    "unstated": "Payment to schools not stated",
}
ALL_PHASES = len(get_args(Phase))


@dataclass(frozen=True, slots=True)
class Group:
    """How many take part together; what is not said is None or empty."""

    smallest: int | None = None
    largest: int | None = None
    planned: int | None = None
    unit: str = ""
    say: str = ""

    @property
    def words(self) -> str:
        """ "6 to 7 schools", "at least 4 schools"; empty where no number is said."""
        low, high = self.smallest, self.largest
        if low is not None and high is not None:
            size = f"{low}" if low == high else f"{low} to {high}"
        elif low is not None:
            size = f"at least {low}"
        elif high is not None:
            size = f"at most {high}"
        else:
            size = "" if self.planned is None else f"planned: {self.planned}"
        return f"{size} {self.unit}".strip() if size else ""


@dataclass(frozen=True, slots=True)
class Event:
    """A day, a workshop or a webinar of a project, as the catalogue dates it."""

    what: str
    when: str = ""
    where: str = ""
    who: str = ""
    count: int = 0
    days: str = ""

    @property
    def words(self) -> str:
        """ "3 × WGL day (September 2019, Birmingham)"."""
        days = f"{self.days} {'day' if self.days == '1' else 'days'}" if self.days else ""
        about = ", ".join(part for part in (self.when, self.where, days) if part)
        many = f"{self.count} × " if self.count > 1 else ""
        return f"{many}{self.what}{f' ({about})' if about else ''}"


@dataclass(frozen=True, slots=True)
class Project:
    """One section of the catalogue: mostly one code, sometimes two."""

    codes: tuple[str, ...]
    title: str
    own_title: str
    phases: tuple[Phase, ...]
    kind: Kind
    year: str
    required: Required
    required_say: str
    open_to: tuple[OpenTo, ...]
    purpose: str
    audience: str
    needs: tuple[str, ...]
    one_of: tuple[str, ...]
    exclusions: tuple[str, ...]
    group: Group
    model: str
    time: tuple[str, ...]
    online: tuple[str, ...]
    events: tuple[Event, ...]
    money: tuple[Rule, ...]
    money_say: tuple[str, ...]
    nothing_to_schools: bool
    notes: tuple[str, ...]
    linked: tuple[str, ...]

    @property
    def code(self) -> str:
        """ "19-09", "19-03 and 19-04"."""
        return " and ".join(self.codes)

    @property
    def short_code(self) -> str:
        """ "19-09", "19-03/04": for a list."""
        first, *rest = self.codes
        return "/".join((first, *(code[-2:] for code in rest)))

    @property
    def phase_words(self) -> str:
        """ "Primary and secondary", "All phases"."""
        if len(self.phases) == ALL_PHASES:
            return "All phases"
        first, *rest = (PHASES[phase] for phase in self.phases)
        return " and ".join((first, *(each.lower() for each in rest)))

    @property
    def said(self) -> str:
        """All its texts."""
        events = (each.words for each in self.events)
        partners = (rule.partner for rule in self.money if isinstance(rule, CoFunded))
        return " ".join(
            (self.title, self.own_title, self.purpose, self.audience, self.group.say, self.group.unit, self.model,
             self.required_say, *self.needs, *self.one_of, *self.exclusions, *self.time, *self.online, *self.money_say,
             *self.notes, *events, *partners)
        )  # fmt: skip

    @property
    def to_schools(self) -> ToSchools:
        """Whether the money rules give anything to the schools that take part."""
        if any(isinstance(rule, PersonYear | Release) or _pays_school(rule) for rule in self.money):
            return "pounds"
        if any(isinstance(rule, Days) and "school" in rule.payee for rule in self.money):
            return "cover"
        return "none" if self.nothing_to_schools else "unstated"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All projects of one year; `words` are its abbreviations."""

    id: str
    year: str
    title: str
    source: str
    banner: str
    notes: tuple[str, ...]
    words: Mapping[str, str]
    projects: tuple[Project, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the catalogue."""
        return tuple(code for project in self.projects for code in project.codes)

    def short_forms(self, project: Project) -> tuple[tuple[str, str], ...]:
        """The abbreviations that stand in the texts of a project, each with what it stands for."""
        said = set(re.findall(r"\w+", project.said))
        return tuple((short, long) for short, long in self.words.items() if not said.isdisjoint((short, f"{short}s")))


def school_lines(rule: Rule) -> tuple[Line, ...]:
    """The lines of a rule that are paid to each school of the group."""
    lines = rule.lines if isinstance(rule, BySchools | Composite) else ()
    return tuple(line for line in lines if line.to_school)


def _pays_school(rule: Rule) -> bool:
    return bool(school_lines(rule))
