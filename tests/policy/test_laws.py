"""The laws of the evaluator, on every shipped edition, over random cases."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from npqdesk import paths
from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import Facts
from npqdesk.rules.decide import Decision, decide
from npqdesk.rules.policy import Basis, Policy
from npqdesk.rules.reader import read_policy
from npqdesk.rules.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary(paths.read_text("policy", "facts.toml"), "facts.toml")
POLICIES = [
    read_policy(file.read_text(encoding="utf-8"), file.name, VOCABULARY)
    for file in sorted(paths.resource("policy").glob("*.toml"))
    if file.name != "facts.toml"
]
BASES: list[Basis] = ["published", "service"]


@cache
def classes(number: int):
    return value_classes(POLICIES[number].scholarship, VOCABULARY.facts)


@st.composite
def cases(draw, *, whole: bool = False):
    """A policy, a basis, and facts of every value class, all known or only some of them."""
    number = draw(st.integers(0, len(POLICIES) - 1))
    facts = {name: draw(st.sampled_from(values)) for name, values in classes(number).items()}
    if not whole:
        unknown = draw(st.sets(st.sampled_from(sorted(facts)), max_size=7)) if facts else set()
        facts = {name: value for name, value in facts.items() if name not in unknown}
    return number, draw(st.sampled_from(BASES)), facts


def answer(decision: Decision):
    return decision.outcome, decision.reason


@given(cases(whole=True))
def test_all_facts_known_is_decided(case):
    number, basis, facts = case
    assert decide(POLICIES[number], facts, basis=basis).decided


@given(cases())
def test_nothing_is_needed_exactly_when_decided(case):
    number, basis, facts = case
    decision = decide(POLICIES[number], facts, basis=basis)
    assert decision.decided == (not decision.needed)
    assert not decision.needed & facts.keys()


@given(cases(), st.data())
@settings(max_examples=300)
def test_another_fact_never_changes_a_decided_answer(case, data):
    number, basis, facts = case
    decision = decide(POLICIES[number], facts, basis=basis)
    unknown = sorted(classes(number).keys() - facts.keys())
    if decision.decided and unknown:
        fact = data.draw(st.sampled_from(unknown))
        value = data.draw(st.sampled_from(classes(number)[fact]))
        assert answer(decide(POLICIES[number], {**facts, fact: value}, basis=basis)) == answer(decision)


@given(cases())
@settings(max_examples=300)
def test_every_fact_asked_for_could_change_the_answer(case):
    number, basis, facts = case
    for fact in decide(POLICIES[number], facts, basis=basis).needed:
        assert could_change(POLICIES[number], basis, number, facts, fact), fact


def could_change(policy: Policy, basis: Basis, number: int, facts: Facts, fact: str) -> bool:
    """Whether two values of one fact lead to two answers, however what is still needed turns out."""
    values = classes(number)[fact]
    return any(
        _differ(policy, basis, number, {**facts, fact: one}, {**facts, fact: other})
        for position, one in enumerate(values)
        for other in values[position + 1 :]
    )


def _differ(policy: Policy, basis: Basis, number: int, one: Facts, other: Facts) -> bool:
    first, second = decide(policy, one, basis=basis), decide(policy, other, basis=basis)
    needed = first.needed | second.needed
    if not needed:
        return answer(first) != answer(second)
    fact = min(needed)
    return any(
        _differ(policy, basis, number, {**one, fact: value}, {**other, fact: value}) for value in classes(number)[fact]
    )
