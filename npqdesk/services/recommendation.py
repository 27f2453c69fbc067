"""What the guide recommends to a colleague, in words: the course, what speaks for and against, what comes first, what
to ask, what is missing; and beside it who would pay, which never changes the order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from npqdesk.choosing.guide import Choice, Mark
from npqdesk.rules.conditions import Facts
from npqdesk.rules.facts import Course, fill
from npqdesk.services.answer import MissingRow, SourceLink
from npqdesk.services.choice_funding import ChoiceFunding, funding_of_choice
from npqdesk.services.courses import StatementRow, delivered_by, offers
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import EnquiryState
from npqdesk.services.fees import free_support
from npqdesk.services.gates import GateRow, gates_of_choice, guide_links, years_counted
from npqdesk.services.guide import guide, guide_questions, guide_vocabulary
from npqdesk.services.what_it_takes import study_time, when_it_begins


@dataclass(frozen=True, slots=True)
class Recommended:
    """A course with why it is named; no course where no NPQ is right."""

    course: Course | None
    say: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """All that the guide says.  `first`, `against` and so on are sentences with sources; `counted` is until when a
    course must be done, or may begin; `mastery_to_show`: the way to primary mathematics leads through a Maths Hub;
    `next_held`: what would come next is held or under way."""

    name: str
    start: str
    recommended: Recommended | None
    runner_up: Recommended | None
    remarks: Mapping[Mark, tuple[StatementRow, ...]]
    gates: tuple[GateRow, ...]
    history: StatementRow | None
    counted: tuple[StatementRow, ...]
    missing: tuple[MissingRow, ...]
    possible: tuple[str, ...]
    offered: StatementRow | None
    funding: ChoiceFunding
    support: tuple[StatementRow, ...] = ()
    mastery_to_show: bool = False
    study_time: tuple[StatementRow, ...] = ()
    begins: StatementRow | None = None
    next_held: bool = False

    @property
    def course(self) -> Course | None:
        """The course recommended, if one is."""
        return self.recommended.course if self.recommended else None

    @property
    def all_sources(self) -> tuple[SourceLink, ...]:
        """Every source of what is said, each once."""
        told = [each for rows in self.remarks.values() for each in rows]
        told += [
            each
            for each in (*self.counted, self.history, self.begins, *self.study_time, self.offered, *self.support)
            if each is not None
        ]
        groups = [each.sources for each in (self.recommended, self.runner_up) if each is not None]
        groups += [each.sources for each in self.gates]
        groups += [each.sources for each in told]
        groups += [each.cost_sources for each in self.funding.rows]
        return tuple(dict.fromkeys(link for sources in groups for link in sources))


def recommendation(desk: Desk, state: EnquiryState) -> Recommendation:
    """What the guide says of a choice as it stands."""
    facts, words = state.route.facts, guide_vocabulary()
    choice = guide().choose(facts)
    told = choice.advice.course if choice.advice else ""
    start = str(facts.get("cohort", ""))
    cohort = words.cohort(start)
    return Recommendation(
        name=state.name,
        start=cohort.words if cohort else "",
        recommended=_recommended(choice),
        runner_up=_runner_up(choice),
        remarks=_remarks(told, facts) if told else {},
        gates=gates_of_choice(choice, facts),
        history=_history(told, facts),
        counted=tuple(years_counted(told, facts, desk.today())),
        missing=tuple(_missing(choice, state)),
        possible=guide().possible(facts),
        offered=_offered(choice, start),
        funding=funding_of_choice(desk, state, choice),
        support=tuple(_support(choice, start)),
        mastery_to_show=_mastery_to_show(choice, facts),
        study_time=study_time(choice.course, start) if choice.course else (),
        begins=when_it_begins(start) if choice.course else None,
        next_held=choice.advice is not None and guide().holds_the_next(choice.advice, facts),
    )


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
    matters = guide().needed(way.facts)
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


def _mastery_to_show(choice: Choice, facts: Facts) -> bool:
    named = {choice.course, choice.then.course if choice.then else "", choice.advice.tests_of if choice.advice else ""}
    return "npq-leading-primary-mathematics" in named and facts.get("mastery") not in (None, "a_year")


def _support(choice: Choice, start: str) -> Iterator[StatementRow]:
    """Free help that a lead provider of the course gives in that start."""
    offer = offers().of(choice.course, start) if choice.course else None
    for each, links in free_support(offer.providers if offer else ()):
        yield StatementRow(f"{each.lead_provider}: {each.say[:1].lower()}{each.say[1:]}", links)
