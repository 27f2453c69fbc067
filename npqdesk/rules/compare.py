"""In which cases two editions answer differently: each pair of rules that meets, whom it concerns, for which courses.

A case keeps its own start in each edition.  A start that both decide is compared with itself; else each start of the
one with each of the other.  Nothing is sampled: see `meeting.py`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Generic, TypeVar

from npqdesk.rules.changes import offered
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.exact import answer_of
from npqdesk.rules.facts import Group, Vocabulary
from npqdesk.rules.meeting import Meeting, Met, Rules
from npqdesk.rules.policy import GrantRule, Policy, Rule
from npqdesk.rules.when import SCHOLARSHIP

R = TypeVar("R", bound=Rule | GrantRule)


@dataclass(frozen=True, slots=True)
class Difference(Generic[R]):
    """Two rules with different answers that decide the same case, each in its own edition.

    `case` is one such case, whole but for its course and start; it is answered so on each of `courses`.  In the group
    the outcomes are these (the reasons, where both outcomes are the same) wherever the facts named in `told` are as in
    it; those in `examples` stand for other values too.  `group` is `None` where no group has such a case."""

    old: R
    new: R
    group: Group | None
    courses: tuple[str, ...]
    case: Facts
    told: tuple[str, ...]
    examples: frozenset[str]
    starts: tuple[str, str]


def scholarship_differences(vocabulary: Vocabulary, old: Policy, new: Policy) -> tuple[Difference[Rule], ...]:
    """Every difference in the published answer, by group in the order of the vocabulary, those of no group last."""
    return _differences(vocabulary, old, new, (old.scholarship, new.scholarship), _answers_differ)


def service_differences(vocabulary: Vocabulary, old: Policy, new: Policy) -> tuple[Difference[Rule], ...]:
    """Every difference in what DfE's service answers where the published answer stays as it was."""
    rules = (old.service_rules, new.service_rules, old.scholarship, new.scholarship)
    return _differences(vocabulary, old, new, rules, _only_service_differs)


def grant_differences(vocabulary: Vocabulary, old: Policy, new: Policy) -> tuple[Difference[GrantRule], ...]:
    """Every difference in the school's grant where the scholarship is answered alike in both."""
    return _differences(vocabulary, old, new, (old.grants, new.grants), _answers_differ, groups=())


def compared_courses(vocabulary: Vocabulary, old: Policy, new: Policy, starts: Sequence[tuple[str, str]]) -> list[str]:
    """The courses that both editions offer, in one of these pairs of starts."""
    return [
        course
        for course in vocabulary.courses
        if any(
            offered(old, vocabulary, course, first) and offered(new, vocabulary, course, second)
            for first, second in starts
        )
    ]


def compared_starts(old: Policy, new: Policy) -> list[tuple[str, str]]:
    """Which start of the one edition is held against which of the other."""
    shared = [(cohort, cohort) for cohort in old.cohorts if cohort in new.cohorts]
    return shared or list(product(old.cohorts, new.cohorts))


def outcome_of(rule: Rule | GrantRule) -> object:
    """What a rule comes to: the outcome, or the pounds of a grant."""
    return rule.pounds if isinstance(rule, GrantRule) else rule.outcome


def _reasons(rules: Rules) -> object:
    return [answer_of(rule) for rule in rules]


def _outcomes(rules: Rules) -> object:
    return [outcome_of(rule) for rule in rules]


def _outcomes_and_sentence(rules: Rules) -> object:
    return _outcomes(rules), rules[1].say


def _answers_differ(rules: Rules) -> bool:
    old, new = rules
    return answer_of(old) != answer_of(new)


def _only_service_differs(rules: Rules) -> bool:
    old, new, published, published_now = (rule for rule in rules if isinstance(rule, Rule))
    if published.outcome != published_now.outcome:
        return False
    return old.outcome != new.outcome or (published.reason == published_now.reason and old.reason != new.reason)


def _differences(
    vocabulary: Vocabulary,
    old: Policy,
    new: Policy,
    rules: Sequence[Sequence[R]],
    differs: Callable[[Rules], bool],
    groups: Sequence[Group] | None = None,
) -> tuple[Difference[R], ...]:
    told = vocabulary.groups if groups is None else groups
    found: dict[tuple[object, ...], Difference[R]] = {}
    for starts in _starts_alike(old, new, rules):
        own = [{"cohort": starts[-1][side % 2]} for side in range(len(rules))]
        meeting = Meeting(rules, own, {**vocabulary.facts, SCHOLARSHIP.name: SCHOLARSHIP})
        search = _Search(meeting, rules, differs)
        for courses in meeting.kinds("course", compared_courses(vocabulary, old, new, starts)):
            for each in search.differences(told, [str(course) for course in courses], starts[-1]):
                _add(found, each)
    place = {group.say: number for number, group in enumerate(told)}
    return tuple(sorted(found.values(), key=lambda each: place.get(each.group.say if each.group else "", len(place))))


def _starts_alike(old: Policy, new: Policy, rules: Sequence[Rules]) -> list[list[tuple[str, str]]]:
    """The pairs of starts to compare, together where no rule reads the start."""
    starts = compared_starts(old, new)
    reads_start = any("cohort" in rule.when.facts() for side in rules for rule in side)
    return [[pair] for pair in starts] if reads_start else [starts]


def _add(found: dict[tuple[object, ...], Difference[R]], each: Difference[R]) -> None:
    """Keep a difference, together with the same of other courses."""
    key = (each.old.id, each.new.id, each.group and each.group.say, each.told, tuple(each.case.items()), each.starts)
    courses = found[key].courses if key in found else ()
    found[key] = replace(each, courses=(*courses, *each.courses))


class _Search(Generic[R]):
    """Looks for differences in one meeting."""

    def __init__(self, meeting: Meeting, rules: Sequence[Sequence[R]], differs: Callable[[Rules], bool]) -> None:
        self.meeting = meeting
        self.rules = rules
        self.differs = differs
        self._kinds_found: dict[tuple[str, str | None], list[list[Value]]] = {}

    def differences(
        self, groups: Sequence[Group], courses: list[str], starts: tuple[str, str]
    ) -> Iterator[Difference[R]]:
        """Of courses that no rule tells apart: each pair of rules in each group, then those that no group has."""
        seen: set[Met] = set()
        for group in groups:
            cases = list(self._cases(group, courses[0]))
            differing = self._differing(cases)
            for met, case in differing.items():
                yield self._difference(met, group, courses, case, cases, starts)
            seen |= differing.keys()
        anybody: list[dict[str, Value]] = [{"course": courses[0]}]
        for met, case in self._differing(anybody).items():
            if met not in seen:
                yield self._difference(met, None, courses, case, anybody, starts)

    def _difference(
        self,
        met: Met,
        group: Group | None,
        courses: list[str],
        case: Facts,
        cases: Sequence[Facts],
        starts: tuple[str, str],
    ) -> Difference[R]:
        told = self._told(met, case, cases)
        examples = frozenset(
            name for name in told if any(case[name] in kind and len(kind) > 1 for kind in self._kinds(name, group))
        )
        whole = {name: value for name, value in case.items() if name != "course"}
        old, new = self.rules[0][met[0]], self.rules[1][met[1]]
        return Difference(old, new, group, tuple(courses), whole, told, examples, starts)

    def _differing(self, cases: Sequence[dict[str, Value]]) -> dict[Met, dict[str, Value]]:
        found: dict[Met, dict[str, Value]] = {}
        for case in cases:
            for met, rest in self.meeting.met(case).items():
                if met not in found and self.differs(self._rules_of(met)):
                    found[met] = {**case, **rest}
        return found

    def _cases(self, group: Group, course: str) -> Iterator[dict[str, Value]]:
        """The group as cases: one for each mixture of its values that some rule tells apart."""
        names = [test.fact for test in group.when.tests if test.fact in self.meeting.classes]
        for values in product(*([kind[0] for kind in self._kinds(name, group)] for name in names)):
            yield {"course": course, **dict(zip(names, values, strict=True))}

    def _kinds(self, name: str, group: Group | None) -> list[list[Value]]:
        """The values of a fact that are found in the group, parted into those that no rule tells apart."""
        key = (name, group.say if group else None)
        if key not in self._kinds_found:
            tests = [test for test in group.when.tests if test.fact == name] if group else []
            values = [value for value in self.meeting.values(name) if all(test.passes(value) for test in tests)]
            self._kinds_found[key] = self.meeting.kinds(name, values)
        return self._kinds_found[key]

    def _told(self, met: Met, case: Facts, cases: Sequence[Facts]) -> tuple[str, ...]:
        """The facts that must be as in a case, within its group, for the outcomes to be these; where both outcomes are
        the same, for the reasons.  A fact that the new rule itself tests is told too, if another rule spoke without."""
        old, new, *_ = self._rules_of(met)
        varied = [name for name in case if len({each.get(name) for each in cases}) > 1 or name not in cases[0]]
        if outcome_of(old) == outcome_of(new):
            kept = self._without(varied, met, case, cases, _reasons)
        else:
            own = frozenset(new.when.facts())
            kept = self._without([name for name in varied if name in own], met, case, cases, _outcomes_and_sentence)
            kept = self._without([name for name in varied if name not in own], met, kept, cases, _outcomes)
        return tuple(name for name in kept if name in varied and name != "course")

    def _without(
        self, names: Sequence[str], met: Met, case: Facts, cases: Sequence[Facts], matters: Callable[[Rules], object]
    ) -> Facts:
        """A case without those of the facts that do not matter."""
        wanted = matters(self._rules_of(met))
        kept = case
        for name in reversed(names):
            fewer = {fact: value for fact, value in kept.items() if fact != name}
            if all(matters(self._rules_of(each)) == wanted for each in self._all_met(fewer, cases)):
                kept = fewer
        return kept

    def _all_met(self, facts: Facts, cases: Sequence[Facts]) -> Iterator[Met]:
        for case in cases:
            if all(facts.get(name, value) == value for name, value in case.items()):
                yield from self.meeting.met({**case, **facts})

    def _rules_of(self, met: Met) -> Rules:
        return [rules[number] for rules, number in zip(self.rules, met, strict=True)]
