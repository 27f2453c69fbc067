"""What goes into a letter about a kept answer: the answer told to its reader, its school, its sources.

The answer is worked out again from the very facts and policy text that it was decided on."""

from collections.abc import Callable, Iterator
from datetime import date

from npqdesk.enquiry.check_answers import facts_that_count
from npqdesk.letters.basis import Addressee
from npqdesk.letters.phrase import say_date, say_list
from npqdesk.letters.plan import Plan
from npqdesk.letters.staff import Course, Gate, OtherCourse, Prices, Reason, StaffLetter
from npqdesk.rules.changes import other_courses
from npqdesk.rules.decide import cautions
from npqdesk.rules.facts import fill
from npqdesk.rules.policy import Outcome
from npqdesk.services.answer import Answer, ReasonRow, answer
from npqdesk.services.desk import Desk
from npqdesk.services.letter_case import (
    Case,
    LetterDetails,
    answer_sources,
    basis_of,
    missing_facts,
    signatory_of,
    title_of,
)
from npqdesk.services.letter_course import plan_told
from npqdesk.services.letter_prices import published_prices
from npqdesk.services.letter_words import READER, as_it_was, to_reader
from npqdesk.services.offers import first_offered

MOST_REASONS = 6
SCHOOL_LISTS = ("on_pp50_schools_list", "on_pp50_further_education_list")
_EMPLOYERS = ("none", "local_authority")
_CERTAIN = {"in_england": "yes", "lead_mentor_for_accredited_itt_provider": "no"}
"""What is so of nearly everyone, and nobody doubts."""
_CLOSER = {"workplace_kind": "establishment_type", "work_setting": "nursery_kind"}
"""Facts of which another one says the same more closely."""
SAID_ALREADY = frozenset({"place", "once", "grant", "fund", "pupils", "past"})
"""Cautions with such a word in their id are part of every letter, or belong to the grant letter."""


def staff_facts(desk: Desk, case: Case, details: LetterDetails, *, reference: str, written: date) -> StaffLetter:
    """What the letter to the member of staff holds, said to that person."""
    told = _told(desk, case)
    course, title = desk.vocabulary.courses[told.course], title_of(desk, case.wording, told.course)
    say = _saying(told, course.full_name, f"the {title}")
    past, prices = told.past, published_prices(desk, told.course, case.wording)
    spoken_of = {fact for row in told.reasons for fact in row.facts}
    return StaffLetter(
        letterhead=case.paper.letterhead,
        addressee=_addressee(case, details),
        signatory=signatory_of(case, details),
        basis=basis_of(case, answer_sources(case, told), spoken_of),
        reference=reference,
        written=written,
        school=case.school_name,
        contact=details.contact or case.wording.line("office.contact"),
        course=Course(title, course.short),
        cohort=desk.vocabulary.value_name("cohort", told.cohort),
        reasons=tuple(_reasons(case, told, say, title) if told.decision.decided else _known(desk, case, told, say)),
        changes=tuple(_changes(case, told, say)),
        others=() if past else tuple(_others(desk, case)),
        prices=prices,
        plan=_plan(desk, case, details.plan, prices),
        missing=tuple(missing_facts(desk, case, told, say)),
        turns_out=tuple(_turns_out(case, told, say)),
        in_any_case=case.wording.line(f"office.outcome_{told.sure}") if told.sure else "",
        cautions=tuple(say(one) for one in _cautions(case, told)),
        notes=tuple(_notes(case, told, say)),
        reply_slip=details.reply_slip,
        past=past,
        first_offered=first_offered(desk.vocabulary, case.policy, told.facts),
        gate=_gate(told),
        had_before=any("previously_funded" in row.facts for row in told.bars),
        by_list=any(fact in SCHOOL_LISTS for row in told.bars for fact in row.facts),
        terms=tuple(_terms(case, told)),
        employer=told.facts.get("workplace_kind") in _EMPLOYERS,
    )


def _saying(told: Answer, name: str, title: str) -> Callable[[str], str]:
    """How a sentence is said to the reader, the course called by its title in letters."""

    def say(text: str) -> str:
        said = to_reader(text).replace(name, title)
        return as_it_was(said) if told.past else said

    return say


def _plan(desk: Desk, case: Case, plan: Plan, prices: Prices | None) -> Plan:
    """What the office said of the course; for the rest what is recorded or published of it."""
    given = case.result.answer
    course = desk.vocabulary.courses[given.course]
    return plan_told(desk, case.wording, course, given.cohort, plan, prices=prices, person_id=case.person_id)


def _told(desk: Desk, case: Case) -> Answer:
    """The same answer with its sentences said to the reader."""
    return answer(desk, case.result.answer.facts, names=_names(case), policy=case.policy)


def _names(case: Case) -> dict[str, str]:
    """What stands for the reader and the workplace while sentences are filled in."""
    return {**case.result.names, "name": READER, "workplace": case.school_name or case.result.names["workplace"]}


def _rows(told: Answer) -> list[ReasonRow]:
    """The reasons for this very outcome: what passed is no reason where something bars or must be reviewed."""
    marks = {"not_funded": ("bar",), "review": ("review",)}.get(told.decision.outcome, ("pass",))
    return [row for row in told.reasons if row.mark in marks]


def _reasons(case: Case, told: Answer, say: Callable[[str], str], title: str) -> Iterator[Reason]:
    """Each reason with its source.  Left out is what nobody doubts: that a school is in England, that a teacher mentors
    for no training provider, and the rules that let a course pass whoever asks, but for those about a list: the reader
    may wonder why theirs does not matter."""
    rows = [row for row in _rows(told) if row.mark != "pass" or not all(_certain(told, name) for name in row.facts)]
    about_lists = {rule.say for rule in case.policy.scholarship if SCHOOL_LISTS[0] in rule.when.facts()}
    for row in [row for row in rows if row.facts != ("course",) or row.rule in about_lists][:MOST_REASONS]:
        source = row.sources[0].label if row.sources else case.policy.name
        if row.mark == "pass" and row.facts == ("course",):
            yield Reason(case.wording.line("office.no_list", course=title), "", source)
        else:
            yield Reason(say(row.fact), say(row.rule), source)


def _certain(told: Answer, name: str) -> bool:
    return name in _CERTAIN and told.facts.get(name) == _CERTAIN[name]


def _known(desk: Desk, case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[Reason]:
    """What is known of an open answer, so far as its rules turn on it, each with where it is from.  Left out is what
    follows from the rest, and which course and start were asked about: the letter begins with them."""
    read = {fact for rule in case.policy.scholarship for fact in rule.when.facts()} - {"course", "cohort"}
    counting = facts_that_count(case.policy, told.facts) & read
    closer = {coarse for coarse, close in _CLOSER.items() if close in counting}
    shown = [name for name in desk.vocabulary.facts if name in counting - closer and not _certain(told, name)]
    for name in [name for name in shown if case.result.known[name].origin != "follows"][:MOST_REASONS]:
        found = case.result.known[name]
        day = found.say.partition(", ")[2]
        source = case.wording.line(f"office.known_{found.origin}", date=day)
        yield Reason(say(desk.vocabulary.say(name, found.value, _names(case))), "", source.removesuffix(" of "))


def _gate(told: Answer) -> Gate:
    """What stops the registration: DfE's service asks it apart from the rules on funding."""
    if told.facts.get("mastery") == "cannot_show":
        return "mastery"
    return "npqh" if told.facts.get("npqh_status") == "none" else ""


def _terms(case: Case, told: Answer) -> Iterator[str]:
    """What each list is that a reason given in the letter, or a fact missing or known, speaks of."""
    facts = {fact for row in _rows(told) for fact in row.facts} | told.decision.needed
    facts |= frozenset() if told.decision.decided else facts_that_count(case.policy, told.facts)
    yield from (case.wording.line(f"terms.{fact}") for fact in (*SCHOOL_LISTS, "on_rise_list") if fact in facts)


def _addressee(case: Case, details: LetterDetails) -> Addressee:
    """The person as the details say, else the staff record; by way of the school where no address is known."""
    title, role, address = case.person
    lines = details.address or tuple(line.strip() for line in address.splitlines() if line.strip())
    by_way = (case.school_name,) if case.school_name else ()
    return Addressee(case.result.name, details.title or title, details.role or role, lines or by_way, details.greeting)


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
    old = [each.published for each in case.result.evidence.releases if each.too_old] if case.result.evidence else []
    if old:
        dates = say_list([say_date(day) for day in sorted(set(old))])
        yield case.wording.line("npq.too_old_one" if len(old) == 1 else "npq.too_old_many", dates=dates)
    if told.decision.decided and told.service.decided and told.service.outcome != told.decision.outcome:
        yield case.wording.line("npq.service", difference=say(told.service_note))


def _cautions(case: Case, told: Answer) -> Iterator[str]:
    for caution in cautions(case.policy, told.facts, told.decision):
        if not SAID_ALREADY & set(caution.id.split("-")):
            yield fill(caution.say, _names(case))


def _changes(case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[str]:
    """What would have to be otherwise for another answer."""
    template = "office.turned_out" if told.past else "office.turns_out"
    for change in told.changes:
        if change.outcome:
            yield _leading_to(case, template, say(change.case)[:-1], change.outcome)


def _turns_out(case: Case, told: Answer, say: Callable[[str], str]) -> Iterator[str]:
    """How the answer turns out with a missing fact, or with two, where that settles it."""
    template = "office.settled" if told.past else "office.settles"
    for lead in told.leads:
        yield _leading_to(case, template, say(lead.say)[:-1], lead.outcome)


def _leading_to(case: Case, template: str, condition: str, outcome: Outcome) -> str:
    """ "If you worked at a listed school, you would be eligible." """
    if outcome == "review":
        return case.wording.line(f"{template}_review", case=condition)
    return case.wording.line(template, case=condition, outcome=case.wording.line(f"office.outcome_{outcome}"))
