"""Cases: what a policy as a whole must answer, for one person or for a whole group at once."""

import pytest

from npqdesk.problem import Problem
from npqdesk.rules.check import check
from npqdesk.rules.people import MOST_PEOPLE
from npqdesk.rules.reader import read_policy

CASE = """
[[case]]
say = "Every state-funded school is open"
reason = "funded"
grant = 800
grant_reason = "small"
[case.given]
in_england = "yes"
previously_funded = "no"
workplace_kind = "school"
establishment_type = ["1", "2"]
course = "npq-two"
pupils = [1, 150]
"""
GUIDED = """
[[case]]
say = "DfE reviews the coaching of new heads"
reason = "subject_to_review"
service_reason = "other"
[case.given]
in_england = "yes"
previously_funded = "no"
workplace_kind = "none"
course = "coaching"
new_headteacher = "yes"
"""


def _found(text, vocabulary):
    return [(finding.line, finding.say) for finding in check(read_policy(text, "p.toml", vocabulary), vocabulary)]


def test_a_case_stands_for_every_mixture_of_its_values(policy_text, vocabulary):
    case = read_policy(policy_text + CASE, "p.toml", vocabulary).cases[0]
    people = list(case.people())
    assert len(people) == 4
    assert {(person["establishment_type"], person["pupils"]) for person in people} == {
        ("1", 1),
        ("1", 150),
        ("2", 1),
        ("2", 150),
    }
    assert (case.reason, case.service_reason, case.pounds, case.grant_reason) == ("funded", "funded", 800, "small")


def test_a_case_that_holds_finds_nothing(policy_text, vocabulary):
    assert _found(policy_text + CASE + GUIDED, vocabulary) == []
    without_reason = CASE.replace('grant_reason = "small"\n', "")
    assert _found(policy_text + without_reason, vocabulary) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            '["1", "2"]',
            '["1", "11"]',
            "funded as the answer, but with establishment_type 11 and pupils 1 it is ineligible",
        ),
        ("[1, 150]", "[1, 151]", "800 as the grant in pounds, but with establishment_type 1 and pupils 151 it is 200"),
        (
            '"small"',
            '"tiny"',
            "tiny as the reason of the grant, but with establishment_type 1 and pupils 1 it is small",
        ),
        ('in_england = "yes"\n', "", "but with establishment_type 1 and pupils 1 it is open, for want of in_england"),
        ('reason = "subject_to_review"\n', 'reason = "other"\n', "claims other as the answer, but it is subject_to"),
        ('service_reason = "other"\n', "", "claims subject_to_review as the service’s answer, but it is other."),
    ],
)
def test_a_case_that_does_not_hold_is_told_with_its_line_and_its_person(policy_text, vocabulary, old, new, found):
    added = CASE + GUIDED
    assert old in added
    text = policy_text + added.replace(old, new, 1)
    findings = _found(text, vocabulary)
    line = next(line for line, say in findings if found in say)
    assert text.splitlines()[line - 1] == "[[case]]"


def test_nobody_is_left_out_of_a_case_for_want_of_a_value(policy_text, vocabulary):
    with pytest.raises(Problem, match="“pupils” has no value in it"):
        read_policy(policy_text + CASE.replace("[1, 150]", "[]"), "p.toml", vocabulary)
    with pytest.raises(Problem, match="in_england cannot be 'perhaps'"):
        read_policy(policy_text + CASE.replace('"yes"', '"perhaps"'), "p.toml", vocabulary)


def test_a_case_may_not_stand_for_a_whole_country(policy_text, vocabulary):
    many = CASE.replace("[1, 150]", str(list(range(1, MOST_PEOPLE))))
    with pytest.raises(Problem, match="2,000 people at most") as caught:
        read_policy(policy_text + many, "p.toml", vocabulary)
    assert caught.value.place.column == "given"


def test_notes_and_places_are_read_and_their_sources_count(policy_text, vocabulary):
    source = '[[source]]\nid = "{0}"\ntitle = "{0}"\npublisher = "x"\nurl = "https://x.uk/"\ndate = 2026-01-01\n\n'
    at = policy_text.index("[courses]")
    text = policy_text[:at] + source.format("cap") + source.format("hub") + policy_text[at:]
    text += '\n[places]\nsay = "10,000 places."\nsources = ["cap"]\n\n[[note]]\nid = "hubs"\nsay = "Hubs differ."\n'
    text += 'sources = ["hub"]\n'
    policy = read_policy(text, "p.toml", vocabulary)
    assert policy.places.say == "10,000 places."
    assert [note.id for note in policy.notes] == ["hubs"]
    assert check(policy, vocabulary) == ()
    assert "There are two rules called hubs." in [
        say for _, say in _found(text + text[text.index("[[note]]") :], vocabulary)
    ]
