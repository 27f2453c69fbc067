"""The questions of an enquiry, and the reader of `resources/questions/questions.toml`.

To add a question: one `[[question]]` where it should be asked, and a fact in `facts.toml` for what is new to know.
The route asks it by itself as soon as a rule needs a fact that it supplies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from npqdesk.rules.conditions import Facts, Test, Value, When, holds
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.rules.when import read_when

Kind = Literal[
    "text", "choice", "long_choice", "cohort", "course", "workplace", "ofsted_urn", "count", "month", "yes_no"
]
Subject = Literal["person", "course", "workplace"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
PARTICULARS = ("name", "workplace", "workplace_name")
"""What an enquiry knows that no rule reads: letters and headings need it."""
UNKNOWN = "unknown"
"""The answer "I don't know yet": it counts as asked and supplies nothing."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `facts` is all that choosing it settles."""

    value: str
    label: str
    hint: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask.

    `fact` is what the answer itself says: a fact or a particular; `supplies` every fact that answering may settle, by
    an option or by looking the answer up.  `about`: what the answer holds for (the pupils of this workplace)."""

    id: str
    kind: Kind
    subject: Subject
    fact: str
    wording: str
    label: str
    why: str
    source: str
    source_url: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    supplies: frozenset[str] = frozenset()
    only_when: When = field(default_factory=When)
    about: tuple[str, ...] = ()
    needed_for: tuple[str, ...] = ()
    likely: str = ""
    likely_facts: Mapping[str, Value] = field(default_factory=dict)

    def makes_sense(self, facts: Facts) -> bool:
        """Whether it may be asked: what it is only for is known to hold, and what it is not for is not known to."""
        excluded = bool(self.only_when.unless) and holds(When(self.only_when.unless), facts) is True
        return not excluded and holds(When(self.only_when.tests), facts) is True


@dataclass(frozen=True, slots=True)
class Follows:
    """What several answers together settle, and why."""

    when: When
    facts: Mapping[str, Value]
    why: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Every question in asking order, what follows from the answers, and the words that both speak in."""

    vocabulary: Vocabulary
    questions: tuple[Question, ...]
    follows: tuple[Follows, ...]

    def __getitem__(self, question_id: str) -> Question:
        """The question of that id; KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def about_fact(self, fact: str, facts: Facts) -> Question | None:
        """The question whose answer itself is this fact; of several, the one that is asked in this case."""
        about = [question for question in self.questions if question.fact == fact]
        return next((question for question in about if question.makes_sense(facts)), about[0] if about else None)


def read_questions(text: str, file_name: str, vocabulary: Vocabulary) -> Questions:
    """The questions that a file states.  Raises Problem with the line where its form, words or facts are wrong."""
    return _Reader(TomlFile(text, file_name, kind="questions file"), vocabulary).questions()


class _Reader:
    """Holds the vocabulary, and how many options were read: TOML numbers them through the whole file."""

    def __init__(self, file: TomlFile, vocabulary: Vocabulary) -> None:
        self.file = file
        self.vocabulary = vocabulary
        self.options_read = 0
        self.ids: set[str] = set()

    def questions(self) -> Questions:
        top = self.file.top
        found = Questions(
            self.vocabulary,
            read_each(top.tables("question"), self._question),
            read_each(top.tables("follows"), self._follows),
        )
        top.done()
        return found

    def _question(self, table: Table) -> Question:
        question_id = table.take("id", str)
        if question_id in self.ids:
            raise table.problem(f"There are two questions called {question_id!r}.", "id")
        self.ids.add(question_id)
        kind: Kind = table.one_of("kind", KINDS)  # type: ignore[assignment]  # one of the closed set
        fact = table.one_of("fact", (*self.vocabulary.facts, *PARTICULARS), question_id)
        options = self._options(table, kind, fact)
        settled = {name for option in options for name in option.facts}
        return Question(
            id=question_id,
            kind=kind,
            subject=table.one_of("subject", SUBJECTS),  # type: ignore[arg-type]  # one of the closed set
            fact=fact,
            wording=table.take("wording", str),
            label=table.take("label", str),
            why=table.take("why", str),
            source=table.take("source", str),
            source_url=table.take("source_url", str, ""),
            hint=table.take("hint", str, ""),
            options=options,
            supplies=frozenset(settled | {fact} | set(self._names(table, "looks_up"))),
            only_when=When(self._tests(table, "only_when"), self._tests(table, "unless")),
            about=self._names(table, "about"),
            needed_for=table.words("needed_for", []),
            likely=table.take("likely", str, ""),
            likely_facts=self._facts(table, "likely_facts"),
        )

    def _follows(self, table: Table) -> Follows:
        when = When(self._tests(table, "when"), self._tests(table, "unless"))
        return Follows(when, self._facts(table, "facts"), table.take("why", str))

    def _options(self, table: Table, kind: Kind, fact: str) -> tuple[Option, ...]:
        tables, self.options_read = table.nested("option", self.options_read)
        unknown = table.take("unknown", str, "")
        written = read_each(tables, lambda option: self._option(option, fact))
        if kind == "yes_no":
            written = (Option("yes", "Yes", "", {fact: "yes"}), Option("no", "No", "", {fact: "no"}))
        if kind == "long_choice":
            names = self.vocabulary.facts[fact].names
            written = (*(Option(value, name, "", {fact: value}) for value, name in names.items()), *written)
        return (*written, Option(UNKNOWN, "I don’t know yet", unknown)) if unknown else written

    def _option(self, table: Table, fact: str) -> Option:
        value, facts = table.take("value", str), self._facts(table, "facts")
        if fact not in facts:
            facts = {fact: self._value(table, "value", fact, value), **facts}
        return Option(value, table.take("label", str), table.take("hint", str, ""), facts)

    def _facts(self, table: Table, key: str) -> dict[str, Value]:
        return {name: self._value(table, key, name, value) for name, value in table.mapping(key).items()}

    def _value(self, table: Table, key: str, name: str, value: object) -> Value:
        try:
            return self.vocabulary.read(name, str(value))
        except FactError as error:
            raise table.problem(f"{error}.", key) from error

    def _tests(self, table: Table, key: str) -> tuple[Test, ...]:
        return read_when(table, key, table.mapping(key), self.vocabulary.facts, {})

    def _names(self, table: Table, key: str) -> tuple[str, ...]:
        known = (*self.vocabulary.facts, *PARTICULARS)
        names = table.words(key, [])
        for name in names:
            if name not in known:
                raise table.problem(f"There is no fact called {name!r}{did_you_mean(name, known)}.", key)
        return names
