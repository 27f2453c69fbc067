"""The personal gates: tests of entry, the three years of a SENCO, what an earlier begin of the same NPQ means.

For a case of the guide, for the result of a funding enquiry, and for a person on the staff record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.choosing.clock import HEADSHIP_YEARS, MONTHS_TO_OUTCOME, senco_clock, years_from
from npqdesk.choosing.guide import EARLIER, NONE, Choice, Standing
from npqdesk.rules.conditions import Facts, Value
from npqdesk.services.answer import SourceLink, source_link
from npqdesk.services.courses import StatementRow
from npqdesk.services.deadlines.of_staff import is_senco
from npqdesk.services.guide import as_the_guide_says, guide, guide_vocabulary, studied_before
from npqdesk.services.person_record import Npq, PersonRecord, person_record
from npqdesk.store.choosing import Choosing
from npqdesk.store.tables import Enquiry

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.determine import Result

NOT_MET = "One that is not met stands in the way, whoever pays."
ASKED_TOO = "The scholarship asks for it too."
_COACHING = "npq-early-headship-coaching-offer"
_HEADSHIP = {"studying_npqh": "studying", "will_start_npqh": "will_start", "none": "none"}
_COMPLETED = {"yes": "completed_before", "no": "completed_after"}
_LEFT = {"yes": "left", "no": "never"}


@dataclass(frozen=True, slots=True)
class GateRow:
    """One test of entry and how it stands; `of` names the course, "EHCO: ", where that is not plain."""

    label: str
    standing: Standing
    say: str
    sources: tuple[SourceLink, ...]
    of: str = ""
    scholarship: bool = False


@dataclass(frozen=True, slots=True)
class Gates:
    """What stands between a person and a course besides money."""

    tests: tuple[GateRow, ...]
    clock: StatementRow | None
    history: StatementRow | None

    @property
    def about(self) -> str:
        """What these tests have to do with the money: which of them the scholarship asks for too says so itself."""
        money = "They decide no scholarship."
        if any(each.scholarship for each in self.tests):
            money = "Where the scholarship asks for one too, it says so."
        barred = any(each.standing == "not_met" and not each.scholarship for each in self.tests)
        return f"Tests of entry and duties. {money}{f' {NOT_MET}' if barred else ''}"

    def __bool__(self) -> bool:
        return bool(self.tests) or self.clock is not None or self.history is not None


def gates_of(course: str, facts: Facts, *, named: bool = False) -> tuple[GateRow, ...]:
    """The tests of entry to a course with how they stand, in words; `named`: each says of which course."""
    before = f"{guide_vocabulary().courses[course].short}: " if named else ""
    return tuple(
        GateRow(
            f"{before}{each.label}",
            standing,
            f"{each.say} {ASKED_TOO}" if each.scholarship else each.say,
            guide_links(each.sources),
            before,
            each.scholarship,
        )
        for each, standing in guide().criteria_of(course, facts)
    )


def gates_of_choice(choice: Choice, facts: Facts) -> tuple[GateRow, ...]:
    """Those of the course recommended, of one that they bar, and of a runner-up that could begin now."""
    if choice.advice is None:
        return ()
    others = (choice.advice.tests_of, choice.then.course if choice.then and not choice.then.later else "")
    beside = (gates_of(course, facts, named=True) for course in dict.fromkeys(others) if course)
    return (*gates_of(choice.course, facts), *(gate for gates in beside for gate in gates))


def clock_row(facts: Facts, today: date) -> StatementRow | None:
    """Until when a SENCO has to have the qualification; nothing for anybody else."""
    since = str(facts.get("senco_since", ""))
    duty = facts.get("senco_duty") == "must" or (facts.get("senco_role") == "yes" and "senco_duty" not in facts)
    if not since or not duty:
        return None
    return StatementRow(clock_words(since, today), guide_links(("senco-regulations", "senco-page")))


def years_counted(course: str, facts: Facts, today: date) -> Iterator[StatementRow]:
    """The years that run from a post and matter here: those of a SENCO, and the first five of a headship."""
    clock = clock_row(facts, today)
    if clock is not None:
        yield clock
    since, barred = str(facts.get("head_since", "")), facts.get("new_headteacher") == "no"
    if since and (course in (_COACHING, "npq-headship") or (course == NONE and barred)):
        yield StatementRow(headship_words(since, today), guide_links(("coaching-page", "union-2025")))


def headship_words(since: str, today: date) -> str:
    """When the first five years of a headship are over, by the month in which it began, in a sentence or two."""
    state, ends = years_from(since, HEADSHIP_YEARS, today)
    if state == "run_out":
        return f"The first five years of headship were over in {ends:%B %Y}."
    if state == "this_month":
        return f"The first five years of headship are over this month, {ends:%B %Y}, on the day on which it began."
    return f"The first five years of headship are over in {ends:%B %Y}. The coaching has to begin before."


def clock_words(since: str, today: date) -> str:
    """The same of a month, in a sentence or two."""
    clock = senco_clock(since, today)
    if clock.ends is None or clock.begin_by is None:
        if clock.state == "not_bound":
            return "The post was taken up before 1 September 2009, so the duty to gain the qualification does not hold."
        return "The duty holds for those who became SENCO after 1 September 2009: look up the day."
    ends, begin_by = f"{clock.ends:%B %Y}", f"{clock.begin_by:%B %Y}"
    if clock.state == "run_out":
        return f"The three years ran out in {ends}. Ask the governing body and the lead provider what to do now."
    if clock.state == "this_month":
        return f"The three years run out this month, {ends}, on the day on which the post was taken up three years ago."
    late = (clock.begin_by.year, clock.begin_by.month) < (today.year, today.month)
    then = "a course begun now may end too late: ask the lead provider at once"
    begun = then if late else f"the course has to begin by {begin_by}"
    months = f"With up to {MONTHS_TO_OUTCOME} months until the outcome, {begun}."
    return f"The three years run out in {ends}, three years after the post began. {months}"


def gates_of_result(desk: "Desk", found: "Result") -> Gates:
    """The gates of a funding enquiry: by what it asked, and by what the staff record says of earlier NPQs."""
    facts = dict(found.answer.facts)
    course = str(facts.get("course", ""))
    known = {**_studied(desk, found.enquiry_id), **_in_words_of_the_guide(facts, found.answer.decision.outcome)}
    history = guide().history(course, known)
    told = StatementRow(history.say, guide_links(history.sources)) if history and history.id != "never" else None
    clock = clock_row(facts, desk.today()) if course == "npq-senco" else None
    return Gates(gates_of(course, known), clock, told)


def earlier_words(npq: Npq) -> StatementRow | None:
    """What an NPQ of the staff record means for the money, where that can be said."""
    value = as_the_guide_says(npq)
    if EARLIER.get(npq.course) in ("headship_npq", "coaching_before"):
        value = guide().earlier_value(npq.course, value)
    found = guide().histories.get(value)
    return StatementRow(found.say, guide_links(found.sources)) if found else None


def clock_of_person(desk: "Desk", person: PersonRecord) -> StatementRow | None:
    """The three years of someone who is a SENCO: by the post on the staff record, else by what was answered."""
    if any(npq.course == "npq-senco" and npq.outcome == "passed" for npq in person.npqs):
        return None
    posts = [post.since for post in person.posts if is_senco(post.role) and post.since]
    since = f"{min(posts):%Y-%m}" if posts else _answered_since(desk, person.id)
    return clock_row({"senco_since": since, "senco_duty": "must"}, desk.today()) if since else None


def guide_links(ids: Iterable[str]) -> tuple[SourceLink, ...]:
    """Sources of the guide as links."""
    return tuple(source_link(guide().sources[name]) for name in ids)


def _in_words_of_the_guide(facts: Facts, outcome: str) -> dict[str, Value]:
    """The facts of the funding rules as the tests of entry read them.

    That the headship NPQ is completed does not say whether before the first headship: that is asked besides.  Whoever
    the published rule finds eligible for the coaching offer is employed in a state-funded school."""
    known: dict[str, Value] = {name: facts[name] for name in ("mastery", "new_headteacher") if name in facts}
    status, before = str(facts.get("npqh_status", "")), str(facts.get("npqh_before_headship", ""))
    if (headship := _HEADSHIP.get(status) or _COMPLETED.get(before)) is not None:
        known["headship_npq"] = headship
    if (left := _LEFT.get(str(facts.get("left_coaching", "")))) is not None:
        known["coaching_before"] = left
    if facts.get("course") == _COACHING and outcome == "funded":
        known["state_school"] = "yes"
    return known


def _studied(desk: "Desk", enquiry_id: int) -> dict[str, Value]:
    with desk.store.reading() as session:
        enquiry = session.get(Enquiry, enquiry_id)
        person_id = enquiry.person_id if enquiry else None
    if person_id is None:
        return {}
    return {name: fact.value for name, fact in studied_before(person_record(desk, person_id).npqs).items()}


def _answered_since(desk: "Desk", person_id: int) -> str:
    """The month that the newest answer about this person names, where one says that they are a SENCO."""
    with desk.store.reading() as session:
        chosen = session.scalars(
            select(Choosing.answers).where(Choosing.person_id == person_id).order_by(Choosing.changed_at.desc())
        ).all()
        asked = session.scalars(
            select(Enquiry.answers).where(Enquiry.person_id == person_id).order_by(Enquiry.changed_at.desc())
        ).all()
    for answers in (*chosen, *asked):
        bound = answers.get("senco_duty", "must") == "must" and answers.get("senco_role", "yes") == "yes"
        if bound and len(answers.get("senco_since", "")) == len("2025-09"):
            return str(answers["senco_since"])
    return ""
