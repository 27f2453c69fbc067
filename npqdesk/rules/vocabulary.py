"""Reads `facts.toml`: every fact, course, cohort and reason that the rest may speak of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from npqdesk.rules.cohorts import Cohort, read_cohort
from npqdesk.rules.conditions import Value, When
from npqdesk.rules.facts import Course, Fact, FactError, Group, ReasonWords, Vocabulary, WhatIf
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.rules.when import read_when

_KINDS = ("choice", "yes_no", "count", "identifier", "month", "cohort", "day")


def read_vocabulary(text: str, file_name: str) -> Vocabulary:
    """The vocabulary that a facts file declares.  Raises Problem with the line where it is malformed."""
    file = TomlFile(text, file_name, kind="facts file")
    top = file.top
    facts = {name: _fact(table, name) for name, table in _sub_tables(top, "fact")}
    usual = top.mapping("usual")
    vocabulary = Vocabulary(
        facts=facts,
        courses={name: _course(table, name) for name, table in _sub_tables(top, "course")},
        cohorts={name: Cohort(name, starts) for name, starts in read_starts(top).items()},
        reasons={name: _reason(table) for name, table in _sub_tables(top, "reason")},
        groups=read_each(top.tables("group"), lambda table: _group(table, facts, usual)),
    )
    what_ifs = {name: _what_if(table, name, vocabulary) for name, table in _sub_tables(top, "what_if")}
    top.done()
    return replace(vocabulary, what_ifs=what_ifs)


def read_starts(top: Table) -> dict[str, str]:
    """When the courses of each start begin, in words: the table [starts] of a facts file or a policy.

    Raises Problem where a key is no start."""
    table = top.table("starts")
    for name in table:
        if read_cohort(name) is None:
            raise table.problem(f"{name!r} is no start: write it as 2026-autumn or 2027-spring.", name)
    return {name: table.take(name, str) for name in table}


def _sub_tables(top: Table, key: str) -> list[tuple[str, Table]]:
    group = top.table(key)
    return [(name, group.table(name)) for name in group]


def _fact(table: Table, name: str) -> Fact:
    kind = table.one_of("kind", _KINDS)
    fact = Fact(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # one of the closed set just read
        label=table.take("label", str),
        values=("yes", "no") if kind == "yes_no" else table.words("values", []),
        asks=table.take("asks", str, ""),
        names=_texts(table, "names"),
        phrases=_texts(table, "phrases"),
        only_when=_condition(table, "only_when", {}),
        elsewhere=table.take("elsewhere", str, ""),
        for_other_course=table.take("for_other_course", str, ""),
        belongs_to=table.words("belongs_to", []),
    )
    table.done()
    return fact


def _condition(table: Table, key: str, facts: Mapping[str, Fact]) -> When | None:
    conditions = table.mapping(key)
    return When(read_when(table, key, conditions, facts, {})) if conditions else None


def _texts(table: Table, key: str) -> dict[str, str]:
    found: dict[str, Any] = table.mapping(key)
    for name, text in found.items():
        if not isinstance(text, str):
            raise table.problem(f"“{key}.{name}” must be text in quotes.", key)
    return found


def _what_if(table: Table, name: str, vocabulary: Vocabulary) -> WhatIf:
    what_if = WhatIf(
        id=name,
        say=table.take("say", str),
        facts=_facts(table, vocabulary),
        said=table.take("said", str, ""),
        when=_condition(table, "when", vocabulary.facts),
        moves=table.take("moves", bool, default=False),
        ends=table.take("ends", bool, default=False),
    )
    table.done()
    return what_if


def _facts(table: Table, vocabulary: Vocabulary) -> dict[str, Value]:
    try:
        return {name: vocabulary.read(name, text) for name, text in _texts(table, "facts").items()}
    except FactError as error:
        raise table.problem(f"{error}.", "facts") from error


def _course(table: Table, name: str) -> Course:
    short = table.take("short", str)
    course = Course(
        id=name,
        name=table.take("name", str),
        short=short,
        word=table.take("word", str, short),
        group=table.one_of("group", ("specialist", "leadership", "coaching")),
        npq=table.take("npq", bool),
        months_taught=table.take("months_taught", int, 0) or None,
        months_assessment=table.take("months_assessment", str, ""),
        for_whom=table.take("for_whom", str),
    )
    table.words("sources", [])
    table.done()
    return course


def _group(table: Table, facts: Mapping[str, Fact], usual: Mapping[str, Any]) -> Group:
    """A group with what is usual for everybody, where its own condition says nothing else."""
    when = {**(usual if table.take("usual", bool, default=True) else {}), **table.take("when", dict)}
    among = table.take("among", bool, default=False)
    return Group(table.take("say", str), When(read_when(table, "when", when, facts, {})), among)


def _reason(table: Table) -> ReasonWords:
    words = ReasonWords(
        outcome=table.one_of("outcome", ("funded", "not_funded", "review")),  # type: ignore[arg-type]
        title=table.take("title", str),
        say=table.take("say", str),
    )
    table.done()
    return words
