"""The schools of this office: those that its colleagues work at, as the people and the checks in the records say."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.store.tables import Enquiry, EstablishmentRow, Person
from npqdesk.store.work_and_study import Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def own_schools(desk: "Desk") -> frozenset[str]:
    """The URNs of workplaces of people in the records, and of checks that were begun."""
    with desk.store.reading() as session:
        people = session.scalars(select(Person.urn).where(Person.removed_at.is_(None)).distinct())
        served = session.scalars(select(Employment.urn).where(Employment.until.is_(None)).distinct())
        asked = session.scalars(select(Enquiry.answers).where(Enquiry.removed_at.is_(None)))
        places = (answers.get(question, "") for answers in asked for question in ("workplace", "employer"))
        return frozenset(urn for urn in (*people, *served, *places) if urn.isdecimal())


def workplace_names(session: Session, urns: Collection[str], *, town: bool = True) -> Mapping[str, str]:
    """ "St Bede’s Primary School, Westmere" for each of these URNs that the register has now; or without the town."""
    known = select(EstablishmentRow.urn, EstablishmentRow.name, EstablishmentRow.town).where(
        EstablishmentRow.urn.in_(urns), EstablishmentRow.until_snapshot_id.is_(None)
    )
    found = session.execute(known)
    return {urn: ", ".join(part for part in (name, place if town else "") if part) for urn, name, place in found}
