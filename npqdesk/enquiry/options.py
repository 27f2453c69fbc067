"""The answers that a question offers in one enquiry: those of its file, or the starts and courses of the policies."""

from collections.abc import Callable

from npqdesk.enquiry.questions import Option, Question, Questions
from npqdesk.rules.changes import offered
from npqdesk.rules.cohorts import Cohort
from npqdesk.rules.conditions import Facts
from npqdesk.rules.policy import Policy

PolicyFor = Callable[[str], Policy | None]
"""The policy in force for a cohort, or `None` where there is none."""


def options_of(question: Question, questions: Questions, policy_for: PolicyFor, facts: Facts) -> tuple[Option, ...]:
    """What can be chosen, in the order to show it.  Empty for a question that is answered by typing or searching."""
    if question.kind == "cohort":
        return _starts(questions, policy_for)
    if question.kind == "course":
        return _courses(questions, policy_for, facts)
    return question.options


def _starts(questions: Questions, policy_for: PolicyFor) -> tuple[Option, ...]:
    """Starts with a policy first, the newest at the top; after them those without, and the two to come."""
    decided, open_ones = [], []
    for cohort in _offered_starts(questions):
        words = cohort.words[:1].upper() + cohort.words[1:]
        if policy_for(cohort.id):
            hint = f"Courses start in {cohort.starts}" if cohort.starts else ""
            decided.append(Option(cohort.id, words, hint, {"cohort": cohort.id}))
        else:
            hint = "npqdesk holds no published policy for this start"
            open_ones.append(Option(cohort.id, words, hint, {"cohort": cohort.id}))
    return (*decided, *open_ones)


def _offered_starts(questions: Questions) -> list[Cohort]:
    """Every start, the newest known first, then the next two: people ask about them before DfE says anything."""
    known = tuple(questions.vocabulary.cohorts.values())
    starts = [known[0]]
    while starts[-1].order < known[-1].order:
        following = starts[-1].next
        starts.append(questions.vocabulary.cohorts.get(following.id, following))
    coming = known[-1].next
    return [*reversed(starts), coming, coming.next]


def _courses(questions: Questions, policy_for: PolicyFor, facts: Facts) -> tuple[Option, ...]:
    """The courses that could begin in the chosen start; all that we know of before one is chosen."""
    cohort = str(facts.get("cohort", ""))
    policy = policy_for(cohort) if cohort else None
    return tuple(
        Option(course.id, course.full_name, course.for_whom, {"course": course.id})
        for course in questions.vocabulary.courses.values()
        if policy is None or offered(policy, questions.vocabulary, course.id, cohort)
    )
