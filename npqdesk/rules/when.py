"""Reads a condition written in TOML: equals, a list, a named set, `not`, `from`/`to`."""

import re
from collections.abc import Mapping
from typing import Any

from npqdesk.rules.cohorts import read_cohort
from npqdesk.rules.conditions import Test, Value
from npqdesk.rules.facts import NOT_RECORDED, Fact
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table

SCHOLARSHIP = Fact("scholarship", "choice", "Scholarship", ("funded", "not_funded", "review"))
"""What grant rules may read besides the facts: the outcome of the scholarship decision on the same facts."""

Sets = Mapping[str, frozenset[Value]]
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def read_when(
    table: Table, key: str, conditions: Mapping[str, Any], facts: Mapping[str, Fact], sets: Sets
) -> tuple[Test, ...]:
    """The tests of one inline table.  `facts` is what may be named (all when empty).  Raises Problem with the line."""
    return tuple(_test(table, key, name, wanted, facts, sets) for name, wanted in conditions.items())


def _test(table: Table, key: str, name: str, wanted: Any, facts: Mapping[str, Fact], sets: Sets) -> Test:
    if facts and name not in facts:
        raise table.problem(f"There is no fact called {name!r}{did_you_mean(name, facts)}.", key)
    if isinstance(wanted, dict) and wanted.keys() == {"not"}:
        inner = _test(table, key, name, wanted["not"], facts, sets)
        if inner.negated:
            raise table.problem(f"“{name}” has “not” twice.", key)
        return Test(inner.fact, inner.values, inner.low, inner.high, negated=True)
    if isinstance(wanted, dict):
        return _range(table, key, name, wanted, facts)
    values = _values(table, key, wanted, sets)
    if facts:
        _refuse_strangers(table, key, facts[name], values)
    return Test(name, values)


def _range(table: Table, key: str, name: str, wanted: Mapping[str, Any], facts: Mapping[str, Fact]) -> Test:
    bounds = [wanted.get("from"), wanted.get("to")]
    strange = wanted.keys() - {"from", "to"}
    if strange or not wanted or any(type(bound) not in (int, type(None)) for bound in bounds):
        raise table.problem(
            f"“{name}” can be tested with a value, a list, “not”, or whole numbers “from” and “to”.", key
        )
    if facts and facts[name].kind != "count":
        raise table.problem(f"“{name}” is no number: “from” and “to” cannot be used with it.", key)
    low, high = bounds
    if min(bound for bound in bounds if bound is not None) < 0:
        raise table.problem(f"“{name}” is never below 0.", key)
    if low is not None and high is not None and low > high:
        raise table.problem(f"“{name}” is in no range from {low} to {high}: put the smaller number first.", key)
    return Test(name, low=low, high=high)


def _values(table: Table, key: str, wanted: Any, sets: Sets) -> frozenset[Value]:
    if isinstance(wanted, str) and wanted.startswith("@"):
        if wanted[1:] not in sets:
            raise table.problem(f"There is no set called {wanted!r}{did_you_mean(wanted[1:], sets)}.", key)
        return sets[wanted[1:]]
    values = wanted if isinstance(wanted, list) else [wanted]
    if not values or not all(type(value) in (str, int) for value in values):
        raise table.problem("A fact is tested with texts in quotes or whole numbers.", key)
    return frozenset(values)


def _refuse_strangers(table: Table, key: str, fact: Fact, values: frozenset[Value]) -> None:
    for value in sorted(values, key=str):
        if not _is_known(fact, value):
            raise table.problem(f"{fact.name} cannot be {value!r}{did_you_mean(str(value), fact.values)}.", key)


def _is_known(fact: Fact, value: Value) -> bool:
    if fact.kind == "count":
        return value == NOT_RECORDED or (isinstance(value, int) and value >= 0)
    if not isinstance(value, str):
        return False
    if fact.kind == "cohort":
        return read_cohort(value) is not None
    if fact.kind == "month":
        return not value or _MONTH.fullmatch(value) is not None
    return not fact.values or value in fact.values
