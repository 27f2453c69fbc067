"""Every register and list file that was loaded, for the table of them; and rows that were refused, kept as a file."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.table import Refused
from npqdesk.services.keeping import last_told
from npqdesk.services.lists import list_kinds, list_releases
from npqdesk.services.pupil_premium import years_in_words
from npqdesk.services.relations import relation_files
from npqdesk.services.sheets import Sheet, as_csv, write_file
from npqdesk.store.other_registers import OfstedSnapshot, PremiumFile
from npqdesk.store.tables import RegisterSnapshot, RelationFileRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One import.  `day` is the day the register describes or the list was published.

    `newest` of its kind; a file of a register, where it is the last to have told of some place.  `imported_at` is None
    for a list that comes with the program."""

    kind: str
    title: str
    file_name: str
    day: date
    entries: int
    refused: int
    imported_at: datetime | None
    newest: bool


def loaded_files(desk: "Desk") -> tuple[LoadedFile, ...]:
    """The registers' files, then each list's, newest first; last the lists that come with the program."""
    with desk.store.reading() as session:
        schools = session.scalars(
            select(RegisterSnapshot).order_by(RegisterSnapshot.as_at.desc(), RegisterSnapshot.id.desc())
        )
        ofsted = session.scalars(select(OfstedSnapshot).order_by(OfstedSnapshot.as_at.desc(), OfstedSnapshot.id.desc()))
        premium = session.scalars(select(PremiumFile).order_by(PremiumFile.year.desc(), PremiumFile.id.desc()))
        files = [
            *_registers("School register", schools, last_told(session, RegisterSnapshot)),
            *_relations(session),
            *_registers("Ofsted register", ofsted, last_told(session, OfstedSnapshot)),
            *_premium(premium),
        ]
    for list_id, kind in list_kinds().items():
        files += [
            LoadedFile(
                list_id,
                kind.title,
                release.file_name,
                release.published,
                release.entries,
                release.refused,
                release.imported_at,
                number == 0,
            )
            for number, release in enumerate(list_releases(desk, list_id))
        ]
    return tuple(sorted(files, key=lambda file: file.imported_at is None))


def save_refused(path: Path | str, file_name: str, refused: Iterable[Refused]) -> Path:
    """Write the refused rows of a file as CSV that spreadsheets open (UTF-8 with BOM).  Problem when it cannot be."""
    rows = [(file_name, row.line, row.column, row.say) for row in refused]
    path = Path(path)
    write_file(path, as_csv(Sheet("Left out", ("File", "Line", "Column", "Why it was left out"), rows)))
    return path


def _registers(
    title: str, files: Iterable[RegisterSnapshot | OfstedSnapshot | RelationFileRow], newest: Collection[int]
) -> Iterator[LoadedFile]:
    for row in files:
        counts = (row.rows, row.refused, row.imported_at)
        yield LoadedFile("register", title, row.file_name, row.as_at, *counts, row.id in newest)


def _relations(session: Session) -> Iterator[LoadedFile]:
    """The files of links, groups, memberships and Section 41, by kind and the newest first."""
    newest_first = (RelationFileRow.as_at.desc(), RelationFileRow.id.desc())
    for kind, file in relation_files().items():
        found = select(RelationFileRow).where(RelationFileRow.kind == kind).order_by(*newest_first)
        of_kind = session.scalars(found).all()
        yield from _registers(file.title, of_kind, [row.id for row in of_kind[:1]])


def _premium(files: Iterable[PremiumFile]) -> Iterator[LoadedFile]:
    """Dated by the first day of the year that the allocations are of."""
    for number, row in enumerate(files):
        counts = (row.kept, row.refused, row.imported_at)
        title = f"Pupil numbers, pupil premium {years_in_words(row.year)}"
        yield LoadedFile("premium", title, row.file_name, date(row.year, 4, 1), *counts, number == 0)
