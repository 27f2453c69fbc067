"""Differences between two editions are exact: none is missed and none invented, held against every case there is."""

from itertools import product

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
from npqdesk.rules.reader import read_policy
from npqdesk.rules.vocabulary import read_vocabulary

GROUPS = """
[usual]
in_england = "yes"
previously_funded = "no"

[[group]]
say = "Staff of schools"
when = { workplace_kind = "school", establishment_type = { not = ["11", "none"] }, on_list = ["yes", "no"] }

[[group]]
say = "People abroad"
usual = false
among = true
when = { in_england = "no" }
"""
CHANGES = {
    "a list turned": ('on_list = "no" }', 'on_list = "yes" }'),
    "a list for another course": ('course = "npq-one", on_list', 'course = "npq-two", on_list'),
    "a type fewer": ('eligible = ["1", "2"]', 'eligible = ["1"]'),
    "a review ended": ('outcome = "review"\nreason = "subject_to_review"', 'outcome = "funded"\nreason = "funded"'),
    "a start of its own": ('course = "coaching", new_headteacher', 'cohort = "2026-spring", new_headteacher'),
    "an order turned": ('when = { in_england = "no" }', 'when = { in_england = "no", previously_funded = "no" }'),
    "no type asked": ('workplace_kind = "school", establishment_type', "establishment_type"),
}


@pytest.fixture
def vocabulary(facts_text):
    return read_vocabulary(facts_text + GROUPS, "facts.toml")


@pytest.fixture
def edition(policy_text, vocabulary):
    """Reads the small policy with some texts replaced by others."""

    def read(*changes):
        text = policy_text
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            assert old in text
            text = text.replace(old, new)
        return read_policy(text, "p.toml", vocabulary)

    return read


def _cases(vocabulary):
    """Every case that can exist, with a start of its own in each edition."""
    names = [name for name, fact in vocabulary.facts.items() if fact.values and name not in ("cohort", "pupils")]
    for values in product(*(vocabulary.facts[name].values for name in names)):
        case = dict(zip(names, values, strict=True))
        gated = [fact for fact in vocabulary.facts.values() if fact.only_when]
        if all(holds(fact.only_when, case) or case[fact.name] == fact.elsewhere for fact in gated):
            yield case


def _by_hand(vocabulary, old, new, basis="published"):
    """Old rule, new rule and course of each case that the two answer differently."""
    return {
        (before.rule, now.rule, case["course"])
        for first, second in compared_starts(old, new)
        for case in _cases(vocabulary)
        if case["course"] in compared_courses(vocabulary, old, new, [(first, second)])
        for before in [decide(old, {**case, "cohort": first}, basis=basis)]
        for now in [decide(new, {**case, "cohort": second}, basis=basis)]
        if before.reason != now.reason
    }


def _told(differences):
    return {(each.old.id, each.new.id, course) for each in differences for course in each.courses}


def test_an_edition_does_not_differ_from_itself(edition, vocabulary):
    for compare in (scholarship_differences, service_differences, grant_differences):
        assert compare(vocabulary, edition(), edition()) == ()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_difference_is_found_and_none_besides(edition, vocabulary, change):
    for old, new in ((edition(), edition(*change)), (edition(*change), edition())):
        found = scholarship_differences(vocabulary, old, new)
        assert _told(found) == _by_hand(vocabulary, old, new) != set()


def test_where_a_fact_exists_may_hang_on_one_that_is_told_later(facts_text, policy_text):
    later = facts_text.replace('only_when = { workplace_kind = "school" }', 'only_when = { new_headteacher = "yes" }')
    vocabulary = read_vocabulary(later, "facts.toml")
    old = read_policy(policy_text, "p.toml", vocabulary)
    new = read_policy(policy_text.replace('eligible = ["1", "2"]', 'eligible = ["1"]'), "p.toml", vocabulary)
    found = scholarship_differences(vocabulary, old, new)
    assert _told(found) == _by_hand(vocabulary, old, new) != set()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_difference_has_a_case_that_is_answered_so(edition, vocabulary, change):
    old, new = edition(), edition(*change)
    for each in scholarship_differences(vocabulary, old, new):
        for course in each.courses:
            first, second = each.starts
            case = vocabulary.settle({**each.case, "course": course})
            assert decide(old, {**case, "cohort": first}).rule == each.old.id
            assert decide(new, {**case, "cohort": second}).rule == each.new.id


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_told_of_a_group_holds_throughout_it(edition, vocabulary, change):
    old, new = edition(), edition(*change)
    for each in scholarship_differences(vocabulary, old, new):
        for case in _cases(vocabulary):
            inside = each.group and all(test.passes(case[test.fact]) for test in each.group.when.tests)
            if inside and case["course"] in each.courses and all(case[name] == each.case[name] for name in each.told):
                first, second = each.starts
                assert decide(old, {**case, "cohort": first}).outcome == each.old.outcome
                assert decide(new, {**case, "cohort": second}).outcome == each.new.outcome


def test_a_group_is_told_with_no_more_than_it_hangs_on(edition, vocabulary):
    opened = edition('course = "npq-one", on_list = "no" }', 'course = "npq-one", on_list = "no", in_england = "no" }')
    found = scholarship_differences(vocabulary, edition(), opened)
    [school] = [each for each in found if each.group]
    assert (school.group.say, school.old.id, school.new.id) == ("Staff of schools", "listed", "school")
    assert school.courses == ("npq-one",)
    assert set(school.told) == {"on_list", "new_headteacher"}
    assert school.examples == frozenset()
    assert school.case["establishment_type"] == "1"


def test_a_value_that_stands_for_others_is_an_example(edition, vocabulary):
    without_type = edition('workplace_kind = "school", establishment_type', 'course = "npq-one", establishment_type')
    abroad = edition('when = { in_england = "no" }', 'when = { in_england = "no", establishment_type = ["1", "2"] }')
    found = scholarship_differences(vocabulary, abroad, without_type)
    assert any(each.examples == {"establishment_type"} for each in found)
    assert all(each.examples <= set(each.told) & {"establishment_type"} for each in found)


def test_a_difference_outside_every_group_is_kept(edition, vocabulary):
    once = 'when = { previously_funded = "yes" }'
    twice = edition(once, 'when = { previously_funded = "yes", on_list = "no" }')
    assert {each.group for each in scholarship_differences(vocabulary, edition(), twice)} == {None}


def test_a_start_that_both_decide_is_compared_with_itself(edition, vocabulary):
    one = edition('cohorts = ["2026-autumn"]', 'cohorts = ["2026-spring", "2026-autumn"]')
    assert compared_starts(one, edition()) == [("2026-autumn", "2026-autumn")]
    other = edition('cohorts = ["2026-autumn"]', 'cohorts = ["2026-spring"]')
    assert compared_starts(one, other) == [("2026-spring", "2026-spring")]
    assert compared_starts(other, edition()) == [("2026-spring", "2026-autumn")]
    assert compared_courses(vocabulary, other, edition(), compared_starts(other, edition())) == ["npq-one"]


def test_what_only_the_service_answers_differently(edition, vocabulary):
    review = 'when = { course = "coaching", new_headteacher = "yes", in_england = "yes" }'
    guided = edition(review, 'when = { course = "coaching" }')
    changed = edition(
        *(review, 'when = { course = "coaching" }'),
        *('when = { in_england = "no" }', 'when = { in_england = "no", course = ["npq-one", "npq-two"] }'),
    )
    assert scholarship_differences(vocabulary, guided, changed) == ()
    found = service_differences(vocabulary, guided, changed)
    assert {each.old.id for each in found} == {"england"}
    assert {course for each in found for course in each.courses} == {"coaching"}


def test_what_the_service_answers_as_guidance_does_is_not_told_again(edition, vocabulary):
    changed = edition('eligible = ["1", "2"]', 'eligible = ["1"]')
    assert _told(scholarship_differences(vocabulary, edition(), changed)) == {
        *(("school", "type", course) for course in ("npq-one", "npq-two", "coaching")),
        ("listed", "type", "npq-one"),
    }
    guidance_reviews_them = {("school", "type", "coaching")}
    assert _told(service_differences(vocabulary, edition(), changed)) == guidance_reviews_them


def test_each_amount_of_the_grant_that_differs(edition, vocabulary):
    old, new = edition(), edition("to = 150", "to = 200", "from = 151", "from = 201")
    [found] = grant_differences(vocabulary, old, new)
    assert (found.old.pounds, found.new.pounds, found.group) == (200, 800, None)
    assert 151 <= found.case["pupils"] <= 200
    funded = Decision("funded")
    assert decide_grant(old, found.case, funded).pounds == 200
    assert decide_grant(new, found.case, funded).pounds == 800
