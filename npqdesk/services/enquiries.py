"""The enquiries of the office: begun, answered one question at a time, put aside, taken up again, removed and restored.

Every answer is one transaction, on disk before the next question shows, so neither closing the window nor a power cut
loses it.  What registers and lists say is looked up afresh each time and never stored with the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from npqdesk.enquiry.answers import AnswerError, Answers, half_typed_key, read_answer
from npqdesk.enquiry.check_answers import CheckRow, check_rows
from npqdesk.enquiry.options import options_of
from npqdesk.enquiry.questions import Option, Question, Questions
from npqdesk.enquiry.route import LOOKED_UP, Route, answer_key, back, progress
from npqdesk.enquiry.still_open import StillOpen, still_open
from npqdesk.enquiry.wording import names, option_in_words, wording
from npqdesk.problem import Problem
from npqdesk.rules.conditions import Facts
from npqdesk.rules.facts import fill
from npqdesk.services.desk import Desk
from npqdesk.services.funded_before import funded_places
from npqdesk.services.pupil_premium import school_pupils
from npqdesk.services.replay import on_record, policies_of, replay
from npqdesk.services.undo import act
from npqdesk.store.choosing import Choosing
from npqdesk.store.tables import Enquiry, Person


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """An enquiry in a list of them; `course` and `cohort` in words, empty while not answered."""

    id: int
    name: str
    state: Literal["draft", "answered"]
    course: str
    cohort: str
    started_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class EnquiryState:
    """An enquiry as it stands: its answers, where the route has come to, the rows of the check, and words for names."""

    id: int
    name: str
    state: Literal["draft", "answered"]
    answers: Mapping[str, str]
    route: Route
    rows: tuple[CheckRow, ...]
    names: Mapping[str, str]
    started_at: datetime
    changed_at: datetime
    removed: bool = False


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question ready to show: wording filled in, what can be chosen, what was answered, where it stands.

    `text` is the answer so far or what is known instead, empty where there is none; `back` is empty on the first."""

    question: Question
    wording: str
    hint: str
    why: str
    options: tuple[Option, ...]
    text: str
    number: int
    about: int
    back: str
    still_open: StillOpen | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A colleague on the staff record."""

    id: int
    name: str
    title: str
    role: str
    urn: str


def begin_enquiry(desk: Desk, *, name: str = "", person_id: int | None = None) -> EnquiryState:
    """A new enquiry, for someone on the staff record or for a name; with neither, the name is the first question.

    Raises Problem when the name cannot be taken or the person is not there."""
    answers = {"name": checked(desk, desk.rulebook.questions, "name", name)} if name else {}
    with act(desk, "begin an enquiry") as session:
        begun = begun_for(session, person_id, answers, desk.now())
        enquiry = Enquiry(**begun, state="draft")
        session.add(enquiry)
        session.flush()
        enquiry_id = enquiry.id
    return enquiry_state(desk, enquiry_id)


def enquiry_state(desk: Desk, enquiry_id: int) -> EnquiryState:
    """How an enquiry stands now.  Raises Problem when there is none of that number."""
    with desk.store.reading() as session:
        enquiry = _enquiry(session, enquiry_id)
        person = session.get(Person, enquiry.person_id) if enquiry.person_id is not None else None
    record = on_record(person.name, person.urn) if person else {}
    funded = funded_places(desk, person.id).get(person.id, ()) if person else ()
    way = replay(desk, Answers(enquiry.answers), record, funded=funded)
    return state_of(enquiry, way, desk.rulebook.questions, "draft" if enquiry.state == "draft" else "answered")


def question_page(
    desk: Desk, state: EnquiryState, question_id: str, *, questions: Questions | None = None
) -> QuestionPage:
    """A question as it is to be shown: the current one, one on the path, or one to challenge.

    `questions` are those of another way of asking, such as the guide to courses; else the enquiry's."""
    questions = questions or desk.rulebook.questions
    question, way = questions[question_id], state.route
    number, about = progress(way, question_id)
    known = way.known.get(question.fact)
    options = options_of(question, questions, policies_of(desk), way.facts)
    return QuestionPage(
        question=question,
        wording=wording(question, state.names),
        hint=" ".join(part for part in (fill(question.hint, state.names), _beside(desk, question, way)) if part),
        why=fill(question.why, state.names),
        options=tuple(option_in_words(option, state.names) for option in options),
        text=way.given.get(question_id, str(known.value) if known else ""),
        number=number,
        about=about,
        back=back(way, question_id),
        still_open=still_open(way, question),
    )


def save_answer(desk: Desk, enquiry_id: int, question_id: str, text: str) -> EnquiryState:
    """Keep an answer at once and say how the enquiry then stands.

    For a fact that the register or a list gave, it is kept as a challenge of that.  Raises Problem, with the message
    for the field as `what_happened`, when the answer cannot be taken; nothing is then changed."""
    state = enquiry_state(desk, enquiry_id)
    text = checked(desk, desk.rulebook.questions, question_id, text, state.route.facts)
    key = answer_key(desk.rulebook.questions, state.route, question_id)
    answers = Answers(state.answers).with_answer(key, text).without(half_typed_key(question_id))
    return put_answers(desk, enquiry_id, answers.as_json(), was=state.answers)


def take_back(desk: Desk, enquiry_id: int, question_id: str) -> EnquiryState:
    """Withdraw an answer, or a challenge, so that what the records say stands again."""
    state = enquiry_state(desk, enquiry_id)
    key = answer_key(desk.rulebook.questions, state.route, question_id)
    return put_answers(desk, enquiry_id, Answers(state.answers).without(key).as_json(), was=state.answers)


def put_answers(
    desk: Desk, enquiry_id: int, answers: Mapping[str, str], *, was: Mapping[str, str] | None = None
) -> EnquiryState:
    """Set all answers of an enquiry, or those that differ from what they were: somebody else may have given another
    one in the meantime.  The enquiry is a draft again."""
    with act(desk, "change an answer") as session:
        enquiry = _enquiry(session, enquiry_id)
        if put_into(session, enquiry, answers, was, desk.now()):
            enquiry.state = "draft"
    return enquiry_state(desk, enquiry_id)


def begun_for(session: Session, person_id: int | None, answers: dict[str, str], now: datetime) -> dict[str, Any]:
    """The columns of an enquiry, or of a choice of course, that begins now.  Problem when the person is not there."""
    person = session.get(Person, person_id) if person_id is not None else None
    if person_id is not None and (person is None or person.removed_at is not None):
        raise gone("This person is not on the staff record")
    name = person.name if person else answers.get("name", "")
    dates = {"started_at": now, "changed_at": now, "removed_at": None}
    return {"person_id": person_id, "name": name, "answers": answers, **dates}


def put_into(
    session: Session, row: Enquiry | Choosing, answers: Mapping[str, str], was: Mapping[str, str] | None, now: datetime
) -> bool:
    """Set the answers of a row as `put_answers` has it, and its name by them; whether any is another now."""
    if was is not None and row.answers != was:
        meanwhile = {key: text for key, text in row.answers.items() if key in answers or key not in was}
        answers = meanwhile | {key: text for key, text in answers.items() if was.get(key) != text}
    changes = dict(answers) != row.answers
    if changes:
        row.answers, row.changed_at = dict(answers), now
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    row.name = row.answers.get("name") or (person.name if person else "")
    return changes


def state_of(
    row: Enquiry | Choosing, way: Route, questions: Questions, state: Literal["draft", "answered"] = "draft"
) -> EnquiryState:
    """How a row stands whose answers lead that way."""
    return EnquiryState(
        id=row.id,
        name=row.name,
        state=state,
        answers=dict(row.answers),
        route=way,
        rows=check_rows(questions, way),
        names=names(questions, way),
        started_at=row.started_at,
        changed_at=row.changed_at,
        removed=row.removed_at is not None,
    )


def checked(desk: Desk, questions: Questions, question_id: str, text: str, facts: Facts | None = None) -> str:
    """An answer as it is kept.  Raises Problem, with the message for the field, when it cannot be taken."""
    question = questions[question_id]
    options = options_of(question, questions, policies_of(desk), facts or {})
    try:
        settled = read_answer(question, text, options, questions.vocabulary)
        if question.kind == "month" and str(settled.get(question.fact, "")) > f"{desk.today():%Y-%m}":
            raise AnswerError("Enter a month that has begun")
    except AnswerError as error:
        raise Problem("There is a problem", f"{error}.", "Correct the answer, then go on. Nothing was lost.") from error
    chosen = any(option.value == text for option in options)
    return text if chosen else str(settled[question.fact])


def rename_enquiry(desk: Desk, enquiry_id: int, name: str) -> EnquiryState:
    """Correct the name of the person.  Raises Problem for an empty or endless one."""
    return save_answer(desk, enquiry_id, "name", name)


def enquiries(desk: Desk) -> tuple[EnquiryRow, ...]:
    """Every enquiry that was not removed, the one changed last first."""
    return _rows(desk, select(Enquiry))


def drafts(desk: Desk) -> tuple[EnquiryRow, ...]:
    """The enquiries that were begun and not answered yet, the one changed last first."""
    return _rows(desk, select(Enquiry).where(Enquiry.state == "draft"))


def remove_enquiry(desk: Desk, enquiry_id: int) -> None:
    """Take an enquiry out of the lists.  Its answers, results and letters are kept, and undoing brings it back."""
    with act(desk, "remove an enquiry") as session:
        _enquiry(session, enquiry_id).removed_at = desk.now()


def people(desk: Desk) -> tuple[PersonRow, ...]:
    """Everyone on the staff record, by name."""
    wanted = select(Person.id, Person.name, Person.title, Person.role, Person.urn).where(Person.removed_at.is_(None))
    with desk.store.reading() as session:
        return tuple(PersonRow(*one) for one in session.execute(wanted.order_by(Person.name, Person.id)))


def _rows(desk: Desk, wanted: Select[Enquiry]) -> tuple[EnquiryRow, ...]:
    order = wanted.where(Enquiry.removed_at.is_(None)).order_by(Enquiry.changed_at.desc(), Enquiry.id.desc())
    with desk.store.reading() as session:
        return tuple(_row(desk, enquiry) for enquiry in session.scalars(order))


def _beside(desk: Desk, question: Question, way: Route) -> str:
    """What another source says of a number that the register leaves blank: a hint, never an answer."""
    place, known = way.known.get("workplace"), way.known.get("pupils")
    if (
        question.fact != "pupils"
        or place is None
        or (known and (known.origin in LOOKED_UP or known.against is not None))
    ):
        return ""
    found = school_pupils(desk, str(place.value))
    return f"{found.say}, which is not the register’s number." if found else ""


def _enquiry(session: Session, enquiry_id: int) -> Enquiry:
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        raise gone("This enquiry is not in the records")
    return enquiry


def gone(title: str) -> Problem:
    """What to say of a person, an enquiry or a choice that is not there."""
    return Problem(title, "It may be in other records than the ones that are open.", "Choose another one.")


def _row(desk: Desk, enquiry: Enquiry) -> EnquiryRow:
    course = desk.vocabulary.courses.get(enquiry.answers.get("course", ""))
    cohort = desk.vocabulary.cohort(enquiry.answers.get("cohort", ""))
    return EnquiryRow(
        id=enquiry.id,
        name=enquiry.name,
        state="draft" if enquiry.state == "draft" else "answered",
        course=course.full_name if course else "",
        cohort=cohort.words if cohort else "",
        started_at=enquiry.started_at,
        changed_at=enquiry.changed_at,
    )
