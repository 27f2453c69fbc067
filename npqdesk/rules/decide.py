"""The one evaluator: what is decided, on which rule, and which facts are still needed.

Each rule in order either does not apply, applies, or is open because a fact is not known yet.  When all rules that may
still apply agree, the answer is decided even with facts missing; otherwise `exact.py` finds the facts to ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from npqdesk.rules.conditions import Deciding, Facts, Open, holds, lacking, open_rules
from npqdesk.rules.exact import Diagram, answer_of
from npqdesk.rules.policy import Basis, Caution, GrantRule, Outcome, Policy, Rule

R = TypeVar("R", bound=Deciding)


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
    return decision_of(open_rules(policy.rules(basis), facts), facts, Diagram(policy.classes))


def decide_grant(policy: Policy, facts: Facts, scholarship: Decision) -> Grant:
    """What the Targeted Support Fund pays the school, given the scholarship decision on the same facts."""
    if scholarship.decided:
        facts = {**facts, "scholarship": scholarship.outcome}
    return grant_of(open_rules(policy.grants, facts), facts, scholarship, Diagram(policy.classes))


def decision_of(rules: Sequence[Open[Rule]], facts: Facts, diagram: Diagram[Rule]) -> Decision:
    """The decision where these rules are left open on some facts.  `diagram` is of the policy they belong to."""
    rule, needed = settle(rules, facts, diagram)
    if rule is None:
        return Decision("undecided", needed=needed)
    return Decision(rule.outcome, rule.reason, rule.id)


def grant_of(
    rules: Sequence[Open[GrantRule]], facts: Facts, scholarship: Decision, diagram: Diagram[GrantRule]
) -> Grant:
    """The same of the grant.  The outcome of the scholarship is among the facts, where it is decided."""
    rule, needed = settle(rules, facts, diagram)
    if rule is not None:
        return Grant(rule.pounds, rule.reason, rule.id)
    if "scholarship" in needed:
        needed = needed - {"scholarship"} | scholarship.needed
    return Grant(None, needed=needed)


def cautions(policy: Policy, facts: Facts, scholarship: Decision) -> tuple[Caution, ...]:
    """What to take care of in this case, given the scholarship decision on the same facts."""
    facts = {**facts, "scholarship": scholarship.outcome}
    return tuple(caution for caution in policy.cautions if holds(caution.when, facts) is True)


def worth_asking(policy: Policy, facts: Facts) -> frozenset[str]:
    """Facts that decide no money but that a caution hangs on: an entry test of the course, a deadline."""
    return frozenset(
        fact
        for caution in policy.cautions
        if caution.asks and holds(caution.when, facts) is None
        for fact in lacking(caution.when, facts)
        if fact != "scholarship"
    )


def settle(rules: Sequence[Open[R]], facts: Facts, diagram: Diagram[R]) -> tuple[R | None, frozenset[str]]:
    """The rule that decides, or `None` and the facts on which that hangs."""
    last = rules[-1][0]
    if all(answer_of(rule) == answer_of(last) for rule, _ in rules):
        return last, frozenset()
    return diagram.settle(rules, facts)
