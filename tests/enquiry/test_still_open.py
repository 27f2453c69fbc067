from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.route import route
from npqdesk.enquiry.still_open import still_open

START = {"name": "Amara", "cohort": "2026-autumn", "course": "lead"}


def remaining(small, policy_for, texts, question=None):
    way = route(policy_for, small, Answers(texts))
    return still_open(way, small[question] if question else None)


def test_nothing_can_be_said_before_the_start_or_without_a_policy(small, policy_for):
    assert remaining(small, policy_for, {}) is None
    assert remaining(small, policy_for, {"cohort": "2025-autumn", "name": "A"}) is None


def test_what_remains_and_whether_it_hangs_on_this_answer(small, policy_for):
    found = remaining(small, policy_for, START, "setting")
    assert found.outcomes == ("funded", "review", "not_funded")
    assert found.pounds == (800, 0)
    assert found.scholarship == "Scholarship: yes, a review by DfE or no, depending on this answer"
    assert found.grant == "Grant to the school: £800 or none, depending on this answer"
    assert found.settled == (False, False)


def test_an_answer_that_decides_nothing_is_not_said_to(small, policy_for):
    found = remaining(small, policy_for, START, "since")
    assert found.scholarship == "Scholarship: yes, a review by DfE or no"


def test_what_is_settled_is_said_plainly(small, policy_for):
    found = remaining(small, policy_for, {**START, "setting": "none", "had@lead": "no", "since": "2024-09"})
    assert (found.outcomes, found.pounds, found.settled) == (("not_funded",), (0,), (True, True))
    assert (found.scholarship, found.grant) == ("Scholarship: no", "Grant to the school: none")


def test_the_grant_may_be_open_when_the_scholarship_is_settled(small, policy_for):
    texts = {**START, "setting": "school", "workplace": "Elm", "kind@Elm": "1", "had@lead": "no", "since": "2024-09"}
    found = remaining(small, policy_for, texts, "pupils")
    assert found.settled == (True, False)
    assert found.grant == "Grant to the school: £800 or none, depending on this answer"
