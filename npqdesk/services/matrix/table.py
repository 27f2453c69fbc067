"""The matrix as a table for a spreadsheet, the clipboard or a terminal: what is shown is what goes out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from npqdesk.rules.facts import Course
from npqdesk.services.matrix.cells import KINDS, Cell
from npqdesk.services.matrix.whole import Matrix, MatrixRow
from npqdesk.services.sheets import Sheet, as_text

GRANTED = (
    "It takes for granted that nobody has had a funded place that neither the staff record nor an application tells "
    "of, and that people work in the setting that goes with the type of their workplace."
)
HEADS = ("Name", "Role", "School", "URN")


def matrix_sheet(matrix: Matrix, *, today: str = "") -> Sheet:
    """All of it with reasons: "not eligible: workplace is not on the list"."""
    sheet = rows_sheet(f"NPQ matrix {matrix.cohort}", matrix.courses, matrix.rows, range(len(matrix.courses)))
    return replace(sheet, notes=matrix_notes(matrix, today=today))


def rows_sheet(title: str, courses: Sequence[Course], rows: Sequence[MatrixRow], at: Sequence[int]) -> Sheet:
    """Some rows, with the cells that stand at some places in them, one for each of some courses."""
    shown = [(one.name, one.role, one.school, one.urn, *(one.cells[place].says for place in at)) for one in rows]
    return Sheet(title, (*HEADS, *(course.short for course in courses)), shown)


def matrix_notes(matrix: Matrix, *, today: str = "") -> tuple[str, ...]:
    """What the table is, on what it rests, and what it does not say."""
    drawn = f" Drawn up on {today}." if today else ""
    courses = "; ".join(f"{course.short}: {course.name}" for course in matrix.courses)
    return (
        f"Every colleague and every course that can be started in {matrix.cohort_words}.{drawn}",
        f"It rests on: {matrix.rests_on}.",
        GRANTED,
        "Eligible is not a place: only a lead provider can offer one.",
        f"{courses}.",
    )


def matrix_text(matrix: Matrix, rows: Iterable[MatrixRow]) -> str:
    """Short words, tab-separated, for the clipboard."""
    heads = (*HEADS[:3], *(course.short for course in matrix.courses))
    return as_text(heads, [(one.name, one.role, one.school, *(cell.word for cell in one.cells)) for one in rows])


def cell_text(course: Course, one: MatrixRow, cell: Cell) -> str:
    """One cell in words: "Amina Khan, NPQSL: not eligible: workplace is not on the list"."""
    return f"{one.name}, {course.short}: {cell.says}"


def counts_text(matrix: Matrix) -> str:
    """ "404 eligible, 87 not eligible, …", without what there is none of."""
    counts = matrix.counts()
    return ", ".join(f"{counts[kind]:,} {words.lower()}" for kind, words in KINDS.items() if counts[kind])
