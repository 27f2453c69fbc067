"""Pupil numbers from pupil premium files: kept by year beside the register's own, a hint, never taken for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.problem import Place, Problem
from npqdesk.registers.pupil_premium import WANTED, PupilCount, read_pupil_premium, year_in
from npqdesk.registers.table import Refused
from npqdesk.services.cut_off import importing
from npqdesk.services.keeping import put, steps
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import not_in_the_future, nothing_usable, table_in
from npqdesk.store.other_registers import PremiumFile, PremiumPupils

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_APRIL = 4


@dataclass(frozen=True, slots=True)
class PremiumPreview:
    """What keeping a file would do.  `rows` = kept + repeated + refused; `already`: kept before, else None.

    `year` is the one that the allocations begin in; `fractions` counts numbers that are not whole."""

    file_name: str
    sha256: str
    year: int
    rows: int
    kept: int
    fractions: int
    repeated: int
    refused: tuple[Refused, ...]
    told: tuple[str, ...]
    already: bool | None
    counts: tuple[PupilCount, ...] = field(repr=False)

    @property
    def years(self) -> str:
        """ "2021 to 2022"."""
        return years_in_words(self.year)


@dataclass(frozen=True, slots=True)
class SchoolPupils:
    """How many pupils the allocations of one year say that a school has; not the register's number."""

    pupils: Decimal
    year: int

    @property
    def say(self) -> str:
        """ "Pupil premium 2021 to 2022 says 142"."""
        return f"Pupil premium {years_in_words(self.year)} says {self.pupils.normalize():,f}"


def years_in_words(year: int) -> str:
    """ "2021 to 2022" for 2021."""
    return f"{year} to {year + 1}"


def preview_premium(
    desk: "Desk",
    path: Path | str,
    *,
    as_at: date | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> PremiumPreview:
    """Read a file of pupil premium allocations and tell what keeping it would do.  Changes nothing.

    The year is the one in its name, else that of `as_at`.  Problem when neither says it, or the file is none of these
    or cannot be read; Cancelled when asked to stop."""
    path, watch = Path(path), Watch(progress, cancelled)
    year = _year(path, as_at)
    not_in_the_future(date(year, _APRIL, 1), desk.today(), path.name, "Say which year the file is of (--as-at).")
    counts, refused, repeated = list[PupilCount](), list[Refused](), 0
    with table_in(path, watch, wanted=WANTED) as table:
        for row in watch.over(read_pupil_premium(table), table.survey.lines, "Reading the pupil numbers"):
            if isinstance(row, PupilCount):
                counts.append(row)
            elif isinstance(row, Refused):
                refused.append(row)
            else:
                repeated += 1
    if not counts:
        raise nothing_usable(path.name, refused, "Choose a file of pupil premium allocations by school.")
    return PremiumPreview(
        file_name=path.name,
        sha256=table.survey.sha256,
        year=year,
        rows=len(counts) + len(refused) + repeated,
        kept=len(counts),
        fractions=sum(count.pupils != count.pupils.to_integral_value() for count in counts),
        repeated=repeated,
        refused=tuple(refused),
        told=table.told,
        already=_is_kept(desk, table.survey.sha256, year) or None,
        counts=tuple(counts),
    )


def keep_premium(
    desk: "Desk",
    preview: PremiumPreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Keep what a preview showed, all of it or nothing.  A file that was kept before changes nothing.

    Problem when the records cannot be written; Cancelled when asked to stop."""
    watch, rows = Watch(progress, cancelled), [(each.urn, str(each.pupils)) for each in preview.counts]
    if _is_kept(desk, preview.sha256, preview.year):
        return
    with importing(desk, preview.file_name) as session:
        file = PremiumFile(
            file_name=preview.file_name,
            sha256=preview.sha256,
            year=preview.year,
            imported_at=desk.now(),
            kept=preview.kept,
            repeated=preview.repeated,
            refused=len(preview.refused),
        )
        session.add(file)
        session.flush()
        step = steps(watch, len(rows))
        put(session, PremiumPupils, ("urn", "pupils"), rows, constants={"file_id": file.id}, step=step)


def school_pupils(desk: "Desk", urn: str) -> SchoolPupils | None:
    """What the newest allocations that have a school say of its pupils, or None."""
    wanted = (
        select(PremiumPupils.pupils, PremiumFile.year)
        .join(PremiumFile, PremiumFile.id == PremiumPupils.file_id)
        .where(PremiumPupils.urn == urn.strip())
        .order_by(PremiumFile.year.desc(), PremiumFile.id.desc())
        .limit(1)
    )
    with desk.store.reading() as session:
        found = session.execute(wanted).first()
        return SchoolPupils(Decimal(found[0]), found[1]) if found else None


def _year(path: Path, as_at: date | None) -> int:
    year = year_in(path.name)
    if year is not None:
        return year
    if as_at is None:
        raise Problem(
            "It cannot be told which year this file is of",
            "Its name does not say it: a name such as pupil_premium_2021-22.csv would.",
            "Rename the file, or say a day of that year: --as-at 2021-04-01.",
            place=Place(path.name),
        )
    return as_at.year - (as_at.month < _APRIL)


def _is_kept(desk: "Desk", sha256: str, year: int) -> bool:
    same = select(PremiumFile.id).where(PremiumFile.sha256 == sha256, PremiumFile.year == year)
    with desk.store.reading() as session:
        return session.scalar(same) is not None
