"""Reads a policy file: TOML text to a `Policy`, or one Problem with the file, the line and the nearest spelling.

To add a funding year, write one file in `resources/policy/` that states the period completely:

1. `[policy]` id, edition, cohorts, title, status, decided_from; `[[source]]` for each page it rests on.
2. `[courses]` with the first cohort that offers each; `[sets]` for lists of values used below as "@name"; `[[list]]`
   for each eligibility list it reads.
3. `[[scholarship]]` rules in order (those with basis "guidance" before the service rules that they override, a rule
   with `when = {}` last), `[[grant]]` rules likewise, `[[caution]]`s; under each rule at least one example that this
   very rule decides.
4. `[[case]]`s: what the published terms say of whole groups of people, which the rules together must answer.
   `[places]` and `[[note]]`s: how many places were funded, and where sources differ.
5. `npqdesk policy check FILE` until it finds nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import When
from npqdesk.rules.facts import Fact, Vocabulary
from npqdesk.rules.people import read_case, read_example, read_pounds
from npqdesk.rules.policy import Caution, Example, GrantRule, Policy, Rule
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.statements import (
    Sources,
    read_grant_terms,
    read_lists,
    read_note,
    read_places,
    read_sources,
    source_ids,
)
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.rules.vocabulary import read_starts
from npqdesk.rules.when import SCHOLARSHIP, Sets, read_when


def read_policy(text: str, file_name: str, vocabulary: Vocabulary) -> Policy:
    """The policy that a file states.  Raises Problem where its form, its words or its references are wrong."""
    return _PolicyReader(TomlFile(text, file_name, kind="policy file"), vocabulary).policy()


def policy_hash(text: str) -> str:
    """What identifies a policy text for good: its SHA-256, with line ends as on this system's every other."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


class _PolicyReader:
    """Holds what later tables refer back to: sources, sets, and how many examples were read."""

    def __init__(self, file: TomlFile, vocabulary: Vocabulary) -> None:
        self.file = file
        self.vocabulary = vocabulary
        self.facts_after = {**vocabulary.facts, SCHOLARSHIP.name: SCHOLARSHIP}
        self.sources: Sources = {}
        self.sets: Sets = {}
        self.sets_used: set[str] = set()
        self.examples_read = {"scholarship": 0, "grant": 0}

    def policy(self) -> Policy:
        top = self.file.top
        if "policy" not in top:
            raise top.problem(f"It has no table [policy]{did_you_mean('policy', top)}.")
        head = top.table("policy")
        if head.take("format", int) != 1:
            raise head.problem("This version of npqdesk reads policy format 1.", "format")
        self.sources = read_sources(top)
        sets = top.table("sets")
        self.sets = self._sets(sets)
        scholarship = read_each(top.tables("scholarship"), self._rule)
        grants = read_each(top.tables("grant"), self._grant)
        policy = Policy(
            id=head.name("id"),
            edition=head.fitting("edition", int, range(1, 1000).__contains__, "must be 1 or more, and below 1,000"),
            title=head.fitting("title", str, _is_one_line, "must be a few words on one line"),
            status=head.one_of("status", ("draft", "in_force", "withdrawn")),  # type: ignore[arg-type]
            cohorts=self._cohorts(head),
            decided_from=head.take("decided_from", date),
            sources=self.sources,
            courses=self._courses(top.table("courses")),
            scholarship=scholarship,
            grants=grants,
            cautions=read_each(top.tables("caution"), self._caution),
            lists=read_lists(top, self.vocabulary),
            grant_terms=read_grant_terms(top, self.sources),
            service_rules=tuple(rule for rule in scholarship if rule.basis != "guidance"),
            classes=value_classes((*scholarship, *grants), self.facts_after),
            starts=read_starts(top),
            cases=read_each(top.tables("case"), lambda table: read_case(table, self.vocabulary)),
            notes=read_each(top.tables("note"), lambda table: read_note(table, self.sources)),
            places=read_places(top, self.sources),
            file_name=self.file.name,
        )
        head.done()
        top.done()
        self._refuse_idle_sets(sets)
        self._refuse_gaps(policy)
        return policy

    def _rule(self, table: Table) -> Rule:
        reason = table.one_of("reason", self.vocabulary.reasons)
        outcome = table.one_of("outcome", ("funded", "not_funded", "review"))
        if outcome != self.vocabulary.reasons[reason].outcome:
            raise table.problem(f"The reason {reason} means {self.vocabulary.reasons[reason].outcome}.", "outcome")
        return Rule(
            id=table.name("id"),
            when=self._when(table, self.vocabulary.facts),
            outcome=outcome,
            reason=reason,
            basis=table.one_of("basis", ("service", "guidance", "both")),  # type: ignore[arg-type]
            say=table.text("say"),
            sources=source_ids(table, self.sources),
            examples=self._examples(table, "scholarship"),
            note=table.text("note", ""),
            line=table.line,
        )

    def _grant(self, table: Table) -> GrantRule:
        return GrantRule(
            id=table.name("id"),
            when=self._when(table, self.facts_after),
            pounds=read_pounds(table, "pounds"),
            reason=table.name("reason"),
            say=table.text("say"),
            sources=source_ids(table, self.sources),
            examples=self._examples(table, "grant"),
            note=table.text("note", ""),
            line=table.line,
        )

    def _caution(self, table: Table) -> Caution:
        return Caution(
            id=table.name("id"),
            when=self._when(table, self.facts_after),
            say=table.text("say"),
            sources=source_ids(table, self.sources),
            asks=table.take("asks", bool, default=False),
            line=table.line,
        )

    def _when(self, table: Table, facts: Mapping[str, Fact]) -> When:
        when, unless = table.take("when", dict), table.mapping("unless")
        self.sets_used |= {*_named_sets(when), *_named_sets(unless)}
        return When(
            read_when(table, "when", when, facts, self.sets),
            read_when(table, "unless", unless, facts, self.sets),
        )

    def _sets(self, table: Table) -> Sets:
        sets = {name: frozenset(table.words(name)) for name in table}
        for name, values in sets.items():
            if not values:
                raise table.problem(f"The set “{name}” has no value in it.", name)
        return sets

    def _refuse_idle_sets(self, table: Table) -> None:
        for name in self.sets:
            if name not in self.sets_used:
                raise table.problem(f"No condition speaks of the set “@{name}”.", name)

    def _cohorts(self, head: Table) -> tuple[str, ...]:
        cohorts = head.words("cohorts")
        for cohort in cohorts:
            if self.vocabulary.cohort(cohort) is None:
                near = did_you_mean(cohort, self.vocabulary.cohorts)
                raise head.problem(f"There is no cohort called {cohort!r}{near}.", "cohorts")
        if not cohorts:
            raise head.problem("“cohorts” must name one start or more.", "cohorts")
        return cohorts

    def _courses(self, table: Table) -> dict[str, str]:
        for course in table:
            if course not in self.vocabulary.courses:
                raise table.problem(
                    f"There is no course called {course!r}{did_you_mean(course, self.vocabulary.courses)}.", course
                )
        courses = {course: self._first_start(table, course) for course in table}
        if not courses:
            raise table.problem("[courses] must name one course or more.")
        return courses

    def _first_start(self, table: Table, course: str) -> str:
        cohort = table.take(course, str)
        if self.vocabulary.cohort(cohort) is None:
            near = did_you_mean(cohort, self.vocabulary.cohorts)
            raise table.problem(f"There is no cohort called {cohort!r}{near}.", course)
        return cohort

    def _examples(self, table: Table, kind: str) -> tuple[Example, ...]:
        tables, self.examples_read[kind] = table.nested("example", self.examples_read[kind])
        if not tables:
            raise table.problem("A rule needs at least one example that it decides itself.")
        return read_each(tables, lambda table: read_example(table, self.vocabulary))

    def _refuse_gaps(self, policy: Policy) -> None:
        """Every case must find a rule: the last of each kind has no condition."""
        for name, rules in (("scholarship", policy.scholarship), ("grant", policy.grants)):
            if not rules:
                none = f"It has no [[{name}]] rule; the last must be for all other cases: when = {{}}."
                raise self.file.problem(0, none)
            if rules[-1].when != When():
                raise self.file.problem(
                    rules[-1].line, f"The last [[{name}]] rule must be for all other cases: when = {{}}."
                )


def _is_one_line(text: str) -> bool:
    return bool(text.strip()) and "\n" not in text


def _named_sets(conditions: Mapping[str, Any]) -> Iterator[str]:
    """The sets that some conditions speak of."""
    for wanted in conditions.values():
        inner = wanted.get("not") if isinstance(wanted, dict) else wanted
        if isinstance(inner, str) and inner.startswith("@"):
            yield inner[1:]
