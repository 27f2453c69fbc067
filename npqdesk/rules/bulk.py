"""Thousands of cases under one policy: those that its rules cannot tell apart are decided once.

A case is led from fact to fact, only past those that a rule still hangs on, to where it is clear which rules are left
open and on which missing facts.  That is its signature: the evaluator decides the first case of each, and all later
ones have its answer.  The way there is remembered, so most cases cost a look at a few facts and no rule at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Facts, Open, Value, left_open, still_open
from npqdesk.rules.decide import Decision, Grant, cautions, decide, decide_grant
from npqdesk.rules.exact import Diagram
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Basis, Caution, GrantRule, Outcome, Policy, Rule

OpenRules = tuple[Open[Rule | GrantRule | Caution], ...]

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
        self._decisions: dict[_Place, Decision] = {}
        self._answers: dict[tuple[_Place, ...], BulkAnswer] = {}
        self._begin()

    def answer(self, facts: Facts) -> BulkAnswer:
        """The very answer of `decide`, `decide_grant` and `cautions` to the settled facts of one case."""
        published = self._published.end(facts)
        decision = self._decisions.get(published) or self._decide(published, "published")
        service = self._service.end(facts) if published.is_guided else published
        grant = self._grants[decision.outcome].end(facts)
        told = self._cautions[decision.outcome].end(facts)
        places = (published, service, grant, told)
        return self._answers.get(places) or self._answer(decision, *places)

    def _begin(self) -> None:
        self._decisions.clear()
        self._answers.clear()
        self._diagram = Diagram[Rule](self._policy.classes)
        self._grant_diagram = Diagram[GrantRule](self._policy.classes)

    def _decide(self, place: "_Place", basis: Basis) -> Decision:
        decision = self._decisions[place] = decide(self._policy, place.facts, basis=basis, diagram=self._diagram)
        return decision

    def _answer(
        self, decision: Decision, published: "_Place", service: "_Place", grant: "_Place", told: "_Place"
    ) -> BulkAnswer:
        if len(self._answers) >= MOST:
            self._begin()
        answer = self._answers[published, service, grant, told] = BulkAnswer(
            decision,
            self._decisions.get(service) or self._decide(service, "service"),
            decide_grant(self._policy, grant.facts, decision, diagram=self._grant_diagram),
            cautions(self._policy, told.facts, decision),
        )
        return answer


@dataclass(slots=True, eq=False)
class _Place:
    """Where cases meet of which the same rules are open on the same facts.

    `facts` is what was asked of the first that came here, and `blank` what it lacked.  Each value of the `fact` asked
    next leads on to another place; without one this is the end, and the signature.  `is_guided`: a rule of guidance
    alone may apply; where none may, DfE's service answers the same."""

    open: OpenRules
    facts: Facts
    blank: frozenset[str]
    fact: str | None
    is_guided: bool
    next: "dict[Value | None, _Place]" = field(default_factory=dict)


class _Ways:
    """All ways through some rules that a case has taken so far; a new one is added where a case takes it."""

    def __init__(self, rules: Sequence[Rule | GrantRule | Caution], given: Facts, vocabulary: Vocabulary) -> None:
        self._rules = rules
        self._given = given
        self._vocabulary = vocabulary
        self._only_somewhere = {fact.name for fact in vocabulary.facts.values() if fact.only_when}
        self._alike = Alike(rules)
        self._begin()

    def end(self, facts: Facts) -> _Place:
        """Where a case ends, one fact after another."""
        place = self._start
        while (fact := place.fact) is not None:
            value = facts.get(fact)
            if value is None and fact in self._only_somewhere:
                value = self._vocabulary.settle(facts).get(fact)
            place = place.next.get(value) or self._go_on(place, fact, value)
        return place

    def _begin(self) -> None:
        self._known = 0
        self._places: dict[object, _Place] = {}
        untested = tuple((rule, tuple(rule.when.facts())) for rule in self._rules)
        self._start = self._place(self._open(untested, self._given), self._given, frozenset())

    def _go_on(self, place: _Place, fact: str, value: Value | None) -> _Place:
        """The next place for a value met here for the first time: that of a value which every rule treats alike."""
        if self._known >= MOST:
            self._begin()
        self._known += 1
        alike = None if value is None else self._alike.of(fact, value)
        if alike not in place.next:
            place.next[alike] = self._after(place, fact, alike)
        place.next[value] = place.next[alike]
        return place.next[value]

    def _after(self, place: _Place, fact: str, value: Value | None) -> _Place:
        if value is None:
            return self._place(self._without(place.open, fact), place.facts, place.blank | {fact})
        facts = {**place.facts, fact: value}
        return self._place(self._open(place.open, facts), facts, place.blank)

    def _place(self, open_rules: OpenRules, facts: Facts, blank: frozenset[str]) -> _Place:
        lacked = [fact for _, facts_lacked in open_rules for fact in facts_lacked]
        blank = blank.intersection(lacked)
        state = (tuple((rule.id, facts_lacked) for rule, facts_lacked in open_rules), blank)
        if state not in self._places:
            fact = next((fact for fact in lacked if fact not in blank), None)
            is_guided = any(isinstance(rule, Rule) and rule.basis == "guidance" for rule, _ in open_rules)
            self._places[state] = _Place(open_rules, facts, blank, fact, is_guided)
        return self._places[state]

    def _open(self, open_rules: OpenRules, facts: Facts) -> OpenRules:
        """Those of some rules that may still apply when more facts are known."""
        return tuple(still_open(open_rules, facts))

    def _without(self, open_rules: OpenRules, fact: str) -> OpenRules:
        """Those that may still apply where a fact will not be known."""
        return open_rules


class _CautionWays(_Ways):
    """Cautions hold each for itself, and are told only where they surely do."""

    def _open(self, open_rules: OpenRules, facts: Facts) -> OpenRules:
        return tuple(left_open(open_rules, facts))

    def _without(self, open_rules: OpenRules, fact: str) -> OpenRules:
        return tuple(one for one in open_rules if all(test.fact != fact for test in one[0].when.tests))
