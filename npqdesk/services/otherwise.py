"""What would change an answer, what would end it, and what the answers to missing facts lead to: rows of sentences.

Which changes there are is for `rules/what_if.py`; here they are worded, as hope for a start to come and as history for
a past one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from npqdesk.rules.changes import GrantStep, grant_steps
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.decide import Decision, decide_grant
from npqdesk.rules.facts import Vocabulary, fill
from npqdesk.rules.policy import Outcome, Policy
from npqdesk.rules.what_if import Change, leads, what_ends, what_if
from npqdesk.services.wording import HEADLINES, OUTCOMES


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What would change the answer.  `case` is its "If …" alone, `outcome` where that leads (empty where only the grant
    changes), `facts` the whole case that tries it, `elsewhere` whether that is at another workplace."""

    title: str
    say: str
    case: str
    outcome: Outcome | None
    facts: Facts
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What an answer to a missing fact, or to two, leads to: in words, the outcome, and the facts that try it."""

    say: str
    outcome: Outcome
    headline: str
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that wording a case needs: its policy, facts and decision, the words for names, and whether it is history."""

    policy: Policy
    vocabulary: Vocabulary
    facts: Facts
    decision: Decision
    words: Mapping[str, str]
    past: bool


def change_rows(told: Telling) -> tuple[ChangeRow, ...]:
    """What would make the answer better, singly and then in pairs, and at which number of pupils the grant changes."""
    changes = what_if(told.policy, told.vocabulary, told.facts, told.decision)
    return (*(_change(told, change) for change in changes), *_grant_changes(told))


def end_rows(told: Telling) -> tuple[ChangeRow, ...]:
    """What would lose a good answer; of a past start nothing can be lost."""
    changes = () if told.past else what_ends(told.policy, told.vocabulary, told.facts, told.decision)
    return tuple(_change(told, change) for change in changes)


def lead_rows(told: Telling) -> tuple[LeadRow, ...]:
    """While the answer is open: what one missing fact, or two together, would settle it to."""
    found = leads(told.policy, told.vocabulary, told.facts, told.decision)
    return tuple(
        LeadRow(
            f"If {_joined([told.vocabulary.say(*fact, told.words) for fact in lead.facts.items()], told.words)}",
            lead.decision.outcome,
            HEADLINES[lead.decision.outcome],
            lead.facts,
        )
        for lead in found
    )


def rule_say(policy: Policy, rule_id: str) -> str:
    """The sentence of a scholarship rule; empty where there is no such rule."""
    return next((rule.say for rule in policy.scholarship if rule.id == rule_id), "")


def _change(told: Telling, change: Change) -> ChangeRow:
    said = [each.said if told.past else each.say for each in change.what_ifs]
    if change.courses:
        said.append("{name} had taken another course" if told.past else "{name} took another course")
    case = f"If {_joined([fill(each, told.words) for each in said], told.words)}"
    if change.provided:
        case += f", and if {told.vocabulary.say(*change.provided, told.words)}"
    say = _courses(told, change) if change.courses else rule_say(told.policy, change.decision.rule)
    outcome, elsewhere = change.decision.outcome, any(each.moves for each in change.what_ifs)
    return ChangeRow(f"{case}: {OUTCOMES[outcome]}", say, case, outcome, change.facts, elsewhere)


def _joined(sentences: Sequence[str], words: Mapping[str, str]) -> str:
    """Sentences joined by "and", a person or workplace that all are about named once."""
    for subject in (f"{words['name']} ", f"{words['workplace']} "):
        if all(sentence.startswith(subject) for sentence in sentences):
            return " and ".join([sentences[0], *(sentence.removeprefix(subject) for sentence in sentences[1:])])
    return " and ".join(sentences)


def _courses(told: Telling, change: Change) -> str:
    names = [told.vocabulary.courses[course].full_name for course in change.courses]
    listed = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    return f"The other course: {listed}."


def _grant_changes(told: Telling) -> Iterator[ChangeRow]:
    now = decide_grant(told.policy, told.facts, told.decision).pounds or 0
    for step in grant_steps(told.policy, told.facts, told.decision):
        yield _grant_change(told, step, now)


def _grant_change(told: Telling, step: GrantStep, now: int) -> ChangeRow:
    """ "9 more pupils: the grant would be £200. 150 is the last number of pupils that earns £800."."""
    pupils = told.facts["pupils"]
    difference = step.pupils - int(pupils)
    number = f"{abs(difference):,} {'more' if difference > 0 else 'fewer'} pupil{'' if abs(difference) == 1 else 's'}"
    would = "would have been" if told.past else "would be"
    earns = "earned" if told.past else "earns"
    low, high = sorted((step.pupils, step.last_pupils))
    below, above = (now, step.pounds) if difference > 0 else (step.pounds, now)
    edge, which, pounds = (low, "last", below) if below > above else (high, "first", above)
    facts = {**told.facts, "pupils": step.pupils}
    rule = decide_grant(told.policy, facts, told.decision).rule
    say = next(each.say for each in told.policy.grants if each.id == rule)
    return ChangeRow(
        f"{number}: the grant {would} £{step.pounds:,}",
        f"{edge:,} is the {which} number of pupils that {earns} £{pounds:,}. {say}",
        f"With {number}",
        None,
        facts,
    )
