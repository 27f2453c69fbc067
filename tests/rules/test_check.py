"""A policy proves itself, and one that cannot is told why and where."""

import pytest

from npqdesk.rules.check import check
from npqdesk.rules.classes import value_classes
from npqdesk.rules.reader import read_policy


def _found(text, vocabulary):
    return [finding.say for finding in check(read_policy(text, "p.toml", vocabulary), vocabulary)]


def test_a_sound_policy_has_no_findings(policy, vocabulary):
    assert check(policy, vocabulary) == ()


def test_a_rule_that_others_hide_is_found_with_its_line(policy_text, vocabulary):
    hidden = policy_text.replace(
        'when = { previously_funded = "yes" }', 'when = { in_england = "no", previously_funded = "yes" }'
    )
    policy = read_policy(hidden, "p.toml", vocabulary)
    findings = check(policy, vocabulary)
    assert "Rule before can never decide anything: the rules before it take every case." in [f.say for f in findings]
    line = next(f.line for f in findings if "can never" in f.say)
    assert policy_text.splitlines()[line + 1 - 1].strip() == 'id = "before"'


def test_a_fact_that_changes_nothing_is_found(policy_text, vocabulary):
    start, end = policy_text.index('[[scholarship]]\nid = "school"'), policy_text.index('[[scholarship]]\nid = "else"')
    twin = (
        policy_text[start:end]
        .replace('id = "school"', 'id = "twin"')
        .replace('when = { workplace_kind = "school" }', 'when = { workplace_kind = "school", started = "2026-01" }')
    )
    twin = twin.replace("[scholarship.example.given]", '[scholarship.example.given]\n  started = "2026-01"')
    found = _found(policy_text[:start] + twin + policy_text[start:], vocabulary)
    assert found == ["No answer depends on started, though rules read it."]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            'say = "Someone in Wales"\n  given = { in_england = "no" }',
            'say = "Someone in Wales"\n  given = { in_england = "yes" }',
            "facts are missing",
        ),
        (
            'say = "Someone in Wales"\n  given = { in_england = "no" }',
            'say = "Someone in Wales"\n  given = { in_england = "yes", previously_funded = "yes" }',
            "but by before",
        ),
        (
            'given = { scholarship = "funded", pupils = 150 }',
            'given = { scholarship = "funded", pupils = 152 }',
            "but by larger",
        ),
        ('id = "england"', 'id = "before"', "There are two rules called before"),
        (
            "[courses]",
            '[[source]]\nid = "idle"\ntitle = "x"\npublisher = "x"\nurl = "http://x.uk"\ndate = 2026-01-01\n[courses]',
            "No rule rests on the source idle",
        ),
    ],
)
def test_mistakes_are_found(policy_text, vocabulary, old, new, finding):
    assert old in policy_text
    assert any(finding in say for say in _found(policy_text.replace(old, new, 1), vocabulary))


def test_value_classes_are_what_the_rules_tell_apart(policy, vocabulary):
    classes = value_classes(policy.grants[1:], vocabulary.facts)
    assert set(classes["pupils"]) == {"not_recorded", 1, 151} or len(classes["pupils"]) == 3
    assert len(value_classes(policy.scholarship, vocabulary.facts)["establishment_type"]) == 2


def test_a_grant_example_may_leave_the_scholarship_to_the_rules(policy_text, vocabulary):
    text = policy_text.replace('given = { scholarship = "not_funded" }', 'given = { in_england = "no" }')
    assert _found(text, vocabulary) == []


def test_a_policy_without_grant_terms_still_proves_itself(policy_text, vocabulary):
    text = policy_text[: policy_text.index("[grant_terms]")]
    assert _found(text, vocabulary) == []


GUIDED = """[[scholarship]]
id = "guided"
when = { previously_funded = "yes" }
outcome = "not_funded"
reason = "previously_funded"
basis = "guidance"
say = "Guidance says so."
sources = ["page"]
  [[scholarship.example]]
  say = "Someone who had it"
  given = { course = "npq-one", previously_funded = "yes" }

"""


def test_a_rule_of_the_service_may_be_overridden_in_every_case_but_one_of_guidance_may_not(policy_text, vocabulary):
    """What it reads then matters to the service's own answer only, and that is enough."""
    at = policy_text.index('[[scholarship]]\nid = "england"')
    guided = policy_text[:at] + GUIDED + policy_text[at:]
    hidden = "Rule before can never decide anything: the rules before it take every case."
    assert _found(guided, vocabulary) == [hidden]
    start, end = guided.index('id = "before"'), guided.index('[[scholarship]]\nid = "type"')
    before = guided[start:end].replace('basis = "both"', 'basis = "service"')
    assert _found(guided[:start] + before + guided[end:], vocabulary) == []
    before = before.replace('previously_funded = "yes" }', 'previously_funded = "yes", started = "2026-01" }')
    assert _found(guided[:start] + before + guided[end:], vocabulary) == []


def test_a_list_that_no_rule_reads_is_found_with_its_line(policy_text, vocabulary):
    start, end = (
        policy_text.index('[[scholarship]]\nid = "listed"'),
        policy_text.index('[[scholarship]]\nid = "school"'),
    )
    text = policy_text[:start] + policy_text[end:]
    findings = check(read_policy(text, "p.toml", vocabulary), vocabulary)
    assert [finding.say for finding in findings] == ["No rule reads on_list, so the list listed is idle."]
    assert text.splitlines()[findings[0].line - 1] == "[[list]]"
