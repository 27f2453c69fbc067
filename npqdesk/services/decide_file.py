"""Thousands of cases at once: a CSV file of facts, decided a row at a time.

Columns are fact names in any order; a blank cell is a fact not known.  Cases that the rules cannot tell apart are
decided and worded once.  A row with a mistake says so in its own `error` and the others go on; a file that cannot be
read at all is a Problem.  Rows are read, decided and let go, so that a file of any size takes the same memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from operator import getitem
from typing import TYPE_CHECKING, BinaryIO

from npqdesk.enquiry.known import values
from npqdesk.problem import Place, Problem
from npqdesk.registers.parts import parts
from npqdesk.registers.table import Table, read_table
from npqdesk.rules.bulk import Row
from npqdesk.rules.conditions import Facts, Value, known
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.answer import day_decided
from npqdesk.services.decided_cells import ADDED, NO_START, DecidedCells, Told, csv_cells, csv_rows, failed, no_policy
from npqdesk.services.desk import RuleDesk

if TYPE_CHECKING:
    from npqdesk.services.look_up import Workplace, Workplaces

IDENTIFIERS = ("urn", "ukprn", "ofsted_urn")
MOST_CELLS = 20_000
"""Different cells of one column whose meaning is remembered at a time."""
AT_ONCE = 500
"""Rows in hand at a time."""
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
    if any(name in table.header for name in IDENTIFIERS):
        decider: _Decider = _DeciderWithRecords(desk, table.header, workplaces)
    else:
        decider = _Decider(desk, table.header)
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

    def are_understood(self, cells: set[str]) -> bool:
        """Whether there is no mistake in any of some cells."""
        try:
            return all(self[cell] or True for cell in cells - self.keys())
        except FactError:
            return False


class _Decider:
    """Remembers what each cell meant, and which policy each start has on a day."""

    def __init__(self, desk: RuleDesk, names: Sequence[str]) -> None:
        self._desk = desk
        self._names = names
        self._columns = [_Column(desk.vocabulary, name) for name in names]
        self._cohort, self._day = (names.index(name) if name in names else None for name in ("cohort", "decided_on"))
        self._edition = lru_cache(MOST_DAYS)(self._find_edition)
        self._editions: dict[int, DecidedCells] = {}

    def lines(self, table: Table) -> Iterator[str]:
        """The rows of a table, each with the cells of `ADDED` behind its own."""
        width = len(self._names)
        for part in parts(table, AT_ONCE):
            rows = part.rows
            as_wide = [cells if len(cells) == width else _as_wide(cells, width) for cells in rows]
            told = self._told if as_wide == rows and self._are_understood(rows) else self._told_if_right
            yield "".join(map(Told.row, map(told, rows), part.numbers, part.lines or csv_rows(as_wide)))

    def _are_understood(self, rows: Iterable[Sequence[str]]) -> bool:
        """Whether there is no mistake in any cell."""
        columns = zip(*rows, strict=True)
        return all(map(_Column.are_understood, self._columns, map(set, columns)))

    def _told_if_right(self, cells: Sequence[str]) -> Told:
        if len(cells) != len(self._names):
            return failed(f"there are {len(cells)} cells, and {len(self._names)} columns")
        mistakes = self._mistakes(cells)
        return failed(*mistakes) if mistakes else self._told(cells)

    def _mistakes(self, cells: Sequence[str]) -> list[str]:
        """What is wrong with cells.  Those that are understood are remembered."""
        found = []
        for column, cell in zip(self._columns, cells, strict=True):
            try:
                column[cell]
            except FactError as mistake:
                found.append(str(mistake))
        return found

    def _told(self, cells: Sequence[str]) -> Told:
        edition = self._edition_of(cells)
        return edition if isinstance(edition, Told) else edition.told(cells)

    def _edition_of(self, cells: Sequence[str]) -> DecidedCells | Told:
        """The edition that a row asks for, or what is told where there is none."""
        if self._cohort is None:
            return NO_START
        return self._edition(cells[self._cohort], "" if self._day is None else cells[self._day])

    def _find_edition(self, cohort_cell: str, day_cell: str) -> DecidedCells | Told:
        cohort = self._means(self._cohort, cohort_cell)
        if cohort is None:
            return NO_START
        day = self._means(self._day, day_cell)
        found = self._desk.policy_for(str(cohort), on=day_decided(known({"decided_on": day})))
        if isinstance(found, NoPolicy):
            return no_policy(found)
        if id(found) not in self._editions:
            self._editions[id(found)] = self._decided_cells(found)
        return self._editions[id(found)]

    def _decided_cells(self, policy: Policy) -> DecidedCells:
        return DecidedCells(policy, self._desk.vocabulary, self._names, self._means)

    def _means(self, at: int | None, cell: Value | None) -> Value | None:
        return None if at is None else self._columns[at][str(cell)]


class _DeciderWithRecords(_Decider):
    """Where a workplace is named by a number, the same with what the records say of it, wherever nothing was given."""

    def __init__(self, desk: RuleDesk, names: Sequence[str], workplaces: OpenWorkplaces) -> None:
        super().__init__(desk, names)
        self._identifiers = [name for name in IDENTIFIERS if name in names]
        self._facts = tuple(desk.vocabulary.facts)
        self._workplaces = cache(workplaces)
        self._warnings: dict[object, tuple[str, ...]] = {}

    def _decided_cells(self, policy: Policy) -> DecidedCells:
        return DecidedCells(policy, self._desk.vocabulary, self._facts, _as_it_is)

    def _told(self, cells: Sequence[str]) -> Told:
        edition = self._edition_of(cells)
        if isinstance(edition, Told):
            return edition
        given = known(dict(zip(self._names, map(getitem, self._columns, cells), strict=True)))
        numbers = {name: str(given[name]) for name in self._identifiers if name in given}
        if not numbers:
            return edition.told(self._row(given))
        try:
            place = self._workplaces().find(edition.policy, numbers)
        except FactError as error:
            told = edition.told(self._row(given))
            return replace(told, mistakes=(str(error),)) if told.outcome == "undecided" else told
        facts = {**values(place.known), **given}
        warnings = self._warnings_of(edition, place, given, facts)
        told = edition.told(self._row(facts))
        return told.with_cautions(warnings) if warnings else told

    def _row(self, facts: Facts) -> Row:
        return [facts.get(name) for name in self._facts]

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


def _as_wide(cells: Sequence[str], width: int) -> Sequence[str]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _as_it_is(_at: int, value: Value | None) -> Value | None:
    return value


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
