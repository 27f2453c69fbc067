"""What would make an answer better, what would lose it, and what settles an open one."""

from dataclasses import replace

import pytest

from npqdesk.problem import Problem
from npqdesk.rules.decide import decide
from npqdesk.rules.vocabulary import read_vocabulary
from npqdesk.rules.what_if import in_any_case, leads, turn, what_ends, what_if


def changes(policy, vocabulary, facts):
    found = what_if(policy, vocabulary, facts, decide(policy, facts))
    return [(tuple(each.id for each in change.what_ifs), change.decision.outcome) for change in found]


def test_the_smallest_change_that_makes_it_better_is_told(policy, vocabulary, unlisted):
    """A listed school would do too, but being on the list is a part of that."""
    assert changes(policy, vocabulary, unlisted) == [(("on-the-list",), "funded")]


def test_another_workplace_leaves_the_former_behind(policy, vocabulary, unlisted):
    then = turn(vocabulary, unlisted, vocabulary.what_ifs["state-school"])
    assert {"on_list", "pupils"}.isdisjoint(then)
    assert (then["course"], then["new_headteacher"]) == ("npq-one", "no")


def test_a_change_that_hangs_on_what_is_not_known_there_is_not_told(policy, vocabulary, unlisted):
    """An independent school, a course for listed ones: of a state school nobody knows whether it is listed."""
    unlisted["establishment_type"] = "11"
    assert changes(policy, vocabulary, unlisted) == [(("listed-school",), "funded")]


def test_two_things_together_where_neither_alone_helps(policy, vocabulary, unlisted):
    unlisted |= {"in_england": "no"}
    vocabulary = without(vocabulary, "listed-school", "state-school")
    assert changes(policy, vocabulary, unlisted) == [(("on-the-list", "england"), "funded")]


def test_another_workplace_and_another_course_where_no_single_change_helps(policy, vocabulary, unlisted):
    unlisted |= {"establishment_type": "11", "previously_funded": "yes"}
    found = what_if(policy, vocabulary, unlisted, decide(policy, unlisted))
    assert [(change.what_ifs[0].id, change.courses) for change in found] == [("state-school", ("npq-two", "coaching"))]
    assert found[0].facts["course"] == "npq-two"
    assert decide(policy, found[0].facts).outcome == "funded"


def test_of_two_workplaces_the_larger_is_told_for_what_the_smaller_cannot_do(policy, vocabulary, unlisted):
    unlisted |= {"establishment_type": "11", "previously_funded": "yes", "course": "npq-two"}
    found = what_if(policy, vocabulary, unlisted, decide(policy, unlisted))
    assert [(change.what_ifs[0].id, change.courses) for change in found] == [
        ("state-school", ("coaching",)),
        ("listed-school", ("npq-one",)),
    ]
    assert decide(policy, found[1].facts).outcome == "funded"


def test_what_has_been_is_no_what_if(policy, vocabulary, unlisted):
    unlisted |= {"previously_funded": "yes", "on_list": "yes"}
    assert changes(policy, vocabulary, unlisted) == []


def test_one_thing_not_known_of_the_person_is_told_with_it(policy, vocabulary, unlisted):
    unlisted |= {"in_england": "no", "course": "npq-two"}
    del unlisted["previously_funded"]
    first = what_if(policy, vocabulary, unlisted, decide(policy, unlisted))[0]
    assert (first.what_ifs[0].id, first.provided) == ("england", ("previously_funded", "no"))
    assert first.facts["previously_funded"] == "no"


def test_what_is_not_known_is_not_told_where_neither_answer_would_help(policy, vocabulary, unlisted):
    unlisted |= {"in_england": "no", "course": "npq-two", "establishment_type": "11"}
    del unlisted["previously_funded"]
    assert changes(policy, without(vocabulary, "state-school", "listed-school"), unlisted) == []


def test_a_workplace_where_no_other_course_is_offered_yet_is_not_told(policy, vocabulary, unlisted):
    unlisted |= {"establishment_type": "11", "previously_funded": "yes", "course": "npq-two", "cohort": "2026-spring"}
    found = what_if(policy, vocabulary, unlisted, decide(policy, unlisted))
    assert [(change.what_ifs[0].id, change.courses) for change in found] == [("listed-school", ("npq-one",))]


def test_what_is_open_or_good_already_has_no_change(policy, vocabulary, unlisted):
    assert changes(policy, vocabulary, {**unlisted, "on_list": "yes"}) == []
    del unlisted["on_list"]
    assert changes(policy, vocabulary, unlisted) == []


def test_an_answer_in_review_is_not_told_to_move(policy, vocabulary, unlisted):
    unlisted |= {"course": "coaching", "new_headteacher": "yes"}
    assert decide(policy, unlisted).outcome == "review"
    assert changes(policy, vocabulary, unlisted) == []


def test_what_would_lose_a_good_answer(policy, vocabulary, unlisted):
    unlisted |= {"on_list": "yes"}
    ends = what_ends(policy, vocabulary, unlisted, decide(policy, unlisted))
    assert [(change.what_ifs[0].id, change.decision.reason) for change in ends] == [("elsewhere", "ineligible_type")]
    assert what_ends(policy, vocabulary, ends[0].facts, ends[0].decision) == ()


def test_one_answer_that_settles_it_comes_before_two_that_do(policy, vocabulary, unlisted):
    del unlisted["on_list"], unlisted["new_headteacher"]
    found = leads(policy, vocabulary, unlisted, decide(policy, unlisted))
    assert [(dict(lead.facts), lead.decision.outcome) for lead in found] == [
        ({"new_headteacher": "yes"}, "funded"),
        ({"on_list": "yes"}, "funded"),
        ({"new_headteacher": "no", "on_list": "no"}, "not_funded"),
    ]


def test_where_much_is_missing_no_pairs_are_tried_or_nothing_at_all(policy, vocabulary, unlisted, monkeypatch):
    for name in ("on_list", "new_headteacher", "establishment_type", "in_england"):
        del unlisted[name]
    found = leads(policy, vocabulary, unlisted, decide(policy, unlisted))
    assert {len(lead.facts) for lead in found} == {1}
    monkeypatch.setattr("npqdesk.rules.what_if._FEW_FACTS", 2)
    assert leads(policy, vocabulary, unlisted, decide(policy, unlisted)) == ()


def test_the_outcome_may_be_sure_though_the_reason_is_open(policy, unlisted):
    del unlisted["previously_funded"]
    assert in_any_case(policy, unlisted) == "not_funded"
    assert in_any_case(policy, {**unlisted, "on_list": "yes"}) is None


def test_a_what_if_of_a_value_that_is_none_is_refused_with_its_line(facts_text):
    wrong = facts_text.replace('facts = { on_list = "yes" }', 'facts = { on_list = "maybe" }')
    with pytest.raises(Problem, match="on_list cannot be 'maybe'") as caught:
        read_vocabulary(wrong, "facts.toml")
    assert wrong.splitlines()[caught.value.place.line - 1].startswith("facts = { on_list")


def without(vocabulary, *ids):
    left = {name: each for name, each in vocabulary.what_ifs.items() if name not in ids}
    return replace(vocabulary, what_ifs=left)
