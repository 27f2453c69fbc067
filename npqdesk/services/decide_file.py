"""Thousands of cases at once: a CSV file of facts, decided a row at a time.

Columns are fact names in any order; a blank cell is a fact not known.  Cases that the rules cannot tell apart are
decided and worded once.  A row with a mistake says so in its own `error` and the others go on; a file that cannot be
read at all is a Problem.  Rows are read, decided and let go, so that a file of any size takes the same memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from operator import getitem
from typing import TYPE_CHECKING, BinaryIO

from npqdesk.enquiry.known import values
from npqdesk.problem import Place, Problem
from npqdesk.registers.table import Table, read_table
from npqdesk.rules.conditions import Case, Facts, Value, known
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.answer import day_decided
from npqdesk.services.decided_cells import ADDED, NO_START, DecidedCells, Told, csv_cells, failed, no_policy
from npqdesk.services.desk import RuleDesk

if TYPE_CHECKING:
    from npqdesk.services.look_up import Workplace, Workplaces

IDENTIFIERS = ("urn", "ukprn", "ofsted_urn")
MOST_CELLS = 20_000
"""Different cells of one column whose meaning is remembered at a time."""
MOST_DAYS = 5_000
"""Starts and days of decision whose edition is remembered at a time."""

OpenWorkplaces = Callable[[], "Workplaces"]
"""What opens the records to look workplaces up in."""


def decide_file(desk: RuleDesk, stream: BinaryIO, file_name: str, *, workplaces: OpenWorkplaces) -> Iterator[str]:
    """A CSV file line by line, the headings first, with the columns of `ADDED` behind its own.

    `stream` can be rewound and stays open while lines are asked for.  `workplaces` is called only where a row names
    one.  Problem at once when the file is no CSV, or a column is unknown, unnamed or there twice; later, instead of a
    line, when the file breaks off."""
    table = read_table(stream, file_name, blank_rows=True)
    _refuse_columns(desk.vocabulary, table)
    decider = _Decider(desk, table.header, workplaces)
    return chain([csv_cells((*table.header, *ADDED)) + "\n"], decider.lines(table))


class _Column(dict[str, Value | None]):
    """What the cells of one column mean: a value, or `None` where a cell is blank.  Raises FactError for a mistake."""

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._name = name
        self._mistakes: dict[str, str] = {}

    def __missing__(self, cell: str) -> Value | None:
        if cell in self._mistakes:
            raise FactError(self._mistakes[cell])
        if len(self) + len(self._mistakes) >= MOST_CELLS:
            self.clear()
            self._mistakes.clear()
        try:
            value = self[cell] = self._vocabulary.read(self._name, cell) if cell.strip() else None
        except FactError as error:
            self._mistakes[cell] = str(error)
            raise
        return value


class _Decider:
    """Remembers what each cell meant, and which policy each start has on a day."""

    def __init__(self, desk: RuleDesk, names: Sequence[str], workplaces: OpenWorkplaces) -> None:
        self._desk = desk
        self._names = names
        self._columns = [_Column(desk.vocabulary, name) for name in names]
        self._identifiers = [name for name in IDENTIFIERS if name in names]
        self._workplaces = cache(workplaces)
        self._edition = lru_cache(MOST_DAYS)(self._find_edition)
        self._editions: dict[int, DecidedCells] = {}
        self._warnings: dict[object, tuple[str, ...]] = {}

    def lines(self, table: Table) -> Iterator[str]:
        """The rows of a table, each with the cells of `ADDED` behind its own."""
        names, columns, width = self._names, self._columns, len(self._names)
        nothing: dict[str, Value | None] = dict.fromkeys(names)
        for line, cells in table.rows:
            if len(cells) != width:
                as_wide = [*cells[:width], *[""] * (width - len(cells))]
                yield failed(f"there are {len(cells)} cells, and {width} columns").row(line, as_wide)
                continue
            case = nothing.copy()
            try:
                case.update(zip(names, map(getitem, columns, cells), strict=True))
                told = self._told(case)
            except FactError:
                told = failed(*self._mistakes(cells))
            yield told.row(line, cells)

    def _mistakes(self, cells: Sequence[str]) -> Iterator[str]:
        for column, cell in zip(self._columns, cells, strict=True):
            try:
                column[cell]
            except FactError as mistake:
                yield str(mistake)

    def _told(self, case: Case) -> Told:
        cohort = case.get("cohort")
        if cohort is None:
            return NO_START
        edition = self._edition(cohort, case.get("decided_on"))
        if isinstance(edition, Told):
            return edition
        return self._at_workplace(edition, known(case)) if self._identifiers else edition.told(case)

    def _at_workplace(self, edition: DecidedCells, given: Facts) -> Told:
        """The same with what the records say of a workplace that is named by a number, wherever nothing was given."""
        numbers = {name: str(given[name]) for name in self._identifiers if name in given}
        if not numbers:
            return edition.told(given)
        try:
            place = self._workplaces().find(edition.policy, numbers)
        except FactError as error:
            told = edition.told(given)
            return replace(told, mistakes=(str(error),)) if told.outcome == "undecided" else told
        facts = {**values(place.known), **given}
        warnings = self._warnings_of(edition, place, given, facts)
        told = edition.told(facts)
        return told.with_cautions(warnings) if warnings else told

    def _warnings_of(self, edition: DecidedCells, place: "Workplace", given: Facts, facts: Facts) -> tuple[str, ...]:
        """What the office is warned of that relies on these facts: the same where every rule is."""
        key = (id(edition), edition.signature(facts), frozenset(given))
        warnings = self._warnings.get(key)
        if warnings is None:
            if len(self._warnings) >= MOST_CELLS:
                self._warnings.clear()
            evidence = self._workplaces().evidence(edition.policy, place, given)
            warnings = self._warnings[key] = evidence.warnings(edition.policy)
        return warnings

    def _find_edition(self, cohort: Value, decided_on: Value | None) -> DecidedCells | Told:
        found = self._desk.policy_for(str(cohort), on=day_decided({"decided_on": decided_on} if decided_on else {}))
        if isinstance(found, NoPolicy):
            return no_policy(found)
        if id(found) not in self._editions:
            self._editions[id(found)] = DecidedCells(found, self._desk.vocabulary)
        return self._editions[id(found)]


def _refuse_columns(vocabulary: Vocabulary, table: Table) -> None:
    """Problem for the first column that is unknown, has no name, or stands twice."""
    known = vocabulary.facts
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
