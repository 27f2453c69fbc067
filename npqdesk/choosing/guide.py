"""Which NPQ is right for a person: rules in order, decided by the same evaluator as the funding rules.

Who pays is not among the facts that the guide reads, so it cannot change what is recommended.  To add or change advice:
`resources/guide/guide.toml`, then `npqdesk courses check`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from npqdesk.rules.classes import value_classes
from npqdesk.rules.conditions import Facts, Value, When, holds, lacking, open_rules
from npqdesk.rules.decide import settle
from npqdesk.rules.exact import Diagram
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Example, Source

NONE = "none"
Mark = Literal["for", "against", "first", "ask", "care"]
MARKS: tuple[Mark, ...] = get_args(Mark)
Standing = Literal["met", "not_met", "ask", "unknown"]


@dataclass(frozen=True, slots=True)
class Then:
    """A course that comes next to the one recommended, where `when` holds; `later`: only after something else."""

    course: str
    when: When
    say: str
    sources: tuple[str, ...]
    later: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """One step of the guide; `course` is "none" where no NPQ is right; `tests_of`: the course whose tests of entry
    stand in the way, "" for none."""

    id: str
    when: When
    course: str
    say: str
    sources: tuple[str, ...]
    then: tuple[Then, ...]
    examples: tuple[Example, ...]
    line: int
    tests_of: str = ""

    @property
    def reason(self) -> str:
        """What two steps have in common that answer the same: the course."""
        return self.course


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that speaks for or against a course, comes first, is to be asked or to be known.

    `only` and `but` are the courses that it is about; `asks`: its facts are worth a question."""

    id: str
    mark: Mark
    when: When
    say: str
    only: tuple[str, ...]
    but: tuple[str, ...]
    sources: tuple[str, ...]
    asks: bool
    line: int

    def is_about(self, course: str) -> bool:
        """Whether it may be told of a course."""
        return (not self.only or course in self.only) and course not in self.but


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test of entry to a course; `scholarship`: the rules of the money ask for it as well."""

    id: str
    course: str
    label: str
    met: When
    not_met: When
    say: str
    sources: tuple[str, ...]
    scholarship: bool
    line: int

    def standing(self, facts: Facts) -> Standing:
        """Whether it is met; "ask": all is known and the provider judges it."""
        met, failed = holds(self.met, facts), holds(self.not_met, facts)
        if met:
            return "met"
        if failed:
            return "not_met"
        return "unknown" if met is None else "ask"


@dataclass(frozen=True, slots=True)
class History:
    """What an earlier begin of the same NPQ means; `spent`: whether the scholarship for it is used up."""

    id: str
    spent: bool
    say: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the guide says of a case: the step that decides, or `None` with the facts that it hangs on."""

    advice: Advice | None
    then: Then | None
    needed: frozenset[str]

    @property
    def course(self) -> str:
        """The course recommended; empty for none, and while it is open."""
        return self.advice.course if self.advice and self.advice.course != NONE else ""


@dataclass(frozen=True)
class Guide:
    """The whole guide.  `vocabulary` has the facts that it may read: its own and those of the funding rules."""

    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    advice: tuple[Advice, ...]
    remarks: tuple[Remark, ...]
    criteria: tuple[Criterion, ...]
    histories: Mapping[str, History]

    @cached_property
    def classes(self) -> dict[str, tuple[Value, ...]]:
        """For each fact that decides, one value of each kind that the steps tell apart."""
        return value_classes(self.advice, self.vocabulary.facts)

    @cached_property
    def _diagram(self) -> Diagram[Advice]:
        return Diagram(self.classes)

    def choose(self, facts: Facts) -> Choice:
        """What is recommended, with its runner-up; or what must be known first."""
        advice, needed = settle(open_rules(self.advice, facts), facts, self._diagram)
        if advice is None:
            return Choice(None, None, needed)
        return Choice(advice, next(self.next_to(advice, facts), None), frozenset())

    def possible(self, facts: Facts) -> tuple[str, ...]:
        """The courses that can still be recommended, in the order of the steps; "none" last."""
        found = dict.fromkeys(advice.course for advice, _ in open_rules(self.advice, facts))
        return (*(course for course in found if course != NONE), *(course for course in found if course == NONE))

    def worth_asking(self, facts: Facts, course: str) -> frozenset[str]:
        """Facts that decide nothing but that a remark on the course recommended hangs on."""
        return frozenset(
            fact
            for remark in self.remarks
            if remark.asks and remark.is_about(course) and holds(remark.when, facts) is None
            for fact in lacking(remark.when, facts)
        )

    def needed(self, facts: Facts) -> frozenset[str]:
        """What to ask: first what decides, then what the runner-up hangs on, then what is worth it."""
        choice = self.choose(facts)
        if choice.advice is None:
            return choice.needed
        return self.to_weigh(choice.advice, facts)

    def to_weigh(self, advice: Advice, facts: Facts) -> frozenset[str]:
        """Facts that do not change the recommendation but its runner-up, or what is told of it."""
        return self._for_the_next(advice, facts) | self.worth_asking(facts, advice.course)

    def remarks_on(self, course: str, facts: Facts) -> tuple[Remark, ...]:
        """What is to be told of a course in this case."""
        return tuple(each for each in self.remarks if each.is_about(course) and holds(each.when, facts) is True)

    def criteria_of(self, course: str, facts: Facts) -> tuple[tuple[Criterion, Standing], ...]:
        """The tests of entry to a course, and how each of them stands."""
        return tuple((each, each.standing(facts)) for each in self.criteria if each.course == course)

    def history(self, course: str, facts: Facts) -> History | None:
        """What an earlier begin of a course means, where that is known."""
        return self.histories.get(earlier(course, facts))

    def earlier_value(self, course: str, value: str) -> str:
        """How an earlier begin ended in the words of every `had_…`, from those of one course's own fact."""
        return earlier(course, {EARLIER[course]: value}) if course in EARLIER else value

    def next_to(self, advice: Advice, facts: Facts) -> Iterator[Then]:
        """The courses next to the one recommended, the nearest first: none that is held or under way."""
        for each in advice.then:
            if holds(each.when, facts) is True and earlier(each.course, facts) not in _HELD:
                yield each

    def holds_the_next(self, advice: Advice, facts: Facts) -> bool:
        """Whether a course that would come next is held or under way."""
        return any(holds(each.when, facts) is True and earlier(each.course, facts) in _HELD for each in advice.then)

    def _for_the_next(self, advice: Advice, facts: Facts) -> frozenset[str]:
        """The facts on which it hangs which of them is the nearest."""
        for each in advice.then:
            fits, before = holds(each.when, facts), earlier(each.course, facts)
            if fits is False or before in _HELD:
                continue
            if fits is None:
                return frozenset(lacking(each.when, facts))
            return frozenset() if before or each.later else frozenset({EARLIER[each.course]})
        return frozenset()


EARLIER = {
    "npq-leading-teaching": "had_teaching",
    "npq-leading-behaviour-culture": "had_behaviour",
    "npq-leading-teaching-development": "had_teacher_development",
    "npq-leading-literacy": "had_literacy",
    "npq-leading-primary-mathematics": "had_mathematics",
    "npq-senior-leadership": "had_senior",
    "npq-headship": "headship_npq",
    "npq-executive-leadership": "had_executive",
    "npq-early-years-leadership": "had_early_years",
    "npq-senco": "had_senco",
    "npq-early-headship-coaching-offer": "coaching_before",
}
"""For each course the fact that says whether it was begun before."""
_HELD = ("passed", "under_way")
_ALIKE = {
    "none": "never",
    "will_start": "never",
    "studying": "under_way",
    "completed_before": "passed",
    "completed_after": "passed",
    "completed": "passed",
}


def earlier(course: str, facts: Facts) -> str:
    """How an earlier begin of a course ended, in the words of `had_…`; empty where that is not known."""
    value = str(facts.get(EARLIER.get(course, ""), ""))
    return _ALIKE.get(value, value)
