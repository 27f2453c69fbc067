"""What leaves the choice of a course on paper: the comparison of courses.  Made anew each time, so not kept itself."""

from collections.abc import Iterable, Sequence

from npqdesk import __version__
from npqdesk.letters.comparison import ComparisonSheet, PrintedSource, comparison
from npqdesk.services.answer import SourceLink
from npqdesk.services.courses import compare_courses
from npqdesk.services.desk import Desk
from npqdesk.services.letter_files import file_name
from npqdesk.services.letterheads import YOUR_SCHOOL, paper_for
from npqdesk.services.own_schools import own_schools
from npqdesk.services.schools import School, schools_by_urn
from npqdesk.services.summaries import MadeSummary
from npqdesk.services.wordings import letter_wording


def make_comparison(desk: Desk, course_ids: Sequence[str], *, start: str = "", large: bool = False) -> MadeSummary:
    """Two or three courses side by side as PDF.  Raises Problem for another number of them."""
    from npqdesk.letters.render import render  # slow libraries, first wanted here
    from npqdesk.services.fonts import fonts

    wording, _hash = letter_wording(desk)
    compared = compare_courses(desk.vocabulary, course_ids, start)
    cohort = desk.vocabulary.cohort(start)
    ours = _only_school(desk)
    sheet = ComparisonSheet(
        letterhead=paper_for(desk, ours, ours.name if ours else YOUR_SCHOOL).letterhead,
        version=__version__,
        reference=f"NPQ/{'-'.join(course.short for course in compared.courses)}/{desk.today().isoformat()}",
        written=desk.today(),
        courses=tuple((course.short, course.full_name) for course in compared.courses),
        rows=compared.rows,
        sources=printed(compared.sources),
        cohort=cohort.words if cohort else "",
    )
    letter = comparison(sheet, wording)
    short = " ".join(course.short for course in compared.courses)
    name = file_name(f"{desk.today().isoformat()} NPQ comparison", short, start)
    return MadeSummary(letter.reference, letter.title, name, render(letter, fonts(), large=large), letter)


def printed(sources: Iterable[SourceLink]) -> tuple[PrintedSource, ...]:
    """Sources as they are printed."""
    return tuple(PrintedSource(each.label, each.title, each.url) for each in sources)


def _only_school(desk: Desk) -> School | None:
    """The office's school, where it has just one."""
    ours = own_schools(desk)
    return schools_by_urn(desk, ours).get(next(iter(ours))) if len(ours) == 1 else None
