"""What the guide recommends to a colleague, in words: the course, what speaks for and against, what comes first, what
to ask, what is missing; and beside it who would pay, which never changes the order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from npqdesk.choosing.guide import Choice, Mark
from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.known import KnownFact
from npqdesk.rules.conditions import Facts
from npqdesk.rules.facts import Course, fill
from npqdesk.services.answer import MissingRow, SourceLink, answer
from npqdesk.services.courses import StatementRow, catalogue, delivered_by, offers
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import EnquiryState, begin_enquiry, put_answers
from npqdesk.services.fees import cost, free_support
from npqdesk.services.gates import GateRow, clock_row, gates_of, guide_links
from npqdesk.services.guide import guide, guide_questions, guide_vocabulary
from npqdesk.services.replay import on_record, replay
from npqdesk.store.choosing import Choosing
from npqdesk.store.tables import Person


@dataclass(frozen=True, slots=True)
class Recommended:
    """A course with why it is named; no course where no NPQ is right."""

    course: Course | None
    say: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Who would pay for a course, as far as is known: an outcome of the funding rules, and a sentence."""

    course: Course
    outcome: str
    say: str
    cost: str = ""
    cost_sources: tuple[SourceLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """All that the guide says.  `first`, `against` and so on are sentences with sources; `alternative` is the course
    among those that fit which would be funded, where the one recommended would not be."""

    name: str
    start: str
    recommended: Recommended | None
    runner_up: Recommended | None
    remarks: Mapping[Mark, tuple[StatementRow, ...]]
    gates: tuple[GateRow, ...]
    history: StatementRow | None
    clock: StatementRow | None
    missing: tuple[MissingRow, ...]
    possible: tuple[str, ...]
    offered: StatementRow | None
    funding: tuple[FundingRow, ...]
    alternative: FundingRow | None
    support: tuple[StatementRow, ...] = ()

    @property
    def course(self) -> Course | None:
        """The course recommended, if one is."""
        return self.recommended.course if self.recommended else None

    @property
    def all_sources(self) -> tuple[SourceLink, ...]:
        """Every source of what is said, each once."""
        told = [each for rows in self.remarks.values() for each in rows]
        told += [each for each in (self.clock, self.history, self.offered) if each is not None]
        groups = [each.sources for each in (self.recommended, self.runner_up) if each is not None]
        groups += [each.sources for each in self.gates]
        groups += [each.sources for each in told]
        groups += [each.cost_sources for each in self.funding]
        return tuple(dict.fromkeys(link for sources in groups for link in sources))


def recommendation(desk: Desk, state: EnquiryState) -> Recommendation:
    """What the guide says of a choice as it stands."""
    facts, words = state.route.facts, guide_vocabulary()
    choice = guide().choose(facts)
    told = choice.advice.course if choice.advice else ""
    start = str(facts.get("cohort", ""))
    cohort = words.cohort(start)
    funding = tuple(_funding(desk, state, choice))
    return Recommendation(
        name=state.name,
        start=cohort.words if cohort else "",
        recommended=_recommended(choice),
        runner_up=_runner_up(choice),
        remarks=_remarks(told, facts) if told else {},
        gates=gates_of(told, facts),
        history=_history(told, facts),
        clock=clock_row(facts, desk.today()),
        missing=tuple(_missing(choice, state)),
        possible=guide().possible(facts),
        offered=_offered(choice, start),
        funding=funding,
        alternative=_alternative(choice, funding),
        support=tuple(_support(choice, start)),
    )


def carry_over(desk: Desk, state: EnquiryState, course: str) -> int:
    """Begin the funding enquiry for a course with the answers of the guide that it asks for too; its number."""
    with desk.store.reading() as session:
        row = session.get_one(Choosing, state.id)
        person_id = row.person_id
        person = session.get(Person, person_id) if person_id is not None else None
    live = person_id if person is not None and person.removed_at is None else None
    begun = begin_enquiry(desk, person_id=live) if live is not None else begin_enquiry(desk, name=state.name)
    put_answers(desk, begun.id, {**begun.answers, **carried(state.route.facts, course)})
    return begun.id


def carried(facts: Facts, course: str) -> dict[str, str]:
    """The answers of a funding enquiry that those of the guide settle."""
    answers = {"course": course}
    for name in ("cohort", "mastery", "new_headteacher", "senco_since"):
        if name in facts:
            answers[name] = str(facts[name])
    headship = {"completed_before": "completed_npqh", "completed_after": "completed_npqh", "studying": "studying_npqh"}
    headship |= {"will_start": "will_start_npqh", "none": "none"}
    if (npqh := headship.get(str(facts.get("headship_npq", "")))) is not None:
        answers["npqh_status"] = npqh
    duty = str(facts.get("senco_duty", ""))
    if duty:
        answers["senco_role"] = duty if duty in ("planned", "no") else "yes"
    history = guide().history(course, facts)
    if history is not None and history.id in ("never", "left", "paid", "legacy"):
        answers[f"previously_funded@{course}"] = "yes" if history.spent else "no"
    return answers


def _recommended(choice: Choice) -> Recommended | None:
    if choice.advice is None:
        return None
    course = guide_vocabulary().courses.get(choice.course)
    return Recommended(course, choice.advice.say, guide_links(choice.advice.sources))


def _runner_up(choice: Choice) -> Recommended | None:
    if choice.then is None:
        return None
    return Recommended(
        guide_vocabulary().courses[choice.then.course], choice.then.say, guide_links(choice.then.sources)
    )


def _remarks(course: str, facts: Facts) -> dict[Mark, tuple[StatementRow, ...]]:
    found: dict[Mark, tuple[StatementRow, ...]] = {}
    for each in guide().remarks_on(course, facts):
        found[each.mark] = (*found.get(each.mark, ()), StatementRow(each.say, guide_links(each.sources)))
    return found


def _history(course: str, facts: Facts) -> StatementRow | None:
    found = guide().history(course, facts)
    return StatementRow(found.say, guide_links(found.sources)) if found and found.id != "never" else None


def _missing(choice: Choice, state: EnquiryState) -> Iterator[MissingRow]:
    """What was asked and is not known yet, or is asked next, where it still matters; and who can say it."""
    way = state.route
    matters = choice.needed if choice.advice is None else guide().worth_asking(way.facts, choice.advice.course)
    for name in (*way.path, way.current):
        question = guide_questions()[name] if name else None
        if question is not None and question.fact in matters:
            fact = guide_vocabulary().facts[question.fact]
            yield MissingRow(name, question.label, fill(fact.asks, state.names))


def _offered(choice: Choice, start: str) -> StatementRow | None:
    """Who delivers the course in that start, or that nobody does."""
    if not choice.course or not start:
        return None
    return delivered_by(guide_vocabulary(), choice.course, start)


def _funding(desk: Desk, state: EnquiryState, choice: Choice) -> Iterator[FundingRow]:
    """Who would pay for the course and for its runner-up, by the funding rules on all that is known."""
    courses = [choice.course] if choice.course else []
    courses += [choice.then.course] if choice.then and choice.then.course not in courses else []
    if not courses or "cohort" not in state.route.facts:
        return
    record = _record(desk, state)
    for course in courses:
        told = carried(state.route.facts, course)
        way = replay(desk, Answers({"name": state.name, **told}), record)
        given = answer(desk, way.facts, names=state.names)
        outcome = given.decision.outcome
        say = given.headline
        if outcome == "undecided":
            say = "Not known yet: the funding enquiry asks for the rest."
        if not catalogue().courses[course].offered_in(str(state.route.facts["cohort"])):
            outcome, say = "no_policy", "This course is not among those of that start."
        asked = cost(desk, course) if outcome != "funded" else None
        links = tuple(dict.fromkeys(row.source for row in asked.rows)) if asked else ()
        yield FundingRow(guide_vocabulary().courses[course], outcome, say, asked.said if asked else "", links)


def _record(desk: Desk, state: EnquiryState) -> dict[str, KnownFact]:
    with desk.store.reading() as session:
        row = session.get_one(Choosing, state.id)
        person = session.get(Person, row.person_id) if row.person_id is not None else None
    return on_record(person.name, person.urn) if person and person.removed_at is None else {}


def _alternative(choice: Choice, funding: tuple[FundingRow, ...]) -> FundingRow | None:
    """The runner-up where it would be funded and the course recommended would not; it changes no order."""
    if not choice.course or len(funding) < 2 or funding[0].outcome in ("funded", "undecided"):
        return None
    return next((row for row in funding[1:] if row.outcome == "funded"), None)


def _support(choice: Choice, start: str) -> Iterator[StatementRow]:
    """Free help that a lead provider of the course gives in that start."""
    offer = offers().of(choice.course, start) if choice.course else None
    for each, links in free_support(offer.providers if offer else ()):
        yield StatementRow(f"{each.lead_provider}: {each.say[:1].lower()}{each.say[1:]}", links)
