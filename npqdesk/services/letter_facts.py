"""What goes into a letter about a kept answer: the answer told to its reader, its school, its sources.

The answer is worked out again from the very facts and policy text that it was decided on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from npqdesk import __version__
from npqdesk.letters.basis import Addressee, Basis, Signatory
from npqdesk.letters.grant import GrantLetter, Participant
from npqdesk.letters.phrase import say_date
from npqdesk.letters.staff import Course, MissingFact, OtherCourse, Plan, Reason, StaffLetter
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.rules.changes import other_courses
from npqdesk.rules.decide import cautions
from npqdesk.rules.explain import trace
from npqdesk.rules.facts import fill
from npqdesk.rules.policy import Policy
from npqdesk.services.answer import Answer, ReasonRow, answer
from npqdesk.services.desk import Desk
from npqdesk.services.determine import DeterminationRow, Result
from npqdesk.services.letter_prices import published_prices
from npqdesk.services.letter_words import READER, course_title, short_name, to_reader
from npqdesk.services.letterheads import Paper, paper_for
from npqdesk.services.schools import School, school
from npqdesk.store import tables

MOST_REASONS = 6
SAID_ALREADY = frozenset({"place", "once", "grant", "fund", "pupils", "past"})
"""Cautions with such a word in their id are part of every letter, or belong to the grant letter."""


@dataclass(frozen=True, slots=True)
class LetterDetails:
    """What only the office knows, each empty until it says so. `received` is pounds by determination; `started` and
    `head` are for the grant letter, the rest mostly for the letter to the member of staff."""

    title: str = ""
    greeting: str = ""
    role: str = ""
    address: tuple[str, ...] = ()
    contact: str = ""
    plan: Plan = field(default_factory=Plan)
    reply_slip: bool = True
    signatory: Signatory | None = None
    head: Addressee | None = None
    started: str = ""
    received: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A kept answer with its policy, its school and the fixed words, ready to be put into letters.

    `person` is title, role and address from the staff record, each empty where it has none."""

    result: Result
    policy: Policy
    school: School | None
    paper: Paper
    wording: Wording
    person: tuple[str, str, str] = ("", "", "")

    @property
    def urn(self) -> str:
        return self.school.urn if self.school else ""

    @property
    def school_name(self) -> str:
        return self.school.name if self.school else self.result.names["workplace"]


def case_of(desk: Desk, result: Result, wording: Wording) -> Case:
    """The case behind a kept answer.  Raises Problem when it rests on no policy."""
    policy = result.answer.policy
    if policy is None:
        raise Problem("There is nothing to write yet", result.answer.sentence, "Answer the enquiry for another start.")
    known = result.known.get("workplace")
    found = school(desk, str(known.value)) if known else None
    with desk.store.reading() as session:
        enquiry = session.get(tables.Enquiry, result.enquiry_id)
        row = session.get(tables.Person, enquiry.person_id) if enquiry and enquiry.person_id is not None else None
    person = (row.title, row.role, row.address) if row else ("", "", "")
    paper = paper_for(desk, found, result.names["workplace"])
    return Case(result, policy, found, paper, wording, person)


def staff_facts(desk: Desk, case: Case, details: LetterDetails, *, reference: str, written: date) -> StaffLetter:
    """What the letter to the member of staff holds, said to that person."""
    told = _told(desk, case)
    course = desk.vocabulary.courses[told.course]
    title = title_of(desk, case.wording, told.course)

    def say(text: str) -> str:
        return to_reader(text).replace(course.full_name, f"the {title}" if course.npq else title)

    past = any("past" in caution.id.split("-") for caution in cautions(case.policy, told.facts, told.decision))
    return StaffLetter(
        letterhead=case.paper.letterhead,
        addressee=_addressee(case, details),
        signatory=_signatory(case, details),
        basis=_basis(case),
        reference=reference,
        written=written,
        school=case.school_name,
        contact=details.contact or case.wording.line("office.contact"),
        course=Course(title, course.short),
        cohort=desk.vocabulary.value_name("cohort", told.cohort),
        reasons=tuple(
            Reason(say(row.fact), say(row.rule), row.sources[0].label if row.sources else case.policy.name)
            for row in _telling(told)
        ),
        changes=tuple(_changes(case, told, say)),
        others=() if past else tuple(_others(desk, case)),
        prices=published_prices(told.course, case.wording),
        plan=details.plan,
        missing=tuple(_missing(desk, case, told, say)),
        turns_out=tuple(_turns_out(case, told, say)),
        in_any_case=case.wording.line(f"office.outcome_{told.sure}") if told.sure else "",
        cautions=tuple(say(one) for one in _cautions(case, told)),
        notes=tuple(_notes(case, told, say)),
        reply_slip=details.reply_slip,
        past=past,
    )


def grant_facts(
    case: Case, details: LetterDetails, participants: tuple[Participant, ...], *, reference: str, written: date
) -> GrantLetter:
    """What the letter about the school's grant holds.  Raises Problem while the grant cannot be told."""
    given = case.result.answer
    if given.grant.pounds is None:
        raise Problem(
            "The grant cannot be told yet",
            "Facts that decide it are missing, such as the number of pupils.",
            "Open the enquiry, answer what is still open, and keep the answer again.",
        )
    rule = next((rule.say for rule in case.policy.grants if rule.id == given.grant.rule), "")
    pupils = given.facts.get("pupils")
    shown = case.wording.line("office.pupils", pupils=f"{pupils:,}") if isinstance(pupils, int) else ""
    head = details.head or Addressee(case.wording.line("office.head"))
    lines = (case.school_name, *(case.school.address if case.school else ()))
    return GrantLetter(
        letterhead=case.paper.letterhead,
        addressee=Addressee(head.name, head.title, head.role, head.lines or lines, head.greeting),
        signatory=_signatory(case, details),
        basis=_basis(case),
        reference=reference,
        written=written,
        school=case.school_name,
        urn=case.urn,
        autumn=autumn_of(given.cohort),
        participants=participants,
        band=rule.partition(" earned ")[0][:1].lower() + rule.partition(" earned ")[0][1:],
        rate_rule=f"{rule} {shown}".strip(),
        pupils=f"{pupils:,}" if isinstance(pupils, int) else "",
        recorded=bool(details.received),
    )


def autumn_of(cohort: str) -> int:
    """The year in which the academic year of a cohort began: 2023 for autumn 2023 and for spring 2024."""
    year, season = cohort.split("-")
    return int(year) - (season == "spring")


def participant(desk: Desk, case: Case, row: DeterminationRow, details: LetterDetails) -> Participant:
    """A line of the grant table, from a kept answer."""
    mine = row.id == case.result.determination_id and details.started
    started = mine or desk.vocabulary.value_name("cohort", row.cohort)
    title = title_of(desk, case.wording, row.course)
    return Participant(short_name(row.name), title, started, row.grant_pounds or 0, details.received.get(row.id, 0))


def title_of(desk: Desk, wording: Wording, course: str) -> str:
    """A course as letters call it."""
    return course_title(desk.vocabulary.courses[course], wording.sentences.get(f"courses.{course}", ""))


def _told(desk: Desk, case: Case) -> Answer:
    """The same answer with its sentences said to the reader."""
    names = {**case.result.names, "name": READER, "workplace": case.school_name}
    return answer(desk, case.result.answer.facts, names=names, policy=case.policy)


def _telling(told: Answer) -> tuple[ReasonRow, ...]:
    marks = {"not_funded": ("bar",), "review": ("review",)}.get(told.decision.outcome, ("pass",))
    return tuple(row for row in told.reasons if row.mark in marks)[:MOST_REASONS]


def _addressee(case: Case, details: LetterDetails) -> Addressee:
    """The person as the details say, else the staff record; by way of the school where no address is known."""
    title, role, address = case.person
    lines = details.address or tuple(line.strip() for line in address.splitlines() if line.strip())
    return Addressee(
        case.result.name, details.title or title, details.role or role, lines or (case.school_name,), details.greeting
    )


def _signatory(case: Case, details: LetterDetails) -> Signatory:
    """Whoever the details or the settings name; else the school's office, so that a letter is from someone."""
    own = case.paper.signatory
    return details.signatory or (own if own.name else Signatory("School office", case.school_name))


def _basis(case: Case) -> Basis:
    evidence, policy = case.result.evidence, case.policy
    rules = {rule.id: rule for rule in policy.scholarship}
    deciding = rules.get(case.result.answer.decision.rule)
    source = policy.sources[deciding.sources[0]] if deciding and deciding.sources else None
    said = f"{source.publisher}, {source.dated or f'{source.date.day} {source.date:%B %Y}'}" if source else policy.id
    lists = evidence.releases if evidence else ()
    return Basis(
        __version__,
        policy.title[:1].lower() + policy.title[1:],
        policy.edition,
        said.replace("Department for Education", "DfE"),
        tuple((case.wording.sentences.get(f"lists.{one.list_id}", one.title), one.published) for one in lists),
        evidence.register_as_at if evidence else None,
        added=policy.added,
    )


def _others(desk: Desk, case: Case) -> Iterator[OtherCourse]:
    for other in other_courses(case.policy, desk.vocabulary, case.result.answer.facts):
        if other.decision.outcome == "funded":
            course = desk.vocabulary.courses[other.course]
            months = (str(course.months_taught), course.months_assessment or "months") if course.months_taught else ()
            length = " + ".join(months) if course.months_assessment else " ".join(months)
            title = title_of(desk, case.wording, other.course)
            yield OtherCourse(title, course.for_whom.rstrip("."), length)


def _notes(case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[str]:
    """What stands right under the answer: a list that is too old, and what DfE's own service may show instead."""
    for release in case.result.evidence.releases if case.result.evidence else ():
        if release.too_old:
            yield case.wording.line("npq.too_old", date=say_date(release.published))
    if told.decision.decided and told.service.decided and told.service.outcome != told.decision.outcome:
        yield case.wording.line("npq.service", difference=say(told.service_note))


def _cautions(case: Case, told: Answer) -> Iterator[str]:
    names = {**case.result.names, "name": READER, "workplace": case.school_name}
    for caution in cautions(case.policy, told.facts, told.decision):
        if not SAID_ALREADY & set(caution.id.split("-")):
            yield fill(caution.say, names)


def _changes(case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[str]:
    """What would have to be otherwise for another answer."""
    template = "office.turned_out" if told.past else "office.turns_out"
    for change in told.changes:
        if change.outcome:
            outcome = case.wording.line(f"office.outcome_{change.outcome}")
            yield case.wording.line(template, case=say(change.case)[:-1], outcome=outcome)


def _missing(desk: Desk, case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[MissingFact]:
    """Each missing fact with the first rule that waits for it."""
    waiting = [step for step in trace(case.policy, told.facts) if step.verdict == "open"]
    for row in told.missing:
        if row.fact in told.decision.needed:
            why = next((step.rule.say for step in waiting if row.fact in step.facts), "")
            yield MissingFact(row.label, say(why), say(row.who).rstrip("."))


def _turns_out(case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[str]:
    """How the answer turns out with a missing fact, or with two, where that settles it."""
    for lead in told.leads:
        outcome = case.wording.line(f"office.outcome_{lead.outcome}")
        yield case.wording.line("office.settles", case=say(lead.say)[:-1], outcome=outcome)
