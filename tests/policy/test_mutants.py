"""A slip of the pen in any shipped edition is found by the check, or changes no answer at all.

Every rule is dropped, swapped with the next and widened; the widenings by one of many values are taken in turn."""

import pytest

from npqdesk.rules.check import findings
from tests.policy.conftest import EDITIONS
from tests.policy.mutants import change, mutants

NAMES = [name.removesuffix(".toml") for name in EDITIONS]
EVERY_NTH_VALUE = 3
"""Of the widenings by one more value, so many that each kind of value comes up and the whole stays a matter of
seconds."""


def _tried(policy, vocabulary):
    """All mutants but for two in three of those that widen a rule by one more value, another two for each edition."""
    for number, (what, mutant) in enumerate(mutants(policy, vocabulary), start=policy.edition):
        if " also " not in what or number % EVERY_NTH_VALUE == 0:
            yield what, mutant


@pytest.mark.parametrize("name", NAMES)
def test_a_slip_in_a_rule_is_found_or_changes_no_answer(policies, vocabulary, name):
    policy = policies[name]
    missed = {
        what: changed
        for what, mutant in _tried(policy, vocabulary)
        if (changed := change(policy, mutant, vocabulary)) is not None
        and next(findings(mutant, vocabulary), None) is None
    }
    assert missed == {}


def test_a_slip_that_changes_an_answer_is_told_by_whom_it_changes(policies, vocabulary):
    """The measure itself: without any rule on England, someone abroad is answered otherwise."""
    policy = policies["2026-autumn"]
    dropped = dict(mutants(policy, vocabulary))["26-england dropped"]
    assert change(policy, dropped, vocabulary)["in_england"] == "no"
    assert change(policy, policy, vocabulary) is None


def test_slips_are_many(policies, vocabulary):
    count = {name: sum(1 for _ in mutants(policy, vocabulary)) for name, policy in policies.items()}
    assert count.pop("2026-spring") == 0
    assert min(count.values()) > 80
    assert sum(count.values()) > 4000
