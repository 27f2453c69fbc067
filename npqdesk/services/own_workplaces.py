"""The schools of this office with all that the register says of them, and every number they may be listed by."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.registers.identifiers import is_ofsted_number, plain_ofsted_number
from npqdesk.registers.lists import Kind
from npqdesk.services.own_schools import own_schools
from npqdesk.services.schools import School, schools_by_urn
from npqdesk.store.tables import Enquiry

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def own_workplaces(desk: "Desk") -> tuple[School, ...]:
    """The schools of the register where our own colleagues work, by name."""
    found = schools_by_urn(desk, own_schools(desk))
    return tuple(sorted(found.values(), key=lambda each: (each.name, each.urn)))


def own_identifiers(desk: "Desk") -> frozenset[tuple[Kind, str]]:
    """Every number by which one of our own workplaces may stand on a list."""
    found: set[tuple[Kind, str]] = set()
    for school in own_workplaces(desk):
        found |= {("urn", school.urn), ("ukprn", school.ukprn)}
    with desk.store.reading() as session:
        for answers in session.scalars(select(Enquiry.answers).where(Enquiry.removed_at.is_(None))):
            given = (text for key, text in answers.items() if key.partition("@")[0] == "ofsted_urn")
            found |= {("ofsted_urn", number) for number in map(plain_ofsted_number, given) if is_ofsted_number(number)}
    return frozenset(each for each in found if each[1])
