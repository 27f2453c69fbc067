"""What leaves the choice of a course on paper: a comparison, or a recommendation.  Made anew each time, never kept."""

from collections.abc import Iterable, Sequence

from npqdesk import __version__
from npqdesk.letters.comparison import ComparisonSheet, PrintedSource, comparison
from npqdesk.letters.letter import Letterhead
from npqdesk.letters.recommendation import RecommendationPage, recommended
from npqdesk.problem import Problem
from npqdesk.rules.facts import Course
from npqdesk.services.answer import SourceLink
from npqdesk.services.choosings import choosing_state
from npqdesk.services.compared_costs import compare_with_costs
from npqdesk.services.desk import Desk
from npqdesk.services.letter_files import file_name, filed_name
from npqdesk.services.letterheads import YOUR_SCHOOL, paper_for
from npqdesk.services.made_letter import MadePaper, made_paper
from npqdesk.services.own_schools import own_schools
from npqdesk.services.recommendation import Recommendation, recommendation
from npqdesk.services.schools import School, schools_by_urn
from npqdesk.services.wordings import letter_wording

MARKS = {"first": "First", "for": "For", "against": "Against", "care": "To know"}
STANDINGS = {"met": "Met", "not_met": "Not met", "ask": "The lead provider decides", "unknown": "Not known yet"}


def make_comparison(desk: Desk, course_ids: Sequence[str], *, start: str = "", large: bool = False) -> MadePaper:
    """Two or three courses side by side as PDF.  Raises Problem for another number of them."""
    wording, _hash = letter_wording(desk)
    compared = compare_with_costs(desk.vocabulary, course_ids, start, desk=desk)
    cohort = desk.vocabulary.cohort(start)
    sheet = ComparisonSheet(
        letterhead=_letterhead(desk),
        version=__version__,
        reference=f"NPQ/{'-'.join(course.short for course in compared.courses)}/{desk.today().isoformat()}",
        written=desk.today(),
        courses=tuple((course.short, course.full_name) for course in compared.courses),
        rows=compared.rows,
        sources=printed(compared.sources),
        cohort=cohort.words if cohort else "",
    )
    short = " ".join(course.short for course in compared.courses)
    name = file_name(f"{desk.today().isoformat()} NPQ comparison", short, start)
    return made_paper(comparison(sheet, wording), name, large=large)


def make_recommendation(desk: Desk, choosing_id: int, *, large: bool = False) -> MadePaper:
    """What the guide recommends to someone as PDF.  Raises Problem while that is open."""
    return print_recommendation(desk, recommendation(desk, choosing_state(desk, choosing_id)), large=large)


def print_recommendation(desk: Desk, told: Recommendation, *, large: bool = False) -> MadePaper:
    """A recommendation as PDF.  Raises Problem while it is open."""
    wording, _hash = letter_wording(desk)
    if told.recommended is None:
        raise Problem(
            "There is nothing to print yet",
            "Some answers are missing, and the recommendation hangs on them.",
            "Answer the questions that are open, then print it.",
        )
    letter = recommended(_page(desk, told), wording)
    name = file_name(f"{desk.today().isoformat()} NPQ recommendation", filed_name(told.name))
    return made_paper(letter, name, large=large)


def printed(sources: Iterable[SourceLink]) -> tuple[PrintedSource, ...]:
    """Sources as they are printed."""
    return tuple(PrintedSource(each.label, each.title, each.url) for each in sources)


def _page(desk: Desk, told: Recommendation) -> RecommendationPage:
    assert told.recommended is not None
    course, then = told.course, told.runner_up
    weigh = [(MARKS["care"], row.say) for row in (*told.counted, told.history) if row is not None]
    weigh += [(words, each.say) for mark, words in MARKS.items() for each in told.remarks.get(mark, ())]  # type: ignore[call-overload]
    return RecommendationPage(
        letterhead=_letterhead(desk),
        version=__version__,
        reference=f"NPQ/{course.short if course else 'NONE'}/{desk.today().isoformat()}",
        written=desk.today(),
        name=told.name,
        cohort=told.start,
        course=course.full_name if course else "",
        why=told.recommended.say,
        length=_length(course) if course else "",
        hours=" ".join(each.say for each in told.study_time),
        begins=told.begins.say if told.begins else "",
        runner_up=(then.course.full_name, then.say) if then and then.course else None,
        weigh=tuple(weigh),
        gates=tuple((f"{gate.of}{gate.say}", STANDINGS[gate.standing]) for gate in told.gates),
        ask=tuple(each.say for each in told.remarks.get("ask", ())),
        providers=" ".join(each.say for each in (told.offered, *told.support) if each is not None),
        funding=tuple(
            (
                row.course.full_name,
                _sentences(row.say, row.entry, f"If nobody else pays: {row.cost}" if row.cost else ""),
            )
            for row in told.funding.rows
        ),
        workplace=told.funding.workplace,
        alternative=told.funding.alternative.course.full_name if told.funding.alternative else "",
        sources=printed(told.all_sources),
    )


def _length(course: Course) -> str:
    if not course.months_taught:
        return ""
    after = f", then {course.months_assessment} for the assessment" if course.months_assessment else ""
    return f"{course.months_taught} months taught{after}"


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def _letterhead(desk: Desk) -> Letterhead:
    ours = only_school(desk)
    return paper_for(desk, ours, ours.name if ours else YOUR_SCHOOL).letterhead


def only_school(desk: Desk) -> School | None:
    """The office's school, where it has just one."""
    ours = own_schools(desk)
    return schools_by_urn(desk, ours).get(next(iter(ours))) if len(ours) == 1 else None
