"""The closed condition language of a rule: equals, one of, not, from/to, and one `unless`.

There are no expressions and no code in it, so a policy file from outside can never run anything.  Every answer is one
of three: holds, does not hold, or cannot be said because a fact is not known yet (`None`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

Value = str | int
"""What is known of one fact: a lower-case word, or a whole number of pupils."""

Facts = Mapping[str, Value]
"""What is known of one case.  A fact that is not known yet is absent."""

Case = Mapping[str, Value | None]
"""The same where a fact that is not known yet may also stand as `None`."""


@dataclass(frozen=True, slots=True)
class Test:
    """One fact held against a set of values, or against a range of whole numbers (both ends included)."""

    fact: str
    values: frozenset[Value] = frozenset()
    low: int | None = None
    high: int | None = None
    negated: bool = False

    @property
    def is_range(self) -> bool:
        return self.low is not None or self.high is not None

    def passes(self, value: Value) -> bool:
        """Whether a known value passes.  A number that the register does not record is in no range."""
        if not self.is_range:
            return (value in self.values) != self.negated
        inside = (
            isinstance(value, int)
            and (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
        )
        return inside != self.negated


@dataclass(frozen=True, slots=True)
class When:
    """All `tests` pass, and not all of `unless` do.  Without tests it always holds."""

    tests: tuple[Test, ...] = ()
    unless: tuple[Test, ...] = ()

    def facts(self) -> Iterator[str]:
        """The names of the facts that it reads."""
        for test in self.tests + self.unless:
            yield test.fact


class Conditional(Protocol):
    """Anything with a condition: a rule of the scholarship, of the grant, a caution."""

    @property
    def when(self) -> When: ...


class Deciding(Conditional, Protocol):
    """A rule that decides when it is the first to apply: of the scholarship, of the grant, of the guide to courses.

    Two of one reason answer the same."""

    @property
    def id(self) -> str: ...

    @property
    def reason(self) -> str: ...


R = TypeVar("R", bound=Conditional)

Open = tuple[R, tuple[str, ...]]
"""A rule that may still apply and the facts that it lacks; it surely applies where it lacks none."""


def known(case: Case) -> dict[str, Value]:
    """The facts of a case that are known."""
    return {name: value for name, value in case.items() if value is not None}


def holds(when: When, facts: Case) -> bool | None:
    """Whether the condition holds; `None` where that hangs on a fact not known yet."""
    verdict = _all_pass(when.tests, facts)
    if verdict is False or not when.unless:
        return verdict
    excluded = _all_pass(when.unless, facts)
    if excluded is True:
        return False
    return verdict if excluded is False else None


def lacking(when: When, facts: Facts) -> Iterator[str]:
    """The facts not known yet on which an open condition hangs."""
    tests = when.tests if _all_pass(when.unless, facts) is False else when.tests + when.unless
    return (test.fact for test in tests if test.fact not in facts)


def failures(when: When, facts: Facts) -> tuple[Test, ...]:
    """The tests that a known fact fails: those that settled that the condition does not hold."""
    failed = tuple(test for test in when.tests if test.fact in facts and not test.passes(facts[test.fact]))
    if not failed and when.unless and _all_pass(when.unless, facts) is True:
        return when.unless
    return failed


def walk(rules: Iterable[R], facts: Facts) -> Iterator[tuple[R, bool | None]]:
    """Each rule in order with whether it applies (`None` while that is open), up to and with the first that does."""
    for rule in rules:
        verdict = holds(rule.when, facts)
        yield rule, verdict
        if verdict is True:
            return


def open_rules(rules: Iterable[R], facts: Facts) -> tuple[Open[R], ...]:
    """The rules that may still apply, up to and with the first that surely does, each with what it lacks."""
    return tuple(
        (rule, tuple(lacking(rule.when, facts))) for rule, verdict in walk(rules, facts) if verdict is not False
    )


def still_open(rules: Iterable[Open[R]], facts: Facts) -> Iterator[Open[R]]:
    """The rules that may still apply once more facts are known, up to and with the first that surely does."""
    for rule, lacked in left_open(rules, facts):
        yield rule, lacked
        if not lacked:
            return


def left_open(rules: Iterable[Open[R]], facts: Facts) -> Iterator[Open[R]]:
    """All the rules that more facts don't rule out, with what each of them lacks now."""
    for rule, lacked in rules:
        if facts.keys().isdisjoint(lacked):
            yield rule, lacked
        elif holds(rule.when, facts) is not False:
            yield rule, tuple(lacking(rule.when, facts))


def _all_pass(tests: tuple[Test, ...], facts: Case) -> bool | None:
    open_test = False
    for test in tests:
        value = facts.get(test.fact)
        if value is None:
            open_test = True
        elif not test.passes(value):
            return False
    return None if open_test else True
