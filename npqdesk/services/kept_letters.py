"""The letters that were kept: the very bytes, what they say and rest on, and which letter replaced which.

A kept letter is evidence: it is never edited. A later letter of the same kind about the same enquiry, or a later
summary of the same school and start, replaces it; the old one stays, marked, with what changed."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from npqdesk.letters.as_kept import from_kept
from npqdesk.letters.letter import Letter as Content
from npqdesk.letters.phrase import say_date
from npqdesk.letters.plan import Plan
from npqdesk.problem import Problem
from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.desk import Desk
from npqdesk.store.papers import Letter, LetterAnswer, LetterPicture
from npqdesk.store.tables import Determination, EstablishmentRow

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A kept letter as a file: its pages, and all that they say, where that was kept beside them."""

    id: int
    reference: str
    file_name: str
    pdf: bytes
    letter: Content | None


@dataclass(frozen=True, slots=True)
class KeptLetterRow:
    """A kept letter in a list of them; `school` is in words, `urn` its number where it has one.

    A summary has neither enquiry nor answer (0), the `name` of its school or trust, its start in the place of a school,
    and is `about` its URN or name.
    `replaced` says that a later letter stands in its place, and `because` what changed; `outdated` that an answer it
    rests on was superseded; `typed` is what the office said for it."""

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
    about: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def place(self) -> str:
        """How it says that the funded place stands."""
        return str(self.typed.get("plan", {}).get("place", ""))

    def tells_place(self, plan: Plan) -> bool:
        """Whether it says of place, payer and registration what is so now."""
        kept = self.typed.get("plan", {})
        said = (self.place, kept.get("payer", ""), kept.get("registered", False))
        return not self.place or said == (plan.place, plan.payer, plan.registered)

    @property
    def words(self) -> str:
        """ "the letter of 3 September 2026 (NPQ/902114/2026/001)"."""
        what = "summary" if self.about else "letter"
        return f"the {what} of {say_date(self.made_on)} ({self.reference})"


def kept_letters(desk: Desk, *, enquiry_id: int | None = None) -> tuple[KeptLetterRow, ...]:
    """The kept letters, newest first; of one enquiry where one is named."""
    wanted = _rows().order_by(Letter.id.desc())
    return _kept(desk, wanted if enquiry_id is None else wanted.where(Determination.enquiry_id == enquiry_id))


def kept_letter_row(desk: Desk, letter_id: int) -> KeptLetterRow | None:
    """A kept letter by its number in the records; None where there is none of that number."""
    return next((row for row in _kept(desk, _rows().where(Letter.id == letter_id))), None)


def standing_letter(desk: Desk, enquiry_id: int, kind: str) -> KeptLetterRow | None:
    """The kept letter of a kind about an enquiry that no later one replaces: the newest, where there are several."""
    rows = kept_letters(desk, enquiry_id=enquiry_id)
    return next((row for row in rows if row.kind == kind and not row.replaced), None)


def answers_behind(desk: Desk, letter_id: int) -> tuple[int, ...]:
    """The numbers of the answers that a kept letter rests on."""
    with desk.store.reading() as session:
        wanted = select(LetterAnswer.determination_id).where(LetterAnswer.letter_id == letter_id)
        return tuple(session.scalars(wanted.order_by(LetterAnswer.determination_id)))


def outdated_words(desk: Desk, answers: Collection[int]) -> str:
    """Why a letter that rests on these answers should not go out as it is; empty while they stand."""
    with desk.store.reading() as session:
        wanted = select(Determination).where(Determination.id.in_(answers), Determination.superseded_by.is_not(None))
        rows = session.scalars(wanted.order_by(Determination.id)).all()
    if not rows:
        return ""
    causes = list(dict.fromkeys(row.superseded_because for row in rows if row.superseded_because))[:_MOST_TOLD]
    if len(rows) == 1:
        said = f"The answer of {say_date(rows[0].decided_at.astimezone().date())}, which it rests on, was superseded."
    else:
        said = f"{len(rows)} of the answers that it rests on were superseded."
    return " ".join((said, *causes))


def kept_letter(desk: Desk, reference: str) -> LetterFile:
    """The letter of a reference, such as NPQ/902114/2026/001.  Problem when none is kept under it."""
    with desk.store.reading() as session:
        row = session.scalar(select(Letter).where(Letter.reference == reference.strip().upper()))
        if row is not None:
            return _file(session, row)
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
            return _file(session, row)
    raise Problem(
        "This letter is not in the records",
        f"No letter has the number {letter_id}.",
        "It may be in other records than the ones that are open. Choose another one.",
    )


def content_of(session: Session, row: Letter) -> Content | None:
    """All that a kept letter says; None where only its pages were kept."""
    try:
        return from_kept(row.content or b"", lambda digest: session.get_one(LetterPicture, digest).png)
    except ValueError:
        return None


def _file(session: Session, row: Letter) -> LetterFile:
    if not row.pdf:
        raise Problem(
            "This letter was erased",
            f"{row.reference} told of somebody who was erased for good. That it was made is all that was kept.",
            "Choose another one.",
        )
    if hashlib.sha256(row.pdf).hexdigest() != row.pdf_sha256:
        raise Problem(
            "This letter is not as it was kept",
            f"The bytes of {row.reference} are not those that were kept: the records may be damaged.",
            "Make a new letter in its place, and ask your IT support to check the disk.",
        )
    return LetterFile(row.id, row.reference, row.file_name, row.pdf, content_of(session, row))


def _kept(desk: Desk, wanted: Select[*tuple[Any, ...]]) -> tuple[KeptLetterRow, ...]:
    with desk.store.reading() as session:
        found = session.execute(wanted).all()
        schools = _schools(session, [_urn(row) for row in found])
    return tuple(_row(row, schools) for row in found)


def _rows() -> Select[*tuple[Any, ...]]:
    """Everything of a letter but its pages and what they say."""
    answer = select(LetterAnswer.letter_id).join(Determination, Determination.id == LetterAnswer.determination_id)
    outdated = exists(answer.where(LetterAnswer.letter_id == Letter.id, Determination.superseded_by.is_not(None)))
    return select(
        Letter.id, Letter.determination_id, Letter.kind, Letter.reference, Letter.made_at, Letter.file_name,
        Letter.pdf_sha256, Letter.wording, Letter.superseded_by, Letter.superseded_because, Letter.details,
        Letter.about, Letter.cohort.label("start"), Determination.enquiry_id, Determination.name, Determination.course,
        Determination.cohort, Determination.outcome, Determination.facts, outdated.label("outdated"),
    ).outerjoin(Determination, Determination.id == Letter.determination_id)  # fmt: skip


def _row(row: Any, schools: Mapping[str, str]) -> KeptLetterRow:
    urn = _urn(row)
    typed_name = str((row.facts or {}).get("workplace_name", {}).get("value", ""))
    return KeptLetterRow(
        id=row.id,
        enquiry_id=row.enquiry_id or 0,
        determination_id=row.determination_id or 0,
        kind=row.kind,
        reference=row.reference,
        made_on=row.made_at.astimezone().date(),
        made_at=row.made_at,
        file_name=row.file_name,
        sha256=row.pdf_sha256,
        wording=row.wording,
        name=row.name if row.name is not None else schools.get(row.about, row.about),
        school=_start(row.start) if row.about else schools.get(urn, urn) or typed_name,
        urn=urn,
        course=row.course or "",
        cohort=row.cohort or row.start,
        outcome=row.outcome or "",
        replaced=row.superseded_by is not None,
        because=row.superseded_because or "",
        outdated=row.outdated,
        about=row.about,
        typed=row.details,
    )


def _start(cohort: str) -> str:
    start = read_cohort(cohort)
    return start.words if start else cohort


def _urn(row: Any) -> str:
    """The school that a letter is about; a trust has none."""
    return str((row.facts or {}).get("workplace", {}).get("value", "")) or (row.about if row.about.isdecimal() else "")


def _schools(session: Session, urns: Iterable[str]) -> dict[str, str]:
    named = select(EstablishmentRow.urn, EstablishmentRow.name)
    now = named.where(EstablishmentRow.urn.in_(set(urns)), EstablishmentRow.until_snapshot_id.is_(None))
    return {row.urn: row.name for row in session.execute(now)}
