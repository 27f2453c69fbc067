"""What is wrong with a policy, found by exact reasoning over the value classes that its rules tell apart.

Its form was proven when it was read.  Here: its cases get the answers that they claim, every example is decided by its
own rule, every rule can be reached, every fact it reads can change an answer, ids are unique, and no source or list is
idle.  A rule of the service alone may be overridden by guidance in every case: it must be reached, and its facts must
matter, in the service's own order."""

from collections.abc import Iterator
from dataclasses import dataclass

from npqdesk.rules.claims import broken_case, stray_examples
from npqdesk.rules.classes import value_classes
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Caution, GrantRule, Note, Policy, Rule
from npqdesk.rules.reach import dead_facts, unreachable
from npqdesk.rules.when import SCHOLARSHIP


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: the line in the policy file and what is wrong with it."""

    line: int
    say: str


def check(policy: Policy, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Everything found wrong with one policy; empty when it proves itself."""
    found = set(findings(policy, vocabulary))
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.say)))


def findings(policy: Policy, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is wrong, as it is found: the quickest proofs first.  The same mistake may come twice."""
    yield from _repeated_ids(policy)
    yield from _idle_sources(policy)
    yield from _idle_lists(policy)
    for case in policy.cases:
        if broken := broken_case(policy, case):
            yield Finding(case.line, broken)
    rules: tuple[Rule | GrantRule, ...] = (*policy.scholarship, *policy.grants)
    for rule in rules:
        for stray in stray_examples(policy, rule):
            yield Finding(rule.line, stray)
    yield from _idle_rules(policy, vocabulary)


def _idle_rules(policy: Policy, vocabulary: Vocabulary) -> Iterator[Finding]:
    facts = {**vocabulary.facts, SCHOLARSHIP.name: SCHOLARSHIP}
    rules, read_by_service = policy.scholarship, {fact for rule in policy.service_rules for fact in rule.when.facts()}
    guided = {rule.id for rule in rules if rule.basis != "service"}
    classes = value_classes(rules, facts)
    hidden: list[Rule | GrantRule] = [rule for rule in unreachable(rules, classes) if rule.id in guided]
    dead: list[tuple[str, Rule | GrantRule]] = [*dead_facts(rules, classes, but=read_by_service)]
    alone: tuple[Rule, ...] | tuple[GrantRule, ...]
    for alone in (policy.service_rules, policy.grants):
        classes = value_classes(alone, facts)
        hidden += unreachable(alone, classes)
        dead += dead_facts(alone, classes)
    for idle in hidden:
        yield Finding(idle.line, f"Rule {idle.id} can never decide anything: the rules before it take every case.")
    for fact, reader in dead:
        yield Finding(reader.line, f"No answer depends on {fact}, though rules read it.")


def _repeated_ids(policy: Policy) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in _told(policy):
        if each.id in seen:
            yield Finding(each.line, f"There are two rules called {each.id}.")
        seen.add(each.id)


def _idle_sources(policy: Policy) -> Iterator[Finding]:
    cited = {source for each in _told(policy) for source in each.sources}
    cited |= {policy.grant_terms.source} if policy.grant_terms else set()
    cited |= set(policy.places.sources) if policy.places else set()
    for source in policy.sources.values():
        if source.id not in cited:
            yield Finding(source.line, f"No rule rests on the source {source.id}.")


def _told(policy: Policy) -> tuple[Rule | GrantRule | Caution | Note, ...]:
    return (*policy.scholarship, *policy.grants, *policy.cautions, *policy.notes)


def _idle_lists(policy: Policy) -> Iterator[Finding]:
    rules: tuple[Rule | GrantRule, ...] = (*policy.scholarship, *policy.grants)
    read = {fact for rule in rules for fact in rule.when.facts()}
    for use in policy.lists:
        if use.fact not in read:
            yield Finding(use.line, f"No rule reads {use.fact}, so the list {use.list_id} is idle.")
