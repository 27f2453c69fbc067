"""Who works where now: the schools that each colleague serves, and how many people each of our schools has.

Somebody serves the school of the staff record, and every other whose post goes on; central staff serve several."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from npqdesk.services.own_schools import workplace_names
from npqdesk.store.tables import EstablishmentRow, Person
from npqdesk.store.work_and_study import Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """One of our schools: its name (the URN where the register has none), and how many people work there now."""

    urn: str
    name: str
    staff: int


@dataclass(frozen=True, slots=True)
class OwnSchools:
    """Our schools by name; `staff` are all who work here now, each once, `nowhere` those of them without a school;
    `trust` names the trust of all these schools, else it is empty."""

    schools: tuple[OwnSchool, ...]
    staff: int
    trust: str
    nowhere: int = 0


def own_school_list(desk: "Desk") -> OwnSchools:
    """The schools where people of the staff record work now."""
    with desk.store.reading() as session:
        served = schools_served(session, desk.today())
        counted = Counter(urn for urns in served.values() for urn in urns)
        names = workplace_names(session, counted.keys())
        trusts = _trusts(session, frozenset(counted))
    schools = (OwnSchool(urn, names.get(urn, urn), staff) for urn, staff in counted.items())
    by_name = tuple(sorted(schools, key=lambda each: (each.name.casefold(), each.urn)))
    nowhere = sum(not urns for urns in served.values())
    return OwnSchools(by_name, len(served), trusts.pop() if len(trusts) == 1 else "", nowhere)


def schools_served(session: Session, today: date, *, person_id: int | None = None) -> Mapping[int, tuple[str, ...]]:
    """For everyone who works here now, or one person, by number: the URNs of their schools, of the record first."""
    here = Person.removed_at.is_(None), or_(Person.left_on.is_(None), Person.left_on >= today)
    whose = (Person.id == person_id,) if person_id is not None else ()
    people = session.execute(select(Person.id, Person.urn).where(*here, *whose))
    found: dict[int, tuple[str, ...]] = {number: (urn,) if urn else () for number, urn in people}
    going_on = or_(Employment.until.is_(None), Employment.until >= today)
    posts = select(Employment.person_id, Employment.urn).where(Employment.urn != "", going_on).order_by(Employment.id)
    if person_id is not None:
        posts = posts.where(Employment.person_id == person_id)
    for number, urn in session.execute(posts):
        if number in found and urn not in found[number]:
            found[number] += (urn,)
    return found


def _trusts(session: Session, urns: frozenset[str]) -> set[str]:
    wanted = select(EstablishmentRow.trust).where(
        EstablishmentRow.urn.in_(urns), EstablishmentRow.until_snapshot_id.is_(None)
    )
    return set(session.scalars(wanted))
