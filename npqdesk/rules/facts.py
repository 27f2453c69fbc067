"""What can be known of a case: each fact with its closed set of values and the words for it.

Three kinds of missing are never mixed up.  *Not known yet*: the fact is absent.  *Not recorded*: the register is
blank, an explicit value that rules treat.  *Does not exist here*: a nursery is no establishment; `settle` says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from npqdesk.rules.cohorts import Cohort, read_cohort
from npqdesk.rules.conditions import Case, Facts, Value, When, holds
from npqdesk.rules.policy import Outcome, Policy
from npqdesk.rules.spelling import did_you_mean

NOT_RECORDED = "not_recorded"


class FactError(ValueError):
    """A fact or a value that the vocabulary does not have; the text says which and the nearest spelling."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be known.  `names` are short words for its values, `phrases` sentences, `asks` who can say.

    `elsewhere` is the value where the fact cannot exist, which is wherever `only_when` does not hold;
    `for_other_course` is what to assume of it on another course; what belongs to a "workplace" or to a "start" is not
    known at another one."""

    name: str
    kind: Literal["choice", "yes_no", "count", "identifier", "month", "cohort", "day"]
    label: str
    values: tuple[str, ...] = ()
    asks: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    only_when: When | None = None
    elsewhere: str = ""
    for_other_course: str = ""
    belongs_to: tuple[str, ...] = ()

    def settled(self, facts: Case) -> str | None:
        """Its value where it cannot exist in a case; `None` where it can, or where that is not known."""
        return self.elsewhere if self.only_when and holds(self.only_when, facts) is False else None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Something that may honestly be otherwise where `when` holds, and the facts that come with it.

    `say` and `said` word it after "If", as it might be and as it might have been; `moves`: at another workplace;
    `ends`: it is told because it would lose a good answer, not because it would bring one."""

    id: str
    say: str
    facts: Facts
    said: str = ""
    when: When | None = None
    moves: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """An NPQ or coaching offer as staff know it; `short` is its code, `word` one for the head of a narrow column;
    months of teaching, and of assessment after it in words."""

    id: str
    name: str
    short: str
    word: str
    group: str
    npq: bool
    months_taught: int | None
    months_assessment: str
    for_whom: str

    @property
    def full_name(self) -> str:
        """ "Leading primary mathematics (NPQLPM)"."""
        return f"{self.name} ({self.short})"


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """What a DfE reason code means: its outcome, a few words for a heading, a sentence for the person."""

    outcome: Outcome
    title: str
    say: str


@dataclass(frozen=True, slots=True)
class Group:
    """People of whom a difference between two editions is told together: "staff of private nurseries".

    `among`: they belong to other groups too, and only what is not told of those is told of them."""

    say: str
    when: When
    among: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that policies, questions, files and screens may speak of.  `cohorts`: the known starts, oldest first;
    `groups`: the people whom rules speak of, in the order to tell of them; `what_ifs`: the most useful first."""

    facts: Mapping[str, Fact]
    courses: Mapping[str, Course]
    cohorts: Mapping[str, Cohort]
    reasons: Mapping[str, ReasonWords]
    groups: tuple[Group, ...] = ()
    what_ifs: Mapping[str, WhatIf] = field(default_factory=dict)

    def read(self, name: str, text: str) -> Value:
        """The value that `text` writes for a fact.  Raises FactError with the nearest spelling."""
        fact = self.facts.get(name)
        if fact is None:
            raise FactError(f"There is no fact called {name!r}{did_you_mean(name, self.facts)}")
        text = text.strip()
        if fact.kind == "count":
            return _read_count(fact, text)
        if fact.kind == "day":
            return _read_day(fact, text)
        if fact.kind == "cohort" and read_cohort(text) is None:
            raise FactError(f"{name} cannot be {text!r}{did_you_mean(text, self.cohorts)}")
        if fact.values and text not in fact.values:
            raise FactError(f"{name} cannot be {text!r}{did_you_mean(text, fact.values)}")
        if fact.kind == "identifier" and not text.isalnum():
            raise FactError(f"{name} cannot be {text!r}: it has only letters and digits")
        return text

    def cohort(self, cohort_id: str) -> Cohort | None:
        """A start by its id, also one that has no rules yet; `None` where it is no such id."""
        return self.cohorts.get(cohort_id) or read_cohort(cohort_id)

    def with_cohorts(self, policies: Iterable[Policy]) -> "Vocabulary":
        """The same with the starts of some policies known too, and when they begin."""
        found = dict(self.cohorts)
        for policy in policies:
            for cohort_id in policy.cohorts:
                found.setdefault(cohort_id, Cohort(cohort_id, policy.starts.get(cohort_id, "")))
        return replace(self, cohorts=dict(sorted(found.items(), key=lambda item: item[1].order)))

    def settle(self, facts: Facts) -> dict[str, Value]:
        """The same facts with those that cannot exist in this case filled in; a fact that was given stays as given."""
        settled = dict(facts)
        for fact in self.facts.values():
            if fact.name not in facts and (value := fact.settled(facts)) is not None:
                settled[fact.name] = value
        return settled

    def value_name(self, name: str, value: Value) -> str:
        """A value in a few words: "Voluntary aided school", "Yes", "142"."""
        fact = self.facts[name]
        if fact.kind == "yes_no":
            return {"yes": "Yes", "no": "No"}.get(str(value), str(value))
        if value == NOT_RECORDED:
            return "Not recorded"
        if isinstance(value, int):
            return f"{value:,}"
        if fact.kind == "day":
            day = date.fromisoformat(value)
            return f"{day.day} {day:%B %Y}"
        if fact.kind == "cohort" and (cohort := read_cohort(value)):
            return cohort.words
        return fact.names.get(value, value)

    def say(self, name: str, value: Value, names: Mapping[str, str]) -> str:
        """A fact as a sentence without its full stop: "Amara Okafor works in England".

        `names` fills `{name}`, `{workplace}`, `{course}` and `{cohort}`."""
        fact = self.facts[name]
        phrase = fact.phrases.get(str(value)) or fact.phrases.get("any")
        words = self.value_name(name, value)
        return fill(phrase, {**names, "value": words}) if phrase else f"{fact.label}: {words}"


def fill(template: str, names: Mapping[str, str]) -> str:
    """A template of the shipped texts with its `{places}` filled; the filled-in text is never read as a template."""
    return template.format_map(_Names(names))


class _Names(dict[str, str]):
    """Leaves a place that nobody filled readable instead of failing while a person waits."""

    def __missing__(self, key: str) -> str:
        return key.replace("_", " ")


def _read_count(fact: Fact, text: str) -> Value:
    if text == NOT_RECORDED:
        return text
    if text.isascii() and text.isdecimal() and len(text) <= 6:
        return int(text)
    raise FactError(f"{fact.name} cannot be {text!r}: write a whole number, such as 142, or {NOT_RECORDED}")


def _read_day(fact: Fact, text: str) -> Value:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise FactError(f"{fact.name} cannot be {text!r}: write a day as 2026-11-21") from None
