"""The check of the answers: every fact the answer rests on, in words, where it came from, and how to put it right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from npqdesk.enquiry.known import KnownFact, Origin
from npqdesk.enquiry.questions import Question, Questions, Subject
from npqdesk.enquiry.route import LOOKED_UP, Route
from npqdesk.enquiry.wording import answer_words
from npqdesk.rules.conditions import Facts, When, holds
from npqdesk.rules.decide import decide
from npqdesk.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row.  `action` is what its link does to `question`: change an answer, or challenge what was looked up."""

    subject: Subject
    question: str
    label: str
    answer: str
    origin: Origin
    say: str
    action: Literal["change", "challenge"]


def check_rows(questions: Questions, way: Route) -> tuple[CheckRow, ...]:
    """The rows, grouped by subject: the person, the course, the workplace."""
    rows = list(_rows(questions, way))
    return tuple(row for subject in ("person", "course", "workplace") for row in rows if row.subject == subject)


def facts_that_count(policy: Policy, facts: Facts) -> frozenset[str]:
    """The facts without which some rule on the way to the answer could no longer be told from what else is known."""
    scholarship = decide(policy, facts)
    grant_facts = {**facts, "scholarship": scholarship.outcome} if scholarship.decided else facts
    conditions = [rule.when for rule in policy.scholarship], [rule.when for rule in policy.grants]
    counting = {*_counting(conditions[0], facts), *_counting(conditions[1], grant_facts)}
    return frozenset(counting & facts.keys())


def _rows(questions: Questions, way: Route) -> Iterator[CheckRow]:
    counting = facts_that_count(way.policy, way.facts) if way.policy else frozenset()
    for question in questions.questions:
        known = way.known.get(question.fact)
        if question.id in way.path:
            yield _row(questions, question, way, known or KnownFact("", "answer", "You answered"), challenge=False)
        elif known and known.origin == "record":
            yield _row(questions, question, way, known, challenge=False)
        elif known and question.fact in counting and (known.origin in LOOKED_UP or known.against is not None):
            yield _row(questions, question, way, known, challenge=True)


def _row(questions: Questions, question: Question, way: Route, known: KnownFact, *, challenge: bool) -> CheckRow:
    return CheckRow(
        question.subject,
        question.id,
        question.label,
        answer_words(questions, question, way),
        known.origin,
        known.say,
        "challenge" if challenge else "change",
    )


def _counting(conditions: list[When], facts: Facts) -> Iterator[str]:
    upto = [holds(when, facts) for when in conditions].index(True) + 1
    for when in conditions[:upto]:
        for name in when.facts():
            if name in facts and holds(when, {fact: value for fact, value in facts.items() if fact != name}) is None:
                yield name
