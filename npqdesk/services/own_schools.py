"""The schools of this office: those that its colleagues work at, as the people and the checks in the records say."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.store.tables import Enquiry, Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def own_schools(desk: "Desk") -> frozenset[str]:
    """The URNs of workplaces of people in the records, and of checks that were begun."""
    with desk.store.reading() as session:
        people = session.scalars(select(Person.urn).distinct())
        asked = session.scalars(select(Enquiry.answers).where(Enquiry.removed_at.is_(None)))
        places = (answers.get(question, "") for answers in asked for question in ("workplace", "employer"))
        return frozenset(urn for urn in (*people, *places) if urn.isdecimal())
