"""Reads the people that a policy file tells of: the examples under its rules, and its cases."""

from math import prod
from typing import Any

from npqdesk.rules.conditions import Value
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import Case, Example
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table
from npqdesk.rules.when import SCHOLARSHIP

MOST_PEOPLE = 2_000
"""How many people one case may stand for, so that a check stays a matter of seconds."""
MOST_POUNDS = 100_000


def read_example(table: Table, vocabulary: Vocabulary) -> Example:
    """An example; it may say how the scholarship was decided.  Raises Problem with the line."""
    given: dict[str, Value] = {}
    for name, value in table.take("given", dict).items():
        if name != SCHOLARSHIP.name:
            given[name] = _value(table, vocabulary, name, value)
        elif value in SCHOLARSHIP.values:
            given[name] = value
        else:
            near = did_you_mean(str(value), SCHOLARSHIP.values)
            raise table.problem(f"{name} cannot be {value!r}{near}.", "given")
    return Example(table.text("say"), given)


def read_case(table: Table, vocabulary: Vocabulary) -> Case:
    """A case; each fact has one value or several.  Raises Problem with the line, also where it stands for too many."""
    reason = table.one_of("reason", vocabulary.reasons)
    given = table.take("given", dict)
    if prod(len(values) for values in given.values() if isinstance(values, list)) > MOST_PEOPLE:
        raise table.problem(f"A case stands for {MOST_PEOPLE:,} people at most; write it as two.", "given")
    return Case(
        say=table.text("say"),
        given={name: _values(table, vocabulary, name, values) for name, values in given.items()},
        reason=reason,
        service_reason=table.one_of("service_reason", vocabulary.reasons, reason),
        pounds=read_pounds(table, "grant") if "grant" in table else None,
        grant_reason=table.text("grant_reason", ""),
        line=table.line,
    )


def read_pounds(table: Table, key: str) -> int:
    """A sum in whole pounds."""
    return table.fitting(key, int, range(MOST_POUNDS).__contains__, f"must be 0 or more, and below {MOST_POUNDS:,}")


def _values(table: Table, vocabulary: Vocabulary, name: str, values: Any) -> tuple[Value, ...]:
    values = values if isinstance(values, list) else [values]
    if not values:
        raise table.problem(f"“{name}” has no value in it.", "given")
    return tuple(_value(table, vocabulary, name, value) for value in values)


def _value(table: Table, vocabulary: Vocabulary, name: str, value: Any) -> Value:
    try:
        return vocabulary.read(name, str(value))
    except FactError as error:
        raise table.problem(f"{error}.", "given") from error
