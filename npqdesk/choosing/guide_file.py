"""Reads the guide, and finds what is wrong with it by the same exact reasoning as with a policy: every case gets an
answer, every step can be reached, every fact matters, every example is decided by its own step."""

from collections.abc import Iterator

from npqdesk.choosing.guide import MARKS, NONE, Advice, Criterion, Guide, History, Remark, Then
from npqdesk.rules.check import Finding
from npqdesk.rules.conditions import When
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.people import read_example
from npqdesk.rules.reach import dead_facts, unreachable
from npqdesk.rules.statements import Sources, read_sources, source_ids
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.rules.when import read_when


def read_guide(text: str, file_name: str, vocabulary: Vocabulary) -> Guide:
    """The guide that a file states.  Raises Problem with the line where its form, words or references are wrong."""
    return _GuideReader(TomlFile(text, file_name, kind="guide file"), vocabulary).guide()


def check_guide(guide: Guide) -> tuple[Finding, ...]:
    """Everything found wrong with a guide of sound form; empty when it proves itself."""
    return tuple(sorted(set(_findings(guide)), key=lambda finding: (finding.line, finding.say)))


def _findings(guide: Guide) -> Iterator[Finding]:
    seen: set[str] = set()
    all_told: tuple[Advice | Remark | Criterion, ...] = (*guide.advice, *guide.remarks, *guide.criteria)
    for told in all_told:
        if told.id in seen:
            yield Finding(told.line, f"There are two called {told.id}.")
        seen.add(told.id)
    for advice in guide.advice:
        for example in advice.examples:
            found = guide.choose(example.given).advice
            if found is not advice:
                by = f"by {found.id}" if found else "by none: facts are missing"
                yield Finding(advice.line, f"The example “{example.say}” is not decided by {advice.id} but {by}.")
    for idle in unreachable(guide.advice, guide.classes):
        yield Finding(idle.line, f"Step {idle.id} can never decide anything: the steps before it take every case.")
    for fact, reader in dead_facts(guide.advice, guide.classes):
        yield Finding(reader.line, f"No advice depends on {fact}, though steps read it.")
    cited = {name for told in all_told for name in told.sources}
    cited |= {name for advice in guide.advice for then in advice.then for name in then.sources}
    cited |= {name for history in guide.histories.values() for name in history.sources}
    for source in guide.sources.values():
        if source.id not in cited:
            yield Finding(source.line, f"Nothing rests on the source {source.id}.")


class _GuideReader:
    """Holds what later tables refer back to, and how many nested tables were read."""

    def __init__(self, file: TomlFile, vocabulary: Vocabulary) -> None:
        self.file = file
        self.vocabulary = vocabulary
        self.sources: Sources = {}
        self.nested = {"then": 0, "example": 0}

    def guide(self) -> Guide:
        top = self.file.top
        head = top.table("guide")
        if head.take("format", int) != 1:
            raise head.problem("This version of npqdesk reads guide format 1.", "format")
        head.done()
        self.sources = sources = read_sources(top)
        advice = read_each(top.tables("advice"), self._advice)
        guide = Guide(
            vocabulary=self.vocabulary,
            sources=sources,
            advice=advice,
            remarks=read_each(top.tables("remark"), self._remark),
            criteria=read_each(top.tables("criterion"), self._criterion),
            histories={each.id: each for each in read_each(top.tables("history"), self._history)},
        )
        top.done()
        if not advice or advice[-1].when != When():
            line = advice[-1].line if advice else 0
            raise self.file.problem(line, "The last step must be for all others: when = {}.")
        return guide

    def _advice(self, table: Table) -> Advice:
        thens, self.nested["then"] = table.nested("then", self.nested["then"])
        examples, self.nested["example"] = table.nested("example", self.nested["example"])
        if not examples:
            raise table.problem("A step needs at least one example that it decides itself.")
        return Advice(
            id=table.name("id"),
            when=self._when(table),
            course=table.one_of("course", (*self.vocabulary.courses, NONE)),
            say=table.text("say"),
            sources=source_ids(table, self.sources),
            then=read_each(thens, self._then),
            examples=read_each(examples, lambda each: read_example(each, self.vocabulary)),
            line=table.line,
            tests_of=table.one_of("tests_of", self.vocabulary.courses) if "tests_of" in table else "",
        )

    def _then(self, table: Table) -> Then:
        when = When(read_when(table, "when", table.mapping("when"), self.vocabulary.facts, {}))
        course = table.one_of("course", self.vocabulary.courses)
        later = table.take("later", bool, default=False)
        return Then(course, when, table.text("say"), source_ids(table, self.sources), later)

    def _remark(self, table: Table) -> Remark:
        return Remark(
            id=table.name("id"),
            mark=table.one_of("mark", MARKS),  # type: ignore[arg-type]  # one of the closed set just read
            when=self._when(table),
            say=table.text("say"),
            only=self._courses(table, "only"),
            but=self._courses(table, "but"),
            sources=source_ids(table, self.sources),
            asks=table.take("asks", bool, default=False),
            line=table.line,
        )

    def _criterion(self, table: Table) -> Criterion:
        facts = self.vocabulary.facts
        return Criterion(
            id=table.name("id"),
            course=table.one_of("course", self.vocabulary.courses),
            label=table.text("label"),
            met=When(read_when(table, "met", table.take("met", dict), facts, {})),
            not_met=When(read_when(table, "not_met", table.take("not_met", dict), facts, {})),
            say=table.text("say"),
            sources=source_ids(table, self.sources),
            scholarship=table.take("scholarship", bool, default=False),
            line=table.line,
        )

    def _history(self, table: Table) -> History:
        spent = table.one_of("spent", ("yes", "no")) == "yes"
        return History(table.name("id"), spent, table.text("say"), source_ids(table, self.sources))

    def _when(self, table: Table) -> When:
        return When(read_when(table, "when", table.take("when", dict), self.vocabulary.facts, {}))

    def _courses(self, table: Table, key: str) -> tuple[str, ...]:
        courses = table.words(key, [])
        for course in courses:
            if course not in (*self.vocabulary.courses, NONE):
                raise table.problem(f"There is no course called {course!r}.", key)
        return courses
