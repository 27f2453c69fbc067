"""Who would pay for the courses of a recommendation, told beside it and never changing its order.

The funding enquiry is walked to its end with what the guide was told, what the staff record says and, for a name alone,
the only school of this office; that a course was not funded before is taken for granted until somebody says otherwise;
what is left is passed as not known."""

from collections.abc import Iterator
from dataclasses import dataclass

from npqdesk.choosing.guide import Choice
from npqdesk.enquiry.answers import Answers
from npqdesk.rules.conditions import Facts
from npqdesk.rules.decide import decide
from npqdesk.rules.facts import Course
from npqdesk.services.answer import SourceLink, answer
from npqdesk.services.courses import catalogue
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import EnquiryState, begin_enquiry, put_answers
from npqdesk.services.fees import cost
from npqdesk.services.funded_before import FACT as ONCE
from npqdesk.services.funded_before import funded_places
from npqdesk.services.guide import guide, guide_vocabulary
from npqdesk.services.matrix.answering import setting_of
from npqdesk.services.own_workplaces import own_workplaces
from npqdesk.services.replay import on_record, policies_of, replay
from npqdesk.services.schools import School, school
from npqdesk.store.choosing import Choosing
from npqdesk.store.tables import Person

BARRED = "That is about the money alone: a test of entry to this course is not met."
_SETTLED, _REFUSED = ("funded", "undecided"), ("not_funded", "no_policy")
_STATE_SCHOOL = {
    "in_england": "yes",
    "work_setting": "a_school",
    "workplace_kind": "school",
    "establishment_type": "1",
    "on_rise_list": "no",
}
"""A community school, as an example of those that every edition takes for state-funded."""
_AT_A_SCHOOL: dict[tuple[str, ...], str] = {
    ("funded", "funded"): "Eligible at any state-funded school in England. Elsewhere it hangs on the workplace.",
    ("funded", "not_funded"): "Eligible at a state-funded school that is on a list of this start; not at others.",
    ("not_funded", "not_funded"): "Not eligible at a state-funded school.",
}
_HEADSHIP = {
    "completed_before": "completed_npqh",
    "completed_after": "completed_npqh",
    "studying": "studying_npqh",
    "will_start": "will_start_npqh",
    "none": "none",
}


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Who would pay for a course, as far as is known: an outcome of the funding rules, and a sentence; `why` the course
    comes next to the one recommended; `entry` that money alone does not open it."""

    course: Course
    outcome: str
    say: str
    cost: str = ""
    cost_sources: tuple[SourceLink, ...] = ()
    why: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceFunding:
    """Who would pay for the course recommended and for its runner-up; `workplace` is the school that it is told for,
    empty where none is known.  `alternative` is the nearest course that fits and would be funded, where the one
    recommended would not; `none_funded`: none of those that fit would be."""

    rows: tuple[FundingRow, ...]
    workplace: str = ""
    alternative: FundingRow | None = None
    none_funded: bool = False


def funding_of_choice(desk: Desk, state: EnquiryState, choice: Choice) -> ChoiceFunding:
    """Who would pay, by the funding rules, on all that is known."""
    facts = state.route.facts
    if choice.advice is None or "cohort" not in facts:
        return ChoiceFunding(())
    walk = _Walk(desk, state)
    rows = tuple(walk.row(course) for course in _shown(choice))
    if not choice.course or rows[0].outcome in _SETTLED:
        return ChoiceFunding(rows, walk.workplace)
    others = [walk.row(each.course, why=each.say) for each in guide().next_to(choice.advice, facts)]
    found = next((row for row in others if row.outcome == "funded"), None)
    none_funded = all(row.outcome in _REFUSED for row in (rows[0], *others))
    return ChoiceFunding(rows, walk.workplace, found, none_funded=none_funded)


def carry_over(desk: Desk, state: EnquiryState, course: str) -> int:
    """Begin the funding enquiry for a course with the answers of the guide that it asks for too; its number."""
    person = _person(desk, state)
    begun = begin_enquiry(desk, person_id=person.id) if person else begin_enquiry(desk, name=state.name)
    put_answers(desk, begun.id, {**begun.answers, **carried(state.route.facts, course)})
    return begun.id


def carried(facts: Facts, course: str) -> dict[str, str]:
    """The answers of a funding enquiry that those of the guide settle."""
    answers = {"course": course}
    for name in ("cohort", "mastery", "new_headteacher", "senco_since"):
        if name in facts:
            answers[name] = str(facts[name])
    headship, before = str(facts.get("headship_npq", "")), str(facts.get("coaching_before", ""))
    if headship in _HEADSHIP:
        answers["npqh_status"] = _HEADSHIP[headship]
    if headship in ("completed_before", "completed_after"):
        answers["npqh_before_headship"] = "yes" if headship == "completed_before" else "no"
    if before:
        answers["left_coaching"] = "yes" if before == "left" else "no"
    duty = str(facts.get("senco_duty", ""))
    if duty:
        answers["senco_role"] = duty if duty in ("planned", "no") else "yes"
    history = guide().history(course, facts)
    if history is not None and history.id in ("never", "left", "paid", "legacy"):
        answers[f"{ONCE}@{course}"] = "yes" if history.spent else "no"
    return answers


class _Walk:
    """One choice, asked about course after course."""

    def __init__(self, desk: Desk, state: EnquiryState) -> None:
        self._desk, self._state = desk, state
        person = _person(desk, state)
        elsewhere = person is not None or state.route.facts.get("state_school") == "no"
        at = school(desk, person.urn) if person and person.urn else None if elsewhere else _only_school(desk)
        self.workplace = at.name if at else ""
        self._setting = setting_of(at)
        self._record = on_record(state.name, at.urn if at else "")
        self._funded = funded_places(desk, person.id).get(person.id, ()) if person else ()

    def row(self, course: str, *, why: str = "") -> FundingRow:
        """Who would pay for one course."""
        told = {"name": self._state.name, **self._setting, f"{ONCE}@{course}": "no"}
        told |= carried(self._state.route.facts, course)
        way = replay(self._desk, Answers(told), self._record, funded=self._funded, pass_over=True)
        given = answer(self._desk, way.facts, names=self._state.names)
        outcome, say = str(given.decision.outcome), given.headline
        if outcome == "undecided":
            say = self._in_words_of_what_is_missing(way.facts, [row.label for row in given.missing])
        if not catalogue().courses[course].offered_in(str(self._state.route.facts["cohort"])):
            outcome, say = "no_policy", "This course is not among those of that start."
        asked = cost(self._desk, course) if outcome != "funded" else None
        links = tuple(dict.fromkeys(row.source for row in asked.rows)) if asked else ()
        price = f"{asked.said}, {asked.asked}" if asked else ""
        return FundingRow(
            guide_vocabulary().courses[course], outcome, say, price, links, why, self._entry(course, outcome)
        )

    def _entry(self, course: str, outcome: str) -> str:
        """That a test of entry is not met, where the money alone may look like a yes."""
        tests = guide().criteria_of(course, self._state.route.facts)
        barred = outcome not in _REFUSED and any(standing == "not_met" for _, standing in tests)
        return BARRED if barred else ""

    def _in_words_of_what_is_missing(self, facts: Facts, labels: list[str]) -> str:
        if self.workplace:
            return f"Not known yet: it hangs on {_listed(labels)}."
        policy = policies_of(self._desk)(str(facts.get("cohort", "")))
        cases = [{**_STATE_SCHOOL, "on_pp50_schools_list": listed, **facts} for listed in ("yes", "no")]
        settled = [decide(policy, self._desk.vocabulary.settle(case)).outcome for case in cases] if policy else []
        return _AT_A_SCHOOL.get(tuple(settled), "It hangs on the workplace, which the funding enquiry asks for.")


def _shown(choice: Choice) -> Iterator[str]:
    if choice.course:
        yield choice.course
    if choice.then is not None and choice.then.course != choice.course:
        yield choice.then.course


def _person(desk: Desk, state: EnquiryState) -> Person | None:
    """The colleague on the staff record whom it is about, while they are there."""
    with desk.store.reading() as session:
        row = session.get(Choosing, state.id)
        number = row.person_id if row else None
        person = session.get(Person, number) if number is not None else None
    return person if person and person.removed_at is None else None


def _only_school(desk: Desk) -> School | None:
    ours = own_workplaces(desk)
    return ours[0] if len(ours) == 1 else None


def _listed(labels: list[str]) -> str:
    """The labels in one sentence: "the work setting and the workplace"."""
    words = [label[:1].lower() + label[1:] if label[1:2].islower() else label for label in labels] or ["the workplace"]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
