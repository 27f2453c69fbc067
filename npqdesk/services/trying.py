"""What if: the answer to a case that is otherwise in some facts, shown and never kept."""

from collections.abc import Mapping
from dataclasses import replace

from npqdesk.enquiry.known import Known, KnownFact, values
from npqdesk.enquiry.wording import names_of
from npqdesk.rules.changes import on_course
from npqdesk.rules.conditions import Facts, Value
from npqdesk.services.answer import CautionRow, answer
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result
from npqdesk.services.other_starts import known_at
from npqdesk.services.rests_on import evidence_for
from npqdesk.services.start_lists import lists_at

_OF_THE_PLACE = ("workplace", "workplace_name")


def with_facts(desk: Desk, base: Result, changed: Mapping[str, Value]) -> Result:
    """The same case with some facts turned.  Nothing of it is kept, and it belongs to no determination."""
    return with_case(desk, base, {**_facts(desk, base), **changed})


def with_course(desk: Desk, base: Result, course: str) -> Result:
    """The same person on another course; what belongs to one course is taken as on a list of other courses."""
    return with_case(desk, base, on_course(desk.vocabulary, _facts(desk, base), course))


def with_start(desk: Desk, base: Result, cohort: str) -> Result:
    """The same person at the same workplace for another start, by the lists of that start."""
    return _tried(desk, base, known_at(desk, base.answer, base.known, cohort, lists_at(desk, base.known)))


def with_case(desk: Desk, base: Result, facts: Facts, *, elsewhere: bool = False) -> Result:
    """The answer to a whole case that is the base but for some facts; what it does not say is not known.

    `elsewhere`: at another workplace, which has no name yet."""
    known = {name: fact for name, fact in base.known.items() if name not in desk.vocabulary.facts}
    for name, value in facts.items():
        before = base.known.get(name)
        known[name] = before if before and before.value == value else KnownFact(value, "answer", "What if")
    if elsewhere:
        known = {name: fact for name, fact in known.items() if name not in _OF_THE_PLACE}
        known["workplace_name"] = KnownFact("the other workplace", "answer", "What if")
    return _tried(desk, base, known)


def _tried(desk: Desk, base: Result, known: Known) -> Result:
    names = names_of(desk.vocabulary, known)
    facts = {name: fact.value for name, fact in known.items() if name in desk.vocabulary.facts}
    same_rules = all(facts.get(name) == base.answer.facts.get(name) for name in ("cohort", "decided_on"))
    policy = base.answer.policy if same_rules else None
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


def _facts(desk: Desk, base: Result) -> Facts:
    return {name: value for name, value in values(base.known).items() if name in desk.vocabulary.facts}
