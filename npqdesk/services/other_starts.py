"""In which other starts is, or was, the same person funded for the same course, at the same workplace?

Each start is answered by the edition in force for it.  A list belongs to a start, so whether the workplace is on one
counts for another start only where that start reads the same list, or where its own list is loaded and was looked up.
What cannot be told is said, and a past start is history: nobody can join it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.enquiry.route import with_what_follows, without_what_follows
from npqdesk.rules.changes import offered, other_courses
from npqdesk.rules.cohorts import Cohort
from npqdesk.rules.conditions import Facts
from npqdesk.rules.decide import Decision, decide
from npqdesk.rules.policy import ListUse, Outcome, Policy
from npqdesk.services.answer import Answer
from npqdesk.services.desk import RuleDesk
from npqdesk.services.otherwise import rule_say
from npqdesk.services.wording import OUTCOMES

_WAS: Mapping[Outcome, str] = {
    "funded": "was eligible for a scholarship",
    "not_funded": "was not eligible for a scholarship",
    "review": "DfE reviewed it by hand",
    "undecided": "cannot tell",
}

ListsOf = Callable[[Policy], Known]
"""What the lists of a policy's own starts say of the workplace of a case."""


@dataclass(frozen=True, slots=True)
class StartRow:
    """Another start with the answer for the same person: the start in words, the outcome, whether it is past, why."""

    cohort: str
    name: str
    outcome: Outcome
    past: bool
    say: str

    @property
    def title(self) -> str:
        """ "Autumn 2024: was eligible for a scholarship"."""
        words = _WAS[self.outcome] if self.past else OUTCOMES[self.outcome]
        return f"{self.name[:1].upper()}{self.name[1:]}: {words}"


def no_lists(_policy: Policy) -> Known:
    """Where there are no records to look in."""
    return {}


def other_starts(desk: RuleDesk, given: Answer, known: Known, lists_of: ListsOf = no_lists) -> tuple[StartRow, ...]:
    """Every other start that offers the course and has rules, the latest first."""
    if given.policy is None or not given.course:
        return ()
    return tuple(_rows(desk, given, known, lists_of))


def known_at(desk: RuleDesk, given: Answer, known: Known, cohort: str, lists_of: ListsOf = no_lists) -> Known:
    """What is known of a case for another start: without what belongs to its own, with what that start's lists say."""
    there = desk.policy_for(cohort)
    assert isinstance(there, Policy)
    return _known_at(desk, given, known, cohort, there, lists_of)


def _rows(desk: RuleDesk, given: Answer, known: Known, lists_of: ListsOf) -> Iterator[StartRow]:
    for cohort in reversed(tuple(desk.vocabulary.cohorts.values())):
        there = desk.policy_for(cohort.id)
        is_there = isinstance(there, Policy) and offered(there, desk.vocabulary, given.course, cohort.id)
        if isinstance(there, Policy) and is_there and cohort.id != given.cohort:
            found = _known_at(desk, given, known, cohort.id, there, lists_of)
            yield _row(
                desk, there, cohort, {name: found[name].value for name in found if name in desk.vocabulary.facts}
            )


def _known_at(
    desk: RuleDesk, given: Answer, known: Known, cohort: str, there: Policy, lists_of: ListsOf
) -> dict[str, KnownFact]:
    facts = desk.vocabulary.facts
    same = _same_lists(given.policy, there)
    kept = {
        name: fact
        for name, fact in without_what_follows(desk.rulebook.questions, known).items()
        if name not in facts or "start" not in facts[name].belongs_to or name in same
    }
    own = {"cohort": KnownFact(cohort, "answer", "What if")}
    return with_what_follows(desk.rulebook.questions, {**kept, **lists_of(there), **own})


def _same_lists(here: Policy | None, there: Policy) -> frozenset[str]:
    """The facts that both policies read from the very same releases."""
    own, others = _uses(here) if here else {}, _uses(there)
    return frozenset(fact for fact, uses in own.items() if others.get(fact) == uses)


def _uses(policy: Policy) -> dict[str, set[ListUse]]:
    found: dict[str, set[ListUse]] = {}
    for use in policy.lists:
        found.setdefault(use.fact, set()).add(use)
    return found


def _row(desk: RuleDesk, there: Policy, cohort: Cohort, facts: Facts) -> StartRow:
    decision, past = decide(there, facts), cohort.is_past(desk.today())
    say = rule_say(there, decision.rule) if decision.decided else _missing(desk, decision)
    if decision.outcome in ("not_funded", "undecided") and not past:
        say = f"{say} {_instead(desk, there, facts)}".strip()
    return StartRow(cohort.id, cohort.words, decision.outcome, past, say)


def _missing(desk: RuleDesk, decision: Decision) -> str:
    labels = [fact.label for fact in desk.vocabulary.facts.values() if fact.name in decision.needed]
    return f"Not known for that start: {'; '.join(label[:1].lower() + label[1:] for label in labels)}."


def _instead(desk: RuleDesk, there: Policy, facts: Facts) -> str:
    """The courses that are funded there."""
    funded = [each.course for each in other_courses(there, desk.vocabulary, facts) if each.decision.outcome == "funded"]
    names = ", ".join(desk.vocabulary.courses[course].full_name for course in funded)
    return f"Funded there in any case: {names}." if names else ""
