"""What would change the answer: one fact turned, another course, a few pupils more or fewer."""

from collections.abc import Iterator
from dataclasses import dataclass

from npqdesk.rules.conditions import Facts, Test, Value
from npqdesk.rules.decide import Decision, decide, decide_grant
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class OtherCourse:
    """Another course of the same cohort and the answer for the same person, never funded for it before."""

    course: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class GrantStep:
    """The nearest number of pupils, in one direction, at which the school's grant changes (pounds)."""

    pupils: int
    pounds: int
    last_pupils: int


def other_courses(policy: Policy, vocabulary: Vocabulary, facts: Facts) -> tuple[OtherCourse, ...]:
    """Every other course of the period with its answer; what belongs to one course is assumed as nothing had before."""
    cohort = str(facts.get("cohort", ""))
    return tuple(
        OtherCourse(course, decide(policy, on_course(vocabulary, facts, course)))
        for course in policy.courses
        if course != facts.get("course") and offered(policy, vocabulary, course, cohort)
    )


def on_course(vocabulary: Vocabulary, facts: Facts, course: str) -> dict[str, Value]:
    """The same case on another course."""
    fresh = {fact.name: fact.for_other_course for fact in vocabulary.facts.values() if fact.for_other_course}
    return {**facts, **fresh, "course": course}


def offered(policy: Policy, vocabulary: Vocabulary, course: str, cohort: str) -> bool:
    """Whether a course had already begun to be offered in this cohort."""
    first, start = vocabulary.cohort(policy.courses.get(course, "")), vocabulary.cohort(cohort)
    return first is not None and (start is None or first.order <= start.order)


def grant_steps(policy: Policy, facts: Facts, scholarship: Decision) -> tuple[GrantStep, ...]:
    """The nearest numbers of pupils, fewer (but not none) and more, at which the grant would change."""
    now = decide_grant(policy, facts, scholarship)
    pupils = facts.get("pupils")
    if now.pounds is None or not isinstance(pupils, int):
        return ()
    edges = sorted(set(_edges(policy)))
    steps = []
    for direction in (
        [(edge - 1, edge) for edge in reversed(edges) if 1 < edge <= pupils],
        [(edge, edge - 1) for edge in edges if edge > pupils],
    ):
        for beyond, last in direction:
            then = decide_grant(policy, {**facts, "pupils": beyond}, scholarship)
            if then.pounds not in (None, now.pounds):
                steps.append(GrantStep(beyond, then.pounds or 0, last))
                break
    return tuple(steps)


def _edges(policy: Policy) -> Iterator[int]:
    """The first number of pupils of each band and the first after it."""
    tests: Iterator[Test] = (test for rule in policy.grants for test in rule.when.tests if test.fact == "pupils")
    for test in tests:
        yield from [] if test.low is None else [test.low]
        yield from [] if test.high is None else [test.high + 1]
