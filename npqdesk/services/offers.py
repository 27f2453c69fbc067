"""Whether a start offers a course at all, and from when: what the rules of a period take for granted."""

from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.timeline import NoPolicy


def never_offered(policy: Policy, course: Value, cohort: Value | None) -> str:
    """That the period of a policy has no such course, with the nearest that it has; empty where it has it."""
    if course in policy.courses:
        return ""
    return f"course {course!r} is not offered in {cohort}{did_you_mean(str(course), policy.courses)}"


def no_such_course(policy: Policy, vocabulary: Vocabulary, facts: Facts) -> NoPolicy | None:
    """The same as an answer; `None` where the period has the course, or none is named yet."""
    course = vocabulary.courses.get(str(facts.get("course", "")))
    if course is None or course.id in policy.courses:
        return None
    start = vocabulary.cohort(str(facts.get("cohort", "")))
    say = f"{course.full_name} was not among the courses of {start.words if start else policy.title}."
    return NoPolicy("course_not_offered", say, "Choose another course, or a start that offers this one.")


def not_offered_yet(policy: Policy, vocabulary: Vocabulary, facts: Facts) -> str:
    """That a course begins with a later start than the one asked about, as a caution; empty where it had begun."""
    course = vocabulary.courses.get(str(facts.get("course", "")))
    start = vocabulary.cohort(str(facts.get("cohort", "")))
    first = first_offered(vocabulary, policy, facts)
    if not course or not start or not first:
        return ""
    return f"{course.full_name} is first offered for {first}: nobody starts it in {start.words}."


def first_offered(vocabulary: Vocabulary, policy: Policy, facts: Facts) -> str:
    """The first start that has a course, in words, where it is later than the one asked about; else empty."""
    start = vocabulary.cohort(str(facts.get("cohort", "")))
    first = vocabulary.cohort(policy.courses.get(str(facts.get("course", "")), ""))
    return first.words if start and first and first.order > start.order else ""
