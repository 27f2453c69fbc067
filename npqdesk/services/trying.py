"""What if: the answer with some facts turned, shown and never kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from npqdesk.enquiry.known import KnownFact
from npqdesk.enquiry.wording import names_of
from npqdesk.rules.conditions import Value
from npqdesk.rules.policy import Outcome
from npqdesk.services.answer import CautionRow, answer
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result
from npqdesk.services.rests_on import evidence_for

_FEW = 6


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What one answer to a missing fact leads to: in words, the outcome, and the fact and value that try it."""

    say: str
    outcome: Outcome
    headline: str
    fact: str
    value: Value


def with_facts(desk: Desk, base: Result, changed: Mapping[str, Value]) -> Result:
    """The same case with some facts turned.  Nothing of it is kept, and it belongs to no determination."""
    turned = {name: KnownFact(value, "answer", "What if") for name, value in changed.items()}
    known = {**base.known, **turned}
    facts = {name: fact.value for name, fact in known.items() if name in desk.vocabulary.facts}
    names = names_of(desk.vocabulary, known)
    policy = None if "cohort" in changed else base.answer.policy
    given = answer(desk, facts, names=names, policy=policy)
    evidence = evidence_for(desk, given.policy, known) if given.policy else None
    warnings = evidence.warnings(given.policy) if evidence and given.policy else ()
    return replace(
        base,
        names=names,
        known=known,
        answer=replace(given, cautions=(*(CautionRow(say, ()) for say in warnings), *given.cautions)),
        rests_on=evidence.rows(given.policy) if evidence and given.policy else (),
        evidence=evidence,
        determination_id=None,
        kept=None,
        superseded_because="",
    )


def with_course(desk: Desk, base: Result, course: str) -> Result:
    """The same person on another course; what belongs to one course is taken as on a list of other courses."""
    fresh: dict[str, Value] = {
        fact.name: fact.for_other_course for fact in desk.vocabulary.facts.values() if fact.for_other_course
    }
    return with_facts(desk, base, {**fresh, "course": course})


def leads_to(desk: Desk, base: Result) -> tuple[LeadRow, ...]:
    """While the answer is open: what each answer to the first missing fact with few answers would lead to."""
    rows: tuple[LeadRow, ...] = ()
    for missing in base.answer.missing:
        fact = desk.vocabulary.facts[missing.fact]
        values = ("yes", "no") if fact.kind == "yes_no" else fact.values
        if missing.fact in base.answer.decision.needed and 0 < len(values) <= _FEW:
            rows = tuple(_lead(desk, base, missing.fact, value) for value in values)
            break
    return rows


def _lead(desk: Desk, base: Result, fact: str, value: Value) -> LeadRow:
    then = with_facts(desk, base, {fact: value}).answer
    words = desk.vocabulary.say(fact, value, base.names)
    return LeadRow(words, then.decision.outcome, then.headline, fact, value)
