"""Why: the trace, every bar, and the reasons in sentences."""

from npqdesk.rules.decide import decide, decide_grant
from npqdesk.rules.explain import bars, grant_trace, in_one, trace, why, why_grant
from npqdesk.rules.reader import read_policy


def test_the_trace_names_each_rule_and_the_fact_that_settled_it(policy, unlisted):
    steps = [(step.rule.id, step.verdict, step.facts) for step in trace(policy, unlisted)]
    assert steps == [
        ("coaching-review", "passed over", ("course", "new_headteacher")),
        ("england", "passed over", ("in_england",)),
        ("before", "passed over", ("previously_funded",)),
        ("type", "passed over", ("establishment_type",)),
        ("listed", "applies", ("workplace_kind", "course", "on_list", "new_headteacher")),
    ]


def test_an_open_rule_shows_what_it_lacks(policy, unlisted):
    del unlisted["on_list"]
    assert ("listed", "open", ("on_list",)) in [
        (step.rule.id, step.verdict, step.facts) for step in trace(policy, unlisted)
    ]


def test_a_rule_lifted_by_unless_shows_the_fact_that_lifted_it(policy, unlisted):
    unlisted["new_headteacher"] = "yes"
    assert ("listed", ("new_headteacher",)) in [(step.rule.id, step.facts) for step in trace(policy, unlisted)]


def test_every_bar_is_told_not_only_the_first(policy, unlisted):
    unlisted |= {"in_england": "no", "previously_funded": "yes"}
    assert [rule.id for rule in bars(policy, unlisted)] == ["england", "before", "listed"]


def test_a_bar_in_the_same_words_is_told_once(policy_text, vocabulary, unlisted):
    at = policy_text.index('[[scholarship]]\nid = "type"')
    again = """[[scholarship]]
id = "before-at-a-school"
when = { workplace_kind = "school", previously_funded = "yes" }
outcome = "not_funded"
reason = "previously_funded"
basis = "both"
say = "%s"
sources = ["page"]
  [[scholarship.example]]
  say = "A teacher who had it"
  given = { workplace_kind = "school", previously_funded = "yes" }

"""
    unlisted["previously_funded"] = "yes"
    for say, ids in (
        ("Each NPQ is funded once.", ["before", "listed"]),
        ("In a school, once only.", ["before", "before-at-a-school", "listed"]),
    ):
        policy = read_policy(policy_text[:at] + again % say + policy_text[at:], "p.toml", vocabulary)
        assert [rule.id for rule in bars(policy, unlisted)] == ids


def test_the_rule_for_all_others_bars_only_when_it_is_alone(policy, unlisted):
    unlisted |= {"workplace_kind": "none", "course": "npq-two"}
    assert [rule.id for rule in bars(policy, unlisted)] == ["else"]
    unlisted["previously_funded"] = "yes"
    assert [rule.id for rule in bars(policy, unlisted)] == ["before"]


def test_an_open_rule_is_no_bar_yet(policy, unlisted):
    del unlisted["on_list"]
    unlisted["in_england"] = "no"
    assert [rule.id for rule in bars(policy, unlisted)] == ["england"]


def test_reasons_of_a_refusal_begin_with_the_bars(policy, vocabulary, unlisted, names):
    reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
    assert [(reason.mark, reason.rule) for reason in reasons] == [
        ("bar", "listed"),
        ("pass", "type"),
        ("pass", "before"),
        ("pass", "england"),
    ]
    assert reasons[0].fact_say == "On the list: No"
    assert reasons[-1].fact_say == "Amara Okafor works in England"
    assert reasons[-1].rule_say == "Scholarships are for people who work in England."
    assert reasons[-1].sources == ("page",)


def test_reasons_of_a_yes_tell_what_was_passed(policy, vocabulary, unlisted, names):
    unlisted["course"] = "npq-two"
    reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
    assert {reason.mark for reason in reasons} == {"pass"}
    assert [reason.rule for reason in reasons] == ["school", "type", "before", "england"]


def test_a_rule_about_other_workplaces_is_no_reason(policy, vocabulary, unlisted, names):
    unlisted |= {"workplace_kind": "none", "establishment_type": "none", "course": "npq-two"}
    reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
    assert [(reason.mark, reason.rule) for reason in reasons] == [
        ("bar", "else"),
        ("pass", "before"),
        ("pass", "england"),
    ]


def test_a_review_says_why_it_is_reviewed(policy, vocabulary, unlisted, names):
    unlisted |= {"course": "coaching", "new_headteacher": "yes"}
    reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
    assert reasons[0].mark == "review"
    assert "First five years of headship: Yes" in reasons[0].fact_say


def test_the_grant_is_explained_and_an_open_one_is_not(policy, vocabulary, unlisted, names):
    unlisted["on_list"] = "yes"
    decision = decide(policy, unlisted)
    reason = why_grant(policy, vocabulary, unlisted, decide_grant(policy, unlisted, decision), names)
    assert (reason.mark, reason.fact_say, reason.rule) == ("money", "Pupils: 142", "small")
    assert grant_trace(policy, unlisted, decision)[-1].rule.id == "small"
    del unlisted["pupils"]
    assert why_grant(policy, vocabulary, unlisted, decide_grant(policy, unlisted, decision), names) is None


def test_sentences_are_joined_with_what_they_share_said_once():
    assert in_one([]) == ""
    assert in_one(["Hill School is small"]) == "Hill School is small"
    assert in_one(["Hill School is small", "Hill School is not listed"]) == "Hill School is small and not listed"
    assert in_one(["She works", "He rests"]) == "She works and He rests"
    both = ["Hill School is not on the list of schools", "Hill School is not on the list of RISE schools"]
    assert in_one(both) == "Hill School is not on the list of schools and not on the list of RISE schools"


def test_a_rule_for_many_courses_tells_those_whom_it_spares(policy_text, vocabulary, unlisted, names):
    many = 'when = { workplace_kind = "school", course = ["npq-one", "coaching"], on_list = "no" }\n'
    plain = 'when = { workplace_kind = "school", course = "npq-one", on_list = "no" }\n'
    one = plain + 'unless = { new_headteacher = "yes" }\n'
    assert one in policy_text
    unlisted["course"] = "npq-two"
    for rule, told in ((many, True), (plain, False)):
        policy = read_policy(policy_text.replace(one, rule), "p.toml", vocabulary)
        reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
        assert ("listed" in [reason.rule for reason in reasons]) is told


def test_a_fact_that_passes_two_rules_is_told_once(policy_text, vocabulary, unlisted, names):
    at = policy_text.index('[[scholarship]]\nid = "type"')
    again = """[[scholarship]]
id = "aided"
when = { workplace_kind = "school", establishment_type = "2" }
outcome = "not_funded"
reason = "ineligible_type"
basis = "both"
say = "Voluntary aided schools are not open."
sources = ["page"]
  [[scholarship.example]]
  say = "An aided school"
  given = { in_england = "yes", previously_funded = "no", workplace_kind = "school", establishment_type = "2" }

"""
    policy = read_policy(policy_text[:at] + again + policy_text[at:], "p.toml", vocabulary)
    unlisted["course"] = "npq-two"
    reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
    assert [reason.rule for reason in reasons if "establishment_type" in reason.facts] == ["type"]


def test_that_a_course_is_not_among_those_of_a_rule_is_no_comfort_beside_a_refusal(
    policy_text, vocabulary, unlisted, names
):
    one = 'when = { workplace_kind = "school", course = "npq-one", on_list = "no" }\n'
    many = one.replace('"npq-one"', '["npq-one", "coaching"]')
    policy = read_policy(
        policy_text.replace(one + 'unless = { new_headteacher = "yes" }\n', many), "p.toml", vocabulary
    )
    unlisted |= {"course": "npq-two", "previously_funded": "yes"}
    reasons = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)
    assert "course" not in {fact for reason in reasons for fact in reason.facts}


def test_what_is_so_of_nearly_everyone_explains_no_review(policy, vocabulary, unlisted, names):
    unlisted |= {"course": "coaching", "new_headteacher": "yes"}
    first = why(policy, vocabulary, unlisted, decide(policy, unlisted), names)[0]
    assert (first.mark, first.facts) == ("review", ("new_headteacher",))
