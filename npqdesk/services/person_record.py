"""All that is kept of one colleague, in one piece: posts over time, NPQs, enquiries, applications, letters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.applications import ApplicationRow, applications, cohort_words, course_words
from npqdesk.services.enquiry_table import EnquiryLine, enquiry_lines
from npqdesk.services.kept_letters import KeptLetterRow, kept_letters
from npqdesk.services.own_schools import workplace_names
from npqdesk.services.people import found_person
from npqdesk.services.undo import act
from npqdesk.store.tables import Enquiry, Person
from npqdesk.store.work_and_study import FUNDED, STUDY_OUTCOMES, EarlierNpq, Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

OUTCOMES = {
    "passed": "Passed",
    "failed": "Not passed",
    "withdrawn": "Withdrawn",
    "deferred": "Deferred",
    "under_way": "Under way",
    "not_known": "Not known",
}
FUNDING = {"yes": "Funded by DfE", "no": "Not funded", "not_known": "Funding not known"}


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a workplace; `number` is None for the post of now.  `workplace` is in words."""

    number: int | None
    role: str
    urn: str
    workplace: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Npq:
    """An NPQ held or begun before; `number` is None for one that is told by an application.  Ids, not words."""

    number: int | None
    course: str
    cohort: str
    provider: str
    outcome: str
    funded: str
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person with everything.  `posts` has those that go on first, the one of now at the top; blanks are unknown.

    Never shown by `repr`."""

    id: int
    title: str = field(repr=False)
    name: str = field(repr=False)
    role: str = field(repr=False)
    urn: str = field(repr=False)
    workplace: str = field(repr=False)
    since: date | None = field(repr=False)
    trn: str = field(repr=False)
    date_of_birth: date | None = field(repr=False)
    email: str = field(repr=False)
    address: str = field(repr=False)
    notes: str = field(repr=False)
    left_on: date | None = field(repr=False)
    posts: tuple[Post, ...] = field(repr=False)
    npqs: tuple[Npq, ...] = field(repr=False)
    enquiries: tuple[EnquiryLine, ...] = field(repr=False)
    applications: tuple[ApplicationRow, ...] = field(repr=False)
    letters: tuple[KeptLetterRow, ...] = field(repr=False)


def person_record(desk: "Desk", person_id: int) -> PersonRecord:
    """All that is kept of a person.  Problem when there is none of that number."""
    with desk.store.reading() as session:
        person = found_person(session, person_id)
        posts, npqs = _posts(session, person), _earlier(session, person_id)
        asked = frozenset(session.scalars(select(Enquiry.id).where(Enquiry.person_id == person_id)))
    applied = applications(desk, person_id=person_id)
    return PersonRecord(
        id=person.id,
        title=person.title,
        name=person.name,
        role=person.role,
        urn=person.urn,
        workplace=posts[0].workplace,
        since=person.since,
        trn=person.trn,
        date_of_birth=person.date_of_birth,
        email=person.email,
        address=person.address,
        notes=person.notes,
        left_on=person.left_on,
        posts=posts,
        npqs=(*npqs, *(_told(each) for each in applied if each.standing.started is not None)),
        enquiries=tuple(line for line in enquiry_lines(desk) if line.enquiry.id in asked) if asked else (),
        applications=applied,
        letters=tuple(row for row in kept_letters(desk) if row.enquiry_id in asked) if asked else (),
    )


def npq_words(desk: "Desk", npq: Npq) -> str:
    """ "Senior leadership, autumn 2023"."""
    parts = (course_words(desk.vocabulary, npq.course), cohort_words(desk.vocabulary, npq.cohort))
    return ", ".join(part for part in parts if part)


def save_post(desk: "Desk", person_id: int, post: Post) -> None:
    """Keep a post of a person's history; one without a number is new.  Problem when it says nothing or ends first."""
    if not (post.role or post.urn or post.workplace):
        raise _wrong("Enter a role or a workplace")
    if post.since and post.until and post.until < post.since:
        raise _wrong("Enter an end that is after the beginning")
    said = {"role": post.role, "urn": post.urn, "workplace": "" if post.urn else post.workplace}
    with act(desk, "change a post" if post.number else "add a post") as session:
        found_person(session, person_id)
        row = session.get_one(Employment, post.number) if post.number else Employment(person_id=person_id)
        _write(session, row, {**said, "since": post.since, "until": post.until})


def save_npq(desk: "Desk", person_id: int, npq: Npq) -> None:
    """Keep an NPQ held or begun before; one without a number is new.  Problem for no course, or a word not known."""
    if npq.course not in desk.vocabulary.courses:
        raise _wrong("Choose the NPQ")
    if npq.outcome not in STUDY_OUTCOMES or npq.funded not in FUNDED:
        raise _wrong("Choose how it ended, and whether DfE paid")
    if npq.cohort and desk.vocabulary.cohort(npq.cohort) is None:
        raise _wrong("Choose a start from the list")
    said = {name: getattr(npq, name) for name in ("course", "cohort", "provider", "outcome", "funded", "ended")}
    with act(desk, "change an earlier NPQ" if npq.number else "add an earlier NPQ") as session:
        found_person(session, person_id)
        _write(
            session, session.get_one(EarlierNpq, npq.number) if npq.number else EarlierNpq(person_id=person_id), said
        )


def remove_post(desk: "Desk", number: int) -> None:
    """Take a post out of a person's history."""
    with act(desk, "remove a post") as session:
        session.delete(session.get_one(Employment, number))


def remove_npq(desk: "Desk", number: int) -> None:
    """Take an earlier NPQ off a person's record."""
    with act(desk, "remove an earlier NPQ") as session:
        session.delete(session.get_one(EarlierNpq, number))


def _write(session: Session, row: Employment | EarlierNpq, said: dict[str, object]) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    session.add(row)


def _posts(session: Session, person: Person) -> tuple[Post, ...]:
    """The post of now, others that go on, then those that ended, the latest first."""
    rows = session.scalars(select(Employment).where(Employment.person_id == person.id)).all()
    names = workplace_names(session, {person.urn, *(row.urn for row in rows)} - {""})
    now = Post(None, person.role, person.urn, names.get(person.urn, ""), person.since, person.left_on)
    others = [
        Post(row.id, row.role, row.urn, names.get(row.urn, row.workplace), row.since, row.until)
        for row in sorted(rows, key=lambda row: (row.until or date.max, row.since or date.min, row.id), reverse=True)
    ]
    return now, *others


def _earlier(session: Session, person_id: int) -> tuple[Npq, ...]:
    rows: Iterable[EarlierNpq] = session.scalars(
        select(EarlierNpq).where(EarlierNpq.person_id == person_id).order_by(EarlierNpq.id)
    )
    return tuple(Npq(row.id, row.course, row.cohort, row.provider, row.outcome, row.funded, row.ended) for row in rows)


def _told(row: ApplicationRow) -> Npq:
    """An NPQ that an application tells of."""
    now = row.standing
    stages = {"started": "under_way", "deferred": "deferred"}
    outcome = stages.get(now.stage, now.stage)
    return Npq(None, row.course, row.cohort, now.provider, outcome, "yes" if now.funding_spent else "no", now.ended)


def _wrong(message: str) -> Problem:
    return Problem("There is a problem", f"{message}.", "Correct it, then try again. Nothing was lost.")
