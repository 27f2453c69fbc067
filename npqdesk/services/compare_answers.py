"""Whom two editions answer differently, in sentences: differences that read the same are told once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from npqdesk.rules.compare import Difference
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Outcome, Policy, Rule
from npqdesk.services.answer import source_link
from npqdesk.services.comparison import NAMES, ComparedPart, ComparedRow, course_words, in_one

Direction = tuple[Outcome, Outcome]

_PARTS: Sequence[tuple[str, str, Direction]] = (
    ("gains", "Refused before, funded now", ("not_funded", "funded")),
    ("losses", "Funded before, refused now", ("funded", "not_funded")),
    ("review_gains", "Refused before, now reviewed by hand", ("not_funded", "review")),
    ("review_losses", "Funded before, now reviewed by hand", ("funded", "review")),
    ("decided_gains", "Reviewed by hand before, funded now", ("review", "funded")),
    ("decided_losses", "Reviewed by hand before, refused now", ("review", "not_funded")),
)

_IN_FULL = 2
"""So many cases of one group are told with all that they hang on."""
_BEFORE = 2
"""So many sentences of the edition before are told of one rule of the new one."""
_GROUPS = 3
"""So many groups are named where a line is to be short."""
_REASONS = 3
"""So many of the reasons that differ are told."""
GAIN: Sequence[Direction] = (("not_funded", "funded"), ("not_funded", "review"), ("review", "funded"))
LOSS: Sequence[Direction] = tuple((after, before) for before, after in GAIN)

Where = tuple[str, ...]
"""What must be so, as sentences without their full stops; one that is so for example begins with "~"."""


@dataclass(slots=True)
class _Entry:
    """What one rule of the new edition changes: for whom, where, on which courses."""

    new: Rule
    direction: Direction
    before: list[str] = field(default_factory=list)
    told: dict[str, dict[Where, set[str]]] = field(default_factory=dict)


def answer_parts(
    vocabulary: Vocabulary, new: Policy, differences: Sequence[Difference[Rule]], compared: Sequence[str]
) -> list[ComparedPart]:
    """Who gains, who loses, whom DfE looks at by hand; last the same answers for other reasons."""
    entries = _entries(vocabulary, differences)
    parts = [
        ComparedPart(
            part_id, title, tuple(_row(vocabulary, new, each, compared) for each in entries if each.direction == wanted)
        )
        for part_id, title, wanted in _PARTS
    ]
    return [*parts, _other_reasons(vocabulary, differences)]


def service_part(
    vocabulary: Vocabulary, differences: Sequence[Difference[Rule]], compared: Sequence[str]
) -> ComparedPart:
    """What only DfE's service answers differently, in short: for whom, on which courses."""
    told: dict[tuple[Direction, str], set[str]] = {}
    partly: set[tuple[Direction, str]] = set()
    for each in differences:
        direction = (each.old.outcome, each.new.outcome)
        if each.group and direction[0] != direction[1]:
            told.setdefault((direction, each.group.say), set()).update(each.courses)
            partly |= {(direction, each.group.say)} if each.told else set()
    alike: dict[tuple[Direction, str], list[str]] = {}
    for (direction, group), courses in told.items():
        words = course_words(vocabulary, courses, compared)
        words += ", in some cases" if (direction, group) in partly else ""
        alike.setdefault((direction, words), []).append(group)
    titles = {direction: title for _, title, direction in _PARTS}
    rows = [
        ComparedRow((f"{titles[direction]}: {_some(groups)}: {words}",), outcomes=direction)
        for (direction, words), groups in alike.items()
    ]
    about = "Published guidance answers these as before."
    return ComparedPart("service", "What only DfE’s service answers differently", tuple(rows), about)


def groups_of(differences: Iterable[Difference[Rule]], directions: Sequence[Direction]) -> set[str]:
    """The groups of people whose answer goes one of these ways in some case."""
    return {each.group.say for each in differences if each.group and (each.old.outcome, each.new.outcome) in directions}


def unusual_part(differences: Sequence[Difference[Rule]]) -> ComparedPart:
    """How many changes, as pairs of rules, concern only facts that no group has together."""
    changed = [each for each in differences if each.old.outcome != each.new.outcome]
    pairs = {(each.old.id, each.new.id) for each in changed}
    number = len(pairs - {(each.old.id, each.new.id) for each in changed if each.group})
    more = "1 more change concerns" if number == 1 else f"{number} more changes concern"
    rows = (ComparedRow((f"{more} only facts that hardly go together.",)),) if number else ()
    return ComparedPart("unusual", "Cases that hardly occur", rows)


def _entries(vocabulary: Vocabulary, differences: Iterable[Difference[Rule]]) -> list[_Entry]:
    """By rule of the new edition; of those who are among other groups, only what is not told of these."""
    entries: dict[tuple[Direction, str], _Entry] = {}
    told: set[tuple[Direction, str, str]] = set()
    for each in differences:
        direction = (each.old.outcome, each.new.outcome)
        if each.group is None or direction[0] == direction[1]:
            continue
        courses = {(direction, each.new.say, course) for course in each.courses}
        if each.group.among:
            courses -= told
        else:
            told |= courses
        if courses:
            entry = entries.setdefault((direction, each.new.say), _Entry(each.new, direction))
            entry.before += [each.old.say] if each.old.say not in entry.before else []
            lines = entry.told.setdefault(each.group.say, {})
            lines.setdefault(_where(vocabulary, each), set()).update(course for _, _, course in courses)
    _tell_once(list(entries.values()))
    return [entry for entry in entries.values() if entry.told]


def _tell_once(entries: Sequence[_Entry]) -> None:
    """Of each group leave out a course where it is told already with fewer conditions, or before with the same."""
    kept: dict[tuple[Direction, str, str], list[Where]] = {}
    told = [(entry, group, where) for entry in entries for group, lines in entry.told.items() for where in lines]
    for entry, group, where in sorted(told, key=lambda each: len(each[2])):
        courses = entry.told[group][where]
        for course in sorted(courses):
            wheres = kept.setdefault((entry.direction, group, course), [])
            if any(set(wider) <= set(where) for wider in wheres):
                courses.discard(course)
            else:
                wheres.append(where)
    for entry in entries:
        for group, lines in entry.told.items():
            entry.told[group] = {where: courses for where, courses in lines.items() if courses}
        entry.told = {group: lines for group, lines in entry.told.items() if lines}


def _where(vocabulary: Vocabulary, each: Difference[Rule]) -> Where:
    """The facts told, but for one that another of them takes for granted: whoever has a type is on the register."""
    gates = [vocabulary.facts[name].only_when for name in each.told]
    granted = {test.fact for gate in gates if gate for test in gate.tests}
    return tuple(
        f"{'~' if name in each.examples else ''}{vocabulary.say(name, each.case[name], NAMES)}"
        for name in each.told
        if name not in granted
    )


def _row(vocabulary: Vocabulary, new: Policy, entry: _Entry, compared: Sequence[str]) -> ComparedRow:
    groups: dict[str, list[str]] = {}
    for group, told in entry.told.items():
        groups.setdefault(_cases(vocabulary, told, compared), []).append(group)
    return ComparedRow(
        lines=tuple(f"{_together(who)}: {line}" for line, who in groups.items()),
        before=" ".join(entry.before) if len(entry.before) <= _BEFORE else "",
        now=entry.new.say,
        outcomes=entry.direction,
        sources=tuple(source_link(new.sources[source]) for source in entry.new.sources),
    )


def _cases(vocabulary: Vocabulary, told: Mapping[Where, set[str]], compared: Sequence[str]) -> str:
    """Which courses, and where; of many cases in full what is no mere example, and those of most courses."""
    widest = sorted(told.items(), key=lambda case: (_is_example(case[0]), -len(case[1]), len(case[0])))
    lines = [_line(vocabulary, courses, where, compared) for where, courses in widest[:_IN_FULL]]
    named: set[str] = set().union(*(courses for _, courses in widest[:_IN_FULL]))
    rest: set[str] = set().union(*(courses for _, courses in widest[_IN_FULL:])) - named
    if rest:
        lines.append(f"in other cases also {course_words(vocabulary, rest, compared)}")
    elif len(told) > _IN_FULL:
        lines.append("and in some other cases")
    return "; ".join(lines)


def _some(groups: Sequence[str]) -> str:
    """The groups, or of many how many they are and the first."""
    if len(groups) <= _GROUPS:
        return _together([f"{groups[0][0].lower()}{groups[0][1:]}", *groups[1:]])
    return f"{len(groups)} groups of people, among them {groups[0][0].lower()}{groups[0][1:]}"


def _together(groups: Sequence[str]) -> str:
    """ "Childminders; staff of private nurseries"."""
    return "; ".join([groups[0], *(f"{group[0].lower()}{group[1:]}" for group in groups[1:])])


def _line(vocabulary: Vocabulary, courses: set[str], where: Where, compared: Sequence[str]) -> str:
    words = course_words(vocabulary, courses, compared)
    condition = in_one([each.removeprefix("~") for each in sorted(where, key=lambda each: each[0] != "~")])
    if not condition:
        return words
    return f"{words}, {'for example ' if _is_example(where) else ''}where {condition}"


def _is_example(where: Where) -> bool:
    return any(each[0] == "~" for each in where)


def _other_reasons(vocabulary: Vocabulary, differences: Iterable[Difference[Rule]]) -> ComparedPart:
    """Where the answer is the same and DfE gives another reason for it: the first few, and how many more."""
    titles = dict.fromkeys(
        (vocabulary.reasons[each.old.reason].title, vocabulary.reasons[each.new.reason].title)
        for each in differences
        if each.group and each.old.outcome == each.new.outcome
    )
    reasons = [f"“{old}” before, “{new}” now" for old, new in titles if old != new]
    more = [f"And {len(reasons) - _REASONS} more"] if len(reasons) > _REASONS else []
    rows = (ComparedRow((*reasons[:_REASONS], *more)),) if reasons else ()
    return ComparedPart("reasons", "The same answer for another reason", rows)
