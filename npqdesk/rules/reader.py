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
import re
from collections.abc import Mapping
from datetime import date
from math import prod
from typing import Any

from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import Value, When
from npqdesk.rules.facts import Fact, FactError, Vocabulary
from npqdesk.rules.policy import Case, Caution, Example, GrantRule, GrantTerms, ListUse, Note, Policy, Rule, Source
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.rules.vocabulary import read_starts
from npqdesk.rules.when import SCHOLARSHIP, Sets, read_when

_ID, _ADDRESS = re.compile(r"[a-z0-9][a-z0-9-]*"), re.compile(r"https?://\S+$")

MOST_PEOPLE = 2_000
"""How many people one case may stand for, so that a check stays a matter of seconds."""


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
        self.sources: dict[str, Source] = {}
        self.sets: Sets = {}
        self.examples_read = {"scholarship": 0, "grant": 0}

    def policy(self) -> Policy:
        top = self.file.top
        head = top.table("policy")
        if head.take("format", int) != 1:
            raise head.problem("This version of npqdesk reads policy format 1.", "format")
        self.sources = {source.id: source for source in read_each(top.tables("source"), _source)}
        self.sets = self._sets(top.table("sets"))
        scholarship = read_each(top.tables("scholarship"), self._rule)
        grants = read_each(top.tables("grant"), self._grant)
        policy = Policy(
            id=head.fitting("id", str, _ID.fullmatch, "must be small letters, digits and hyphens, such as 2027-autumn"),
            edition=head.fitting("edition", int, lambda number: number > 0, "must be 1 or more"),
            title=head.fitting("title", str, _is_one_line, "must be a few words on one line"),
            status=head.one_of("status", ("draft", "in_force", "withdrawn")),  # type: ignore[arg-type]
            cohorts=self._cohorts(head),
            decided_from=head.take("decided_from", date),
            sources=self.sources,
            courses=self._courses(top.table("courses")),
            scholarship=scholarship,
            grants=grants,
            cautions=read_each(top.tables("caution"), self._caution),
            lists=read_each(top.tables("list"), self._list),
            grant_terms=self._grant_terms(top),
            service_rules=tuple(rule for rule in scholarship if rule.basis != "guidance"),
            classes=value_classes((*scholarship, *grants), self.facts_after),
            starts=read_starts(top),
            cases=read_each(top.tables("case"), self._case),
            notes=read_each(top.tables("note"), self._note),
            places=self._places(top),
            file_name=self.file.name,
        )
        head.done()
        top.done()
        self._refuse_gaps(policy)
        return policy

    def _rule(self, table: Table) -> Rule:
        reason = table.one_of("reason", self.vocabulary.reasons)
        outcome = table.one_of("outcome", ("funded", "not_funded", "review"))
        if outcome != self.vocabulary.reasons[reason].outcome:
            raise table.problem(f"The reason {reason} means {self.vocabulary.reasons[reason].outcome}.", "outcome")
        return Rule(
            id=table.take("id", str),
            when=self._when(table, self.vocabulary.facts),
            outcome=outcome,
            reason=reason,
            basis=table.one_of("basis", ("service", "guidance", "both")),  # type: ignore[arg-type]
            say=table.take("say", str),
            sources=self._source_ids(table),
            examples=self._examples(table, "scholarship"),
            note=table.take("note", str, ""),
            line=table.line,
        )

    def _grant(self, table: Table) -> GrantRule:
        return GrantRule(
            id=table.take("id", str),
            when=self._when(table, self.facts_after),
            pounds=table.fitting("pounds", int, lambda pounds: pounds >= 0, "must be 0 or more"),
            reason=table.take("reason", str),
            say=table.take("say", str),
            sources=self._source_ids(table),
            examples=self._examples(table, "grant"),
            note=table.take("note", str, ""),
            line=table.line,
        )

    def _caution(self, table: Table) -> Caution:
        return Caution(
            id=table.take("id", str),
            when=self._when(table, self.facts_after),
            say=table.take("say", str),
            sources=self._source_ids(table),
            asks=table.take("asks", bool, default=False),
            line=table.line,
        )

    def _case(self, table: Table) -> Case:
        reason = table.one_of("reason", self.vocabulary.reasons)
        given = table.take("given", dict)
        if prod(len(values) for values in given.values() if isinstance(values, list)) > MOST_PEOPLE:
            raise table.problem(f"A case stands for {MOST_PEOPLE:,} people at most; write it as two.", "given")
        return Case(
            say=table.take("say", str),
            given={name: self._one_or_more(table, name, values) for name, values in given.items()},
            reason=reason,
            service_reason=table.one_of("service_reason", self.vocabulary.reasons, reason),
            pounds=table.take("grant", int) if "grant" in table else None,
            grant_reason=table.take("grant_reason", str, ""),
            line=table.line,
        )

    def _one_or_more(self, table: Table, name: str, values: Any) -> tuple[Value, ...]:
        values = values if isinstance(values, list) else [values]
        if not values:
            raise table.problem(f"“{name}” has no value in it.", "given")
        return tuple(self._value(table, name, value) for value in values)

    def _note(self, table: Table) -> Note:
        return Note(table.take("id", str), table.take("say", str), self._source_ids(table), table.line)

    def _places(self, top: Table) -> Note | None:
        table = top.table("places")
        if not list(table):
            return None
        places = Note("places", table.take("say", str), self._source_ids(table), table.line)
        table.done()
        return places

    def _list(self, table: Table) -> ListUse:
        return ListUse(
            list_id=table.take("id", str),
            fact=table.one_of("fact", self.vocabulary.facts),
            identifier=table.one_of("identifier", ("urn", "ukprn", "ofsted_urn")),  # type: ignore[arg-type]
            published_from=table.take("published_from", date) if "published_from" in table else None,
            published_until=table.take("published_until", date) if "published_until" in table else None,
        )

    def _when(self, table: Table, facts: Mapping[str, Fact]) -> When:
        return When(
            read_when(table, "when", table.take("when", dict), facts, self.sets),
            read_when(table, "unless", table.mapping("unless"), facts, self.sets),
        )

    def _sets(self, table: Table) -> Sets:
        return {name: frozenset(table.words(name)) for name in table}

    def _cohorts(self, head: Table) -> tuple[str, ...]:
        cohorts = head.words("cohorts")
        for cohort in cohorts:
            if self.vocabulary.cohort(cohort) is None:
                near = did_you_mean(cohort, self.vocabulary.cohorts)
                raise head.problem(f"There is no cohort called {cohort!r}{near}.", "cohorts")
        if not cohorts or len(set(cohorts)) < len(cohorts):
            raise head.problem("“cohorts” must name one start or more, each once.", "cohorts")
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

    def _source_ids(self, table: Table) -> tuple[str, ...]:
        ids = table.words("sources")
        for source in ids:
            if source not in self.sources:
                raise table.problem(
                    f"There is no source called {source!r}{did_you_mean(source, self.sources)}.", "sources"
                )
        if not ids:
            raise table.problem("A rule needs at least one source.", "sources")
        return ids

    def _examples(self, table: Table, kind: str) -> tuple[Example, ...]:
        tables, self.examples_read[kind] = table.nested("example", self.examples_read[kind])
        if not tables:
            raise table.problem("A rule needs at least one example that it decides itself.")
        return read_each(tables, self._example)

    def _example(self, table: Table) -> Example:
        given: dict[str, Value] = {}
        for name, value in table.take("given", dict).items():
            given[name] = value if name == SCHOLARSHIP.name else self._value(table, name, value)
        return Example(table.take("say", str), given)

    def _value(self, table: Table, name: str, value: Any) -> Value:
        try:
            return self.vocabulary.read(name, str(value))
        except FactError as error:
            raise table.problem(f"{error}.", "given") from error

    def _grant_terms(self, top: Table) -> GrantTerms | None:
        table = top.table("grant_terms")
        if not list(table):
            return None
        terms = GrantTerms(
            scheme=table.take("scheme", str),
            academic_year=table.take("academic_year", str),
            paid=table.take("paid", str),
            source=table.one_of("source", self.sources),
        )
        table.done()
        return terms

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


def _source(table: Table) -> Source:
    return Source(
        id=table.take("id", str),
        title=table.take("title", str),
        publisher=table.take("publisher", str),
        url=table.fitting("url", str, _ADDRESS.match, "must be an address on the web that begins with https://"),
        date=table.take("date", date),
        dated=table.take("dated", str, ""),
    )
