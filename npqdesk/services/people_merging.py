"""Making two records of one colleague one: what the one lacks it takes from the other, and everything moves over.

Refused where the two say different TRNs or dates of birth, for then they are two people or one of them is wrong.  It is
one act, and undoing it parts them again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.people import found_person, keep_past_post
from npqdesk.services.undo import act
from npqdesk.store.applications import Application
from npqdesk.store.choosing import Choosing
from npqdesk.store.dates import OwnDate
from npqdesk.store.tables import Enquiry, Person
from npqdesk.store.work_and_study import EarlierNpq, Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_TELLING = {"trn": "TRN", "date_of_birth": "date of birth"}
_TAKEN = ("title", "role", "urn", "since", "trn", "date_of_birth", "email", "address", "left_on")


def merge_people(desk: "Desk", keep_id: int, other_id: int) -> None:
    """Make the other record one with the first, which stays.  Problem when they cannot be the same person, or have an
    application each to the same course and start."""
    if keep_id == other_id:
        raise Problem("This is one record", "A record cannot be made one with itself.", "Choose another person.")
    with act(desk, "merge two records") as session:
        keep, other = found_person(session, keep_id), found_person(session, other_id)
        _check(session, keep, other)
        if (other.role, other.urn) != (keep.role, keep.urn) and (keep.role or keep.urn):
            keep_past_post(session, other, until=other.left_on)
            session.flush()
            took = tuple(name for name in _TAKEN if name not in ("role", "urn", "since"))
        else:
            took = _TAKEN
        for name in took:
            if not getattr(keep, name):
                setattr(keep, name, getattr(other, name))
        if keep.name != other.name or other.notes:
            said = f"Also recorded as {other.name}." if keep.name != other.name else ""
            keep.notes = "\n".join(part for part in (keep.notes, said, other.notes) if part)
        for row in _belonging_to(session, other_id):
            row.person_id = keep_id
        other.merged_into, other.removed_at = keep_id, desk.now()


def _check(session: Session, keep: Person, other: Person) -> None:
    for name, words in _TELLING.items():
        one, two = getattr(keep, name), getattr(other, name)
        if one and two and one != two:
            raise Problem(
                "These two cannot be one person",
                f"Each has a {words}, and the two are different.",
                f"If it is one person all the same, correct the {words} that is wrong first.",
            )
    live = select(Application.course, Application.cohort).where(Application.removed_at.is_(None))
    of_each = [set(session.execute(live.where(Application.person_id == one.id)).all()) for one in (keep, other)]
    if of_each[0] & of_each[1]:
        raise Problem(
            "Each has an application to the same course and start",
            "One person has one application to a course of a start.",
            "Remove the application that says less, then try again.",
        )


def _belonging_to(
    session: Session, person_id: int
) -> Iterator[Enquiry | Choosing | Application | Employment | EarlierNpq | OwnDate]:
    """Every row that belongs to a person."""
    yield from session.scalars(select(Enquiry).where(Enquiry.person_id == person_id))
    yield from session.scalars(select(Choosing).where(Choosing.person_id == person_id))
    yield from session.scalars(select(Application).where(Application.person_id == person_id))
    yield from session.scalars(select(Employment).where(Employment.person_id == person_id))
    yield from session.scalars(select(EarlierNpq).where(EarlierNpq.person_id == person_id))
    yield from session.scalars(select(OwnDate).where(OwnDate.person_id == person_id))
