import pytest

from npqdesk.enquiry import needed_once
from npqdesk.enquiry.needed_once import NeededOnce
from npqdesk.enquiry.route import needed_facts

CASES = (
    {},
    {"cohort": "2026-autumn"},
    {"cohort": "2026-autumn", "course": "lead"},
    {"cohort": "2026-autumn", "course": "lead", "setting": "school", "kind": "1"},
    {"cohort": "2026-autumn", "course": "lead", "setting": "school", "kind": "11"},
)


@pytest.fixture
def asked(monkeypatch):
    """How often the rules were asked."""
    calls = []

    def counted(policy, facts):
        calls.append(facts)
        return needed_facts(policy, facts)

    monkeypatch.setattr(needed_once, "needed_facts", counted)
    return calls


def test_it_says_what_the_rules_say_and_asks_them_once_for_each_kind_of_case(policy_for, asked):
    needed, policy = NeededOnce(), policy_for("2026-autumn")
    for _again in range(2):
        assert [needed(policy, case) for case in CASES] == [needed_facts(policy, case) for case in CASES]
    assert len(asked) <= len(CASES)


def test_without_a_policy_nothing_is_remembered(asked):
    needed = NeededOnce()
    assert needed(None, {}) == needed(None, {}) == needed_facts(None, {})
    assert len(asked) == 2


def test_what_is_remembered_has_an_end(policy_for, asked, monkeypatch):
    monkeypatch.setattr(needed_once, "MOST", 1)
    needed, policy = NeededOnce(), policy_for("2026-autumn")
    for _again in range(2):
        for case in CASES[2:4]:
            assert needed(policy, case) == needed_facts(policy, case)
    assert len(asked) == 3
