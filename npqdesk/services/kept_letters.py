"""Letters kept before: the very bytes, by their reference."""

from dataclasses import dataclass

from sqlalchemy import select

from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.store.tables import Letter


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A kept letter as a file."""

    reference: str
    file_name: str
    pdf: bytes


def kept_letter(desk: Desk, reference: str) -> LetterFile:
    """The letter of a reference, such as NPQ/902114/2026/001.  Problem when none is kept under it."""
    with desk.store.reading() as session:
        row = session.scalar(select(Letter).where(Letter.reference == reference.strip().upper()))
        if row is not None:
            return LetterFile(row.reference, row.file_name, row.pdf)
    raise Problem(
        "This letter is not in the records",
        f"No letter is kept as {reference}.",
        "Give the number of a kept answer, or the reference at the foot of a letter made here.",
    )
