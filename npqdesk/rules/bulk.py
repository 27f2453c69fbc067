"""Thousands of cases under one policy: those that its rules cannot tell apart are decided once.

A case is led from fact to fact, only past those that a rule still hangs on, to where it is clear which rules are left
open and on which missing facts.  That is its signature: the evaluator settles it once, and all later cases of it have
the same answer.  The way there is remembered, so most cases cost a look at a few facts and no rule at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Generic, TypeVar

from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Facts, Open, Value, left_open, still_open
from npqdesk.rules.decide import Decision, Grant, decision_of, grant_of
from npqdesk.rules.exact import Diagram
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Caution, GrantRule, Outcome, Policy, Rule

R = TypeVar("R", bound=Rule | GrantRule | Caution)
OpenRules = tuple[Open[R], ...]

Row = Sequence[Value | None]
"""One case: what was said of each of some facts, in their order."""

Look = Callable[[Row], object]

Means = Callable[[int, Value | None], Value | None]
"""The value that stands behind what was said at a place of a row; `None` where it is not known."""

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
    """One policy, asked about case after case.

    A case is a row of what was said of each of `names`; all other facts are not known.  `means` is asked only for what
    was not met before."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary, names: Sequence[str], means: Means) -> None:
        self._policy = policy
        rows = _Rows(vocabulary, names, means)
        self._published = _Ways(policy.scholarship, {}, rows)
        self._service = _Ways(policy.service_rules, {}, rows)
        self._grants = {
            outcome: _Ways(policy.grants, {} if outcome == "undecided" else {"scholarship": outcome}, rows)
            for outcome in OUTCOMES
        }
        self._cautions = {
            outcome: _CautionWays(policy.cautions, {"scholarship": outcome}, rows) for outcome in OUTCOMES
        }
        self._decisions: dict[_Place[Rule], Decision] = {}
        self._answers: dict[tuple[object, ...], BulkAnswer] = {}
        self._begin()

    def answer(self, row: Row) -> BulkAnswer:
        """The very answer of `decide`, `decide_grant` and `cautions` to the settled facts of one case."""
        published = self._published.end(row)
        decision = self._decisions.get(published) or self._decide(published)
        service = self._service.end(row) if published.is_guided else published
        grant = self._grants[decision.outcome].end(row)
        told = self._cautions[decision.outcome].end(row)
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


class _Rows:
    """Where a row speaks of which fact, and what it means there.

    A fact that cannot exist where others have certain values is settled by those, unless something is said of it."""

    def __init__(self, vocabulary: Vocabulary, names: Sequence[str], means: Means) -> None:
        self._means = means
        self._at = {name: at for at, name in enumerate(names)}
        self._only_somewhere = {
            name: (fact, tuple(fact.only_when.facts())) for name, fact in vocabulary.facts.items() if fact.only_when
        }
        self._look_at_others = {
            name: itemgetter(*places)
            for name, (_, others) in self._only_somewhere.items()
            if (places := [self._at[other] for other in others if other in self._at])
        }

    def look(self, fact: str) -> Look | None:
        """What takes from a row what is said of a fact, or of those that settle it where it has no place of its own.
        `None` where rows say nothing of any of them."""
        return itemgetter(self._at[fact]) if fact in self._at else self._look_at_others.get(fact)

    def key(self, fact: str, row: Row) -> object:
        """What `look` takes, and what is said of the facts that may settle this one where nothing is said of it."""
        if fact not in self._at:
            return self._look_at_others[fact](row)
        said = row[self._at[fact]]
        if fact in self._look_at_others and self._means(self._at[fact], said) is None:
            return said, self._look_at_others[fact](row)
        return said

    def value(self, fact: str, row: Row) -> Value | None:
        """What a row tells of a fact, itself or by others."""
        value = self._stated(fact, row)
        if value is not None or fact not in self._only_somewhere:
            return value
        only_somewhere, others = self._only_somewhere[fact]
        return only_somewhere.settled({other: self._stated(other, row) for other in others})

    def _stated(self, fact: str, row: Row) -> Value | None:
        at = self._at.get(fact)
        return None if at is None else self._means(at, row[at])


@dataclass(slots=True, eq=False)
class _Place(Generic[R]):
    """Where cases meet of which the same rules are open on the same facts.

    `facts` is what was asked of the first that came here, and `blank` what it lacked.  Each value of the `fact` asked
    next leads on to another place, and so does whatever was `said` where a `look` at the row finds it; without one this
    is the end, and the signature.  `is_guided`: a rule of guidance alone may apply; where none may, DfE's service
    answers the same."""

    open: OpenRules[R]
    facts: Facts
    blank: frozenset[str]
    fact: str
    look: Look | None
    is_guided: bool
    said: "dict[object, _Place[R]]" = field(default_factory=dict)
    next: "dict[Value | None, _Place[R]]" = field(default_factory=dict)


class _Ways(Generic[R]):
    """All ways through some rules that a case has taken so far; a new one is added where a case takes it."""

    def __init__(self, rules: Sequence[R], given: Facts, rows: _Rows) -> None:
        self._rules = rules
        self._given = given
        self._rows = rows
        self._alike = Alike(rules)
        self._begin()

    def end(self, row: Row) -> _Place[R]:
        """Where a case ends, one fact after another."""
        place = self._start
        while (look := place.look) is not None:
            try:
                place = place.said[look(row)]
            except KeyError:
                place = self._go_on(place, row)
        return place

    def _begin(self) -> None:
        self._known = 0
        self._places: dict[object, _Place[R]] = {}
        rules = self._open(tuple((rule, tuple(rule.when.facts())) for rule in self._rules), self._given)
        silent = {fact for _, lacked in rules for fact in lacked if not self._rows.look(fact)}
        for fact in silent:
            rules = self._without(rules, fact)
        self._start = self._place(rules, self._given, frozenset(silent))

    def _go_on(self, place: _Place[R], row: Row) -> _Place[R]:
        """The next place for what is said here for the first time, or left to others."""
        key = self._rows.key(place.fact, row)
        if key not in place.said:
            if self._known >= MOST:
                self._begin()
            self._known += 1
            place.said[key] = self._next(place, self._rows.value(place.fact, row))
        return place.said[key]

    def _next(self, place: _Place[R], value: Value | None) -> _Place[R]:
        """The next place for a value: that of one which every rule treats alike."""
        alike = None if value is None else self._alike.of(place.fact, value)
        if alike not in place.next:
            place.next[alike] = self._after(place, alike)
        return place.next[alike]

    def _after(self, place: _Place[R], value: Value | None) -> _Place[R]:
        if value is None:
            return self._place(self._without(place.open, place.fact), place.facts, place.blank | {place.fact})
        facts = {**place.facts, place.fact: value}
        return self._place(self._open(place.open, facts), facts, place.blank)

    def _place(self, open_rules: OpenRules[R], facts: Facts, blank: frozenset[str]) -> _Place[R]:
        lacked = [fact for _, facts_lacked in open_rules for fact in facts_lacked]
        blank = blank.intersection(lacked)
        state = (tuple((rule.id, facts_lacked) for rule, facts_lacked in open_rules), blank)
        if state not in self._places:
            fact = next((fact for fact in lacked if fact not in blank), "")
            look = self._rows.look(fact) if fact else None
            is_guided = any(isinstance(rule, Rule) and rule.basis == "guidance" for rule, _ in open_rules)
            self._places[state] = _Place(open_rules, facts, blank, fact, look, is_guided)
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
