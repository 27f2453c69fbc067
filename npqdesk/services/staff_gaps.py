"""What is missing on the staff record, for whom, and what it prevents.

To look for one more gap: a row in `_GAPS` for what a person lacks, in `_PLACE_GAPS` for what the workplace does."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.folding import fold
from npqdesk.registers.register import CLOSED
from npqdesk.services.applications import applications
from npqdesk.services.staff import StaffMember, staff_list
from npqdesk.store.tables import EstablishmentRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_NO_PHASE = frozenset({"", "Not applicable"})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing for one person: what it is, what it prevents, in a sentence, and where they work."""

    person_id: int
    name: str = field(repr=False)
    role: str = field(repr=False)
    what: str
    prevents: str
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """What the register says of a workplace, as far as gaps go."""

    closed: bool
    phase: str
    pupils: int | None


_GAPS: tuple[tuple[str, str, Callable[[StaffMember], bool]], ...] = (
    ("No workplace", "Nothing can be looked up: neither the school nor the lists.", lambda one: not one.urn),
    ("No TRN", "Nobody registers with DfE, or gets a certificate, without one.", lambda one: not one.trn),
    ("No role", "Which NPQ suits cannot be told, and a letter has no role in its head.", lambda one: not one.role),
    ("No e-mail address", "Letters and reminders cannot be sent by e-mail.", lambda one: not one.email),
    (
        "No date of birth",
        "Two people of one name cannot be told apart when a spreadsheet comes in without TRNs.",
        lambda one: one.date_of_birth is None and not one.trn,
    ),
    (
        "Not known since when SENCO",
        "The three years for the mandatory qualification cannot be counted.",
        lambda one: "senco" in one.role.casefold() and one.since is None,
    ),
)
_PLACE_GAPS: tuple[tuple[str, str, Callable[[_Place | None], bool]], ...] = (
    ("Workplace not in the register", "Its type and its lists cannot be looked up.", lambda place: place is None),
    (
        "Workplace has closed",
        "Funding goes by the school that is open: enter its successor.",
        lambda place: place is not None and place.closed,
    ),
    (
        "No pupil number in the register",
        "The grant for starts from autumn 2022 to spring 2024 cannot be told.",
        lambda place: place is not None and not place.closed and place.pupils is None,
    ),
    (
        "No phase in the register",
        "What hangs on primary or secondary has to be asked each time.",
        lambda place: place is not None and not place.closed and place.phase in _NO_PHASE,
    ),
)


def staff_gaps(desk: "Desk") -> tuple[Gap, ...]:
    """Every gap of everyone who works here, by person."""
    today = desk.today()
    staff = [one for one in staff_list(desk) if one.left_on is None or one.left_on >= today]
    with desk.store.reading() as session:
        places = _places(session, {one.urn for one in staff} - {""})
    unregistered = {
        row.person_id: row.course_words
        for row in applications(desk)
        if row.standing.applied and not row.standing.registered and not row.standing.has_ended
    }
    twice = dict(_twice(staff))
    return tuple(gap for one in staff for gap in _of(one, places, unregistered, twice))


def gap_counts(gaps: Iterable[Gap]) -> Mapping[str, int]:
    """How many people lack what, the most first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for gap in gaps:
        counts[gap.what] += 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _of(
    one: StaffMember, places: Mapping[str, _Place], unregistered: Mapping[int, str], twice: Mapping[int, str]
) -> Iterator[Gap]:
    for what, prevents, lacks in _GAPS:
        if lacks(one):
            yield Gap(one.id, one.name, one.role, what, prevents, one.serves)
    for what, prevents, lacking in _PLACE_GAPS if one.urn else ():
        if lacking(places.get(one.urn)):
            yield Gap(one.id, one.name, one.role, what, prevents, one.serves)
    if one.id in unregistered:
        say = f"{unregistered[one.id]} cannot be funded without it: registering is a step besides applying."
        yield Gap(one.id, one.name, one.role, "Applied, but not registered with DfE", say, one.serves)
    if one.id in twice:
        yield Gap(one.id, one.name, one.role, "Perhaps on the record twice", twice[one.id], one.serves)


def _twice(staff: Iterable[StaffMember]) -> Iterator[tuple[int, str]]:
    """People of one name of whom nothing says that they are two."""
    named: defaultdict[str, list[StaffMember]] = defaultdict(list)
    for one in staff:
        named[fold(one.name)].append(one)
    for people in named.values():
        for one in people:
            if any(other is not one and not _apart(one, other) for other in people):
                yield one.id, "Applications and earlier NPQs may be split over two records: merge them if it is so."


def _apart(one: StaffMember, other: StaffMember) -> bool:
    """Whether a TRN or a date of birth says that these are two people."""
    trns, births = (one.trn, other.trn), (one.date_of_birth, other.date_of_birth)
    return (all(trns) and trns[0] != trns[1]) or (None not in births and births[0] != births[1])


def _places(session: Session, urns: set[str]) -> Mapping[str, _Place]:
    wanted = select(
        EstablishmentRow.urn, EstablishmentRow.status_code, EstablishmentRow.phase, EstablishmentRow.pupils
    ).where(EstablishmentRow.urn.in_(urns), EstablishmentRow.until_snapshot_id.is_(None))
    return {urn: _Place(status == CLOSED, phase, pupils) for urn, status, phase, pupils in session.execute(wanted)}
