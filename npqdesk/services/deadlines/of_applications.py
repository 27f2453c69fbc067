"""The deadlines of one application: they follow where it stands, and nothing is left of one that has ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from npqdesk.letters.phrase import capital
from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.applying.standing import COACHING
from npqdesk.services.deadlines.deadline import ENTERED, Deadline, Kind, Who, add_months, end_of_month
from npqdesk.services.deadlines.entered import Entered, Found, entered_day
from npqdesk.services.deadlines.published import Published, Source
from npqdesk.services.workplaces import day_words

if TYPE_CHECKING:
    from npqdesk.rules.facts import Course
    from npqdesk.services.applications import ApplicationRow

ASK_AFTER = 14
"""Days: npqdesk's own habit, no rule of anybody's, and said so wherever it shows."""
_ASK = "Ask the provider, then enter the day."
_NO_PLACE = frozenset({"none", "refused", "declined"})


@dataclass(frozen=True, slots=True)
class Given:
    """What deadlines are made from, beside the applications: the day of today, what is published and what the office
    entered.  `starts` says in words when the courses of a start begin."""

    today: date
    published: Published
    entered: Sequence[Entered]
    starts: str = ""


def application_deadlines(
    row: "ApplicationRow", course: "Course | None", given: Given, *, apply_by: date | None = None
) -> Iterator[Deadline]:
    """What has to be done of an application, by when.  `apply_by` is the day that was typed for the letter."""
    stage, start = row.standing.stage, read_cohort(row.cohort)
    if row.standing.has_ended:
        return
    if stage in ("started", "deferred"):
        yield from _on_the_course(row, course, given)
    elif start is not None and start.is_past(given.today):
        if stage in ("asked", "waiting", "offered"):
            yield _went_by(row)
    else:
        yield from _before_the_course(row, given, apply_by)


def _before_the_course(row: "ApplicationRow", given: Given, apply_by: date | None) -> Iterator[Deadline]:
    now = row.standing
    if now.registered is None:
        closes = _registration_closes(row, given)
        say = "Register {who} with DfE" + (", then apply" if now.stage == "none" else "")
        yield _of(row, "registration", say, closes, ask="When registration closes is not published")
    if now.stage in _NO_PLACE:
        closing = _application_closes(row, given, apply_by)
        if closing or (now.stage == "none" and now.registered):
            say = "Apply for {who}: registering is not applying" if now.stage == "none" else "Apply elsewhere for {who}"
            yield _of(row, "application", say, closing, ask="Each provider has a closing date of its own")
    if now.stage == "asked":
        sent = entered_day(given.entered, "reference", row)
        say, ask = "Send the sponsor reference for {who}", "At one provider it is due within five working days"
        yield _of(row, "reference", say, sent, when=now.applied, ask=ask)
    if now.stage in ("asked", "waiting", "refused", "declined") or (now.stage == "offered" and not now.payer):
        yield _follow_up(row)
    if now.stage == "offered":
        yield _start(row, given)
        if window := entered_day(given.entered, "assessment", row):
            yield from _assessment(row, window, given)


def _follow_up(row: "ApplicationRow") -> Deadline:
    """Two weeks after the last step, to ask what has become of it."""
    now = row.standing
    provider = now.provider or "the provider"
    say = {
        "asked": f"Ask {provider} about a place for {{who}}",
        "waiting": f"Ask {provider} about {{who}} on the waiting list",
        "refused": "Decide for {who}: another provider, the waiting list, or paying",
        "declined": "Apply elsewhere for {who}, or remove the application",
        "offered": "Settle who pays for {who}",
    }[now.stage]
    assert now.since is not None, "a stage that was reached has its day"
    why = f"Two weeks after {day_words(now.since)}, when this was recorded last. A habit of npqdesk, no rule."
    return _of(row, "answer", say, Found(now.since + timedelta(days=ASK_AFTER), why), when=now.since)


def _start(row: "ApplicationRow", given: Given) -> Deadline:
    found = entered_day(given.entered, "start", row)
    window = given.published.windows.get(row.cohort)
    months = window.begins if window else ()
    month = months[-1].day if months and not found else None
    source = months[-1].source if months and not found else None
    roughly = "" if found else capital(given.starts or row.cohort_words)
    has_come = found.day <= given.today if found else month is not None and end_of_month(month) < given.today
    say = "Record the start of {who}" if has_come else "The course starts: {who}"
    ask = "The day is the provider’s own"
    return _of(row, "start", say, found, month=month, roughly=roughly, source=source, to_do=has_come, ask=ask)


def _on_the_course(row: "ApplicationRow", course: "Course | None", given: Given) -> Iterator[Deadline]:
    now = row.standing
    if now.stage == "deferred":
        yield _return(row, given.today)
        return
    if row.course in COACHING or course is None or now.started is None:
        return
    rule = given.published.assessment
    for each in given.entered:
        if each.kind == "engagement" and entered_day([each], "engagement", row):
            found = Found(each.day, "Entered by the office.", own_id=each.id)
            say = f"Check the engagement of {{who}}: {rule.engagement} per cent is needed"
            yield _of(row, "engagement", say, found, part=str(each.id))
    window = entered_day(given.entered, "assessment", row)
    if window is None:
        yield _assessment_to_come(row, course, now.started, rule.source)
        return
    yield from _assessment(row, window, given)


def _assessment(row: "ApplicationRow", window: Found, given: Given) -> Iterator[Deadline]:
    """The window whose first day was entered, and the day before it, by which enough has to be done."""
    rule = given.published.assessment
    last = window.day + timedelta(days=rule.days - 1)
    before = Found(window.day - timedelta(days=1), "The day before the assessment window opens.", rule.source)
    if window.day > given.today:
        say = f"Engagement of {{who}}: {rule.engagement} per cent is needed before the assessment"
        yield _of(row, "engagement", say, before, part="window")
    say = f"Assessment of {{who}}: {rule.days} days, open book, one case study"
    yield _of(row, "assessment", say, window, until=last, source=rule.source, to_do=last >= given.today)


def _assessment_to_come(row: "ApplicationRow", course: "Course", started: date, source: Source) -> Deadline:
    """Expected once the months of teaching are over; which days, only the provider says."""
    say, roughly, ask = "Assessment of {who}", "", "The days are the provider’s own"
    if course.months_taught:
        roughly = f"After {add_months(started.replace(day=1), course.months_taught):%B %Y}"
        ask = f"It is in the {course.months_assessment} after {course.months_taught} months of teaching"
    return _of(row, "assessment", say, None, roughly=roughly, source=source, to_do=False, ask=ask)


def _return(row: "ApplicationRow", today: date) -> Deadline:
    until = read_cohort(row.standing.until)
    if until is None:
        say = "Agree the return of {who} with the provider"
        return _of(row, "start", say, None, when=row.standing.since, ask="No start is agreed yet")
    if until.is_past(today):
        say = "Record whether {who} came back to the course"
        return _of(row, "start", say, None, roughly=capital(until.words), when=row.standing.since)
    say = "Return to the course: {who}"
    return _of(row, "start", say, None, roughly=capital(until.words), when=row.standing.since, to_do=False)


def _went_by(row: "ApplicationRow") -> Deadline:
    """A start that has gone by while the application still waits for something."""
    say = "Say what came of the application of {who}"
    return _of(row, "answer", say, None, ask=f"{capital(row.cohort_words)} has begun")


def _registration_closes(row: "ApplicationRow", given: Given) -> Found | None:
    window = given.published.windows.get(row.cohort)
    found = entered_day(given.entered, "registration", row)
    if found is None and window and window.closes:
        found = Found(window.closes.day, "The last day of registration with DfE.", window.closes.source)
    return found


def _application_closes(row: "ApplicationRow", given: Given, apply_by: date | None) -> Found | None:
    own = [each for each in given.entered if each.application_id == row.id]
    if found := entered_day(own, "application", row):
        return found
    if apply_by is not None:
        return Found(apply_by, "Typed for the letter.")
    if found := entered_day(given.entered, "application", row):
        return found
    closing = given.published.closings.get((row.standing.provider, row.cohort))
    return Found(closing.day, "The provider’s closing date.", closing.source) if closing else None


def _of(
    row: "ApplicationRow",
    kind: Kind,
    say: str,
    found: Found | None,
    *,
    month: date | None = None,
    until: date | None = None,
    roughly: str = "",
    source: Source | None = None,
    when: date | None = None,
    part: str = "",
    ask: str = "",
    to_do: bool = True,
) -> Deadline:
    """A deadline of an application; `when` and `part` tell it from another of the kind by its key, `ask` says why the
    day is not known where none is found."""
    provider = row.standing.provider
    about = " · ".join(part for part in (row.course_words, row.cohort_words, provider) if part)
    return Deadline(
        key=":".join(filter(None, (kind, str(row.id), when.isoformat() if when else "", part))),
        kind=kind,
        say=say,
        day=found.day if found else None,
        month=month,
        until=until,
        roughly=roughly,
        about=about,
        why=found.why if found else _not_known(kind, ask),
        source=(found.source if found else None) or source,
        people=(Who(row.person_id, row.name),),
        urns=(row.urn,) if row.urn else (),
        workplace=row.workplace,
        cohort=row.cohort,
        course=row.course,
        provider=provider,
        application_id=row.id,
        own_id=found.own_id if found else None,
        to_do=to_do,
    )


def _not_known(kind: Kind, ask: str) -> str:
    """Why a day is not known, and what to do about it."""
    return f"{ask}. {_ASK}" if ask and kind in ENTERED else f"{ask}." if ask else ""
