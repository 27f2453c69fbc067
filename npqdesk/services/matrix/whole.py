"""The matrix: every colleague against every course of one start, whole or in pieces as it comes.

    for piece in matrix_pieces(desk, "2026-autumn", first=12): …          the window, which fills its screen first
    matrix(desk, "2026-autumn", urn="902114")                   everything that is printed, exported or told

Nothing is kept or remembered: it is answered afresh from the records, the lists and the rules of now."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.rules.facts import Course
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.lists import lists_status
from npqdesk.services.matrix.answering import Answering
from npqdesk.services.matrix.cells import KINDS, Cell, Kind
from npqdesk.services.matrix.colleagues import Colleague, at_school, colleagues
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.register import register_status
from npqdesk.services.unverified import UNVERIFIED
from npqdesk.services.workplaces import day_words

if TYPE_CHECKING:
    from npqdesk.rules.cohorts import Cohort
    from npqdesk.services.desk import Desk

AT_ONCE = 500
"""Rows in a piece."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One colleague; `school` is the name of the workplace, the URN, with that it is unverified, where the register
    has none; a cell a course.

    `serves` are the URNs of all schools of now; the cells are about the first."""

    person_id: int
    name: str = field(repr=False)
    role: str = field(repr=False)
    urn: str
    school: str
    cells: tuple[Cell, ...]
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """`courses` are the columns.  Where the start has no published policy `none` says so and there are no columns.

    `rests_on` names the policy, the lists and the register with their days, in a line.  A piece after which there is
    `more` has none."""

    cohort: str
    cohort_words: str
    courses: tuple[Course, ...]
    rows: tuple[MatrixRow, ...]
    none: NoPolicy | None = None
    rests_on: str = ""
    more: bool = False

    def counts(self) -> Mapping[Kind, int]:
        """How many cells there are of each kind."""
        return counted(self.rows)


def counted(rows: Iterable[MatrixRow]) -> Mapping[Kind, int]:
    """How many cells of each kind some rows have."""
    found = Counter(cell.kind for row in rows for cell in row.cells)
    return {kind: found[kind] for kind in KINDS}


def matrix_starts(desk: "Desk") -> "tuple[Cohort, ...]":
    """The starts that can be asked about, the latest first."""
    starts = desk.vocabulary.cohorts.values()
    return tuple(sorted(starts, key=lambda start: start.order, reverse=True))


def usual_start(desk: "Desk") -> str:
    """The start that an office most likely asks about: the first that is not past and has a policy, else the last."""
    starts = matrix_starts(desk)
    open_now = [start.id for start in starts if not start.is_past(desk.today()) and _has_policy(desk, start.id)]
    return open_now[-1] if open_now else next(start.id for start in starts if _has_policy(desk, start.id))


def matrix(
    desk: "Desk",
    cohort: str,
    *,
    urn: str = "",
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> Matrix:
    """The whole matrix of a start, of one school where its URN is given.

    Problem for what is no start; Cancelled when asked to stop."""
    watch, whole = Watch(progress, cancelled), None
    for piece in matrix_pieces(desk, cohort, urn=urn):
        whole = piece if whole is None else replace(piece, rows=(*whole.rows, *piece.rows))
        watch.step(len(whole.rows), None, "Checking the staff")
    assert whole is not None
    return whole


def matrix_pieces(desk: "Desk", cohort: str, *, urn: str = "", first: int = AT_ONCE) -> Iterator[Matrix]:
    """The same in pieces, at least one; the `first` has so many rows.  Problem for what is no start."""
    start = desk.vocabulary.cohort(cohort)
    if start is None:
        raise Problem("This is not a start", f"“{cohort}” is none.", "Give one such as 2026-autumn.")
    policy = desk.policy_for(cohort)
    if isinstance(policy, NoPolicy):
        yield Matrix(cohort, start.words, (), (), policy)
        return
    staff = _staff(desk, cohort, urn.strip())
    answering = Answering(desk, policy, cohort, {one.urn for one in staff})
    for begin, end in pairwise((0, *range(first, len(staff), AT_ONCE), len(staff))):
        rows, more = tuple(_row(answering, one) for one in staff[begin:end]), end < len(staff)
        rests_on = "" if more else _rests_on(desk, policy.name)
        yield Matrix(cohort, start.words, answering.courses, rows, None, rests_on, more)


def _staff(desk: "Desk", cohort: str, urn: str) -> list[Colleague]:
    """Everyone, or those who serve one school, asked about at that school."""
    everyone = colleagues(desk, cohort)
    if not urn:
        return list(everyone)
    return [at_school(one, urn) for one in everyone if urn in one.serves]


def _row(answering: Answering, one: Colleague) -> MatrixRow:
    school = answering.school(one.urn)
    name = school.name if school else f"{one.urn} ({UNVERIFIED})" if one.urn else ""
    return MatrixRow(one.id, one.name, one.role, one.urn, name, answering.row(one), tuple(one.serves))


def _has_policy(desk: "Desk", cohort: str) -> bool:
    return not isinstance(desk.policy_for(cohort), NoPolicy)


def _rests_on(desk: "Desk", policy: str) -> str:
    """ "Autumn 2026, edition 1; school register of 20 November 2026; lists of 18 May 2026"."""
    register = register_status(desk)
    days = [release.published for release in lists_status(desk) if release.release_id is not None]
    parts = [policy]
    parts += [f"school register of {day_words(register.as_at)}"] if register else ["no school register loaded"]
    parts += [f"lists, the newest of {day_words(max(days))}"] if days else ["no lists loaded"]
    return "; ".join(parts)
