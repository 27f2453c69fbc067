"""Which rules of several editions meet: those that decide the same case, each in its own edition.

The cases are walked as one decision diagram over the classes of values that all these rules tell apart together, so
what is found is exact.  Only cases that can exist count: a fact whose `only_when` does not hold has its value from
elsewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import Facts, Value, When, holds, lacking, walk
from npqdesk.rules.facts import Fact
from npqdesk.rules.policy import GrantRule, Rule

Rules = Sequence[Rule | GrantRule]
Met = tuple[int, ...]
"""For each edition, the position of the rule that decides."""

_Open = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Gate:
    """Where a fact can exist, read like a rule: its facts belong to the case as well."""

    when: When


class Meeting:
    """Rules of several editions, in the order of each, and what was found out about them so far.

    `own` is what each edition knows by itself and the others do not: its start."""

    def __init__(self, editions: Sequence[Rules], own: Sequence[Facts], facts: Mapping[str, Fact]) -> None:
        self._editions = editions
        read = {fact for rules in editions for rule in rules for fact in rule.when.facts()}
        self._own = [{name: value for name, value in each.items() if name in read} for each in own]
        self._facts = facts
        self._gates = self._gates_of(read)
        readers = [*(rule for rules in editions for rule in rules), *map(_Gate, self._gates.values())]
        self._tests = [test for reader in readers for test in (*reader.when.tests, *reader.when.unless)]
        self.classes = value_classes(readers, facts)
        self._order = {fact: place for place, fact in enumerate(facts)}
        self._all_rules: _Open = tuple(tuple(range(len(rules))) for rules in editions)
        self._answered: dict[frozenset[tuple[str, Value]], dict[Met, dict[str, Value]]] = {}
        self._seen: dict[tuple[object, ...], dict[Met, dict[str, Value]]] = {}

    def met(self, facts: Facts) -> dict[Met, dict[str, Value]]:
        """All that can meet in cases with these facts, each with the further facts of a case where it does."""
        asked = frozenset(facts.items())
        if asked not in self._answered:
            self._answered[asked] = self._met(self._all_rules, dict(facts))
        return self._answered[asked]

    def values(self, fact: str) -> tuple[Value, ...]:
        """All values of a fact where they are a closed set, else one of each class."""
        return self._facts[fact].values or self.classes[fact]

    def kinds(self, fact: str, values: Iterable[Value]) -> list[list[Value]]:
        """Some values of a fact, parted into those that no rule here tells apart."""
        tests = [test for test in self._tests if test.fact == fact]
        alike: dict[tuple[bool, ...], list[Value]] = {}
        for value in values:
            alike.setdefault(tuple(test.passes(value) for test in tests), []).append(value)
        return list(alike.values())

    def _met(self, still_open: _Open, facts: dict[str, Value]) -> dict[Met, dict[str, Value]]:
        for fact, gate in self._gates.items():
            if fact not in facts and holds(gate, facts) is False:
                facts[fact] = self._facts[fact].elsewhere
        still_open = tuple(self._narrowed(side, rules, facts) for side, rules in enumerate(still_open))
        if all(len(rules) == 1 for rules in still_open):
            return {tuple(rules[0] for rules in still_open): {}}
        lacked = tuple(tuple(self._lacked(side, rules, facts)) for side, rules in enumerate(still_open))
        names = {name for rules in lacked for _, wanted in rules for name in wanted}
        gates = frozenset((name, *lacking(self._gates[name], facts)) for name in names if name in self._gates)
        key = (lacked, gates)
        if key not in self._seen:
            self._seen[key] = self._split(self._next(names, facts), still_open, facts)
        return self._seen[key]

    def _split(self, fact: str, still_open: _Open, facts: dict[str, Value]) -> dict[Met, dict[str, Value]]:
        found: dict[Met, dict[str, Value]] = {}
        for value in self.classes[fact]:
            for met, rest in self._met(still_open, {**facts, fact: value}).items():
                found.setdefault(met, {fact: value, **rest})
        return found

    def _narrowed(self, side: int, numbers: tuple[int, ...], facts: Facts) -> tuple[int, ...]:
        """Those of an edition's rules that may still apply, up to and with the first that does."""
        known, rules = {**facts, **self._own[side]}, self._editions[side]
        verdicts = zip(numbers, walk([rules[number] for number in numbers], known), strict=False)
        return tuple(number for number, (_, verdict) in verdicts if verdict is not False)

    def _lacked(self, side: int, numbers: tuple[int, ...], facts: Facts) -> Iterator[tuple[int, tuple[str, ...]]]:
        known = {**facts, **self._own[side]}
        for number in numbers:
            yield number, tuple(lacking(self._editions[side][number].when, known))

    def _next(self, names: set[str], facts: Facts) -> str:
        """The fact to part the cases by: before a fact, those that say whether it can exist."""
        fact = min(names, key=self._order.__getitem__)
        while fact in self._gates and holds(self._gates[fact], facts) is None:
            fact = next(lacking(self._gates[fact], facts))
        return fact

    def _gates_of(self, read: set[str]) -> dict[str, When]:
        """Where each fact that is read can exist, and each fact on which that hangs in turn."""
        gates: dict[str, When] = {}
        names = sorted(read)
        while names:
            name = names.pop()
            gate = self._facts[name].only_when
            if gate is not None and name not in gates:
                gates[name] = gate
                names += gate.facts()
        return gates
