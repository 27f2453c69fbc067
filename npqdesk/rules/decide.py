"""The one evaluator: what is decided, on which rule, and which facts are still needed.

Each rule in order either does not apply, applies, or is open because a fact is not known yet.  When all rules that may
still apply agree, the answer is decided even with facts missing; otherwise the facts they lack are what to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from npqdesk.rules.conditions import Facts, holds, lacking
from npqdesk.rules.policy import Basis, Caution, GrantRule, Outcome, Policy, Rule

R = TypeVar("R", bound=Rule | GrantRule)


@dataclass(frozen=True, slots=True)
class Decision:
    """Scholarship: outcome and DfE's reason code, or `undecided` with the names of the facts needed."""

    outcome: Outcome
    reason: str = ""
    rule: str = ""
    needed: frozenset[str] = frozenset()

    @property
    def decided(self) -> bool:
        return self.outcome != "undecided"


@dataclass(frozen=True, slots=True)
class Grant:
    """Pounds to the school for this participant and course (0 with its reason), or `None` with the facts needed."""

    pounds: int | None
    reason: str = ""
    rule: str = ""
    needed: frozenset[str] = frozenset()


def decide(policy: Policy, facts: Facts, *, basis: Basis = "published") -> Decision:
    """Whether this place is funded under one policy.  `basis="service"`: what DfE's own service would answer."""
    open_rules, needed = _open_rules(policy.rules(basis), facts)
    last = open_rules[-1]
    if all(rule.reason == last.reason for rule in open_rules):
        return Decision(last.outcome, last.reason, last.id)
    return Decision("undecided", needed=needed)


def decide_grant(policy: Policy, facts: Facts, scholarship: Decision) -> Grant:
    """What the Targeted Support Fund pays the school, given the scholarship decision on the same facts."""
    if scholarship.decided:
        facts = {**facts, "scholarship": scholarship.outcome}
    open_rules, needed = _open_rules(policy.grants, facts)
    last = open_rules[-1]
    if all(rule.pounds == last.pounds and rule.reason == last.reason for rule in open_rules):
        return Grant(last.pounds, last.reason, last.id)
    if "scholarship" in needed:
        needed = needed - {"scholarship"} | scholarship.needed
    return Grant(None, needed=needed)


def cautions(policy: Policy, facts: Facts) -> tuple[Caution, ...]:
    """What to take care of in this case."""
    return tuple(caution for caution in policy.cautions if holds(caution.when, facts) is True)


def worth_asking(policy: Policy, facts: Facts) -> frozenset[str]:
    """Facts that decide no money but that a caution hangs on: an entry test of the course, a deadline."""
    return frozenset(
        fact
        for caution in policy.cautions
        if caution.asks and holds(caution.when, facts) is None
        for fact in lacking(caution.when, facts)
    )


def walk(rules: Sequence[R], facts: Facts) -> Iterator[tuple[R, bool | None]]:
    """Each rule in order with whether it applies (`None` while that is open), up to and with the first that does."""
    for rule in rules:
        verdict = holds(rule.when, facts)
        yield rule, verdict
        if verdict is True:
            return


def _open_rules(rules: Sequence[R], facts: Facts) -> tuple[list[R], frozenset[str]]:
    """The rules that may still apply, up to the first that does, and the facts they lack."""
    open_rules: list[R] = []
    needed: set[str] = set()
    for rule, verdict in walk(rules, facts):
        if verdict is not False:
            open_rules.append(rule)
        if verdict is None:
            needed.update(lacking(rule.when, facts))
    return open_rules, frozenset(needed)
