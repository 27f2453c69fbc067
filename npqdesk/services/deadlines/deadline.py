"""What a deadline is: something to do or to know by a day, for whom, and where the day comes from.

To add a kind: its row in `KINDS`, and what makes such deadlines in one of the `of_…` modules."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from npqdesk.services.deadlines.published import Source
from npqdesk.services.workplaces import day_words

Kind = Literal[
    "registration", "application", "reference", "answer", "start", "engagement", "assessment", "senco", "grant", "own"
]
State = Literal["done", "not_needed", "put_off", "late", "today", "soon", "coming", "not_known"]

KINDS: Mapping[Kind, str] = {
    "registration": "Registration with DfE",
    "application": "Application to a provider",
    "reference": "Sponsor reference",
    "answer": "Answer on a place",
    "start": "Start",
    "engagement": "Engagement",
    "assessment": "Assessment window",
    "senco": "SENCO, three years",
    "grant": "Grant to the school",
    "own": "Own reminder",
}
ENTERED: Mapping[Kind, str] = {
    "registration": "Registration with DfE closes",
    "application": "The provider stops taking applications",
    "reference": "Sponsor reference is due",
    "start": "The course starts",
    "engagement": "Engagement is checked",
    "assessment": "First day of the assessment window",
}
"""The kinds whose day the office can enter, and what such a day is called."""
SOON = 3
"""Working days."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody that a deadline is for."""

    id: int
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the office said of a deadline; `until` is the day to which it put it off."""

    state: Literal["done", "not_needed", "put_off"]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline.  `key` stays the same while it is about the same thing, and has no name in it.

    `say` and `about` have {who} where people are named.  `day` is None where it is not known: then `month`, its first
    day, or nothing; `until` is the last day of a window.  `roughly` says what is known instead of a day.  `to_do`: the
    office has to act, this is not only good to know.  `why` says where the day comes from, `source` on which page.

    What it is about: `application_id`, `own_id` (a date that the office entered), `urns`, `cohort`, `course`,
    `provider`; empty for what does not belong to it."""

    key: str
    kind: Kind
    say: str
    day: date | None = None
    month: date | None = None
    until: date | None = None
    roughly: str = ""
    about: str = ""
    why: str = ""
    source: Source | None = None
    people: tuple[Who, ...] = field(default=(), repr=False)
    urns: tuple[str, ...] = ()
    workplace: str = ""
    cohort: str = ""
    course: str = ""
    provider: str = ""
    application_id: int | None = None
    own_id: int | None = None
    note: str = field(default="", repr=False)
    to_do: bool = True
    mark: Mark | None = None

    @property
    def title(self) -> str:
        """What it says, with everybody's name."""
        return self.say.replace("{who}", named(self.people)) if self.people else self.say

    @property
    def details(self) -> str:
        """What it is about, with everybody's name."""
        return self.about.replace("{who}", ", ".join(each.name for each in self.people))

    @property
    def last(self) -> date | None:
        """The last day on which it is in time; None where that is not known."""
        return self.until or self.day or (end_of_month(self.month) if self.month else None)

    @property
    def shown_on(self) -> date | None:
        """The day on which a calendar shows it: its own, or the one that it was put off to where that is later."""
        put_off = self.mark.until if self.mark else None
        return max(self.day, put_off) if self.day and put_off else self.day

    @property
    def is_settled(self) -> bool:
        """Whether the office said that it is done, or not needed."""
        return self.mark is not None and self.mark.state != "put_off"

    def concerns(self, urn: str) -> bool:
        """Whether it is about a school, about none, or every school is asked for (an empty one)."""
        return not urn or not self.urns or urn in self.urns

    def state(self, today: date) -> State:
        """How it stands on a day."""
        if self.mark is not None and (self.mark.state != "put_off" or (self.mark.until or today) > today):
            return self.mark.state
        last = self.last
        if last is None:
            return "not_known"
        if last < today:
            return "late" if self.to_do else "coming"
        first = self.day or last
        if first <= today:
            return "today"
        return "soon" if first <= add_working_days(today, SOON) else "coming"

    def is_over(self, today: date) -> bool:
        """Whether it has gone by and nothing was to be done: only good to look back at."""
        return not self.to_do and self.last is not None and self.last < today


def in_order(deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """By their day, those of a month at its end; what has no day comes last, what is to be done first."""
    kinds = {kind: at for at, kind in enumerate(KINDS)}

    def place(each: Deadline) -> tuple[date, date, bool, int, str]:
        return each.last or date.max, each.day or date.max, not each.to_do, kinds[each.kind], each.title

    return tuple(sorted(deadlines, key=place))


def when_words(deadline: Deadline, today: date) -> str:
    """ "Today", "In 2 days", "3 days late", "Not known yet", "Done": beside the day."""
    state = deadline.state(today)
    if state == "put_off" and deadline.mark and deadline.mark.until:
        return f"Put off to {day_words(deadline.mark.until)}"
    fixed = {"done": "Done", "not_needed": "Not needed", "not_known": "No day yet"}
    if state in fixed:
        return fixed[state]
    last, first = deadline.last or today, deadline.day or deadline.last or today
    if state == "late":
        return f"{_span((today - last).days)} late"
    if deadline.is_over(today):
        return f"{_span((today - last).days)} ago"
    if first <= today:
        days = (last - today).days
        return "Today" if not days else f"Now, {_span(days)} left"
    days = (first - today).days
    return "Tomorrow" if days == 1 else f"In {_span(days)}"


def day_or_words(deadline: Deadline) -> str:
    """ "25 November 2026", "3 to 10 May 2027", "October 2024", "about November 2026", or that it is not known."""
    if deadline.day and deadline.until and deadline.until != deadline.day:
        return span_words(deadline.day, deadline.until)
    if deadline.day:
        return day_words(deadline.day)
    return deadline.roughly or (f"{deadline.month:%B %Y}" if deadline.month else "Not known yet")


def span_words(first: date, last: date) -> str:
    """ "3 to 10 May 2027", "28 May to 4 June 2027"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    start = f"{first.day} {first:%B}" if first.year == last.year else day_words(first)
    return f"{start} to {day_words(last)}"


def named(people: Sequence[Who]) -> str:
    """ "Amara Okafor", "Amara Okafor and Tom Ashworth", "3 colleagues"."""
    return " and ".join(each.name for each in people) if len(people) < 3 else f"{len(people)} colleagues"


def add_months(day: date, months: int) -> date:
    """The same day of a later month; its last where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_working_days(day: date, days: int) -> date:
    """So many days on, Saturdays and Sundays not counted."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def _span(days: int) -> str:
    if days < 60:
        return f"{days} day{'' if days == 1 else 's'}"
    months = int(days / 30.44)
    return f"{months} months" if months < 24 else f"{months // 12} years"
