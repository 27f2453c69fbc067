"""Adjacent editions held against each other: every answer that differs is among the differences told, and each of these
has a case that is answered so."""

import random
from itertools import pairwise

import pytest

from npqdesk.rules.compare import (
    compared_courses,
    compared_starts,
    grant_differences,
    scholarship_differences,
    service_differences,
)
from npqdesk.rules.conditions import holds
from npqdesk.rules.decide import Decision, decide, decide_grant
from tests.policy.conftest import EDITIONS
from tests.policy.oracles.spaces import anything

CASES = 2000
ORDER = (
    *("2021-22", "2021-22.2", "2022-23", "2022-23.2", "2022-23.3", "2023-24"),
    *("2024-autumn", "2024-autumn.2", "2024-autumn.3", "2024-autumn.4", "2024-autumn.5"),
    *("2025-spring", "2025-spring.2", "2025-spring.3", "2025-spring.4"),
    *("2025-autumn", "2026-spring", "2026-autumn"),
)
ADJACENT = [f"{old} {new}" for old, new in pairwise(ORDER)]


@pytest.fixture(params=[*ADJACENT, "2021-22.2 2026-autumn", "2026-autumn 2023-24"])
def pair(request, policies):
    old, new = request.param.split()
    return policies[old], policies[new]


def _cases(vocabulary, old, new, seed):
    """Facts at random on a course that both offer."""
    chance = random.Random(seed)
    compared = compared_courses(vocabulary, old, new, compared_starts(old, new))
    for _ in range(CASES):
        yield _existing(vocabulary, anything(chance, vocabulary) | {"course": chance.choice(compared)})


def _existing(vocabulary, case):
    """The same with each fact that cannot exist at its value from elsewhere."""
    return case | {
        name: fact.elsewhere
        for name, fact in vocabulary.facts.items()
        if fact.only_when and holds(fact.only_when, case) is False
    }


def _told(differences):
    return {(each.old.id, each.new.id, course) for each in differences for course in each.courses}


def _at(case, policy):
    return {**case, "cohort": policy.cohorts[-1]}


def test_every_edition_has_its_place():
    assert sorted(f"{name}.toml" for name in ORDER) == sorted(EDITIONS)


def test_no_answer_that_differs_is_missed(pair, vocabulary):
    old, new = pair
    told, service_told = (_told(find(vocabulary, old, new)) for find in (scholarship_differences, service_differences))
    for case in _cases(vocabulary, old, new, seed=3):
        before, now = decide(old, _at(case, old)), decide(new, _at(case, new))
        if before.reason != now.reason:
            assert (before.rule, now.rule, case["course"]) in told, case
        shown, shows = (decide(each, _at(case, each), basis="service") for each in pair)
        if before.outcome == now.outcome and shown.outcome != shows.outcome:
            assert (shown.rule, shows.rule, case["course"]) in service_told, case


def test_each_difference_is_answered_so(pair, vocabulary):
    old, new = pair
    for find, basis in ((scholarship_differences, "published"), (service_differences, "service")):
        for each in find(vocabulary, old, new):
            for course in each.courses:
                case = vocabulary.settle({**each.case, "course": course})
                before, now = (decide(edition, _at(case, edition), basis=basis) for edition in pair)
                assert (before.rule, now.rule) == (each.old.id, each.new.id), case
                assert before.reason != now.reason


def test_what_is_told_of_a_group_holds_throughout_it(pair, vocabulary):
    old, new = pair
    chance = random.Random(5)
    for each in scholarship_differences(vocabulary, old, new):
        for _ in range(5 if each.group else 0):
            case = anything(chance, vocabulary) | {"course": chance.choice(each.courses)}
            for test in each.group.when.tests:
                case[test.fact] = chance.choice([v for v in vocabulary.facts[test.fact].values if test.passes(v)])
            case = _existing(vocabulary, case | {name: each.case[name] for name in each.told})
            if all(case[name] == each.case[name] for name in each.told):
                before, now = decide(old, _at(case, old)), decide(new, _at(case, new))
                assert (before.outcome, now.outcome) == (each.old.outcome, each.new.outcome), case


def test_no_grant_that_differs_is_missed(pair, vocabulary):
    old, new = pair
    differences = grant_differences(vocabulary, old, new)
    told = _told(differences)
    for case in _cases(vocabulary, old, new, seed=7):
        for outcome in ("funded", "not_funded", "review"):
            before, now = (decide_grant(edition, case, Decision(outcome)) for edition in pair)
            if (before.pounds, before.reason) != (now.pounds, now.reason):
                assert (before.rule, now.rule, case["course"]) in told, case
    for each in differences:
        scholarship = Decision(each.case.get("scholarship", "funded"))
        case = vocabulary.settle({**each.case, "course": each.courses[0]})
        assert decide_grant(old, case, scholarship).rule == each.old.id
        assert decide_grant(new, case, scholarship).rule == each.new.id
