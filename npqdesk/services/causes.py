"""Why a kept answer would be another one now: the rules, a list, the register, or answers that were changed since.

Everything that is otherwise than it was is turned back, singly, then two at a time and so on, until the old answer is
there again.  What had to be turned back for that is told; what makes no difference to the answer is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from npqdesk.enquiry.answers import Answers, plain_key
from npqdesk.enquiry.known import Known, KnownFact, values
from npqdesk.enquiry.questions import UNKNOWN, Questions
from npqdesk.enquiry.route import LOOKED_UP
from npqdesk.enquiry.wording import names_of
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.decide import decide, decide_grant
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Outcome, Policy
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.workplaces import day_words

TOLD_ANSWERS = 3
UNEXPLAINED = "This version of npqdesk works the same case out differently."


class Verdict(NamedTuple):
    """What came out: the outcome, DfE's reason code, and the grant in pounds (None while it cannot be told)."""

    outcome: Outcome
    reason: str
    pounds: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """An enquiry at one time: its rules, all that was known, and what came out."""

    policy: Policy | NoPolicy
    known: Known
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is otherwise now, as a sentence; what to put back to undo it: these facts, or the rules too."""

    say: str
    facts: frozenset[str]
    rules: bool = False


def verdict(policy: Policy | NoPolicy, facts: Facts) -> Verdict:
    """What a case comes to."""
    if isinstance(policy, NoPolicy):
        return Verdict("no_policy", "", None)
    decision = decide(policy, facts)
    return Verdict(decision.outcome, decision.reason, decide_grant(policy, facts, decision).pounds)


def why(questions: Questions, then: Case, now: Case, *, answers: Answers, changed_on: date, rules: str) -> str:
    """In sentences, what makes the answer another one now.

    `answers` are those of the enquiry now, changed last on `changed_on`; `rules` says that its rules are others, empty
    where they are the same."""
    found = tuple(_causes(questions, then, now, answers, changed_on, rules))
    told = [cause.say for cause in _that_matter(questions.vocabulary, then, now, found)] or [rules or UNEXPLAINED]
    if missing := _missing(questions.vocabulary, then, now, found):
        told.append(f"Not known: {', '.join(missing)}.")
    return " ".join(told)


def _that_matter(vocabulary: Vocabulary, then: Case, now: Case, found: tuple[Cause, ...]) -> Iterator[Cause]:
    """Those in the smallest groups that bring the old answer back when they are turned back together."""
    matter: set[Cause] = set()
    for number in range(1, len(found) + 1):
        for group in combinations(found, number):
            if _turned_back(vocabulary, then, now, found, group) == then.verdict:
                matter.update(group)
        if matter:
            break
    return (cause for cause in found if cause in matter)


def _turned_back(
    vocabulary: Vocabulary, then: Case, now: Case, found: Iterable[Cause], group: Iterable[Cause]
) -> Verdict:
    """What would come out now without some causes."""
    before, facts = _facts(vocabulary, then.known), _with_dormant(vocabulary, then, now, found)
    for name in (name for cause in group for name in cause.facts):
        facts.pop(name, None)
        facts |= {name: before[name]} if name in before else {}
    return verdict(then.policy if any(cause.rules for cause in group) else now.policy, facts)


def _with_dormant(vocabulary: Vocabulary, then: Case, now: Case, found: Iterable[Cause]) -> dict[str, Value]:
    """What is known now, and what only lies dormant, unasked, as it was."""
    otherwise = {name for cause in found for name in cause.facts}
    before = _facts(vocabulary, then.known)
    return {name: before[name] for name in before if name not in otherwise} | _facts(vocabulary, now.known)


def _missing(vocabulary: Vocabulary, then: Case, now: Case, found: tuple[Cause, ...]) -> tuple[str, ...]:
    """The labels of the facts that the answer, or the grant, hangs on now and that were never answered."""
    if isinstance(now.policy, NoPolicy):
        return ()
    facts = _with_dormant(vocabulary, then, now, found)
    decision = decide(now.policy, facts)
    needed = decision.needed | decide_grant(now.policy, facts, decision).needed
    return tuple(fact.label for fact in vocabulary.facts.values() if fact.name in needed)


def _causes(
    questions: Questions, then: Case, now: Case, answers: Answers, changed_on: date, rules: str
) -> Iterator[Cause]:
    vocabulary = questions.vocabulary
    moved = _value(then.known, "workplace") != _value(now.known, "workplace")
    own, looked_up = [], []
    follows: set[str] = set()
    for name in vocabulary.facts:
        before, after = then.known.get(name), now.known.get(name)
        if _value(then.known, name) == _value(now.known, name):
            continue
        if after is None and not _is_gone(questions, answers, then, now, name, moved=moved):
            continue
        if "follows" in {fact.origin for fact in (before, after) if fact}:
            follows.add(name)
        elif after and after.origin in LOOKED_UP and (moved or not (before and before.against == after.value)):
            looked_up.append(name)
        else:
            own.append(name)
    always = frozenset(follows)
    if own or moved:
        other_rules = bool({"cohort", "decided_on"} & set(own))
        facts = always.union(own, looked_up if moved else ())
        yield Cause(_answers_say(questions, then, now, own, changed_on, moved=moved), facts, rules=other_rules)
        rules = "" if other_rules else rules
    if rules:
        yield Cause(rules, always, rules=True)
    for name in () if moved else looked_up:
        yield Cause(_looked_up_say(vocabulary, then, now, name), always | {name})


def _is_gone(questions: Questions, answers: Answers, then: Case, now: Case, name: str, *, moved: bool) -> bool:
    """Whether a fact that is not known any more was taken back, rather than left unasked on another route."""
    before = then.known[name]
    if before.origin in LOOKED_UP:
        return moved
    about = {**values(then.known), **values(now.known)}
    asked = (each for each in questions.questions if name in each.supplies | {each.fact})
    given = {answers.get(plain_key(question, about)) for question in asked}
    return before.against is None and given <= {None, UNKNOWN}


def _answers_say(questions: Questions, then: Case, now: Case, own: list[str], changed_on: date, *, moved: bool) -> str:
    """The answers that were changed, and when."""
    vocabulary = questions.vocabulary
    changes = []
    if moved:
        places = [names_of(vocabulary, case.known)["workplace"] for case in (now, then)]
        changes.append(f"{questions['workplace'].label}: {places[0]} instead of {places[1]}")
    answered = [name for name in own if name in now.known]
    for name in answered or own:
        after, before = (_words(vocabulary, name, case.known.get(name)) for case in (now, then))
        changes.append(f"{vocabulary.facts[name].label}: {after} instead of {before}")
    more = len(changes) - TOLD_ANSWERS
    told = "; ".join(changes[:TOLD_ANSWERS]) + (f"; and {more} more" if more > 0 else "")
    return f"The answers were changed on {day_words(changed_on)}. {told}."


def _looked_up_say(vocabulary: Vocabulary, then: Case, now: Case, name: str) -> str:
    """What a list or the register says now, and what stood there then."""
    before, after = then.known.get(name), now.known[name]
    day, names = _day(after), names_of(vocabulary, now.known)
    if after.origin == "list":
        said = vocabulary.say(name, after.value, names)
        whom = "it" if said.startswith(names["workplace"]) else names["name"]
        return f"{said} published on {day}; {_list_then(before, after, whom)}."
    if after.origin == "history":
        return f"Our own records now tell of an earlier funded place on this course ({after.say})."
    value = vocabulary.value_name(name, after.value)
    said = f"{value} pupils" if name == "pupils" else f"“{value}” ({vocabulary.facts[name].label.lower()})"
    register = "Ofsted register" if after.origin == "ofsted" else "register"
    return f"The {register} of {day} says {said}{_register_then(vocabulary, name, before)}."


def _list_then(before: KnownFact | None, after: KnownFact, whom: str) -> str:
    if before is None:
        return "that was not known then"
    if before.origin != "list":
        return "the office had answered otherwise"
    release = "the file loaded before" if _day(before) == _day(after) else f"the one of {_day(before)}"
    return f"{whom} was {'on' if before.value == 'yes' else 'not on'} {release}"


def _register_then(vocabulary: Vocabulary, name: str, before: KnownFact | None) -> str:
    if before is None:
        return ", which was not known then"
    old = vocabulary.value_name(name, before.value)
    if before.against is not None:
        known = vocabulary.value_name(name, before.against)
        return f" instead of {known}; the office’s own word, {old}, was against that"
    return f" instead of {old}" if before.origin in LOOKED_UP else f"; the office had answered {old}"


def _day(fact: KnownFact) -> str:
    """The day in "List, 12 August 2026"."""
    return fact.say.partition(", ")[2]


def _words(vocabulary: Vocabulary, name: str, fact: KnownFact | None) -> str:
    return vocabulary.value_name(name, fact.value) if fact else "not known"


def _value(known: Known, name: str) -> Value | None:
    return known[name].value if name in known else None


def _facts(vocabulary: Vocabulary, known: Known) -> dict[str, Value]:
    """The facts that rules read, with those that cannot exist in this case filled in."""
    return vocabulary.settle({name: fact.value for name, fact in known.items() if name in vocabulary.facts})
