"""The three years within which a SENCO of a mainstream school has to gain the mandatory qualification.

Exempt are those who hold it, who were SENCO before September 2009, and staff of special schools.  That somebody holds
the older NASENCO award stands on no record: the office marks the deadline as not needed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from npqdesk.services.deadlines.deadline import Deadline, Who, add_months
from npqdesk.services.deadlines.published import SencoRule
from npqdesk.services.workplaces import day_words

COURSE = "npq-senco"
_SENCO = re.compile(
    r"(?<!assistant )(?<!deputy )(?<!aspiring )(?<!trainee )"
    r"\b(send?co\b|special educational needs (and disabilities? )?co-?ordinator)"
)
Holds = Literal["", "passed", "on_it"]


@dataclass(frozen=True, slots=True)
class Post:
    """A post of somebody, of now or before; `until` is empty for one that goes on."""

    role: str
    since: date | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SencoPerson:
    """Somebody on the staff record, with what decides about the three years.

    `told_since` is the first day of the month that a kept check names; `type_code` that of the school in the register;
    `holds`: whether they passed the NPQ for SENCOs, or are on it."""

    id: int
    name: str = field(repr=False)
    urn: str
    workplace: str
    posts: Sequence[Post]
    told_since: date | None = None
    left_on: date | None = None
    type_code: str = ""
    holds: Holds = ""


def is_senco(role: str) -> bool:
    """Whether a role, in the office's own words, is that of a SENCO; an assistant of one is none."""
    return _SENCO.search(role.casefold()) is not None


def senco_deadline(one: SencoPerson, rule: SencoRule, today: date) -> Deadline | None:
    """By when somebody has to hold the qualification; None for whoever needs none, or holds it."""
    serving = [post for post in one.posts if is_senco(post.role) and (post.until is None or post.until >= today)]
    has_left = one.left_on is not None and one.left_on < today
    if has_left or not (serving or one.told_since) or one.holds == "passed" or one.type_code in rule.special_types:
        return None
    since = _appointed(one.posts)
    if since is None and one.told_since is None:
        return _of(one, rule, None, "Not known since when: enter it on the staff record.", since)
    appointed = since or one.told_since or today
    if appointed < rule.since:
        return None
    why = f"{_in_words(rule.years)} years from the appointment"
    why += f" on {day_words(since)}." if since else f" in {appointed:%B %Y}, counted from the first of that month."
    last = last_day(appointed, rule.years)
    return _of(one, rule, last, why, appointed, is_over=last < today)


def last_day(appointed: date, years: int) -> date:
    """The last day within so many years: the day before they are full."""
    return add_months(appointed, years * 12) - timedelta(days=0 if _leaps(appointed, years) else 1)


def _leaps(appointed: date, years: int) -> bool:
    """From 29 February to a year without one: its last day is the one before 1 March already."""
    return add_months(appointed, years * 12).day != appointed.day


def _appointed(posts: Iterable[Post]) -> date | None:
    """When somebody first was a SENCO, as far as the record says."""
    return min((post.since for post in posts if is_senco(post.role) and post.since), default=None)


def _of(
    one: SencoPerson,
    rule: SencoRule,
    day: date | None,
    why: str,
    appointed: date | None,
    *,
    is_over: bool = False,
) -> Deadline:
    npq = appointed is None or appointed >= rule.npq_from
    what = "SENCO NPQ" if npq else "SENCO qualification (NASENCO or the NPQ)"
    taking = "On the course now. " if one.holds == "on_it" else ""
    return Deadline(
        key=f"senco:{one.id}",
        kind="senco",
        say=f"Check that the {what} is held: {{who}}" if is_over else f"{what} to be held: {{who}}",
        day=day,
        about=f"{taking}It takes {rule.months} months. Whoever holds the NASENCO award needs none",
        why=why,
        source=rule.source,
        people=(Who(one.id, one.name),),
        urns=(one.urn,) if one.urn else (),
        workplace=one.workplace,
        course=COURSE,
    )


def _in_words(years: int) -> str:
    return {1: "One", 2: "Two", 3: "Three"}.get(years, str(years))
