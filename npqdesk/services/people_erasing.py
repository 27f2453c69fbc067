"""Erasing a colleague for good, as they may ask for: it cannot be undone, and takes the name out of everything.

What is left are anonymous counts.  Copies that somebody made of the records, printed letters, saved files and e-mails
are out of reach, and the person who erases is told so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from npqdesk.problem import Problem
from npqdesk.services.people import found_person
from npqdesk.store.erasing import OF_NOBODY, erase
from npqdesk.store.papers import Letter, LetterAnswer
from npqdesk.store.tables import Determination, Enquiry

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

CANNOT_UNDO = "This cannot be undone."
BEYOND_REACH = (
    "Copies of the records, letters that were printed or saved, and e-mails are not reached: delete those yourself."
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing somebody takes away: enquiries and letters about them; and how many enquiries have the same name
    without belonging to the record, which stay."""

    enquiries: int
    letters: int
    by_name_only: int


def before_erasing(desk: "Desk", person_id: int) -> Erasure:
    """What erasing a person would take.  Problem when there is none of that number."""
    with desk.store.reading() as session:
        person = found_person(session, person_id)
        mine = Enquiry.person_id == person_id
        letters = (
            select(func.count(LetterAnswer.letter_id.distinct()))
            .join(Letter, (Letter.id == LetterAnswer.letter_id) & Letter.kind.not_in(OF_NOBODY))
            .join(Determination, Determination.id == LetterAnswer.determination_id)
            .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        )
        same = Enquiry.person_id.is_(None), func.lower(Enquiry.name) == person.name.lower()
        return Erasure(
            session.scalar(select(func.count(Enquiry.id)).where(mine)) or 0,
            session.scalar(letters.where(mine)) or 0,
            session.scalar(select(func.count(Enquiry.id)).where(*same)) or 0,
        )


def erase_person(desk: "Desk", person_id: int) -> bool:
    """Erase a person for good.  False where the last traces between the records could not be written over yet, because
    another program has them open: they go when this is called again or the space is used.

    Problem when there is none of that number; nothing is then erased."""
    with desk.store.writing() as session:
        found_person(session, person_id)
        erase(session, person_id, at=desk.now())
    try:
        desk.store.rewrite()
    except Problem:
        return False
    return True
