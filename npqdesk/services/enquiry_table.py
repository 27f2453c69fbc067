"""The table of all enquiries: for each the person, the course, the workplace by name, and the answer kept last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import EnquiryRow, enquiries
from npqdesk.services.own_schools import workplace_names
from npqdesk.services.unverified import UNVERIFIED
from npqdesk.store.tables import Enquiry, Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """One enquiry; `workplace`, `urn` and `outcome` are empty while they are not known, `pounds` is the grant.

    A workplace that the school register does not have is followed by "(unverified)"."""

    enquiry: EnquiryRow
    workplace: str
    urn: str
    outcome: str
    pounds: int | None

    def holds(self, words: Iterable[str]) -> bool:
        """Whether every word is somewhere in the person, the workplace, the course or the start."""
        row = self.enquiry
        text = " ".join((row.name, self.workplace, row.course, row.cohort)).casefold()
        return all(word.casefold() in text for word in words)


def enquiry_lines(desk: "Desk") -> tuple[EnquiryLine, ...]:
    """Every enquiry that was not removed, the one changed last first."""
    rows = enquiries(desk)
    kept = {each.enquiry_id: each for each in determinations(desk) if not each.superseded}
    with desk.store.reading() as session:
        places = _workplaces(session)
    lines = []
    for row in rows:
        answer = kept.get(row.id) if row.state == "answered" else None
        pounds, outcome = (answer.grant_pounds, answer.outcome) if answer else (None, "")
        lines.append(EnquiryLine(row, *places.get(row.id, ("", "")), outcome, pounds))
    return tuple(lines)


def _workplaces(session: Session) -> dict[int, tuple[str, str]]:
    """The workplace of each enquiry in words, and its URN where the school register has it."""
    asked = select(Enquiry.id, Enquiry.answers, Person.urn).outerjoin(Person, Person.id == Enquiry.person_id)
    given = {
        enquiry_id: (answers.get("workplace") or "", answers.get("employer") or "", urn or "")
        for enquiry_id, answers, urn in session.execute(asked)
    }
    names = workplace_names(session, {place for places in given.values() for place in places})
    return {enquiry_id: _in_words(names, *places) for enquiry_id, places in given.items()}


def _in_words(names: Mapping[str, str], chosen: str, employer: str, recorded: str) -> tuple[str, str]:
    """The school chosen, else what has no register, else the school of the staff record."""
    school = chosen or ("" if employer else recorded)
    if school in names:
        return names[school], school
    return (f"{school} ({UNVERIFIED})" if school else employer), ""
