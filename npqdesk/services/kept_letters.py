"""The letters that were kept: the very bytes, what they rest on, and which letter replaced which.

A kept letter is evidence: it is never edited. A later letter of the same kind about the same enquiry replaces it; the
old one stays, marked, with what changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from npqdesk.letters.phrase import say_date
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.store.tables import Determination, EstablishmentRow, Letter


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A kept letter as a file."""

    reference: str
    file_name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class KeptLetterRow:
    """A kept letter in a list of them; `school` is in words, `urn` its number where it has one.

    `replaced` says that a later letter stands in its place, and `because` what changed; `outdated` that the answer it
    rests on was superseded, and `answer_because` why; `place` is how it says that the funded place stands."""

    id: int
    enquiry_id: int
    determination_id: int
    kind: str
    reference: str
    made_on: date
    made_at: datetime
    file_name: str
    sha256: str
    wording: str
    name: str
    school: str
    urn: str
    course: str
    cohort: str
    outcome: str
    replaced: bool
    because: str
    outdated: bool
    answer_because: str
    place: str = ""

    @property
    def about(self) -> str:
        """ "the letter of 3 September 2026 (NPQ/902114/2026/001)"."""
        return f"the letter of {say_date(self.made_on)} ({self.reference})"


def kept_letters(desk: Desk, *, enquiry_id: int | None = None) -> tuple[KeptLetterRow, ...]:
    """The kept letters, newest first; of one enquiry where one is named."""
    wanted = _rows().order_by(Letter.id.desc())
    if enquiry_id is not None:
        wanted = wanted.where(Determination.enquiry_id == enquiry_id)
    with desk.store.reading() as session:
        found = session.execute(wanted).all()
        schools = _schools(session, [row.facts for row in found])
    return tuple(_row(row, schools) for row in found)


def standing_letter(desk: Desk, enquiry_id: int, kind: str) -> KeptLetterRow | None:
    """The kept letter of a kind about an enquiry that no later one replaces: the newest, where there are several."""
    rows = kept_letters(desk, enquiry_id=enquiry_id)
    return next((row for row in rows if row.kind == kind and not row.replaced), None)


def outdated_words(desk: Desk, determination_id: int) -> str:
    """Why a letter that rests on this answer should not go out as it is; empty while the answer stands."""
    with desk.store.reading() as session:
        row = session.get(Determination, determination_id)
        if row is None or row.superseded_by is None:
            return ""
        said = f"The answer of {say_date(row.decided_at.astimezone().date())}, which it rests on, was superseded."
        return f"{said} {row.superseded_because or ''}".strip()


def kept_letter(desk: Desk, reference: str) -> LetterFile:
    """The letter of a reference, such as NPQ/902114/2026/001.  Problem when none is kept under it."""
    with desk.store.reading() as session:
        row = session.scalar(select(Letter).where(Letter.reference == reference.strip().upper()))
        if row is not None:
            return _file(row)
    raise Problem(
        "This letter is not in the records",
        f"No letter is kept as {reference}.",
        "Give the number of a kept answer, or the reference at the foot of a letter made here.",
    )


def letter_file(desk: Desk, letter_id: int) -> LetterFile:
    """A kept letter by its number in the records.  Problem when it is not there, or not as it was kept."""
    with desk.store.reading() as session:
        row = session.get(Letter, letter_id)
        if row is not None:
            return _file(row)
    raise Problem(
        "This letter is not in the records",
        f"No letter has the number {letter_id}.",
        "It may be in other records than the ones that are open. Choose another one.",
    )


def _file(row: Letter) -> LetterFile:
    if hashlib.sha256(row.pdf).hexdigest() != row.pdf_sha256:
        raise Problem(
            "This letter is not as it was kept",
            f"The bytes of {row.reference} are not those that were kept: the records may be damaged.",
            "Make a new letter in its place, and ask your IT support to check the disk.",
        )
    return LetterFile(row.reference, row.file_name, row.pdf)


def _rows() -> Select[*tuple[Any, ...]]:
    """Everything of a letter but its bytes."""
    return select(
        Letter.id, Letter.determination_id, Letter.kind, Letter.reference, Letter.made_at, Letter.file_name,
        Letter.pdf_sha256, Letter.wording, Letter.superseded_by, Letter.superseded_because, Letter.details,
        Determination.enquiry_id, Determination.name, Determination.course, Determination.cohort, Determination.outcome,
        Determination.facts, Determination.superseded_by.label("answer_superseded_by"),
        Determination.superseded_because.label("answer_because"),
    ).join(Determination, Determination.id == Letter.determination_id)  # fmt: skip


def _row(row: Any, schools: dict[str, str]) -> KeptLetterRow:
    return KeptLetterRow(
        id=row.id,
        enquiry_id=row.enquiry_id,
        determination_id=row.determination_id,
        kind=row.kind,
        reference=row.reference,
        made_on=row.made_at.astimezone().date(),
        made_at=row.made_at,
        file_name=row.file_name,
        sha256=row.pdf_sha256,
        wording=row.wording,
        name=row.name,
        school=_place(row.facts, schools),
        urn=str(row.facts.get("workplace", {}).get("value", "")),
        course=row.course,
        cohort=row.cohort,
        outcome=row.outcome,
        replaced=row.superseded_by is not None,
        because=row.superseded_because or "",
        outdated=row.answer_superseded_by is not None,
        answer_because=row.answer_because or "",
        place=str(row.details.get("plan", {}).get("place", "")),
    )


def _schools(session: Session, facts: Iterable[dict[str, Any]]) -> dict[str, str]:
    urns = {str(each["workplace"]["value"]) for each in facts if "workplace" in each}
    named = select(EstablishmentRow.urn, EstablishmentRow.name)
    now = named.where(EstablishmentRow.urn.in_(urns), EstablishmentRow.until_snapshot_id.is_(None))
    return {row.urn: row.name for row in session.execute(now)}


def _place(facts: dict[str, Any], schools: dict[str, str]) -> str:
    urn = str(facts.get("workplace", {}).get("value", ""))
    return schools.get(urn, urn) or str(facts.get("workplace_name", {}).get("value", ""))
