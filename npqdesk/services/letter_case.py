"""A kept answer ready for its letters: its policy and school, what it rests on, and what only the office knows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from npqdesk import __version__
from npqdesk.letters.basis import Addressee, Basis, Signatory
from npqdesk.letters.letter import Text
from npqdesk.letters.plan import Plan
from npqdesk.letters.staff import MissingFact
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.rules.explain import trace
from npqdesk.rules.policy import Policy
from npqdesk.services.answer import Answer
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result
from npqdesk.services.letter_words import course_title
from npqdesk.services.letterheads import Paper, paper_for
from npqdesk.services.schools import School, school
from npqdesk.services.wording import ANYBODY
from npqdesk.services.workplaces import list_day
from npqdesk.store import tables


@dataclass(frozen=True, slots=True)
class LetterDetails:
    """What only the office knows, each empty until it says so. `received` is pounds by determination, and
    `received_in_all` where it is known only together; these, `started`, `full_names` and `head` are for the grant
    letter, `to` is for a request to someone else, the rest mostly for the letter to the member of staff."""

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
    received_in_all: int | None = None
    full_names: bool = False
    to: Addressee | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A kept answer with its policy, its school and the fixed words, ready to be put into letters.

    `person` is title, role and address from the staff record, each empty where it has none; `person_id` is None for
    somebody who is not on it."""

    result: Result
    policy: Policy
    school: School | None
    paper: Paper
    wording: Wording
    person: tuple[str, str, str] = ("", "", "")
    person_id: int | None = None

    @property
    def urn(self) -> str:
        return self.school.urn if self.school else ""

    @property
    def school_name(self) -> str:
        """Where the person works; empty where nobody has said."""
        named = self.result.names["workplace"]
        return self.school.name if self.school else "" if named == ANYBODY["workplace"] else named


def case_of(desk: Desk, result: Result, wording: Wording) -> Case:
    """The case behind a kept answer.  Raises Problem when it rests on no policy, or names no course yet."""
    policy = result.answer.policy
    if policy is None:
        raise Problem("There is nothing to write yet", result.answer.sentence, "Answer the enquiry for another start.")
    if not result.answer.course:
        raise Problem(
            "There is nothing to write yet",
            "No course has been chosen in this enquiry.",
            "Choose one, then keep the answer again.",
        )
    known = result.known.get("workplace")
    found = school(desk, str(known.value)) if known else None
    with desk.store.reading() as session:
        enquiry = session.get(tables.Enquiry, result.enquiry_id)
        row = session.get(tables.Person, enquiry.person_id) if enquiry and enquiry.person_id is not None else None
    person = (row.title, row.role, row.address) if row else ("", "", "")
    named = result.names["workplace"]
    paper = paper_for(desk, found, wording.line("office.nobody") if named == ANYBODY["workplace"] else named)
    return Case(result, policy, found, paper, wording, person, row.id if row else None)


def autumn_of(cohort: str) -> int:
    """The year in which the academic year of a cohort began: 2023 for autumn 2023 and for spring 2024."""
    year, season = cohort.split("-")
    return int(year) - (season == "spring")


def title_of(desk: Desk, wording: Wording, course: str) -> str:
    """A course as letters call it."""
    return course_title(desk.vocabulary.courses[course], wording.sentences.get(f"courses.{course}", ""))


def signatory_of(case: Case, details: LetterDetails) -> Signatory:
    """Whoever the details or the settings name; else the school's office, so that a letter is from someone."""
    own = case.paper.signatory
    return details.signatory or (own if own.name else Signatory("School office", case.school_name))


def basis_of(case: Case, labels: Iterable[str], told: Collection[str] = ()) -> Basis:
    """What the answer rests on: the edition, the lists and the register.

    `labels` are of the sources told in the letter, the first that counts first: of these DfE's own stands for the
    edition, where there is one.  `told` are the facts that the letter speaks of: the lists behind them are among its
    lists, even where the answer would stand without."""
    evidence, policy, sentences = case.result.evidence, case.policy, case.wording.sentences
    said = list(labels)
    lists = {one.list_id: (one.title, one.published) for one in evidence.releases} if evidence else {}
    for use in policy.lists:
        day = list_day(case.result.known.get(use.fact)) if use.fact in told else None
        if day is not None:
            lists.setdefault(use.list_id, (use.list_id, day))
    return Basis(
        __version__,
        policy.title[:1].lower() + policy.title[1:],
        policy.edition,
        next((label for label in said if label.startswith("DfE, ")), said[0] if said else policy.name),
        tuple((sentences.get(f"lists.{list_id}", title), day) for list_id, (title, day) in lists.items()),
        evidence.register_as_at if evidence else None,
        added=policy.added,
        entered=tuple(_entered(case)),
        unverified=_unverified(case),
        undecided=not case.result.answer.decision.decided,
    )


def _entered(case: Case) -> Iterator[str]:
    """What the office said itself that a register or a list would have."""
    evidence = case.result.evidence
    if evidence and evidence.unverified:
        yield case.wording.line("rests.entered_workplace")
    if any(fact.origin == "answer" and name.endswith("_list") for name, fact in case.result.known.items()):
        yield case.wording.line("rests.entered_lists")


def _unverified(case: Case) -> Text:
    """That the workplace is on no register loaded here, and what to check."""
    found = case.result.evidence.unverified if case.result.evidence else None
    return (
        case.wording.text("rests.unverified", place=found.place, register=found.register, check=found.check)
        if found
        else ()
    )


def answer_sources(case: Case, told: Answer) -> tuple[str, ...]:
    """The labels of the sources that an answer is told with; while it is open, of the rules that wait; then of every
    rule on the way to it."""
    scholarship = {rule.id for rule in case.policy.scholarship}
    trace_rows = [row for row in told.trace if row.rule in scholarship]
    sources = [row.sources for row in told.reasons if row.mark != "money"]
    sources += [row.sources for row in trace_rows if row.verdict == "open"]
    sources += [row.sources for row in trace_rows]
    return tuple(link.label for links in sources for link in links)


def missing_facts(desk: Desk, case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[MissingFact]:
    """Each missing fact with the first rule that waits for it; what stands on a list is for the office to look up."""
    waiting = [step for step in trace(case.policy, told.facts) if step.verdict == "open"]
    listed = {use.fact for use in case.policy.lists}
    for row in told.missing:
        if row.fact in told.decision.needed:
            why = next((step.rule.say for step in waiting if row.fact in step.facts), "")
            who = case.wording.line("undecided.look_up") if row.fact in listed else say(row.who)
            yield MissingFact(row.label, say(why), who.rstrip("."), ours=row.fact in listed)
