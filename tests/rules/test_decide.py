"""The evaluator on the small rule book, case by case."""

import pytest

from npqdesk.rules.conditions import walk
from npqdesk.rules.decide import cautions, decide, decide_grant, worth_asking


def test_the_first_rule_that_applies_decides(policy, unlisted):
    decision = decide(policy, unlisted)
    assert (decision.outcome, decision.reason, decision.rule) == ("not_funded", "not_listed", "listed")
    assert decision.decided
    assert decision.needed == frozenset()


def test_facts_that_could_change_the_answer_are_needed(policy, unlisted):
    del unlisted["on_list"], unlisted["previously_funded"]
    decision = decide(policy, unlisted)
    assert not decision.decided
    assert decision.needed == {"on_list", "previously_funded"}


def test_an_open_rule_that_agrees_needs_nothing(policy, unlisted):
    del unlisted["on_list"]
    unlisted["course"] = "npq-two"
    assert decide(policy, unlisted).outcome == "funded"


def test_unless_lifts_a_rule_and_its_facts_are_needed(policy, unlisted):
    assert decide(policy, {**unlisted, "new_headteacher": "yes"}).outcome == "funded"
    del unlisted["new_headteacher"]
    assert decide(policy, unlisted).needed == {"new_headteacher"}


def test_the_service_does_not_know_what_guidance_adds(policy, unlisted):
    head = {**unlisted, "course": "coaching", "new_headteacher": "yes"}
    assert decide(policy, head).outcome == "review"
    assert decide(policy, head, basis="service").outcome == "funded"


@pytest.mark.parametrize(
    ("pupils", "pounds"), [(1, 800), (150, 800), (151, 200), (600, 200), (0, 0), ("not_recorded", 0)]
)
def test_the_grant_follows_the_bands_with_both_ends(policy, unlisted, pupils, pounds):
    unlisted |= {"on_list": "yes", "pupils": pupils}
    assert decide_grant(policy, unlisted, decide(policy, unlisted)).pounds == pounds


def test_no_scholarship_no_grant_whatever_the_number(policy, unlisted):
    del unlisted["pupils"]
    assert decide_grant(policy, unlisted, decide(policy, unlisted)).reason == "not_eligible_for_scholarship"


def test_an_undecided_grant_needs_what_the_scholarship_needs(policy, unlisted):
    del unlisted["pupils"], unlisted["on_list"]
    grant = decide_grant(policy, unlisted, decide(policy, unlisted))
    assert grant.pounds is None
    assert grant.needed == {"pupils", "on_list"}


def test_a_missing_number_alone_leaves_the_grant_open(policy, unlisted):
    unlisted["on_list"] = "yes"
    del unlisted["pupils"]
    assert decide_grant(policy, unlisted, decide(policy, unlisted)).needed == {"pupils"}


def test_cautions_are_told_where_they_hold_and_asked_for_where_worth_it(policy, unlisted):
    assert [caution.id for caution in cautions(policy, unlisted, decide(policy, unlisted))] == ["capped"]
    assert worth_asking(policy, unlisted) == frozenset()
    assert worth_asking(policy, {**unlisted, "course": "coaching"}) == {"started"}


def test_rules_are_tested_up_to_the_first_that_applies(policy, unlisted):
    assert [verdict for _, verdict in walk(policy.scholarship, unlisted)] == [False, False, False, False, True]
    assert [verdict for _, verdict in walk(policy.scholarship[:2], unlisted)] == [False, False]
