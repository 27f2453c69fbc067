"""Thousands of cases at once: a CSV file of facts, decided a row at a time.

Columns are fact names in any order; a blank cell is a fact not known.  Each distinct case is decided once.  A row with
a mistake says so in its own `error` and the others go on; a file that cannot be read at all is a Problem."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from npqdesk.enquiry.known import values
from npqdesk.problem import Place, Problem
from npqdesk.registers.table import Table, read_table
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.decide import cautions, decide, decide_grant
from npqdesk.rules.facts import FactError, fill
from npqdesk.rules.policy import Policy
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.answer import course_words
from npqdesk.services.desk import RuleDesk
from npqdesk.services.wording import ANYBODY

if TYPE_CHECKING:
    from npqdesk.services.look_up import Workplaces

ADDED = (
    *("outcome", "reason", "rule", "service_outcome", "service_reason", "needed", "cautions"),
    *("grant", "grant_reason", "policy", "error"),
)
_CAUTIONS = ADDED.index("cautions")
IDENTIFIERS = ("urn", "ukprn", "ofsted_urn")

OpenWorkplaces = Callable[[], "Workplaces"]
"""What opens the records to look workplaces up in."""


@dataclass(frozen=True, slots=True)
class DecidedFile:
    """The headings of the answers and the rows, decided as they are asked for."""

    header: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def decide_file(desk: RuleDesk, stream: BinaryIO, file_name: str, *, workplaces: OpenWorkplaces) -> DecidedFile:
    """Every row of a CSV file with the columns of `ADDED` behind its own.

    All of the file is read before the first row is decided.  `workplaces` is called only where a row names one.
    Problem when the file is no CSV, or a column is unknown, unnamed or there twice."""
    table = read_table(stream, file_name, blank_rows=True)
    _refuse_columns(desk, table)
    rows = list(table.rows)
    decider = _Decider(desk, table.header, workplaces)
    width = len(table.header)
    decided = ((*_as_wide(cells, width), *decider.decide_row(line, cells)) for line, cells in rows)
    return DecidedFile((*table.header, *ADDED), decided)


class _Decider:
    """Remembers what each cell meant, which policy each cohort has, and the answer to each distinct case."""

    def __init__(self, desk: RuleDesk, columns: Sequence[str], workplaces: OpenWorkplaces) -> None:
        self._desk = desk
        self._columns = columns
        self._workplaces = cache(workplaces)
        self._values: list[dict[str, Value | FactError]] = [{} for _ in columns]
        self._policies: dict[str, Policy | NoPolicy] = {}
        self._facts_read: dict[str, tuple[str, ...]] = {}
        self._warnings: dict[tuple[object, ...], tuple[str, ...]] = {}
        self._answers: dict[tuple[Value | None, ...], tuple[str, ...]] = {}

    def decide_row(self, line: int, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells of `ADDED` for one row."""
        if len(cells) != len(self._columns):
            return _failed(f"line {line}: there are {len(cells)} cells, and {len(self._columns)} columns")
        facts: dict[str, Value] = {}
        mistakes = []
        for column, known, cell in zip(self._columns, self._values, cells, strict=True):
            if not cell or cell.isspace():
                continue
            value = known.get(cell)
            if value is None:
                value = known[cell] = self._read(column, cell)
            if isinstance(value, FactError):
                mistakes.append(f"line {line}: {value}")
            else:
                facts[column] = value
        return _failed("; ".join(mistakes)) if mistakes else self._decide(line, facts)

    def _decide(self, line: int, facts: dict[str, Value]) -> tuple[str, ...]:
        cohort = facts.get("cohort")
        if cohort is None:
            return ("undecided", "", "", "undecided", "", "cohort", "", "", "needs cohort", "", "")
        policy = self._policy(str(cohort))
        if isinstance(policy, NoPolicy):
            return ("no_policy", policy.kind, "", "no_policy", policy.kind, "", "", "", "no_policy", "", "")
        if "course" in facts and facts["course"] not in policy.courses:
            near = did_you_mean(str(facts["course"]), policy.courses)
            return _failed(f"line {line}: course {facts['course']!r} is not offered in {cohort}{near}")
        numbers = {name: str(facts[name]) for name in IDENTIFIERS if name in facts}
        return self._decide_there(policy, facts, numbers, line) if numbers else (*self._answer(policy, facts), "")

    def _decide_there(self, policy: Policy, given: Facts, numbers: Mapping[str, str], line: int) -> tuple[str, ...]:
        """The same with what the records say of the workplace, wherever nothing was given."""
        try:
            place = self._workplaces().find(policy, numbers)
        except FactError as error:
            answer = self._answer(policy, given)
            return (*answer, f"line {line}: {error}" if answer[0] == "undecided" else "")
        facts = {**values(place.known), **given}
        answer = self._answer(policy, facts)
        key = (self._signature(policy, facts), frozenset(given))
        warnings = self._warnings.get(key)
        if warnings is None:
            warnings = self._warnings[key] = self._workplaces().evidence(policy, place, given).warnings(policy)
        told = " | ".join(filter(None, (*warnings, answer[_CAUTIONS])))
        return (*answer[:_CAUTIONS], told, *answer[_CAUTIONS + 1 :], "")

    def _answer(self, policy: Policy, facts: Facts) -> tuple[str, ...]:
        """The answer without its error cell, worked out once for each distinct set of facts that the policy reads."""
        facts = self._desk.vocabulary.settle(facts)
        signature = self._signature(policy, facts)
        answer = self._answers.get(signature)
        if answer is None:
            answer = self._answers[signature] = _answer(self._desk, policy, facts)
        return answer

    def _signature(self, policy: Policy, facts: Facts) -> tuple[Value | None, ...]:
        """What a policy reads of a case: cases of one signature have one answer."""
        read = self._facts_read.get(policy.id)
        if read is None:
            read = self._facts_read[policy.id] = _facts_read(policy)
        return (policy.id, *(facts.get(name) for name in read))

    def _read(self, column: str, cell: str) -> Value | FactError:
        try:
            return self._desk.vocabulary.read(column, cell)
        except FactError as error:
            return error

    def _policy(self, cohort: str) -> Policy | NoPolicy:
        if cohort not in self._policies:
            self._policies[cohort] = self._desk.policy_for(cohort)
        return self._policies[cohort]


def _answer(desk: RuleDesk, policy: Policy, facts: Facts) -> tuple[str, ...]:
    decision = decide(policy, facts)
    service = decide(policy, facts, basis="service")
    grant = decide_grant(policy, facts, decision)
    words = {**ANYBODY, **course_words(desk.vocabulary, facts)}
    return (
        decision.outcome,
        decision.reason,
        decision.rule,
        service.outcome,
        service.reason,
        " ".join(sorted(decision.needed)),
        " | ".join(fill(caution.say, words) for caution in cautions(policy, facts, decision)),
        "" if grant.pounds is None else str(grant.pounds),
        f"needs {' '.join(sorted(grant.needed))}" if grant.pounds is None else grant.reason,
        f"{policy.id}/{policy.edition}",
    )


def _facts_read(policy: Policy) -> tuple[str, ...]:
    """Every fact that can change a cell of the answer."""
    conditions = [rule.when for rule in policy.scholarship]
    conditions += [rule.when for rule in policy.grants] + [caution.when for caution in policy.cautions]
    return tuple(dict.fromkeys(("cohort", "course", *(fact for when in conditions for fact in when.facts()))))


def _failed(error: str) -> tuple[str, ...]:
    return (*("",) * (len(ADDED) - 1), error)


def _as_wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *("",) * (width - len(cells)))


def _refuse_columns(desk: RuleDesk, table: Table) -> None:
    """Problem for the first column that is unknown, has no name, or stands twice."""
    known = desk.vocabulary.facts
    for number, name in enumerate(table.header, start=1):
        place = Place(table.file_name, 1, name or str(number))
        if name not in known:
            what = f"There is no fact called {name!r}{did_you_mean(name, known)}" if name else "Its heading is blank"
            raise Problem(
                "This column is unknown",
                f"{what.rstrip('.')}{'' if what.endswith('?') else '.'}",
                "Name every column as one of the facts, in its very spelling, and remove the others.",
                place=place,
            )
        if name in table.header[: number - 1]:
            raise Problem(
                "Two columns have the same name",
                f"{name!r} stands twice in the headings, and it cannot be told which one is meant.",
                "Remove or rename one of them.",
                place=place,
            )
