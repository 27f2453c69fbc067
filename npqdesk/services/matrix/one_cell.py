"""One cell of the matrix told: why, what is missing, what was taken for granted; and beginning an enquiry from it.

The answer is that of the enquiry page to the same facts, worked out afresh for the person."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from npqdesk.enquiry.wording import names_of
from npqdesk.problem import Problem
from npqdesk.rules.facts import Course
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.answer import Answer, answer
from npqdesk.services.applications import eligibility
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.funded_before import FACT as ONCE
from npqdesk.services.matrix.answering import Answering, CellCase
from npqdesk.services.matrix.cells import Cell
from npqdesk.services.matrix.colleagues import Colleague, Study, at_school, colleagues
from npqdesk.services.unverified import unverified
from npqdesk.services.wording import OUTCOMES

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_GRANTED = {
    ONCE: "no earlier funded place, since the staff record and the applications tell of none",
    "work_setting": "the setting that goes with this type of workplace",
}


@dataclass(frozen=True, slots=True)
class CellTold:
    """A cell in sentences.  `because` are the reasons, and that a workplace is unverified; `missing` what is not known
    and who can say it, `granted` what was taken for granted, `eligible_for` the other courses in words.

    `standing` says how far the person is already and `answer` what the rules say; `enquiry_id`, `application_id`,
    `determination_id` are those that there are; `kept` says what was kept, where the answer of now is another one."""

    person_id: int
    name: str = field(repr=False)
    course: Course
    cohort: str
    cell: Cell
    answer: Answer = field(repr=False)
    because: tuple[str, ...] = field(repr=False)
    missing: tuple[str, ...] = field(repr=False)
    granted: tuple[str, ...]
    eligible_for: tuple[str, ...]
    standing: str = ""
    kept: str = ""
    enquiry_id: int | None = None
    application_id: int | None = None
    determination_id: int | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the enquiry of this cell has an answer that was kept."""
        return self.enquiry_id is not None and self.determination_id is not None

    @property
    def title(self) -> str:
        """ "Amara Okafor, Leading primary mathematics: not eligible"."""
        head = self.cell.says.partition(":")[0]
        return f"{self.name}, {self.course.name}: {head}"


def cell_told(desk: "Desk", person_id: int, course: str, cohort: str, *, urn: str = "") -> CellTold:
    """One cell, asked about at the school of the record, or at another one that somebody serves.

    Problem when the person is not on the staff record any more, or the start has no such course."""
    one, answering = _found(desk, person_id, course, cohort, urn)
    cells = answering.row(one)
    place = [each.id for each in answering.courses].index(course)
    case, way = answering.case(one, course), answering.way(one, course)
    told = answer(desk, way.facts, names=names_of(desk.vocabulary, way.known))
    study, by_hand = one.studies.get(course), unverified(desk.vocabulary, way.known)
    with desk.store.reading() as session:
        determination_id, kept = eligibility(session, one.id).get((one.id, course, cohort), (None, ""))
    differs = bool(kept) and kept != told.decision.outcome
    return CellTold(
        person_id=one.id,
        name=one.name,
        course=answering.courses[place],
        cohort=cohort,
        cell=cells[place],
        answer=told,
        because=(*(reason.fact for reason in (told.bars or told.reasons)), *((by_hand.say,) if by_hand else ())),
        missing=tuple(_missing(one, told)),
        granted=tuple(_granted(one, case)),
        eligible_for=tuple(
            each.name
            for each, cell in zip(answering.courses, cells, strict=True)
            if cell.kind == "eligible" and each.id != course
        ),
        standing=_sentence(study),
        kept=f"The answer that was kept says “{OUTCOMES[kept]}”." if differs and kept else "",
        enquiry_id=case.enquiry.id if case.enquiry else None,
        application_id=study.application_id if study else None,
        determination_id=determination_id,
    )


def begin_from_cell(desk: "Desk", person_id: int, course: str, cohort: str, *, urn: str = "") -> int:
    """The number of the enquiry about this course and start: the one that there is, else a new one with everything
    carried over that the records and other enquiries say.  What was only taken for granted of the person is asked."""
    one, answering = _found(desk, person_id, course, cohort, urn)
    case = answering.case(one, course)
    if case.enquiry is not None:
        return case.enquiry.id
    asked = {key for key in case.granted if key.startswith(ONCE)}
    carried = {key: text for key, text in case.answers.items() if key not in asked}
    if urn and urn != one.serves[0]:
        carried["workplace"] = urn
    begun = begin_enquiry(desk, person_id=person_id)
    put_answers(desk, begun.id, carried)
    return begun.id


def _found(desk: "Desk", person_id: int, course: str, cohort: str, urn: str) -> tuple[Colleague, Answering]:
    policy, staff = desk.policy_for(cohort), colleagues(desk, cohort, person_id=person_id)
    if isinstance(policy, NoPolicy):
        raise Problem("There is no published policy for this start", policy.say, policy.next_step)
    if not staff:
        raise Problem(
            "This person is not on the staff record",
            "They were removed or made one with another record.",
            "Choose somebody else, or undo the removal.",
        )
    one = at_school(staff[0], urn) if urn in staff[0].serves else staff[0]
    answering = Answering(desk, policy, cohort, {one.urn})
    if course not in {each.id for each in answering.courses}:
        raise Problem("This start has no such course", f"“{course}” cannot be started then.", "Choose another course.")
    return one, answering


def _missing(one: Colleague, told: Answer) -> Iterator[str]:
    if not one.urn and "work_setting" in told.decision.needed:
        yield "The workplace: the staff record names none."
    for each in told.missing:
        if each.fact in told.decision.needed:
            yield f"{each.label}: {each.who} can say."


def _granted(one: Colleague, case: CellCase) -> Iterator[str]:
    if len(one.serves) > 1 and case.enquiry is None:
        yield "one school of several that are served: choose another at the foot of the sidebar"
    for key in sorted(case.granted):
        if said := _GRANTED.get(key.partition("@")[0]):
            yield said


def _sentence(study: Study | None) -> str:
    """ "In progress: waiting list, autumn 2026."."""
    says = study.cell.says if study else ""
    return f"{says[:1].upper()}{says[1:]}." if says else ""
