"""All deadlines of the office: what the records, the published dates and the office say, with what was marked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.services.applications import ApplicationRow, applications
from npqdesk.services.days import read_day
from npqdesk.services.deadlines.deadline import Deadline, Mark, State, Who, in_order
from npqdesk.services.deadlines.entered import Entered
from npqdesk.services.deadlines.of_applications import Given, application_deadlines
from npqdesk.services.deadlines.of_grants import grant_deadlines
from npqdesk.services.deadlines.of_staff import COURSE, Holds, Post, SencoPerson, is_senco, senco_deadline
from npqdesk.services.deadlines.of_starts import start_deadlines
from npqdesk.services.deadlines.published import Published, published
from npqdesk.services.own_schools import workplace_names
from npqdesk.services.places import typed_for_letter
from npqdesk.store.dates import DateMark, OwnDate
from npqdesk.store.tables import Determination, Enquiry, EstablishmentRow, Person
from npqdesk.store.work_and_study import EarlierNpq, Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """What is read once for all deadlines.  `typed` are the days by which to apply that were typed for letters, by
    person, course and start; `expected` grants in pounds by kept check; `types` the type of each school by URN;
    `cohorts` the starts that somebody applies to or was checked for."""

    rows: tuple[ApplicationRow, ...]
    entered: tuple[Entered, ...]
    sencos: tuple[SencoPerson, ...]
    typed: Mapping[_Key, date]
    expected: Mapping[int, int]
    types: Mapping[str, str]
    cohorts: frozenset[str]
    names: Mapping[int, str]
    places: Mapping[str, str]


def deadlines(desk: "Desk", *, rows: tuple[ApplicationRow, ...] | None = None) -> tuple[Deadline, ...]:
    """Every deadline there is, by its day, those without one last; what is settled included.

    `rows` are the applications, where they have been read already."""
    records = _read(desk, applications(desk) if rows is None else rows)
    with desk.store.reading() as session:
        marks = {each.key: _mark(each) for each in session.scalars(select(DateMark))}
    today = desk.today()
    found = (replace(each, mark=marks.get(each.key)) for each in _all(desk, records, published(), today))
    return in_order([each for each in found if not each.is_over(today)])


def open_deadlines(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Those of which the office has not said that they are done or not needed."""
    return tuple(each for each in found if not each.is_settled)


def counted(found: Iterable[Deadline], today: date) -> Mapping[State, int]:
    """How many stand how."""
    counts: defaultdict[State, int] = defaultdict(int)
    for each in found:
        counts[each.state(today)] += 1
    return counts


def _all(desk: "Desk", records: Records, dates: Published, today: date) -> Iterator[Deadline]:
    words = desk.vocabulary
    for row in records.rows:
        start = words.cohort(row.cohort)
        given = Given(today, dates, records.entered, start.starts if start else "")
        typed = records.typed.get((row.person_id, row.course, row.cohort))
        yield from application_deadlines(row, words.courses.get(row.course), given, apply_by=typed)
    for one in records.sencos:
        found = senco_deadline(one, dates.senco, today)
        if found is not None:
            yield found
    yield from start_deadlines(records.cohorts, Given(today, dates, records.entered))
    yield from grant_deadlines(records.rows, records.expected, records.types, dates)
    for each in records.entered:
        if each.kind == "own":
            yield _reminder(each, records)


def _reminder(each: Entered, records: Records) -> Deadline:
    whose = (Who(each.person_id, records.names.get(each.person_id, "")),) if each.person_id else ()
    place = records.places.get(each.urn, each.urn)
    return Deadline(
        key=f"own:{each.id}",
        kind="own",
        say=each.title,
        day=each.day,
        about=" · ".join(part for part in (*(who.name for who in whose), place) if part),
        why="Entered by the office.",
        people=whose,
        urns=(each.urn,) if each.urn else (),
        workplace=place,
        own_id=each.id,
        note=each.note,
    )


def _mark(row: DateMark) -> Mark:
    return Mark(cast(Any, row.state), row.until)


def _read(desk: "Desk", rows: tuple[ApplicationRow, ...]) -> Records:
    with desk.store.reading() as session:
        entered = tuple(entered_dates(session))
        checked = [row.determination_id for row in rows if row.determination_id]
        grants = select(Determination.id, Determination.grant_pounds).where(Determination.grant_pounds > 0)
        expected = {number: pounds or 0 for number, pounds in session.execute(grants)} if checked else {}
        sencos = tuple(_sencos(session, rows))
        urns = {row.urn for row in rows if row.urn}
        types = _types(session, urns)
        names = {number: name for number, name in session.execute(select(Person.id, Person.name))}  # noqa: C416
        places = workplace_names(session, {each.urn for each in entered if each.urn})
        asked = session.scalars(select(Determination.cohort).where(Determination.superseded_by.is_(None)).distinct())
        cohorts = frozenset(asked) | {row.cohort for row in rows}
        return Records(rows, entered, sencos, _typed(session), expected, types, cohorts, names, places)


def entered_dates(session: Session, *, but: Collection[str] = ()) -> Iterator[Entered]:
    """Every date that the office entered and has not removed, but for some kinds."""
    wanted = select(OwnDate).where(OwnDate.removed_at.is_(None), OwnDate.kind.not_in(but))
    yield from (_entered(each) for each in session.scalars(wanted))


def _entered(row: OwnDate) -> Entered:
    return Entered(
        row.id,
        row.kind,
        row.day,
        row.title,
        row.note,
        row.person_id,
        row.application_id,
        row.urn,
        row.cohort,
        row.course,
        row.provider,
    )


def _typed(session: Session) -> Mapping[_Key, date]:
    """The day by which to apply, where one was typed for a letter and can be read."""
    wanted = (
        select(Enquiry.person_id, Determination.course, Determination.cohort, Enquiry.answers)
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .where(Determination.superseded_by.is_(None), Enquiry.person_id.is_not(None), Enquiry.removed_at.is_(None))
    )
    found: dict[_Key, date] = {}
    for person_id, course, cohort, answers in session.execute(wanted):
        try:
            found[person_id or 0, course, cohort] = read_day(str(typed_for_letter(answers).get("apply_by", "")))
        except ValueError:
            continue
    return found


def _types(session: Session, urns: set[str]) -> Mapping[str, str]:
    wanted = select(EstablishmentRow.urn, EstablishmentRow.type_code).where(
        EstablishmentRow.urn.in_(urns), EstablishmentRow.until_snapshot_id.is_(None)
    )
    return {urn: code for urn, code in session.execute(wanted)}  # noqa: C416 (rows are no pairs to mypy)


def _sencos(session: Session, rows: Iterable[ApplicationRow]) -> Iterator[SencoPerson]:
    told = _told_since(session)
    people = session.execute(
        select(Person.id, Person.name, Person.urn, Person.role, Person.since, Person.left_on).where(
            Person.removed_at.is_(None)
        )
    ).all()
    posts: defaultdict[int, list[Post]] = defaultdict(list)
    for person_id, role, since, until in session.execute(
        select(Employment.person_id, Employment.role, Employment.since, Employment.until)
    ):
        posts[person_id].append(Post(role, since, until))
    for one in people:
        posts[one.id].append(Post(one.role, one.since))
    wanted = [one for one in people if one.id in told or any(is_senco(post.role) for post in posts[one.id])]
    holds = _holds(session, rows) if wanted else {}
    places, types = (read(session, {one.urn for one in wanted}) for read in (workplace_names, _types))
    for one in wanted:
        yield SencoPerson(
            one.id,
            one.name,
            one.urn,
            places.get(one.urn, one.urn),
            posts[one.id],
            told.get(one.id),
            one.left_on,
            types.get(one.urn, ""),
            holds.get(one.id, ""),
        )


def _holds(session: Session, rows: Iterable[ApplicationRow]) -> Mapping[int, Holds]:
    found: dict[int, Holds] = {}
    outcomes: dict[str, Holds] = {"passed": "passed", "under_way": "on_it", "started": "on_it", "deferred": "on_it"}
    earlier = session.execute(select(EarlierNpq.person_id, EarlierNpq.outcome).where(EarlierNpq.course == COURSE)).all()
    applied = [(row.person_id, row.standing.stage) for row in rows if row.course == COURSE]
    for person_id, outcome in [*earlier, *applied]:
        if found.get(person_id) != "passed":
            found[person_id] = outcomes.get(outcome, found.get(person_id, ""))
    return found


def _told_since(session: Session) -> Mapping[int, date]:
    """The month since which somebody is SENCO, as a kept check says."""
    wanted = (
        select(Enquiry.person_id, Determination.facts)
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .where(
            Determination.course == COURSE,
            Determination.superseded_by.is_(None),
            Enquiry.person_id.is_not(None),
            Enquiry.removed_at.is_(None),
        )
        .order_by(Determination.id)
    )
    found: dict[int, date] = {}
    for person_id, facts in session.execute(wanted):
        is_now = facts.get("senco_role", {}).get("value") == "yes"
        month = str(facts.get("senco_since", {}).get("value", ""))
        if is_now and len(month) == len("2025-09"):
            found[person_id or 0] = date.fromisoformat(f"{month}-01")
    return found
