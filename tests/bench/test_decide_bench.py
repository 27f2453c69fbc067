"""How long one decision takes, beside the least that any evaluator must do: look each rule’s facts up once."""

import random
from datetime import date

import pytest

from npqdesk.rules.decide import decide
from npqdesk.services.desk import read_rulebook

RULEBOOK = read_rulebook()


def _cases(policy, count):
    """Invented cases with every fact that decides known, the same ones on every run."""
    chance = random.Random(20261121)
    return [{name: chance.choice(values) for name, values in policy.classes.items()} for _ in range(count)]


@pytest.mark.benchmark(group="decide", min_rounds=20)
@pytest.mark.parametrize("cohort", ["2026-autumn", "2023-autumn"])
def test_a_decision_takes_at_most_60_microseconds(benchmark, cohort):
    policy = RULEBOOK.policy_for(cohort, date(2026, 11, 21))
    cases = _cases(policy, 1000)
    benchmark(lambda: [decide(policy, case) for case in cases])
    if benchmark.stats:
        assert benchmark.stats.stats.median / len(cases) <= 60e-6


@pytest.mark.benchmark(group="decide", min_rounds=20)
def test_the_floor_is_one_look_at_each_tested_fact(benchmark):
    policy = RULEBOOK.policy_for("2026-autumn", date(2026, 11, 21))
    cases = _cases(policy, 1000)
    tests = [(test.fact, test.values) for rule in policy.scholarship for test in rule.when.tests]
    benchmark(lambda: [[case.get(fact) in values for fact, values in tests] for case in cases])
