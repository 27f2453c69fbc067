"""Reads the help that comes with the program: five TOML files, each table as strictly as a policy's."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from npqdesk import paths
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.services.help_texts import Chapter, Help, Question, Section, Source, Term, TourStep

T = TypeVar("T")


@cache
def help_texts() -> Help:
    """All that is shipped.  Raises Problem, with file and line, for a text that is not well formed."""
    return read_help(lambda name: paths.read_text("text", "help", name))


def read_help(text_of: Callable[[str], str]) -> Help:
    """The help of four texts by their names."""
    sources = _read(text_of, "sources.toml", _sources)
    return Help(
        chapters=_read(text_of, "manual.toml", _chapters),
        questions=_read(text_of, "questions.toml", lambda top: _questions(top, sources)),
        terms=_read(text_of, "glossary.toml", lambda top: read_each(top.tables("term"), _term)),
    )


@cache
def tour_steps() -> tuple[TourStep, ...]:
    """The tour of the first day."""
    return _read(lambda name: paths.read_text("text", "help", name), "tour.toml", _tour)


def _tour(top: Table) -> tuple[TourStep, ...]:
    return read_each(top.tables("step"), _step)


def _step(table: Table) -> TourStep:
    words = (table.text(name) for name in ("page", "button"))
    return TourStep(table.text("title"), table.text("icon"), table.words("text"), *words)


def _read(text_of: Callable[[str], str], name: str, read: Callable[[Table], T]) -> T:
    top = TomlFile(text_of(name), name, kind="help text").top
    found = read(top)
    top.done()
    return found


def _sources(top: Table) -> dict[str, Source]:
    found = {}
    for name in top:
        table = top.table(name)
        found[name] = Source(table.text("title"), table.text("date", ""), table.text("address", ""))
        table.done()
    return found


def _questions(top: Table, sources: Mapping[str, Source]) -> tuple[Question, ...]:
    groups = top.words("groups")
    found = read_each(top.tables("question"), lambda table: _question(table, groups, sources))
    return tuple(sorted(found, key=lambda each: groups.index(each.group)))


def _question(table: Table, groups: tuple[str, ...], sources: Mapping[str, Source]) -> Question:
    named = table.words("sources")
    for each in named:
        if each not in sources:
            raise table.problem(f"There is no source {each!r}{did_you_mean(each, sources)}.", "sources")
    return Question(
        id=table.name("id"),
        group=table.one_of("group", groups),
        ask=table.text("ask"),
        answer=table.words("answer"),
        sources=tuple(sources[each] for each in named),
        pages=table.words("pages", []),
        words=table.text("words", ""),
    )


def _term(table: Table) -> Term:
    return Term(table.text("name"), table.words("also", []), table.text("says"))


def _chapters(top: Table) -> tuple[Chapter, ...]:
    read = 0

    def chapter(table: Table) -> Chapter:
        nonlocal read
        sections, read = table.nested("section", read)
        return Chapter(table.name("id"), table.text("title"), table.words("pages", []), read_each(sections, _section))

    return read_each(top.tables("chapter"), chapter)


def _section(table: Table) -> Section:
    return Section(
        heading=table.text("heading"),
        text=table.words("text", []),
        steps=table.words("steps", []),
        picture=table.text("picture", ""),
        picture_says=table.text("picture_says", ""),
    )
