"""Engagement, reckoned exactly: at both sides of 90 per cent, weighed or part by part."""

from fractions import Fraction

import pytest

from npqdesk import paths
from npqdesk.choosing.engagement import Count, check_schemes, engagement, read_schemes
from npqdesk.problem import Problem

TEXT = paths.read_text("catalogue", "engagement.toml")
SCHEMES = read_schemes(TEXT, "engagement.toml")
WEIGHED, APART = SCHEMES.of("Teach First"), SCHEMES.of("Church of England")


def weighed(diagnostic, reflective, attendance):
    return engagement(WEIGHED, {"diagnostic": diagnostic, "reflective": reflective, "attendance": attendance})


def test_the_weights_are_those_published():
    assert [(part.id, part.weight) for part in WEIGHED.parts] == [
        ("diagnostic", 30),
        ("reflective", 20),
        ("attendance", 50),
    ]
    assert {scheme.threshold for scheme in SCHEMES.schemes} == {90}
    assert SCHEMES.of("Somebody else") is WEIGHED
    assert check_schemes(SCHEMES) == ()


FULL = Count(10, 10, 0)


@pytest.mark.parametrize(
    ("counts", "state", "done"),
    [
        ((FULL, FULL, Count(10, 8, 2)), "reached", 90),
        ((FULL, FULL, Count(100, 79, 21)), "cannot_be", Fraction(179, 2)),
        ((FULL, Count(10, 5, 5), FULL), "reached", 90),
        ((FULL, Count(100, 49, 51), FULL), "cannot_be", Fraction(449, 5)),
        ((Count(3, 2, 1), FULL, FULL), "reached", 90),
        ((Count(300, 199, 101), FULL, FULL), "cannot_be", Fraction(899, 10)),
        ((Count(6, 2, 0), Count(6, 2, 0), Count(10, 3, 1)), "can_be", Fraction(95, 3)),
    ],
)
def test_both_sides_of_the_threshold(counts, state, done):
    found = weighed(*counts)
    assert (found.state, found.done) == (state, done)


def test_what_may_still_be_missed():
    found = weighed(Count(6, 0, 0), Count(6, 0, 0), Count(10, 0, 0))
    assert [each.may_miss for each in found.parts] == [2, 3, 2]
    assert found.possible == 100
    tight = weighed(Count(6, 5, 1), Count(6, 6, 0), Count(10, 4, 1))
    assert [each.may_miss for each in tight.parts] == [0, 0, 0]
    assert tight.possible == 90


@pytest.mark.parametrize(
    ("sessions", "study", "state"),
    [
        (Count(10, 9, 1), Count(10, 9, 1), "reached"),
        (Count(10, 8, 2), Count(10, 10, 0), "cannot_be"),
        (Count(10, 9, 0), Count(10, 5, 1), "can_be"),
    ],
)
def test_each_part_by_itself(sessions, study, state):
    found = engagement(APART, {"sessions": sessions, "self-study": study})
    assert found.state == state


@pytest.mark.parametrize("count", [Count(0, 0, 0), Count(5, 4, 2), Count(5, -1, 0)])
def test_numbers_that_cannot_be(count):
    assert not count.is_whole


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("weight = 20", "weight = 25", "must come to 100"),
        ("threshold = 90", "threshold = 900", "must be 1 to 100"),
        ("default = true", "default = false", "Just one scheme"),
    ],
)
def test_a_mistake_is_told(was, now, says):
    with pytest.raises(Problem) as told:
        read_schemes(TEXT.replace(was, now, 1), "engagement.toml")
    assert says in told.value.what_happened
