"""The whole answer for one case: what the result page shows, what `explain` prints and what letters rest on.

Nothing here is kept; `determine.py` keeps it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from npqdesk.rules.changes import other_courses
from npqdesk.rules.conditions import Facts
from npqdesk.rules.decide import Decision, Grant, cautions, decide, decide_grant
from npqdesk.rules.explain import Reason, grant_trace, trace, why, why_grant
from npqdesk.rules.facts import Vocabulary, fill
from npqdesk.rules.policy import Outcome, Policy, Source
from npqdesk.rules.timeline import NoPolicy
from npqdesk.rules.what_if import in_any_case
from npqdesk.services.desk import RuleDesk
from npqdesk.services.offers import no_such_course, not_offered_yet
from npqdesk.services.otherwise import ChangeRow, LeadRow, Telling, change_rows, end_rows, lead_rows, rule_say
from npqdesk.services.wording import grant_figure, grant_note, headline, open_sentence, sentence, service_note


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source as cited beside a row: a short label, the full title, and the address."""

    label: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A fact, the rule it meets or fails, and where the rule is published; `facts` names what the sentence tells."""

    mark: str
    fact: str
    rule: str
    sources: tuple[SourceLink, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A fact that is needed and who can say it."""

    fact: str
    label: str
    who: str


@dataclass(frozen=True, slots=True)
class CourseRow:
    """Another course with the answer for the same person."""

    course: str
    name: str
    outcome: str
    say: str
    months: str
    for_whom: str


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One rule of the trace in words: `applies`, `passed over` or `open`, and the facts that settled it."""

    rule: str
    verdict: str
    say: str
    facts: tuple[str, ...]
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class CautionRow:
    """Something to take care of, and where it is published."""

    say: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything there is to say about one case.  Without a policy only `no_policy` and the headline are filled.

    `past`: nobody can join that start any more, so the answer is history.  `sure`: the outcome of an open answer where
    only its reason hangs on what is missing."""

    facts: Facts
    cohort: str
    course: str
    policy: Policy | None
    no_policy: NoPolicy | None
    decision: Decision
    service: Decision
    grant: Grant
    headline: str
    sentence: str
    grant_figure: str
    grant_note: str
    service_note: str
    past: bool = False
    sure: Outcome | None = None
    reasons: tuple[ReasonRow, ...] = ()
    missing: tuple[MissingRow, ...] = ()
    leads: tuple[LeadRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    ends: tuple[ChangeRow, ...] = ()
    courses: tuple[CourseRow, ...] = ()
    cautions: tuple[CautionRow, ...] = ()
    trace: tuple[TraceRow, ...] = ()

    @property
    def bars(self) -> tuple[ReasonRow, ...]:
        """Every reason that refuses it."""
        return tuple(reason for reason in self.reasons if reason.mark == "bar")


def answer(desk: RuleDesk, facts: Facts, *, names: Mapping[str, str], policy: Policy | None = None) -> Answer:
    """The answer for one case, by the edition in force on the day decided (today when that is not said) or by the
    `policy` that an earlier answer rests on.

    `names` words `name` and `workplace`; `course` and `cohort` are worded here.  Facts not given are not known."""
    found = policy or desk.policy_for(str(facts.get("cohort", "")), on=day_decided(facts))
    if isinstance(found, NoPolicy):
        return _unanswered(facts, found)
    if none := no_such_course(found, desk.vocabulary, facts):
        return _unanswered(facts, none)
    words = {**names, **course_words(desk.vocabulary, facts)}
    return _answer(desk, found, desk.vocabulary.settle(facts), words)


def _answer(desk: RuleDesk, policy: Policy, facts: Facts, words: Mapping[str, str]) -> Answer:
    decision = decide(policy, facts)
    service = decide(policy, facts, basis="service")
    grant = decide_grant(policy, facts, decision)
    reasons = why(policy, desk.vocabulary, facts, decision, words) if decision.decided else ()
    money = why_grant(policy, desk.vocabulary, facts, grant, words)
    told = (*reasons, *((money,) if money and _is_telling(decision, grant) else ()))
    past, sure = is_past(desk, facts), None if decision.decided else in_any_case(policy, facts)
    telling = Telling(policy, desk.vocabulary, facts, decision, words, past)
    return Answer(
        facts=facts,
        cohort=str(facts.get("cohort", "")),
        course=str(facts.get("course", "")),
        policy=policy,
        no_policy=None,
        decision=decision,
        service=service,
        grant=grant,
        headline=headline(desk.vocabulary, decision),
        sentence=(
            sentence(desk.vocabulary, decision, words, past=past) if decision.decided else open_sentence(decision, sure)
        ),
        sure=sure,
        grant_figure=grant_figure(grant),
        grant_note=grant_note(policy, grant),
        service_note=service_note(policy, desk.vocabulary, decision, service, past=past),
        past=past,
        reasons=tuple(_reason_row(policy, reason) for reason in told),
        missing=_missing(desk, decision, grant, words),
        leads=lead_rows(telling),
        changes=change_rows(telling),
        ends=end_rows(telling),
        courses=_courses(desk, policy, facts),
        cautions=tuple(_cautions(desk, policy, facts, decision, words)),
        trace=_trace(desk, policy, facts, decision, words),
    )


def _is_telling(decision: Decision, grant: Grant) -> bool:
    """Whether the rule on the grant is worth a reason of its own: not where the fund was not open to anybody."""
    return bool(grant.pounds) or (decision.outcome in ("funded", "review") and not grant.reason.startswith("fund_"))


def day_decided(facts: Facts) -> date | None:
    """The day whose rules are asked for, where the case names one."""
    day = facts.get("decided_on")
    return date.fromisoformat(str(day)) if day else None


def is_past(desk: RuleDesk, facts: Facts) -> bool:
    """Whether the start of a case is one that nobody can join any more."""
    cohort = desk.vocabulary.cohort(str(facts.get("cohort", "")))
    return cohort is not None and cohort.is_past(desk.today())


def course_words(vocabulary: Vocabulary, facts: Facts) -> dict[str, str]:
    """What fills `{course}` and `{cohort}` in any wording."""
    course = vocabulary.courses.get(str(facts.get("course", "")))
    cohort = vocabulary.cohort(str(facts.get("cohort", "")))
    return {
        "course": course.full_name if course else "this course",
        "cohort": cohort.words if cohort else "this start",
    }


def source_link(source: Source) -> SourceLink:
    """A source with a label short enough for the edge of a row: "DfE, 18 May 2026"."""
    publisher = "DfE" if source.publisher == "Department for Education" else source.publisher
    dated = source.dated or f"{source.date.day} {source.date:%B %Y}"
    return SourceLink(f"{publisher}, {dated}", source.title, source.url)


def _unanswered(facts: Facts, none: NoPolicy) -> Answer:
    nothing = Decision("no_policy")
    return Answer(
        facts=facts,
        cohort=str(facts.get("cohort", "")),
        course=str(facts.get("course", "")),
        policy=None,
        no_policy=none,
        decision=nothing,
        service=nothing,
        grant=Grant(None),
        headline="No published policy",
        sentence=f"{none.say} {none.next_step}",
        grant_figure="–",
        grant_note="no published policy",
        service_note="",
    )


def _cautions(
    desk: RuleDesk, policy: Policy, facts: Facts, decision: Decision, words: Mapping[str, str]
) -> Iterator[CautionRow]:
    if early := not_offered_yet(policy, desk.vocabulary, facts):
        yield CautionRow(early, ())
    for caution in cautions(policy, facts, decision):
        yield CautionRow(fill(caution.say, words), _links(policy, caution.sources))


def _links(policy: Policy, ids: tuple[str, ...]) -> tuple[SourceLink, ...]:
    return tuple(source_link(policy.sources[source]) for source in ids)


def _reason_row(policy: Policy, reason: Reason) -> ReasonRow:
    said = "No grant to the school" if reason.mark == "money" and not reason.fact_say else reason.fact_say
    return ReasonRow(reason.mark, said, reason.rule_say, _links(policy, reason.sources), reason.facts)


def _missing(desk: RuleDesk, decision: Decision, grant: Grant, words: Mapping[str, str]) -> tuple[MissingRow, ...]:
    needed = decision.needed | grant.needed
    return tuple(
        MissingRow(fact.name, fact.label, fill(fact.asks, words))
        for fact in desk.vocabulary.facts.values()
        if fact.name in needed
    )


def _courses(desk: RuleDesk, policy: Policy, facts: Facts) -> tuple[CourseRow, ...]:
    rows = []
    for other in other_courses(policy, desk.vocabulary, facts):
        course = desk.vocabulary.courses[other.course]
        months = f"{course.months_taught} months" if course.months_taught else ""
        months += " and an assessment" if course.npq else ""
        say = rule_say(policy, other.decision.rule)
        rows.append(CourseRow(course.id, course.full_name, other.decision.outcome, say, months, course.for_whom))
    return tuple(rows)


def _trace(
    desk: RuleDesk, policy: Policy, facts: Facts, decision: Decision, words: Mapping[str, str]
) -> tuple[TraceRow, ...]:
    steps = (*trace(policy, facts), *grant_trace(policy, facts, decision))
    return tuple(
        TraceRow(
            step.rule.id,
            step.verdict,
            step.rule.say,
            tuple(_fact_words(desk, fact, facts, words) for fact in step.facts if fact in desk.vocabulary.facts),
            _links(policy, step.rule.sources),
        )
        for step in steps
    )


def _fact_words(desk: RuleDesk, fact: str, facts: Facts, words: Mapping[str, str]) -> str:
    if fact in facts:
        return desk.vocabulary.say(fact, facts[fact], words)
    return f"{desk.vocabulary.facts[fact].label}: not known yet"
