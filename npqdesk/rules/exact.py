"""On which missing facts an open case truly hangs: the reduced decision diagram of the rules that may still apply.

Rules can be open and yet agree in every case that is left, or hang on a fact that some other fact makes idle.  The
diagram settles it: each fact is split into the classes of values that the rules tell apart, equal branches are merged,
and what is left in the diagram is what can change the answer."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from npqdesk.rules.conditions import Deciding, Facts, Open, Value, still_open
from npqdesk.rules.policy import GrantRule

R = TypeVar("R", bound=Deciding)
Classes = Mapping[str, tuple[Value, ...]]


class Diagram(Generic[R]):
    """The diagram of some rules, as far as the cases asked about so far went into it.

    It may be kept from case to case: what is left of the rules in one is often left in others too."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._order = {fact: place for place, fact in enumerate(classes)}
        self._ids: dict[object, int] = {}
        self._needed: dict[int, frozenset[str]] = {}
        self._seen: dict[tuple[object, ...], tuple[int, R]] = {}

    def settle(self, open_rules: Sequence[Open[R]], facts: Facts) -> tuple[R | None, frozenset[str]]:
        """The rule that decides when nothing can change the answer, or `None` and the facts on which it hangs."""
        node, rule = self._node(open_rules, facts)
        needed = self._needed[node]
        return (None, needed) if needed else (rule, needed)

    def _node(self, open_rules: Sequence[Open[R]], facts: Facts) -> tuple[int, R]:
        last = open_rules[-1][0]
        if len({answer_of(rule) for rule, _ in open_rules}) == 1:
            return self._same(answer_of(last), frozenset()), last
        state = tuple((rule.id, lacked) for rule, lacked in open_rules)
        if state not in self._seen:
            fact = min({fact for _, lacked in open_rules for fact in lacked}, key=self._order.__getitem__)
            branches = [self._branch(open_rules, {**facts, fact: value}) for value in self._classes[fact]]
            below = tuple(node for node, _ in branches)
            if len(set(below)) > 1:
                needed = frozenset({fact}).union(*(self._needed[node] for node in below))
                self._seen[state] = self._same((fact, below), needed), branches[-1][1]
            else:
                self._seen[state] = branches[-1]
        return self._seen[state]

    def _branch(self, open_rules: Sequence[Open[R]], facts: Facts) -> tuple[int, R]:
        return self._node(tuple(still_open(open_rules, facts)), facts)

    def _same(self, what: object, needed: frozenset[str]) -> int:
        """The number of an answer, or of a fact with the nodes that its values lead to: equal ones are one node."""
        node = self._ids.setdefault(what, len(self._ids))
        self._needed[node] = needed
        return node


def answer_of(rule: Deciding) -> object:
    """What a rule answers: its reason, with the pounds where it is a grant."""
    return (rule.pounds, rule.reason) if isinstance(rule, GrantRule) else rule.reason
