"""What a letter says of the course itself: when it runs, its fee, its hours, its assessment, and days to act by.

What the office typed comes first, then the days that it entered, then what is published; nothing is guessed, and a day
that has gone by is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.letters.phrase import capital, say_date, say_month
from npqdesk.letters.plan import Plan
from npqdesk.letters.staff import Prices
from npqdesk.letters.wording import Wording
from npqdesk.rules.facts import Course
from npqdesk.services.courses import catalogue
from npqdesk.services.deadlines.deadline import add_months
from npqdesk.services.deadlines.entered import Applying, Entered, entered_day
from npqdesk.services.deadlines.gather import entered_dates
from npqdesk.services.deadlines.published import Dated, published
from npqdesk.store.applications import Application

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_BY_ALL = ("", "DfE")
"""Whose hours hold for every provider."""


@dataclass(frozen=True, slots=True)
class _Provider:
    provider: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What days are looked up for, with an application (0: none) or without."""

    id: int
    cohort: str
    course: str
    standing: _Provider


def plan_told(
    desk: "Desk", wording: Wording, course: Course, cohort: str, plan: Plan, *, prices: Prices | None,
    person_id: int | None,
) -> Plan:  # fmt: skip
    """The plan as the letter tells it: what was left empty is filled as far as the records or the catalogue know it."""
    days = _Days(desk, course.id, cohort, plan.provider, person_id)
    to_apply = plan.place == "not_asked" and not plan.paid_for and plan.apply_by is None
    return replace(
        plan,
        dates=plan.dates or _dates(desk, wording, course, cohort, days.start),
        fee=plan.fee or (wording.line("npq.fee_published", range=prices.said, source=prices.source) if prices else ""),
        study=plan.study or "; ".join(_hours(wording, course.id, cohort, plan.provider)),
        assessment=plan.assessment or _assessment(wording, course, days.assessment),
        apply_by=days.application if to_apply else plan.apply_by,
        register_by=days.registration if plan.apply_by is None else plan.apply_by,
        reference_by=plan.reference_by or days.reference,
        engagement=published().assessment.engagement if course.npq else 0,
    )


class _Days:
    """The days that the office entered, else that are published, for one course of one person."""

    def __init__(self, desk: "Desk", course: str, cohort: str, provider: str, person_id: int | None) -> None:
        self._today, self._cohort, self._provider = desk.today(), cohort, provider
        with desk.store.reading() as session:
            self._entered: tuple[Entered, ...] = tuple(entered_dates(session, but=("own",)))
            mine = select(Application.id).where(
                Application.person_id == person_id, Application.course == course, Application.cohort == cohort,
                Application.removed_at.is_(None),
            )  # fmt: skip
            number = session.scalar(mine) if self._entered and person_id is not None else None
        self._row: Applying = _Asked(number or 0, cohort, course, _Provider(provider))

    @property
    def start(self) -> date | None:
        """The first day of the course."""
        found = entered_day(self._entered, "start", self._row)
        return found.day if found else None

    @property
    def assessment(self) -> date | None:
        """The first day of the assessment window."""
        return self._to_come("assessment", None)

    @property
    def reference(self) -> date | None:
        """The day on which the reference of the sponsor is due."""
        return self._to_come("reference", None)

    @property
    def registration(self) -> date | None:
        """The last day of registration with DfE."""
        window = published().windows.get(self._cohort)
        return self._to_come("registration", window.closes if window else None)

    @property
    def application(self) -> date | None:
        """The day on which the provider stops taking applications."""
        return self._to_come("application", published().closings.get((self._provider, self._cohort)))

    def _to_come(self, kind: str, known: Dated | None) -> date | None:
        found = entered_day(self._entered, kind, self._row) or known
        return found.day if found and found.day >= self._today else None


def _dates(desk: "Desk", wording: Wording, course: Course, cohort: str, start: date | None) -> str:
    """When it starts, how long it is taught and assessed, and about when it ends, as far as that can be told."""
    window = published().windows.get(cohort)
    months = [each.day for each in window.begins] if window else []
    begins = say_date(start) if start else _or([say_month(day) for day in months])
    named = {"start": begins or capital(desk.vocabulary.value_name("cohort", cohort))}
    taught, assessed = course.months_taught, course.months_assessment
    if not taught:
        return named["start"]
    named |= {"months": str(taught), "assessment": assessed}
    last = start or (months[-1] if months else None)
    if last is not None:
        longest = max(map(int, re.findall(r"\d+", assessed)), default=0)
        named["end"] = say_month(add_months(last.replace(day=1), taught + longest))
    key = ("dates_with_assessment" if assessed else "dates_taught") + ("_to" if last else "")
    return wording.line(f"npq.{key}", **named)


def _or(months: list[str]) -> str:
    """ "October or November 2022", the year said once."""
    year = months[-1].rpartition(" ")[2] if months else ""
    return " or ".join([month.removesuffix(f" {year}") for month in months[:-1]] + months[-1:])


def _hours(wording: Wording, course: str, cohort: str, provider: str) -> Iterator[str]:
    """The hours of study, each with who says so: what DfE and the provider say, else what any provider does."""
    said = [each for each in catalogue().courses[course].about("hours", cohort) if re.search(r"\d", each.say)]
    mine = [each for each in said if each.who in _BY_ALL or each.who.casefold() == provider.casefold()]
    for each in mine or said:
        hours = each.say.removesuffix(".")
        yield wording.line("npq.hours", hours=hours, who=each.who) if each.who else hours


def _assessment(wording: Wording, course: Course, day: date | None) -> str:
    """How the course is assessed, and when, where the days are known; nothing of a coaching offer."""
    if not course.npq:
        return ""
    days = str(published().assessment.days)
    if day is None:
        return wording.line("courses.assessment", days=days)
    return wording.line("courses.assessment_from", days=days, date=say_date(day))
