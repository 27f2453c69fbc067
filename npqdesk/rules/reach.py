"""Which rules can decide anything, and which facts can change an answer: exact, over the value classes of the rules."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from npqdesk.rules.conditions import Deciding, Facts, Value, holds, lacking, walk
from npqdesk.rules.exact import Classes, answer_of

R = TypeVar("R", bound=Deciding)


def unreachable(rules: Sequence[R], classes: Classes) -> Iterator[R]:
    """The rules that never decide, since those before them take every case."""
    for number, rule in enumerate(rules):
        if next(witnesses(rules, number, classes), None) is None:
            yield rule


def dead_facts(rules: Sequence[R], classes: Classes, *, but: Collection[str] = ()) -> Iterator[tuple[str, R]]:
    """The facts on which nothing hangs, `but` for some not looked at, each with the first rule that reads it."""
    for fact in classes.keys() - set(but):
        readers = [number for number, rule in enumerate(rules) if fact in rule.when.facts()]
        if readers and not any(_matters(rules, number, fact, classes) for number in readers):
            yield fact, rules[readers[0]]


def witnesses(rules: Sequence[Deciding], number: int, classes: Classes) -> Iterator[Facts]:
    """Cases that rule `number` decides: it applies and none before it does.  All facts they hang on are in them."""
    for case in _satisfy(rules[number], {}, classes):
        yield from _avoid(rules[:number], case, classes)


def _satisfy(rule: Deciding, case: dict[str, Value], classes: Classes) -> Iterator[dict[str, Value]]:
    """All ways to make one rule apply, adding to a case only the facts that the rule reads."""
    verdict = holds(rule.when, case)
    if verdict is True:
        yield case
    elif verdict is None:
        fact = next(lacking(rule.when, case))
        for value in classes[fact]:
            yield from _satisfy(rule, {**case, fact: value}, classes)


def _avoid(rules: Sequence[Deciding], case: dict[str, Value], classes: Classes) -> Iterator[dict[str, Value]]:
    """All ways to complete a case so that none of the rules applies."""
    for position, rule in enumerate(rules):
        verdict = holds(rule.when, case)
        if verdict is True:
            return
        if verdict is None:
            fact = next(lacking(rule.when, case))
            for value in classes[fact]:
                yield from _avoid(rules[position:], {**case, fact: value}, classes)
            return
    yield case


def _matters(rules: Sequence[Deciding], number: int, fact: str, classes: Classes) -> bool:
    """Whether some case that this rule decides would be answered otherwise with another value of the fact."""
    return any(
        _answer(rules, {**case, fact: value}) != answer_of(rules[number])
        for case in witnesses(rules, number, classes)
        for value in classes[fact]
    )


def _answer(rules: Sequence[Deciding], case: Facts) -> object:
    """What the rules still open on a case say, when they agree; else nothing."""
    said = {answer_of(rule) for rule, verdict in walk(rules, case) if verdict is not False}
    return said.pop() if len(said) == 1 else None
