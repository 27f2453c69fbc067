"""Bringing a staff spreadsheet in: looked through, shown person by person, and kept all together or not at all.

Nothing on the record is taken away: a blank cell says nothing, and whoever is not on the file stays as they are.  The
same file once more changes nothing.  No name or number of anybody is ever in a Problem or a log."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.registers.folding import NAME_ENDS, fold, fold_lines
from npqdesk.registers.register import CLOSED
from npqdesk.registers.staff import StaffRow, read_staff
from npqdesk.registers.table import Refused
from npqdesk.services.people import keep_past_post
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import nothing_usable, table_in
from npqdesk.services.staff_columns import chosen_places, remember_columns, staff_headings, told_by
from npqdesk.services.staff_matching import FIELDS, OnRecord, Plan, plan
from npqdesk.services.undo import act
from npqdesk.store.tables import EstablishmentRow, Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

Decision = Literal["same", "two"]
"""What a doubt is settled with: the same person, or two people."""
IMPORT = "import staff"
"""What the Edit menu calls it."""
MOST = 50_000
"""Rows of a staff file: ten times the largest trust's."""
_FILLED = "It had fewer than seven digits: noughts were put in front. Check it."


@dataclass(frozen=True, slots=True)
class StaffPreview:
    """What keeping a staff file would do.

    `headings` are the file's, `places` the column taken for each field; `plan` who is new, changed or in doubt;
    `refused` rows that are left out; `noted` what to check in rows that are kept; `told` what was passed over to get at
    the rows."""

    file_name: str
    headings: tuple[str, ...]
    places: Mapping[str, int]
    rows: int
    plan: Plan = field(repr=False)
    refused: tuple[Refused, ...]
    noted: tuple[Refused, ...]
    told: tuple[str, ...]
    read: tuple[StaffRow, ...] = field(repr=False)

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of columns that nothing is taken from."""
        return tuple(name for place, name in enumerate(self.headings) if name and place not in self.places.values())

    @property
    def nothing_to_keep(self) -> bool:
        """Whether the record says all of it already."""
        return not (self.plan.new or self.plan.changed or self.plan.doubts)


@dataclass(frozen=True, slots=True)
class StaffKept:
    """What was done: people added, changed, as they were; rows in doubt that nobody settled, and rows refused."""

    added: int
    changed: int
    unchanged: int
    undecided: int
    refused: int


def preview_staff(
    desk: "Desk",
    path: Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> StaffPreview:
    """Read a staff file and tell what keeping it would do.  Changes nothing.

    `columns` names the heading of a field where that is not plain ("" for none).  Problem when it is not certain which
    column is which, when the file is no table or cannot be read, and when no row is a person; Cancelled when asked to
    stop."""
    path, watch = Path(path), Watch(progress, cancelled)
    with table_in(path, watch, wanted=staff_headings()) as table:
        places = chosen_places(told_by(desk, table), columns, table.header_line)
        found = watch.over(read_staff(table, places, today=desk.today()), table.survey.lines, "Reading the staff")
        rows, refused = _sort_out(found, path.name)
    if not rows:
        raise nothing_usable(path.name, refused, "Check that this is a list of staff, and which column is which.")
    filled = [Refused(row.line, table.header[places["trn"]], _FILLED) for row in rows if row.trn_filled]
    with desk.store.reading() as session:
        rows, unknown = _with_workplaces(session, rows, table.header[places.get("workplace", 0)])
        planned = plan(rows, _record(session))
    given = (path.name, table.header, dict(places), len(rows) + len(refused), planned)
    return StaffPreview(*given, tuple(refused), (*unknown, *filled), table.told, tuple(rows))


def keep_staff(desk: "Desk", preview: StaffPreview, decisions: Mapping[int, Decision] | None = None) -> StaffKept:
    """Keep what a preview showed, all of it or nothing.  `decisions` settle doubts, by line; the others are left out.

    Problem when the staff record was changed since, or cannot be written."""
    decided = decisions or {}
    with act(desk, IMPORT) as session:
        planned = plan(preview.read, _record(session))
        if planned != preview.plan:
            raise Problem(
                "The staff record has changed meanwhile",
                "Somebody changed it after this file was looked through, so what was shown is no longer so.",
                "Choose the file again. Nothing was kept.",
            )
        keeping = _Keeping(session, planned, desk.today())
        keeping.keep(decided)
        remember_columns(session, preview.headings, preview.places)
    undecided = sum(doubt.row.line not in keeping.people for doubt in planned.doubts)
    return StaffKept(len(keeping.new), len(keeping.changed), planned.unchanged, undecided, len(preview.refused))


class _Keeping:
    """One import as it is written: who stands for each line, who is new, and who of those known is changed."""

    def __init__(self, session: Session, planned: Plan, today: date) -> None:
        self._session, self._plan, self._today = session, planned, today
        self.people: dict[int, Person] = {}
        self.new: list[Person] = []
        self.changed: set[int] = set()

    def keep(self, decided: Mapping[int, Decision]) -> None:
        """Write the plan; what is in doubt as it was decided."""
        for line, person_id in self._plan.met.items():
            self.people[line] = self._session.get_one(Person, person_id)
        for changed in self._plan.changed:
            self._change(self.people[changed.row.line], changed.row)
        for row in self._plan.new:
            self._add(row)
        for doubt in self._plan.doubts:
            decision = decided.get(doubt.row.line)
            if decision == "two":
                self._add(doubt.row)
            elif decision == "same" and doubt.person is not None:
                self.people[doubt.row.line] = self._session.get_one(Person, doubt.person.id)
                self._change(self.people[doubt.row.line], doubt.row)
            elif decision == "same" and doubt.earlier is not None and doubt.earlier.line in self.people:
                self.people[doubt.row.line] = self.people[doubt.earlier.line]
                self._change(self.people[doubt.row.line], doubt.row, only_blanks=True)

    def _add(self, row: StaffRow) -> None:
        person = Person(address="", **{name: getattr(row, name) for name in FIELDS})
        self._session.add(person)
        self.people[row.line] = person
        self.new.append(person)

    def _change(self, person: Person, row: StaffRow, *, only_blanks: bool = False) -> None:
        said = {name: (getattr(person, name), getattr(row, name)) for name in FIELDS}
        news = {name: becomes for name, (was, becomes) in said.items() if becomes and becomes != was}
        if only_blanks:
            news = {name: becomes for name, becomes in news.items() if not said[name][0]}
        if news and person not in self.new:
            self.changed.add(person.id)
            if any(said[name][0] for name in news.keys() & {"role", "urn"}):
                keep_past_post(self._session, person, until=self._today)
                person.since = None
        for name, becomes in news.items():
            setattr(person, name, becomes)


def _sort_out(found: Iterable[StaffRow | Refused], file_name: str) -> tuple[list[StaffRow], list[Refused]]:
    rows: list[StaffRow] = []
    refused: list[Refused] = []
    for one in found:
        if isinstance(one, Refused):
            refused.append(one)
        else:
            rows.append(one)
        if len(rows) + len(refused) > MOST:
            raise Problem(
                "This is no list of staff",
                f"{file_name} has more than {MOST:,} rows, and no school or trust has so many people.",
                "Check that you chose the right file.",
            )
    return rows, refused


def _record(session: Session) -> list[OnRecord]:
    people = session.scalars(select(Person).where(Person.removed_at.is_(None)).order_by(Person.id))
    return [OnRecord(one.id, **{name: getattr(one, name) for name in FIELDS}) for one in people]


def _with_workplaces(session: Session, rows: list[StaffRow], heading: str) -> tuple[list[StaffRow], list[Refused]]:
    """The rows with the URN of a school that is given by name, and what could not be found, once for each name."""
    first: dict[str, int] = {}
    for row in rows:
        if row.workplace:
            first.setdefault(row.workplace.casefold(), row.line)
    urns = _urns_called(session, first)
    noted = [
        Refused(
            first[name],
            heading,
            f"{f'{len(found)} schools' if found else 'No school'} of this name in the register: left blank. Use URNs.",
        )
        for name, found in urns.items()
        if len(found) != 1
    ]
    return [replace(row, urn=_only(urns.get(row.workplace.casefold(), []), row.urn)) for row in rows], noted


def _urns_called(session: Session, names: Collection[str]) -> dict[str, list[str]]:
    """By name, the schools called so, however it is spelt, that are not closed as the register says now."""
    if not names:
        return {}
    open_now = (EstablishmentRow.until_snapshot_id.is_(None), EstablishmentRow.status_code != CLOSED)
    schools = session.execute(select(EstablishmentRow.urn, EstablishmentRow.name).where(*open_now)).all()
    folded = fold_lines([name.replace(NAME_ENDS, " ") for _, name in schools])
    called: dict[str, list[str]] = {fold(name): [] for name in names}
    for (urn, _), name in zip(schools, folded, strict=True):
        if (words := name.strip()) in called:
            called[words].append(urn)
    return {name: sorted(called[fold(name)]) for name in names}


def _only(found: list[str], otherwise: str) -> str:
    return found[0] if len(found) == 1 else otherwise
