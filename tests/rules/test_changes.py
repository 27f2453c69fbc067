"""What would change the answer."""

from npqdesk.rules.changes import grant_steps, offered, other_courses
from npqdesk.rules.decide import decide


def test_other_courses_are_for_someone_who_never_had_them(policy, vocabulary, unlisted):
    unlisted["previously_funded"] = "yes"
    found = {other.course: other.decision.outcome for other in other_courses(policy, vocabulary, unlisted)}
    assert found == {"npq-two": "funded", "coaching": "funded"}


def test_a_course_is_offered_from_its_first_cohort(policy, vocabulary):
    assert offered(policy, vocabulary, "npq-one", "2026-spring")
    assert not offered(policy, vocabulary, "npq-two", "2026-spring")
    assert offered(policy, vocabulary, "npq-two", "2026-autumn")
    assert offered(policy, vocabulary, "npq-two", "")
    assert not offered(policy, vocabulary, "npq-none", "2026-autumn")


def test_a_course_not_yet_offered_is_not_proposed(policy, vocabulary, unlisted):
    unlisted |= {"cohort": "2026-spring", "course": "coaching"}
    assert [other.course for other in other_courses(policy, vocabulary, unlisted)] == ["npq-one"]


def test_the_nearest_numbers_at_which_the_grant_changes(policy, unlisted):
    unlisted["on_list"] = "yes"
    steps = grant_steps(policy, unlisted, decide(policy, unlisted))
    assert [(step.pupils, step.pounds, step.last_pupils) for step in steps] == [(151, 200, 150)]
    unlisted["pupils"] = 400
    steps = grant_steps(policy, unlisted, decide(policy, unlisted))
    assert [(step.pupils, step.pounds, step.last_pupils) for step in steps] == [(150, 800, 151)]


def test_no_steps_without_a_number_or_a_grant(policy, unlisted):
    decision = decide(policy, unlisted)
    assert grant_steps(policy, unlisted, decision) == ()
    assert grant_steps(policy, {**unlisted, "pupils": "not_recorded"}, decision) == ()
    del unlisted["on_list"]
    assert grant_steps(policy, unlisted, decide(policy, unlisted)) == ()
