"""How far someone has engaged with a course, kept for an application: what is done, what may still be missed, and when
the assessment is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk import paths
from npqdesk.choosing.engagement import Count, Engagement, Scheme, Schemes, engagement, read_schemes
from npqdesk.problem import Problem
from npqdesk.services.answer import SourceLink, source_link
from npqdesk.services.applications import application
from npqdesk.services.deadlines.entered import entered_day
from npqdesk.services.deadlines.gather import entered_dates
from npqdesk.services.deadlines.own import enter_day
from npqdesk.services.deadlines.published import published
from npqdesk.services.undo import act
from npqdesk.services.workplaces import day_words
from npqdesk.store.choosing import EngagementRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

MOST = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """The three numbers of a part as they stand in their fields."""

    total: str = ""
    done: str = ""
    missed: str = ""


@dataclass(frozen=True, slots=True)
class EngagementPage:
    """What is kept for an application: the way of counting, and the numbers of each part as typed."""

    scheme: Scheme
    typed: Mapping[str, Typed]


@cache
def schemes() -> Schemes:
    """The ways of counting that are shipped.  Raises Problem where their file is malformed."""
    return read_schemes(paths.read_text("catalogue", "engagement.toml"), "engagement.toml")


def scheme_sources(scheme: Scheme) -> tuple[SourceLink, ...]:
    """Where a way of counting is published."""
    return tuple(source_link(schemes().sources[name]) for name in scheme.sources)


def reckon(scheme: Scheme, typed: Mapping[str, Typed]) -> Engagement:
    """How someone stands by what is typed.  Problem, naming the part, where the numbers cannot be."""
    return engagement(scheme, {part.id: _count(part.title, typed.get(part.id, Typed())) for part in scheme.parts})


def verdict(scheme: Scheme, found: Engagement) -> str:
    """What it comes to, in a sentence or two."""
    need, best = f"{scheme.threshold}%", percent(found.possible)
    if found.state == "reached":
        return f"{percent(found.done)} is done, and {need} is needed: the assessment can be taken."
    if found.state == "can_be":
        return f"{percent(found.done)} is done so far. If nothing more is missed it comes to {best}; {need} is needed."
    return (
        f"Even if nothing more is missed it comes to {best}, and {need} is needed. "
        "Ask the lead provider what can be caught up."
    )


def percent(share: Fraction) -> str:
    """A share of a hundred as people read it: "90%", "66.7%"; what is just under 90 is 89.9 and never 90."""
    tenths = round(share * 10)
    if share.denominator == 1:
        return f"{share}%"
    return f"{(tenths - 1 if tenths % 10 == 0 and tenths > share * 10 else tenths) / 10:.1f}%"


def engagement_page(desk: "Desk", application_id: int) -> EngagementPage:
    """What is kept for an application, or the way of counting of its lead provider with nothing typed yet."""
    with desk.store.reading() as session:
        row = session.scalar(select(EngagementRow).where(EngagementRow.application_id == application_id))
    if row is None:
        provider = application(desk, application_id).row.standing.provider
        return EngagementPage(schemes().of(provider), {})
    scheme = next((each for each in schemes().schemes if each.id == row.scheme), schemes().of(""))
    return EngagementPage(scheme, {part: Typed(*numbers) for part, numbers in row.parts.items()})


def keep_engagement(desk: "Desk", application_id: int, scheme: Scheme, typed: Mapping[str, Typed]) -> None:
    """Keep what stands in the fields now, also where it is not whole yet."""
    parts = {part: [each.total, each.done, each.missed] for part, each in typed.items()}
    with act(desk, "change how far a course is done", typing=True) as session:
        row = session.scalar(select(EngagementRow).where(EngagementRow.application_id == application_id))
        if row is None:
            row = EngagementRow(application_id=application_id)
        if getattr(row, "scheme", None) == scheme.id and row.parts == parts:
            return
        row.scheme, row.parts, row.changed_at = scheme.id, parts, desk.now()
        session.add(row)


def set_window(desk: "Desk", application_id: int, first: date) -> str:
    """Keep the first day of the assessment window, for the deadlines and their reminders; says when it ends."""
    enter_day(desk, "assessment", first, application_id, for_all=False)
    placed = application(desk, application_id).row.standing.stage in ("offered", "started")
    where = (
        "It stands among the deadlines." if placed else "It will stand among the deadlines once the course goes ahead."
    )
    return f"{window_words(first)} {where}"


def window_day(desk: "Desk", application_id: int) -> date | None:
    """The first day of the assessment window of an application, where it was entered."""
    row = application(desk, application_id).row
    with desk.store.reading() as session:
        found = entered_day(entered_dates(session), "assessment", row)
    return found.day if found else None


def window_words(first: date) -> str:
    """The window from its first day to its last: "2 to 9 March 2028"."""
    days = published().assessment.days
    last = first + timedelta(days=days - 1)
    return f"The window is open from {day_words(first)} to {day_words(last)}: {days} days, open book."


def _count(title: str, typed: Typed) -> Count:
    numbers = [_number(title, text) for text in (typed.total, typed.done or "0", typed.missed or "0")]
    count = Count(*numbers)
    if not count.is_whole:
        raise Problem(
            "There is a problem",
            f"{title}: done and missed together are at most as many as there are in all.",
            "Correct the numbers.",
        )
    return count


def _number(title: str, text: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal() and int(plain) <= MOST):
        raise Problem("There is a problem", f"{title}: enter whole numbers.", "Enter how many there are in all.")
    return int(plain)
