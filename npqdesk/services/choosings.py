"""The guide as it was answered for colleagues: begun, answered one question at a time, put aside, taken up again.

As with an enquiry, every answer is one transaction, on disk before the next question shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.enquiry.answers import Answers, half_typed_key
from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.enquiry.route import answer_key, route
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import (
    EnquiryState,
    QuestionPage,
    begun_for,
    checked,
    gone,
    put_into,
    question_page,
    state_of,
)
from npqdesk.services.guide import (
    counted_years,
    guide,
    guide_questions,
    guide_vocabulary,
    needed_for_choice,
    studied_before,
)
from npqdesk.services.person_record import person_record
from npqdesk.services.replay import policies_of
from npqdesk.services.undo import act
from npqdesk.store.choosing import Choosing
from npqdesk.store.tables import Person


@dataclass(frozen=True, slots=True)
class ChoosingRow:
    """One choice in a list of them; `course` is what is recommended, in words, empty while it is open."""

    id: int
    name: str
    person_id: int | None
    course: str
    cohort: str
    complete: bool
    changed_at: datetime


def begin_choosing(desk: Desk, *, name: str = "", person_id: int | None = None) -> EnquiryState:
    """A new choice, for someone on the staff record or for a name.  Problem when the name cannot be taken."""
    answers = {"name": checked(desk, guide_questions(), "name", name)} if name else {}
    with act(desk, "begin a choice of course") as session:
        row = Choosing(**begun_for(session, person_id, answers, desk.now()))
        session.add(row)
        session.flush()
        choosing_id = row.id
    return choosing_state(desk, choosing_id)


def choosing_state(desk: Desk, choosing_id: int) -> EnquiryState:
    """How a choice stands now.  Problem when there is none of that number."""
    with desk.store.reading() as session:
        row = _choosing(session, choosing_id)
        person = session.get(Person, row.person_id) if row.person_id is not None else None
    record: dict[str, KnownFact] = {}
    if person is not None and person.removed_at is None:
        record = {"name": KnownFact(person.name, "record", "Staff record")}
        record |= studied_before(person_record(desk, person.id).npqs)
    return _standing(desk, row, record)


def unkept_choice(desk: Desk, name: str, given: Mapping[str, str]) -> EnquiryState:
    """How a choice with these answers, by their facts, would stand; nothing of it is kept.

    Each fact is one that a question of the guide asks.  Problem where an answer cannot be taken."""
    questions, now = guide_questions(), desk.now()
    answers = {"name": checked(desk, questions, "name", name)}
    for fact, text in given.items():
        question = questions.about_fact(fact, given)
        assert question is not None, f"no question asks for {fact}"
        try:
            answers[question.id] = checked(desk, questions, question.id, text, given)
        except Problem as problem:
            raise Problem(problem.title, f"{fact}={text}: {problem.what_happened}", problem.what_to_do) from problem
    row = Choosing(id=0, person_id=None, name=name, answers=answers, started_at=now, changed_at=now, removed_at=None)
    return _standing(desk, row, {})


def _standing(desk: Desk, row: Choosing, record: Known) -> EnquiryState:
    questions = guide_questions()
    way = route(
        policies_of(desk),
        questions,
        Answers(row.answers),
        record,
        look_up=partial(counted_years, desk.today()),
        needed=needed_for_choice,
    )
    return state_of(row, way, questions)


def choosing_page(desk: Desk, state: EnquiryState, question_id: str) -> QuestionPage:
    """A question of the guide as it is to be shown."""
    return question_page(desk, state, question_id, questions=guide_questions())


def still_possible(state: EnquiryState) -> tuple[str, ...]:
    """The courses that can still be recommended, by short name; "no NPQ" last where it is among them."""
    courses = guide_vocabulary().courses
    found = guide().possible(state.route.facts)
    return tuple(courses[course].short if course in courses else "no NPQ" for course in found)


def save_choosing_answer(desk: Desk, choosing_id: int, question_id: str, text: str) -> EnquiryState:
    """Keep an answer at once.  Problem, with the message for the field, when it cannot be taken."""
    state = choosing_state(desk, choosing_id)
    text = checked(desk, guide_questions(), question_id, text, state.route.facts)
    key = answer_key(guide_questions(), state.route, question_id)
    answers = Answers(state.answers).with_answer(key, text).without(half_typed_key(question_id))
    return put_choosing_answers(desk, choosing_id, answers.as_json(), was=state.answers)


def put_choosing_answers(
    desk: Desk, choosing_id: int, answers: Mapping[str, str], *, was: Mapping[str, str] | None = None
) -> EnquiryState:
    """Set all answers of a choice, or those that differ from what they were."""
    with act(desk, "change an answer") as session:
        put_into(session, _choosing(session, choosing_id), answers, was, desk.now())
    return choosing_state(desk, choosing_id)


def keep_half_chosen(desk: Desk, choosing_id: int, question_id: str, text: str) -> None:
    """Keep what stands in the field of a question and is no answer yet; an empty text forgets what was kept."""
    key = half_typed_key(question_id)
    with desk.store.writing() as session:
        row = session.get(Choosing, choosing_id)
        if row is not None and row.answers.get(key, "") != text:
            answers = Answers(row.answers).without(key)
            row.answers = (answers.with_answer(key, text) if text else answers).as_json()


def choosings(desk: Desk, *, person_id: int | None = None) -> tuple[ChoosingRow, ...]:
    """Every choice that was not removed, the one changed last first; of one person only, if named."""
    wanted = select(Choosing.id).where(Choosing.removed_at.is_(None))
    if person_id is not None:
        wanted = wanted.where(Choosing.person_id == person_id)
    with desk.store.reading() as session:
        found = tuple(session.scalars(wanted.order_by(Choosing.changed_at.desc(), Choosing.id.desc())))
        people = {row.id: row.person_id for row in session.scalars(select(Choosing).where(Choosing.id.in_(found)))}
    return tuple(_row(choosing_state(desk, each), people[each]) for each in found)


def remove_choosing(desk: Desk, choosing_id: int) -> None:
    """Take a choice out of the list; undoing brings it back."""
    with act(desk, "remove a choice of course") as session:
        _choosing(session, choosing_id).removed_at = desk.now()


def _row(state: EnquiryState, person_id: int | None) -> ChoosingRow:
    words = guide_vocabulary()
    choice = guide().choose(state.route.facts)
    cohort = words.cohort(str(state.route.facts.get("cohort", "")))
    course = words.courses[choice.course].full_name if choice.course else "No NPQ" if choice.advice else ""
    complete = state.route.complete
    return ChoosingRow(
        state.id,
        state.name,
        person_id,
        course if complete else "",
        cohort.words if cohort else "",
        complete,
        state.changed_at,
    )


def _choosing(session: Session, choosing_id: int) -> Choosing:
    row = session.get(Choosing, choosing_id)
    if row is None:
        raise gone("This choice is not in the records")
    return row
