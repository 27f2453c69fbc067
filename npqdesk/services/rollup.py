"""Where the schools of this office stand with one start: a row a school, with totals, each person once in each.

Counted are the answers that were kept and stand, and the applications, also those for which no answer was kept.  Money
is counted with the school that the application was made from.  `trust_rows.py` says what each sum is made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from npqdesk.letters.grant import FIRST_YEAR, LAST_YEAR
from npqdesk.letters.plan import FUNDED
from npqdesk.letters.pounds import Pounds, added
from npqdesk.problem import Problem
from npqdesk.services.applications import ApplicationRow, applications
from npqdesk.services.deadlines.gather import deadlines, open_deadlines
from npqdesk.services.own_schools import workplace_names
from npqdesk.services.places import Progress, progress_of
from npqdesk.services.serving import own_school_list
from npqdesk.services.summary_lines import academic_year, price_of, standing_lines
from npqdesk.services.trust_rows import Told, fee_of, grant_of, open_grants_of, people_of, received_of
from npqdesk.services.wordings import letter_wording
from npqdesk.store.applications import Application
from npqdesk.store.tables import Determination

if TYPE_CHECKING:
    from npqdesk.letters.wording import Wording
    from npqdesk.rules.cohorts import Cohort
    from npqdesk.services.deadlines.deadline import Deadline
    from npqdesk.services.desk import Desk
    from npqdesk.services.summary_lines import Line

NOWHERE = "No school on record"


@dataclass(frozen=True, slots=True)
class NextDay:
    """What has to be done next, by when; `late` are those whose day has gone by."""

    day: date | None = None
    say: str = field(default="", repr=False)
    late: int = 0


@dataclass(frozen=True, slots=True)
class RollupRow:
    """One school, or all of them.  People are counted: `staff` who work there now, `considered` for whom an answer is
    kept or an application was begun, `placed` with a place of either kind, `paid_places` of them with a paid one.

    `fees` is what schools and trust pay; `expected` and `received` the grant of the year that the table names, None
    where nobody has noted what came; of `open_grants` courses it cannot be told yet, and they are not in the sum."""

    urn: str
    name: str
    staff: int
    considered: int
    eligible: int
    review: int
    placed: int
    paid_places: int
    fees: Pounds
    expected: int
    received: int | None
    next: NextDay
    open_grants: int = 0

    @property
    def grant_words(self) -> str:
        """ "£800", or what is known of it."""
        known = f"£{self.expected:,}"
        return ("at least " + known if self.expected else "not known yet") if self.open_grants else known


@dataclass(frozen=True, slots=True)
class Rollup:
    """The table of one start; `grant_year` is the academic year of the grant, as "2023/24"."""

    cohort: str
    words: str
    grant_year: str
    rows: tuple[RollupRow, ...]
    total: RollupRow


@dataclass(frozen=True, slots=True)
class _Applied:
    """An application for which no answer is kept, as it is counted."""

    person: int
    urn: str
    outcome: str
    price: Pounds | None
    grant: int
    received: int
    typed: Mapping[str, Any] = field(repr=False)
    progress: Progress | None
    grant_known: bool = True


def starts(desk: "Desk") -> "tuple[Cohort, ...]":
    """The starts that can be asked for, the newest first."""
    return tuple(sorted(desk.vocabulary.cohorts.values(), key=lambda each: each.order, reverse=True))


def usual_start(desk: "Desk") -> str:
    """The start that is asked for until another is chosen: the newest that anybody has an application or a kept answer
    for, else the newest known."""
    with desk.store.reading() as session:
        used = {*session.scalars(select(Application.cohort)), *session.scalars(select(Determination.cohort))}
    known = [each for each in map(desk.vocabulary.cohort, used) if each is not None]
    return max(known or desk.vocabulary.cohorts.values(), key=lambda each: each.order).id


def rollup(desk: "Desk", cohort: str) -> Rollup:
    """The table of a start.  Problem where this is no start."""
    start = desk.vocabulary.cohort(cohort)
    if start is None:
        raise Problem("This is not a start", f"“{cohort}” is none.", "Give one such as 2026-autumn.")
    autumn, _starts = academic_year(cohort)
    year = min(max(autumn, FIRST_YEAR), LAST_YEAR)
    wording, _hash = letter_wording(desk)
    applied = applications(desk)
    told = list(_told(desk, wording, applied, {cohort}))
    granted = list(_told(desk, wording, applied, set(academic_year(f"{year}-autumn")[1])))
    dates = [each for each in open_deadlines(deadlines(desk, rows=applied)) if each.to_do]
    ours = own_school_list(desk)
    staff = {each.urn: each.staff for each in ours.schools} | {"": ours.nowhere}
    names = _names(desk, {*staff, *(line.urn for line in told), *(line.urn for line in granted)})
    lines, money = _by_school(told), _by_school(granted)
    today = desk.today()
    rows = tuple(
        _row(urn, name, staff.get(urn, 0), lines[urn], money[urn], next_of(dates, today, urn=urn))
        for urn, name in names
        if urn or staff[""] or lines[""] or money[""]
    )
    whole = _row("", "All schools", ours.staff, told, granted, next_of(dates, today))
    received = [row.received for row in rows if row.received is not None]
    whole = replace(whole, received=sum(received) if received else None)
    return Rollup(cohort, start.words, f"{year}/{(year + 1) % 100:02}", rows, whole)


def next_of(dates: Iterable["Deadline"], today: date, *, urn: str | None = None) -> NextDay:
    """What comes next of these deadlines, of one school where its URN is given ("" for those of none)."""
    mine = [each for each in dates if urn is None or urn in (each.urns or ("",))]
    days = [(each.last, each) for each in mine if each.last is not None]
    late = sum(day < today for day, _each in days)
    coming = min((pair for pair in days if pair[0] >= today), key=lambda pair: pair[0], default=None)
    return NextDay(coming[0], coming[1].title, late) if coming else NextDay(late=late)


def _told(
    desk: "Desk", wording: "Wording", applied: Iterable[ApplicationRow], cohorts: set[str]
) -> Iterator["Line | _Applied"]:
    """The kept answers that stand for these starts, then the applications without one."""
    lines = standing_lines(desk, wording, urns=None, cohorts=cohorts)
    yield from lines
    known = {(line.person, line.course, line.cohort) for line in lines}
    for row in applied:
        if row.cohort in cohorts and (row.person_id, row.course, row.cohort) not in known:
            now = progress_of(row)
            price = price_of(desk, wording, row.course)
            yield _Applied(row.person_id, row.urn, row.eligible, price, 0, now.grant, {}, now)


def _by_school(lines: "Iterable[Line | _Applied]") -> "defaultdict[str, list[Line | _Applied]]":
    found: defaultdict[str, list[Line | _Applied]] = defaultdict(list)
    for line in lines:
        found[line.urn].append(line)
    return found


def _names(desk: "Desk", urns: set[str]) -> list[tuple[str, str]]:
    """Each school and what it is called, by name; those without a number come last."""
    with desk.store.reading() as session:
        known = workplace_names(session, urns - {""}, town=False)
    named = [(urn, known.get(urn, f"URN {urn}, not in the register")) for urn in urns - {""}]
    return [*sorted(named, key=lambda each: (each[1].casefold(), each[0])), ("", NOWHERE)]


def _row(urn: str, name: str, staff: int, lines: Sequence[Told], granted: Sequence[Told], coming: NextDay) -> RollupRow:
    placed = [line for line in lines if _has_place(line)]
    return RollupRow(
        urn=urn,
        name=name,
        staff=staff,
        considered=people_of(lines),
        eligible=people_of(line for line in lines if line.outcome == "funded"),
        review=people_of(line for line in lines if line.outcome == "review"),
        placed=people_of(placed),
        paid_places=people_of(line for line in placed if not _is_funded(line)),
        fees=added([fee_of(line) for line in lines]),
        expected=sum(map(grant_of, granted)),
        received=received_of(granted),
        next=coming,
        open_grants=open_grants_of(granted),
    )


def _has_place(line: Told) -> bool:
    """Whether a place is held or was used, as the application says, else as it was typed for a letter."""
    return line.progress.has_place if line.progress is not None else _is_funded(line)


def _is_funded(line: Told) -> bool:
    return (line.progress.place if line.progress is not None else line.typed.get("place")) in FUNDED
