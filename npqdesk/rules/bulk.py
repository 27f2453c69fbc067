"""Thousands of cases under one policy: those that its rules cannot tell apart are decided once.

A case is led from fact to fact, only past those that a rule still hangs on, to where it is clear which rules are left
open and on which missing facts.  That is its signature: the evaluator settles it once, and all later cases of it have
the same answer.  The way there is remembered, so most cases cost a look at a few facts and no rule at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Case, Facts, Open, Value, left_open, still_open
from npqdesk.rules.decide import Decision, Grant, decision_of, grant_of
from npqdesk.rules.exact import Diagram
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Caution, GrantRule, Outcome, Policy, Rule

R = TypeVar("R", bound=Rule | GrantRule | Caution)
OpenRules = tuple[Open[R], ...]

OUTCOMES: tuple[Outcome, ...] = ("funded", "not_funded", "review", "undecided")

MOST = 20_000
"""Ways and answers remembered of one kind.  Beyond, they are forgotten and found afresh, so that memory is bounded."""


@dataclass(frozen=True, slots=True, eq=False)
class BulkAnswer:
    """What is told of all cases of one signature.  The same object for each of them, so it can be a key."""

    decision: Decision
    service: Decision
    grant: Grant
    cautions: tuple[Caution, ...]


class Bulk:
    """One policy, asked about case after case."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary) -> None:
        self._policy = policy
        self._published = _Ways(policy.scholarship, {}, vocabulary)
        self._service = _Ways(policy.service_rules, {}, vocabulary)
        self._grants = {
            outcome: _Ways(policy.grants, {} if outcome == "undecided" else {"scholarship": outcome}, vocabulary)
            for outcome in OUTCOMES
        }
        self._cautions = {
            outcome: _CautionWays(policy.cautions, {"scholarship": outcome}, vocabulary) for outcome in OUTCOMES
        }
        self._decisions: dict[_Place[Rule], Decision] = {}
        self._answers: dict[tuple[object, ...], BulkAnswer] = {}
        self._begin()

    def answer(self, facts: Case) -> BulkAnswer:
        """The very answer of `decide`, `decide_grant` and `cautions` to the settled facts of one case."""
        published = self._published.end(facts)
        decision = self._decisions.get(published) or self._decide(published)
        service = self._service.end(facts) if published.is_guided else published
        grant = self._grants[decision.outcome].end(facts)
        told = self._cautions[decision.outcome].end(facts)
        return self._answers.get((published, service, grant, told)) or self._answer(published, service, grant, told)

    def _begin(self) -> None:
        self._decisions.clear()
        self._answers.clear()
        self._diagram = Diagram[Rule](self._policy.classes)
        self._grant_diagram = Diagram[GrantRule](self._policy.classes)

    def _decide(self, place: "_Place[Rule]") -> Decision:
        decision = self._decisions[place] = decision_of(place.open, place.facts, self._diagram)
        return decision

    def _answer(
        self,
        published: "_Place[Rule]",
        service: "_Place[Rule]",
        grant: "_Place[GrantRule]",
        told: "_Place[Caution]",
    ) -> BulkAnswer:
        if len(self._answers) >= MOST:
            self._begin()
        decision = self._decisions.get(published) or self._decide(published)
        answer = self._answers[published, service, grant, told] = BulkAnswer(
            decision,
            self._decisions.get(service) or self._decide(service),
            grant_of(grant.open, grant.facts, decision, self._grant_diagram),
            tuple(caution for caution, lacked in told.open if not lacked),
        )
        return answer


@dataclass(slots=True, eq=False)
class _Place(Generic[R]):
    """Where cases meet of which the same rules are open on the same facts.

    `facts` is what was asked of the first that came here, and `blank` what it lacked.  Each value of the `fact` asked
    next leads on to another place; without one this is the end, and the signature.  `is_guided`: a rule of guidance
    alone may apply; where none may, DfE's service answers the same."""

    open: OpenRules[R]
    facts: Facts
    blank: frozenset[str]
    fact: str | None
    is_guided: bool
    next: "dict[Value | None, _Place[R]]" = field(default_factory=dict)


class _Ways(Generic[R]):
    """All ways through some rules that a case has taken so far; a new one is added where a case takes it."""

    def __init__(self, rules: Sequence[R], given: Facts, vocabulary: Vocabulary) -> None:
        self._rules = rules
        self._given = given
        self._only_somewhere = {name: fact for name, fact in vocabulary.facts.items() if fact.only_when}
        self._alike = Alike(rules)
        self._begin()

    def end(self, facts: Case) -> _Place[R]:
        """Where a case ends, one fact after another."""
        place = self._start
        while (fact := place.fact) is not None:
            value = facts.get(fact)
            if value is None and fact in self._only_somewhere:
                value = self._only_somewhere[fact].settled(facts)
            place = place.next.get(value) or self._go_on(place, fact, value)
        return place

    def _begin(self) -> None:
        self._known = 0
        self._places: dict[object, _Place[R]] = {}
        untested = tuple((rule, tuple(rule.when.facts())) for rule in self._rules)
        self._start = self._place(self._open(untested, self._given), self._given, frozenset())

    def _go_on(self, place: _Place[R], fact: str, value: Value | None) -> _Place[R]:
        """The next place for a value met here for the first time: that of a value which every rule treats alike."""
        if self._known >= MOST:
            self._begin()
        self._known += 1
        alike = None if value is None else self._alike.of(fact, value)
        if alike not in place.next:
            place.next[alike] = self._after(place, fact, alike)
        place.next[value] = place.next[alike]
        return place.next[value]

    def _after(self, place: _Place[R], fact: str, value: Value | None) -> _Place[R]:
        if value is None:
            return self._place(self._without(place.open, fact), place.facts, place.blank | {fact})
        facts = {**place.facts, fact: value}
        return self._place(self._open(place.open, facts), facts, place.blank)

    def _place(self, open_rules: OpenRules[R], facts: Facts, blank: frozenset[str]) -> _Place[R]:
        lacked = [fact for _, facts_lacked in open_rules for fact in facts_lacked]
        blank = blank.intersection(lacked)
        state = (tuple((rule.id, facts_lacked) for rule, facts_lacked in open_rules), blank)
        if state not in self._places:
            fact = next((fact for fact in lacked if fact not in blank), None)
            is_guided = any(isinstance(rule, Rule) and rule.basis == "guidance" for rule, _ in open_rules)
            self._places[state] = _Place(open_rules, facts, blank, fact, is_guided)
        return self._places[state]

    def _open(self, open_rules: OpenRules[R], facts: Facts) -> OpenRules[R]:
        """Those of some rules that may still apply when more facts are known."""
        return tuple(still_open(open_rules, facts))

    def _without(self, open_rules: OpenRules[R], fact: str) -> OpenRules[R]:
        """Those that may still apply where a fact will not be known."""
        return open_rules


class _CautionWays(_Ways[Caution]):
    """Cautions hold each for itself, and are told only where they surely do."""

    def _open(self, open_rules: OpenRules[Caution], facts: Facts) -> OpenRules[Caution]:
        return tuple(left_open(open_rules, facts))

    def _without(self, open_rules: OpenRules[Caution], fact: str) -> OpenRules[Caution]:
        return tuple(one for one in open_rules if all(test.fact != fact for test in one[0].when.tests))
