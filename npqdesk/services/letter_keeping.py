"""Keeping letters as evidence: the very bytes, all that they say, what they rest on, which one each replaces."""

import hashlib
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.letters.as_kept import to_kept
from npqdesk.letters.letter import Letter
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.made_letter import KINDS, Kind, MadeLetter, SummaryKind
from npqdesk.services.reissue import taken_meanwhile
from npqdesk.store import papers


def keep_letter(desk: Desk, made: MadeLetter) -> int:
    """Keep a letter as it was made, mark the one that it replaces, and say its number in the records.  Keeping the
    same one twice keeps one.

    Raises Problem when another letter took its reference, or the place that it was to take, meanwhile."""
    digest = hashlib.sha256(made.pdf).hexdigest()
    with desk.store.writing() as session:
        row = session.scalar(select(papers.Letter).where(papers.Letter.reference == made.reference))
        if row is not None and row.pdf_sha256 != digest:
            raise Problem(
                "The reference of this letter is taken",
                f"Another letter was kept as {made.reference} meanwhile.",
                "Make the letter again: it gets the next reference.",
            )
        if row is None:
            row = papers.Letter(
                determination_id=made.determination_id,
                kind=made.kind,
                about=made.about,
                cohort=made.cohort,
                reference=made.reference,
                made_at=desk.now(),
                pdf_sha256=digest,
                file_name=made.file_name,
                pdf=made.pdf,
                content=_kept_content(session, made.letter),
                wording=made.wording,
                details=dict(made.typed),
            )
            session.add(row)
            session.flush()
            session.add_all(papers.LetterAnswer(letter_id=row.id, determination_id=number) for number in made.answers)
            _mark_replaced(session, made, row)
        return row.id


def next_reference(desk: Desk, kind: Kind | SummaryKind, of: str, taken: Collection[str] = ()) -> str:
    """NPQ/URN/year/nnn, counted for each school and year; `taken` are references that others will be kept under."""
    start = "/".join(filter(None, (KINDS[kind][0], of, str(desk.today().year)))) + "/"
    with desk.store.reading() as session:
        kept = session.scalars(select(papers.Letter.reference).where(papers.Letter.reference.startswith(start))).all()
    numbers = (each.removeprefix(start) for each in (*kept, *taken) if each.startswith(start))
    return f"{start}{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1:03}"


def _kept_content(session: Session, letter: Letter) -> bytes:
    content, pictures = to_kept(letter)
    for digest, png in pictures.items():
        if session.get(papers.LetterPicture, digest) is None:
            session.add(papers.LetterPicture(sha256=digest, png=png))
    return content


def _mark_replaced(session: Session, made: MadeLetter, row: papers.Letter) -> None:
    if made.replaces is None:
        return
    old = session.get(papers.Letter, made.replaces.id)
    if old is None or old.superseded_by is not None:
        raise taken_meanwhile(old.reference if old else "")
    old.superseded_by, old.superseded_because = row.id, made.replaces.changed
