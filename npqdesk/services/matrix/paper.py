"""The matrix on paper: a wide tagged PDF in the house style, a table a school, its headings repeated on each page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from npqdesk.letters.letter import Column, Table
from npqdesk.letters.listing import Listing, Part, listing
from npqdesk.problem import Problem
from npqdesk.services.letterheads import paper_for
from npqdesk.services.matrix.table import counts_text, matrix_notes
from npqdesk.services.matrix.whole import Matrix, MatrixRow
from npqdesk.services.schools import schools_by_urn
from npqdesk.services.workplaces import day_words

if TYPE_CHECKING:
    from npqdesk.rules.facts import Course
    from npqdesk.services.desk import Desk

_NAME, _CELL = 46, 19
_NOWHERE = "No school on the staff record"


def matrix_pdf(desk: "Desk", matrix: Matrix, *, rows: Sequence[MatrixRow] | None = None, large: bool = False) -> bytes:
    """All of it, or the rows that are shown, on the paper of the one school, of the trust or of the office.

    Problem where nobody is in it, or something cannot be printed."""
    from npqdesk.letters.render import render  # slow libraries, first wanted here
    from npqdesk.services.fonts import fonts

    shown = tuple(matrix.rows if rows is None else rows)
    if not shown:
        raise Problem(
            "There is nothing to print", "Nobody is in this matrix.", "Choose another start or clear the filter."
        )
    urns = {one.urn for one in shown}
    school = schools_by_urn(desk, urns).get(next(iter(urns))) if len(urns) == 1 else None
    own = paper_for(desk, school, school.name if school else "NPQs of our staff")
    today, cohort = day_words(desk.today()), matrix.cohort_words
    _what, rests_on, *notes = matrix_notes(matrix)
    counts = counts_text(replace(matrix, rows=shown))
    letter = listing(
        Listing(
            title=f"Staff and NPQs, {cohort}",
            about=f"{len(shown):,} colleagues and {len(matrix.courses)} courses: {counts}.",
            parts=tuple(_parts(matrix.courses, shown, large=large)),
            notes=notes,
            rests_on=rests_on,
            letterhead=own.letterhead,
            reference=f"MATRIX/{matrix.cohort}/{desk.today().isoformat()}",
            written=desk.today(),
            beside=f"As at {today}",
            footer=matrix.rests_on,
        )
    )
    return render(letter, fonts(), large=large)


def _parts(courses: "Sequence[Course]", rows: Iterable[MatrixRow], *, large: bool) -> Iterator[Part]:
    """A table for each school, by name; those of whom no school is known last. In large print, which has no room for a
    column a course, the courses stand with their answer."""
    table = _answers if large else _table
    by_school: defaultdict[tuple[str, str], list[MatrixRow]] = defaultdict(list)
    for row in rows:
        by_school[row.school, row.urn].append(row)
    for (name, urn), staff in sorted(by_school.items(), key=_last_without_school):
        heading = f"{name} (URN {urn})" if urn and name != urn else f"URN {urn}" if urn else _NOWHERE
        yield Part(heading, (table(courses, heading, staff),))


def _last_without_school(each: tuple[tuple[str, str], list[MatrixRow]]) -> tuple[bool, str, str]:
    (name, urn), _staff = each
    return not urn, name.casefold(), urn


def _table(courses: "Sequence[Course]", heading: str, staff: Sequence[MatrixRow]) -> Table:
    columns = (Column("Name", _NAME), *(Column(course.short, _CELL) for course in courses))
    rows = tuple((one.name, *(cell.word for cell in one.cells)) for one in staff)
    return Table(f"Staff of {heading}, and the answer for each course", columns, rows, setting="dense")


def _answers(courses: "Sequence[Course]", heading: str, staff: Sequence[MatrixRow]) -> Table:
    columns = Column("Name", _NAME), Column("Answers", 166 - _NAME)
    rows = tuple((one.name, _by_answer(courses, one)) for one in staff)
    return Table(f"Staff of {heading}, and for each answer the courses", columns, rows, setting="close")


def _by_answer(courses: "Sequence[Course]", row: MatrixRow) -> str:
    """ "Eligible: NPQLT, NPQH. Had it: NPQSL." """
    told: defaultdict[str, list[str]] = defaultdict(list)
    for course, cell in zip(courses, row.cells, strict=True):
        told[cell.word].append(course.short)
    return " ".join(f"{word}: {', '.join(names)}." for word, names in told.items())
