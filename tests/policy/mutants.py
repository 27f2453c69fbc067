"""Policies with one small mistake each, and whether a mistake changes any answer."""

from collections.abc import Iterator
from dataclasses import replace

from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import When, lacking, walk
from npqdesk.rules.exact import answer_of
from npqdesk.rules.policy import Policy
from npqdesk.rules.when import SCHOLARSHIP


def mutants(policy: Policy, vocabulary) -> Iterator[tuple[str, Policy]]:
    """Each rule dropped, swapped with the next, or widened in each way, with what was done to it.

    The last rule, for all other cases, cannot be dropped: the reader refuses that."""
    facts = _facts(policy, vocabulary)
    for kind in ("scholarship", "grants"):
        for what, rules in _mistakes(getattr(policy, kind), facts):
            yield what, _with(policy, facts, **{kind: rules})


def change(policy: Policy, mutant: Policy, vocabulary) -> dict | None:
    """Facts on which two policies answer differently, as published or by the service or on the grant; None if none."""
    facts = _facts(policy, vocabulary)
    for ours, theirs in (
        (policy.scholarship, mutant.scholarship),
        (policy.service_rules, mutant.service_rules),
        (policy.grants, mutant.grants),
    ):
        if ours != theirs:
            classes = value_classes((*policy.scholarship, *ours, *theirs), facts)
            for found in _differences(ours, theirs, {}, classes, set()):
                if _possible(policy.scholarship, found, classes):
                    return found
    return None


def _facts(policy: Policy, vocabulary):
    """What there is to know, the course being one that the policy has: nobody can ask about another."""
    course = vocabulary.facts["course"]
    offered = replace(course, values=tuple(value for value in course.values if value in policy.courses))
    return {**vocabulary.facts, "course": offered, SCHOLARSHIP.name: SCHOLARSHIP}


def _mistakes(rules, facts):
    for number, rule in enumerate(rules):
        before, after = rules[:number], rules[number + 1 :]
        if after:
            yield f"{rule.id} dropped", before + after
            yield f"{rule.id} swapped with the next", (*before, after[0], rule, *after[1:])
        for what, when in _widened(rule.when, facts):
            yield f"{rule.id} widened: {what}", (*before, replace(rule, when=when), *after)


def _widened(when: When, facts):
    if when.unless:
        yield "no unless", When(when.tests)
    for number, test in enumerate(when.tests):
        before, after = when.tests[:number], when.tests[number + 1 :]
        yield f"without {test.fact}", When(before + after, when.unless)
        for what, wider in _wider(test, facts[test.fact]):
            yield f"{test.fact} {what}", When((*before, wider, *after), when.unless)


def _wider(test, fact):
    if test.low is not None:
        yield f"from {test.low - 1}", replace(test, low=test.low - 1)
    if test.high is not None:
        yield f"to {test.high + 1}", replace(test, high=test.high + 1)
    if test.negated:
        for value in sorted(test.values):
            if len(test.values) > 1:
                yield f"also {value}", replace(test, values=test.values - {value})
    elif not test.is_range and len(test.values) < len(fact.values) - 1:
        for value in fact.values:
            if value not in test.values:
                yield f"also {value}", replace(test, values=test.values | {value})


def _with(policy, facts, **changed):
    policy = replace(policy, **changed)
    service = tuple(rule for rule in policy.scholarship if rule.basis != "guidance")
    classes = value_classes((*policy.scholarship, *policy.grants), facts)
    return replace(policy, service_rules=service, classes=classes)


def _differences(ours, theirs, facts, classes, seen):
    """Facts on which two orders of rules answer differently: every fact that either may hang on is tried."""
    ours, theirs = _open(ours, facts), _open(theirs, facts)
    answers = [{answer_of(rule) for rule in rules} for rules in (ours, theirs)]
    if all(len(each) == 1 for each in answers):
        if answers[0] != answers[1]:
            yield facts
        return
    lacked = [(rule, tuple(lacking(rule.when, facts))) for rule in (*ours, *theirs)]
    state = (len(ours), facts.get(SCHOLARSHIP.name), *((rule.id, rule.when, needs) for rule, needs in lacked))
    if state not in seen:
        fact = min({name for _, needs in lacked for name in needs}, key=list(classes).index)
        found = False
        for value in classes[fact]:
            for each in _differences(ours, theirs, {**facts, fact: value}, classes, seen):
                found = True
                yield each
        if not found:
            seen.add(state)


def _possible(rules, facts, classes):
    """Whether the scholarship can be decided as the facts say, everything else being as they say."""
    outcome = facts.get(SCHOLARSHIP.name)
    rules = _open(rules, facts)
    if outcome is None or {rule.outcome for rule in rules} == {outcome}:
        return True
    lacked = [name for rule in rules for name in lacking(rule.when, facts)]
    return bool(lacked) and any(_possible(rules, {**facts, lacked[0]: value}, classes) for value in classes[lacked[0]])


def _open(rules, facts):
    return [rule for rule, verdict in walk(rules, facts) if verdict is not False]
