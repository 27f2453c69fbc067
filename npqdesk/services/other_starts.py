"""In which other starts is, or was, the same person funded for the same course, at the same workplace?

Each start is answered by the edition in force for it.  A list belongs to a start, so whether the workplace is on one
counts for another start only where that start reads the same list, or where its own list is loaded and was looked up.
What cannot be told is said, and a past start is history: nobody can join it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

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

_ONCE = "previously_funded"
ListsOf = Callable[[Policy], Known]
"""What the lists of a policy's own starts say of the workplace of a case."""


@dataclass(frozen=True, slots=True)
class StartRow:
    """Another start, or this one by its rules of today, with the answer for the same person: the start in words, the
    outcome, whether it is past, why."""

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
    is_spent = given.facts.get(_ONCE) == "yes"  # nobody knows in which past start, so none is told
    for cohort in reversed(tuple(desk.vocabulary.cohorts.values())):
        there = desk.policy_for(cohort.id)
        if not isinstance(there, Policy) or not offered(there, desk.vocabulary, given.course, cohort.id):
            continue
        if _is_same(there, cohort, given) or (is_spent and cohort.is_past(desk.today())):
            continue
        found = _known_at(desk, given, known, cohort.id, there, lists_of)
        facts = {name: fact.value for name, fact in found.items() if name in desk.vocabulary.facts}
        words = f"{cohort.words}, by its rules of today" if cohort.id == given.cohort else cohort.words
        row = _row(desk, there, cohort, words, facts)
        yield replace(row, say=f"{row.say} {_once(desk, given)}") if _may_be_spent(row, given) else row


def _may_be_spent(row: StartRow, given: Answer) -> bool:
    """Whether this answer's own start may have paid for the course already."""
    good = row.outcome in ("funded", "review") and given.decision.outcome != "not_funded"
    return good and given.past and not row.past


def _once(desk: RuleDesk, given: Answer) -> str:
    start = desk.vocabulary.value_name("cohort", given.cohort)
    return f"Not if a funded place was taken in {start}: each course is funded once only."


def _is_same(there: Policy, cohort: Cohort, given: Answer) -> bool:
    """Whether that is the start and the edition of the answer itself."""
    here = given.policy
    return cohort.id == given.cohort and here is not None and (there.id, there.edition) == (here.id, here.edition)


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


def _row(desk: RuleDesk, there: Policy, cohort: Cohort, words: str, facts: Facts) -> StartRow:
    decision, past = decide(there, facts), cohort.is_past(desk.today())
    provided = ""
    if decision.needed == {_ONCE}:
        facts = {**facts, _ONCE: "no"}
        decision = decide(there, facts)
        provided = "" if decision.outcome == "not_funded" else "Only if this NPQ was not funded for the person before."
    say = rule_say(there, decision.rule) if decision.decided else _missing(desk, decision)
    instead = decision.outcome in ("not_funded", "undecided") and not past
    told = (say, _instead(desk, there, facts) if instead else "", provided)
    return StartRow(cohort.id, words, decision.outcome, past, " ".join(filter(None, told)))


def _missing(desk: RuleDesk, decision: Decision) -> str:
    labels = [fact.label for fact in desk.vocabulary.facts.values() if fact.name in decision.needed]
    return f"Not known for that start: {'; '.join(label[:1].lower() + label[1:] for label in labels)}."


def _instead(desk: RuleDesk, there: Policy, facts: Facts) -> str:
    """The courses that are funded there."""
    funded = [each.course for each in other_courses(there, desk.vocabulary, facts) if each.decision.outcome == "funded"]
    names = ", ".join(desk.vocabulary.courses[course].full_name for course in funded)
    return f"Funded there in any case: {names}." if names else ""
