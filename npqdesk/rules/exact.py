"""On which missing facts an open case truly hangs: the reduced decision diagram of the rules that may still apply.

Rules can be open and yet agree in every case that is left, or hang on a fact that some other fact makes idle.  The
diagram settles it: each fact is split into the classes of values that the rules tell apart, equal branches are merged,
and what is left in the diagram is what can change the answer."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from npqdesk.rules.conditions import Facts, Open, Value, still_open
from npqdesk.rules.policy import GrantRule, Rule

R = TypeVar("R", bound=Rule | GrantRule)
Classes = Mapping[str, tuple[Value, ...]]


class Diagram(Generic[R]):
    """The diagram of one case.  `settled` is the rule that decides when nothing can change the answer, else `None`."""

    def __init__(self, open_rules: Sequence[Open[R]], facts: Facts, classes: Classes) -> None:
        self._classes = classes
        self._order = {fact: place for place, fact in enumerate(classes)}
        self._leaves: dict[object, int] = {}
        self._nodes: dict[tuple[str, tuple[int, ...]], int] = {}
        self._seen: dict[tuple[object, ...], int] = {}
        self._rules: dict[int, R] = {}
        root = self._node(open_rules, facts)
        self.settled = self._rules.get(root)
        self.needed = frozenset(fact for fact, _ in self._nodes) if self.settled is None else frozenset()

    def _node(self, open_rules: Sequence[Open[R]], facts: Facts) -> int:
        last = open_rules[-1][0]
        if len({answer_of(rule) for rule, _ in open_rules}) == 1:
            leaf = self._leaves.setdefault(answer_of(last), len(self._leaves) + len(self._nodes))
            self._rules[leaf] = last
            return leaf
        state = tuple((rule.id, lacked) for rule, lacked in open_rules)
        if state not in self._seen:
            fact = min({fact for _, lacked in open_rules for fact in lacked}, key=self._order.__getitem__)
            below = tuple(self._below(open_rules, {**facts, fact: value}) for value in self._classes[fact])
            self._seen[state] = below[0] if len(set(below)) == 1 else self._join(fact, below)
        return self._seen[state]

    def _below(self, open_rules: Sequence[Open[R]], facts: Facts) -> int:
        return self._node(tuple(still_open(open_rules, facts)), facts)

    def _join(self, fact: str, below: tuple[int, ...]) -> int:
        return self._nodes.setdefault((fact, below), len(self._leaves) + len(self._nodes))


def answer_of(rule: Rule | GrantRule) -> object:
    """What a rule answers: DfE's reason, with the pounds where it is a grant."""
    return (rule.pounds, rule.reason) if isinstance(rule, GrantRule) else rule.reason
