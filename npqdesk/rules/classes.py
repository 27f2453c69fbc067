"""The classes of values that a set of rules tells apart: one value stands for all that every rule treats alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from npqdesk.rules.conditions import Conditional, Facts, Test, Value
from npqdesk.rules.facts import NOT_RECORDED, Fact


def value_classes(rules: Sequence[Conditional], facts: Mapping[str, Fact]) -> dict[str, tuple[Value, ...]]:
    """For each fact that the rules read, in the order they first read it, one value of each class."""
    tests: dict[str, list[Test]] = {}
    for rule in rules:
        for test in rule.when.tests + rule.when.unless:
            tests.setdefault(test.fact, []).append(test)
    classes = {}
    for name, asked in tests.items():
        kinds: dict[tuple[bool, ...], Value] = {}
        for value in _values(facts[name], asked):
            kinds.setdefault(tuple(test.passes(value) for test in asked), value)
        classes[name] = tuple(kinds.values())
    return classes


def _values(fact: Fact, tests: list[Test]) -> Iterator[Value]:
    yield from fact.values
    tested = [value for test in tests for value in test.values]
    if fact.kind == "count":
        yield NOT_RECORDED
        bounds = [bound for test in tests for bound in (test.low, test.high) if bound is not None]
        for number in bounds + [value for value in tested if isinstance(value, int)]:
            yield from (max(number - 1, 0), number, number + 1)
    elif not fact.values:
        yield from (*tested, "")


MOST_SEEN = 20_000
"""Values of facts whose class is remembered at a time."""


class Alike:
    """Which values some rules treat alike: for all of a class stands the first of them that was met."""

    def __init__(self, rules: Iterable[Conditional]) -> None:
        self._tests: dict[str, list[Test]] = {}
        for rule in rules:
            for test in rule.when.tests + rule.when.unless:
                self._tests.setdefault(test.fact, []).append(test)
        self._met: dict[tuple[str, tuple[bool, ...]], Value] = {}
        self._seen: dict[tuple[str, Value], Value] = {}

    def of(self, fact: str, value: Value) -> Value:
        """The value that stands for the class of a value."""
        seen = self._seen.get((fact, value))
        if seen is None:
            passed = tuple(test.passes(value) for test in self._tests[fact])
            seen = self._met.setdefault((fact, passed), value)
            if len(self._seen) < MOST_SEEN:
                self._seen[fact, value] = seen
        return seen

    def signature(self, facts: Facts) -> tuple[Value | None, ...]:
        """All that the rules read of a case: those of one signature are the same to them."""
        return tuple(self.of(fact, facts[fact]) if fact in facts else None for fact in self._tests)
