"""What if: the smallest things that may honestly be otherwise and would alter the answer, singly and then in pairs.

The facts file words them (`WhatIf`): nobody is invited to misstate a fact.  At another workplace what was known of the
former one is forgotten, so a change is told only where the answer then hangs on nothing that is not known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from npqdesk.rules.changes import on_course, other_courses
from npqdesk.rules.conditions import Facts, Value, holds, walk
from npqdesk.rules.decide import Decision, decide
from npqdesk.rules.facts import Vocabulary, WhatIf
from npqdesk.rules.policy import Outcome, Policy

BETTER: tuple[Outcome, ...] = ("undecided", "not_funded", "review", "funded")
"""Outcomes from what nobody can use to what everybody hopes for."""

MOST_CHANGES = 5
MOST_ENDS = 3
MOST_LEADS = 6
_MOST_WITH_COURSES = 2
_FEW_VALUES = 6
_FEW_FACTS = 6
_FEW_FOR_PAIRS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """Things that may be otherwise together, and the answer they lead to.

    `courses`: other courses, any one of which belongs to it.  `provided`: a fact not known yet, with the value it must
    turn out to have.  `facts` is the whole case then, with the first of the courses."""

    what_ifs: tuple[WhatIf, ...]
    facts: Facts
    decision: Decision
    courses: tuple[str, ...] = ()
    provided: tuple[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Answers to one missing fact, or to two together, that settle an open case, and what they settle it to."""

    facts: Mapping[str, Value]
    decision: Decision


def what_if(policy: Policy, vocabulary: Vocabulary, facts: Facts, decision: Decision) -> tuple[Change, ...]:
    """What would make a decided answer better, the most useful first; of two changes that do, the smaller.

    Pairs are of two what-ifs, of a what-if and a fact not known yet, or, where no single change does, of another
    workplace and another course.  Neither part of a pair alone makes the answer better."""
    if decision.outcome not in ("not_funded", "review"):
        return ()
    case = _Case(policy, vocabulary, facts, decision)
    possible = [each for each in _possible(case, ends=False) if decision.outcome == "not_funded" or not each.moves]
    singles = [change for each in possible for change in _better(case, (each,))]
    alone = {each.id for change in singles for each in change.what_ifs}
    rest = [each for each in possible if each.id not in alone]
    pairs = [change for one, other in combinations(rest, 2) for change in _better(case, (one, other))]
    courses = [] if singles else list(_with_courses(case, rest))[:_MOST_WITH_COURSES]
    found = _smallest([*singles, *courses, *pairs])
    return tuple(sorted(found, key=_parts))[:MOST_CHANGES]


def what_ends(policy: Policy, vocabulary: Vocabulary, facts: Facts, decision: Decision) -> tuple[Change, ...]:
    """What would lose an answer that funds or goes to DfE's review."""
    if decision.outcome not in ("funded", "review"):
        return ()
    case = _Case(policy, vocabulary, facts, decision)
    turned = [((each,), turn(vocabulary, facts, each)) for each in _possible(case, ends=True)]
    found = [Change(what_ifs, then, decide(policy, then)) for what_ifs, then in turned]
    return tuple(change for change in found if change.decision.outcome == "not_funded")[:MOST_ENDS]


def leads(policy: Policy, vocabulary: Vocabulary, facts: Facts, decision: Decision) -> tuple[Lead, ...]:
    """What settles an open answer: one missing fact with few answers first, then two of them together."""
    if len(decision.needed) > _FEW_FACTS:
        return ()
    answers = [(name, value) for name in policy.classes if name in decision.needed for value in _few(vocabulary, name)]
    singles = [lead for each in answers for lead in _settling(policy, facts, (each,))]
    alone = {each for lead in singles for each in lead.facts.items()}
    rest = [each for each in answers if each not in alone] if len(decision.needed) <= _FEW_FOR_PAIRS else []
    pairs = [
        lead
        for one, other in combinations(rest, 2)
        if one[0] != other[0]
        for lead in _settling(policy, facts, (one, other))
    ]
    return (*singles, *pairs)[:MOST_LEADS]


def in_any_case(policy: Policy, facts: Facts) -> Outcome | None:
    """The outcome on which all rules that may still apply agree, though the reason is open; else `None`."""
    open_outcomes = {rule.outcome for rule, verdict in walk(policy.scholarship, facts) if verdict is not False}
    return open_outcomes.pop() if len(open_outcomes) == 1 else None


def turn(vocabulary: Vocabulary, facts: Facts, each: WhatIf) -> dict[str, Value]:
    """The case as it would be: with what the what-if says, without what belongs to a workplace left behind."""
    kept = {
        name: value
        for name, value in facts.items()
        if not (each.moves and "workplace" in vocabulary.facts[name].belongs_to)
    }
    return vocabulary.settle({**kept, **each.facts})


@dataclass(frozen=True, slots=True)
class _Case:
    policy: Policy
    vocabulary: Vocabulary
    facts: Facts
    decision: Decision

    def is_better(self, then: Decision) -> bool:
        return BETTER.index(then.outcome) > BETTER.index(self.decision.outcome)


def _possible(case: _Case, *, ends: bool) -> Iterator[WhatIf]:
    """The what-ifs that make sense here, are not so already, and touch what some rule reads."""
    for each in case.vocabulary.what_ifs.values():
        if (
            each.ends is ends
            and _makes_sense(each, case.facts)
            and not each.facts.keys().isdisjoint(case.policy.classes)
        ):
            yield each


def _makes_sense(each: WhatIf, facts: Facts) -> bool:
    is_so = all(facts.get(name) == value for name, value in each.facts.items())
    return not is_so and (each.when is None or holds(each.when, facts) is True)


def _better(case: _Case, what_ifs: tuple[WhatIf, ...]) -> Iterator[Change]:
    """The change that these what-ifs make together, where it is better; another workplace comes first."""
    facts = case.facts
    for each in sorted(what_ifs, key=lambda each: not each.moves):
        if not _makes_sense(each, facts):
            return
        facts = turn(case.vocabulary, facts, each)
    then = decide(case.policy, facts)
    if case.is_better(then):
        yield Change(what_ifs, facts, then)
    elif len(what_ifs) == 1:
        yield from _provided(case, what_ifs, facts, then)


def _provided(case: _Case, what_ifs: tuple[WhatIf, ...], facts: Facts, then: Decision) -> Iterator[Change]:
    """The same where it hangs on one thing not known of the person, which a yes or no settles."""
    names = [name for name in then.needed if case.vocabulary.facts[name].kind == "yes_no"]
    if len(then.needed) != 1 or not names or "workplace" in case.vocabulary.facts[names[0]].belongs_to:
        return
    for value in ("yes", "no"):
        settled = {**facts, names[0]: value}
        if case.is_better(decision := decide(case.policy, settled)):
            yield Change(what_ifs, settled, decision, provided=(names[0], value))
            return


def _with_courses(case: _Case, what_ifs: Iterable[WhatIf]) -> Iterator[Change]:
    """Each other workplace at which another course does, where no other course would do here."""
    if case.decision.outcome != "not_funded":
        return
    policy, vocabulary = case.policy, case.vocabulary
    if any(case.is_better(each.decision) for each in other_courses(policy, vocabulary, case.facts)):
        return
    for each in what_ifs:
        if not each.moves:
            continue
        there = turn(vocabulary, case.facts, each)
        funded = [other for other in other_courses(policy, vocabulary, there) if other.decision.outcome == "funded"]
        if funded:
            courses = tuple(other.course for other in funded)
            yield Change((each,), on_course(vocabulary, there, courses[0]), funded[0].decision, courses)


def _smallest(found: Iterable[Change]) -> Iterator[Change]:
    """Each change but for what a smaller one does as well."""
    found = tuple(found)
    for change in found:
        smaller = [other for other in found if _is_smaller(other, change)]
        if any(not other.courses for other in smaller):
            continue
        courses = tuple(each for each in change.courses if not any(each in other.courses for other in smaller))
        if courses == change.courses:
            yield change
        elif courses:
            yield replace(change, courses=courses, facts={**change.facts, "course": courses[0]})


def _is_smaller(one: Change, other: Change) -> bool:
    """Whether the facts of one change are some of those of the other, for an answer as good."""
    facts, others = ({item for each in change.what_ifs for item in each.facts.items()} for change in (one, other))
    return facts < others and BETTER.index(one.decision.outcome) >= BETTER.index(other.decision.outcome)


def _parts(change: Change) -> int:
    """How many things are otherwise."""
    return len(change.what_ifs) + bool(change.courses) + (change.provided is not None)


def _few(vocabulary: Vocabulary, name: str) -> tuple[Value, ...]:
    """The values of a fact, where they are few."""
    values = vocabulary.facts[name].values
    return values if len(values) <= _FEW_VALUES else ()


def _settling(policy: Policy, facts: Facts, answers: tuple[tuple[str, Value], ...]) -> Iterator[Lead]:
    then = decide(policy, {**facts, **dict(answers)})
    if then.decided:
        yield Lead(dict(answers), then)
