"""What is wrong with a policy, found by exact reasoning over the value classes that its rules tell apart.

Its form was proven when it was read.  Here: every rule can be reached, every fact it reads can change an answer, every
example is decided by its own rule, ids are unique, and no source or list is idle.  A rule of the service alone may be
overridden by guidance in every case: it must be reached, and its facts must matter, in the service's own order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import Facts, Value, holds, lacking, walk
from npqdesk.rules.decide import Decision, decide, decide_grant
from npqdesk.rules.exact import Classes, answer_of
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Basis, Caution, GrantRule, Policy, Rule
from npqdesk.rules.when import SCHOLARSHIP

Rules = Sequence[Rule | GrantRule]


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: the line in the policy file and what is wrong with it."""

    line: int
    say: str


def check(policy: Policy, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Everything found wrong with one policy; empty when it proves itself."""
    found = [*_repeated_ids(policy), *_idle_sources(policy), *_idle_lists(policy), *_wrong_examples(policy)]
    facts = {**vocabulary.facts, SCHOLARSHIP.name: SCHOLARSHIP}
    for rules in (policy.service_rules, policy.grants):
        found += _unreachable(rules, rules, value_classes(rules, facts))
        found += _dead_facts(rules, (), value_classes(rules, facts))
    rules, guided = policy.scholarship, [rule for rule in policy.scholarship if rule.basis != "service"]
    found += _unreachable(rules, guided, value_classes(rules, facts))
    found += _dead_facts(rules, policy.service_rules, value_classes(rules, facts))
    return tuple(sorted(set(found), key=lambda finding: (finding.line, finding.say)))


def witnesses(rules: Rules, number: int, classes: Classes) -> Iterator[Facts]:
    """Cases that rule `number` decides: it applies and none before it does.  All facts they hang on are in them."""
    for case in _satisfy(rules[number], {}, classes):
        yield from _avoid(rules[:number], case, classes)


def _satisfy(rule: Rule | GrantRule, case: dict[str, Value], classes: Classes) -> Iterator[dict[str, Value]]:
    """All ways to make one rule apply, adding to a case only the facts that the rule reads."""
    verdict = holds(rule.when, case)
    if verdict is True:
        yield case
    elif verdict is None:
        fact = next(lacking(rule.when, case))
        for value in classes[fact]:
            yield from _satisfy(rule, {**case, fact: value}, classes)


def _avoid(rules: Rules, case: dict[str, Value], classes: Classes) -> Iterator[dict[str, Value]]:
    """All ways to complete a case so that none of the rules applies."""
    for position, rule in enumerate(rules):
        verdict = holds(rule.when, case)
        if verdict is True:
            return
        if verdict is None:
            fact = next(lacking(rule.when, case))
            for value in classes[fact]:
                yield from _avoid(rules[position:], {**case, fact: value}, classes)
            return
    yield case


def _unreachable(rules: Rules, must: Rules, classes: Classes) -> Iterator[Finding]:
    """Those of the rules that must decide something and cannot."""
    for number, rule in enumerate(rules):
        if rule in must and next(witnesses(rules, number, classes), None) is None:
            yield Finding(rule.line, f"Rule {rule.id} can never decide anything: the rules before it take every case.")


def _dead_facts(rules: Rules, also: Rules, classes: Classes) -> Iterator[Finding]:
    """Facts on which nothing hangs, but for those read in another order of the rules too, where they are looked for."""
    read_also = {fact for rule in also for fact in rule.when.facts()}
    for fact in classes.keys() - read_also:
        readers = [number for number, rule in enumerate(rules) if fact in rule.when.facts()]
        if not any(_matters(rules, number, fact, classes) for number in readers):
            yield Finding(rules[readers[0]].line, f"No answer depends on {fact}, though rules read it.")


def _matters(rules: Rules, number: int, fact: str, classes: Classes) -> bool:
    """Whether some case that this rule decides would be answered otherwise with another value of the fact."""
    return any(
        _answer(rules, {**case, fact: value}) != answer_of(rules[number])
        for case in witnesses(rules, number, classes)
        for value in classes[fact]
    )


def _answer(rules: Rules, case: Facts) -> object:
    """What the rules still open on a case say, when they agree; else nothing."""
    said = {answer_of(rule) for rule, verdict in walk(rules, case) if verdict is not False}
    return said.pop() if len(said) == 1 else None


def _wrong_examples(policy: Policy) -> Iterator[Finding]:
    for rule in policy.scholarship:
        for example in rule.examples:
            basis: Basis = "published" if rule.basis == "guidance" else "service"
            decided = {decide(policy, example.given).rule, decide(policy, example.given, basis=basis).rule}
            if rule.id not in decided:
                yield Finding(rule.line, f"The example “{example.say}” is not decided by {rule.id}{_but(decided)}.")
    for grant in policy.grants:
        for example in grant.examples:
            given = dict(example.given)
            outcome = given.pop(SCHOLARSHIP.name, None)
            scholarship = Decision(outcome) if outcome else decide(policy, given)  # type: ignore[arg-type]
            found = decide_grant(policy, given, scholarship)
            if found.rule != grant.id:
                yield Finding(
                    grant.line, f"The example “{example.say}” is not decided by {grant.id}{_but({found.rule})}."
                )


def _but(decided: set[str]) -> str:
    others = " and ".join(sorted(decided - {""}))
    return f" but by {others}" if others else ": facts are missing"


def _repeated_ids(policy: Policy) -> Iterator[Finding]:
    seen: set[str] = set()
    everything: tuple[Rule | GrantRule | Caution, ...] = (*policy.scholarship, *policy.grants, *policy.cautions)
    for rule in everything:
        if rule.id in seen:
            yield Finding(rule.line, f"There are two rules called {rule.id}.")
        seen.add(rule.id)


def _idle_sources(policy: Policy) -> Iterator[Finding]:
    cited = {source for rule in policy.scholarship for source in rule.sources}
    cited |= {source for rule in policy.grants for source in rule.sources}
    cited |= {source for caution in policy.cautions for source in caution.sources}
    cited |= {policy.grant_terms.source} if policy.grant_terms else set()
    for source in sorted(policy.sources.keys() - cited):
        yield Finding(0, f"No rule rests on the source {source}.")


def _idle_lists(policy: Policy) -> Iterator[Finding]:
    rules: Rules = (*policy.scholarship, *policy.grants)
    read = {fact for rule in rules for fact in rule.when.facts()}
    for use in policy.lists:
        if use.fact not in read:
            yield Finding(0, f"No rule reads {use.fact}, so the list {use.list_id} is idle.")
