"""Why: which rules were tested, which facts settled each, what bars the place, all in sentences with their sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from npqdesk.rules.conditions import Facts, Test, failures, holds, lacking, walk
from npqdesk.rules.decide import Decision, Grant
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Basis, GrantRule, Policy, Rule

Names = Mapping[str, str]
"""Words for the places in sentences: `name`, `workplace`, `course`, `cohort`."""

FRAME = ("work_setting", "workplace_kind", "nursery_kind", "employment_type")
"""Facts that say which rules are about a case at all, rather than whether it passes them."""


USUAL = {"in_england": "yes", "previously_funded": "no", "referred_by_return_to_teaching_adviser": "no"}
"""What is so of nearly everyone, and explains nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One rule of the trace: `applies`, `passed over` or `open`, and the facts that settled it or that it lacks."""

    rule: Rule | GrantRule
    verdict: Literal["applies", "passed over", "open"]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact, the rule it meets or fails, and the ids of the rule's sources.

    `mark` is "pass", "bar", "money" or "review"; `facts` are names; `fact_say` and `rule_say` are sentences."""

    mark: Literal["pass", "bar", "money", "review"]
    fact_say: str
    rule_say: str
    sources: tuple[str, ...]
    rule: str
    facts: tuple[str, ...]


def trace(policy: Policy, facts: Facts, *, basis: Basis = "published") -> tuple[Step, ...]:
    """Every scholarship rule tested, in order, up to the one that applies."""
    return tuple(_steps(policy.rules(basis), facts))


def grant_trace(policy: Policy, facts: Facts, scholarship: Decision) -> tuple[Step, ...]:
    """The same for the school's grant."""
    return tuple(_steps(policy.grants, {**facts, "scholarship": scholarship.outcome}))


def bars(policy: Policy, facts: Facts) -> tuple[Rule, ...]:
    """Every rule that refuses this case: the first, and each that would still refuse it if those before were gone.

    The search ends at a rule that funds or reviews, or at the one for all other cases, which bars nothing of itself."""
    found: list[Rule] = []
    for rule in policy.scholarship:
        verdict = holds(rule.when, facts)
        if verdict is None:
            continue
        if verdict and rule.outcome != "not_funded":
            break
        if verdict and (rule.when.tests or not found) and not _same_bar(rule, found):
            found.append(rule)
    return tuple(found)


def why(policy: Policy, vocabulary: Vocabulary, facts: Facts, decision: Decision, names: Names) -> tuple[Reason, ...]:
    """The reasons of a decided scholarship: bars first where it is refused, then each test that the case passes, what
    is particular to it before what holds for everyone."""
    deciding = next(rule for rule in policy.scholarship if rule.id == decision.rule)
    reasons = []
    if decision.outcome == "not_funded":
        reasons = [
            _reason("bar", rule, _telling(rule, facts), vocabulary, facts, names) for rule in bars(policy, facts)
        ]
    elif decision.outcome == "review":
        reasons = [_reason("review", deciding, _telling(deciding, facts), vocabulary, facts, names)]
    told = {fact for reason in reasons for fact in reason.facts}
    for rule, fact in reversed(tuple(_near_misses(policy, facts, deciding))):
        if fact not in told:
            told.add(fact)
            reasons.append(_reason("pass", rule, (fact,), vocabulary, facts, names))
    rest = [fact for fact in _telling(deciding, facts) if fact not in told]
    if decision.outcome == "funded" and rest and not (reasons and rest == ["course"]):
        reasons.insert(0, _reason("pass", deciding, tuple(rest), vocabulary, facts, names))
    return tuple(reasons)


def why_grant(policy: Policy, vocabulary: Vocabulary, facts: Facts, grant: Grant, names: Names) -> Reason | None:
    """The rule that sets the grant, with the facts it rests on; `None` while it cannot be told."""
    rule = next((rule for rule in policy.grants if rule.id == grant.rule), None)
    if rule is None:
        return None
    told = tuple(test.fact for test in rule.when.tests if test.fact in facts)
    return _reason("money", rule, told, vocabulary, facts, names)


def _steps(rules: Sequence[Rule | GrantRule], facts: Facts) -> Iterator[Step]:
    for rule, verdict in walk(rules, facts):
        if verdict is None:
            yield Step(rule, "open", tuple(dict.fromkeys(lacking(rule.when, facts))))
        elif verdict:
            yield Step(rule, "applies", tuple(dict.fromkeys(rule.when.facts())))
        else:
            yield Step(rule, "passed over", tuple(dict.fromkeys(test.fact for test in failures(rule.when, facts))))


def _near_misses(policy: Policy, facts: Facts, deciding: Rule) -> Iterator[tuple[Rule, str]]:
    """Refusals before the deciding rule that a single fact kept from applying: what the case passes."""
    for rule in policy.scholarship:
        if rule is deciding and deciding.outcome == "funded":
            return
        failed = failures(rule.when, facts)
        if rule.outcome != "not_funded" or len(failed) != 1 or rule.when.unless:
            continue
        fact = failed[0].fact
        if fact in FRAME or (fact == "course" and not _is_worth_telling(rule, failed[0], facts, deciding)):
            continue
        yield rule, fact


def _is_worth_telling(rule: Rule, course: Test, facts: Facts, deciding: Rule) -> bool:
    """Whether not being one of these courses is worth telling: not beside a refusal, and of one course nobody asked."""
    is_known = all(test.fact in facts for test in rule.when.tests)
    return deciding.outcome != "not_funded" and len(course.values) > 1 and is_known


def _telling(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """The facts of a rule worth telling: those that say most about the case, not the frame it stands in."""
    own = [test.fact for test in rule.when.tests if test.fact in facts]
    unusual = [fact for fact in own if facts[fact] != USUAL.get(fact)]
    pointed = [fact for fact in unusual if fact not in (*FRAME, "course")]
    return tuple(dict.fromkeys(pointed or _frame(unusual) or own))


def _frame(facts: Sequence[str]) -> list[str]:
    """Where someone works, as closely as the facts say it, and what else there is."""
    closer = [fact for fact in ("employment_type", "nursery_kind", "work_setting", "workplace_kind") if fact in facts]
    return [fact for fact in facts if fact not in FRAME or fact == closer[0]]


def _same_bar(rule: Rule, found: list[Rule]) -> bool:
    """Whether a bar was found already for the same reason, on the same facts or in the same words."""
    return any(
        other.reason == rule.reason and (other.say == rule.say or set(other.when.facts()) == set(rule.when.facts()))
        for other in found
    )


def _reason(
    mark: Literal["pass", "bar", "money", "review"],
    rule: Rule | GrantRule,
    told: tuple[str, ...],
    vocabulary: Vocabulary,
    facts: Facts,
    names: Names,
) -> Reason:
    sentences = [vocabulary.say(fact, facts[fact], names) for fact in told if fact in vocabulary.facts]
    return Reason(mark, in_one(sentences), rule.say, rule.sources, rule.id, told)


def in_one(sentences: Sequence[str]) -> str:
    """Sentences joined by "and", a beginning that they share said once: "Hill School is small and not listed".

    A "not" is said again, so that nobody takes it for one of the two only."""
    if len(sentences) < 2:
        return "".join(sentences)
    words = [sentence.split(" ") for sentence in sentences]
    shared = 0
    while shared < min(map(len, words)) - 1 and len({tuple(each[: shared + 1]) for each in words}) == 1:
        shared += 1
    if "not" in words[0][:shared]:
        shared = words[0].index("not")
    return " and ".join([sentences[0], *(" ".join(each[shared:]) for each in words[1:])])
