"""Whom two editions answer differently, in sentences: differences that read the same are told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from npqdesk.rules.compare import Difference
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Outcome, Policy, Rule
from npqdesk.services.answer import source_link
from npqdesk.services.comparison import ComparedPart, ComparedRow, course_words, listed

Direction = tuple[Outcome, Outcome]

_NAMES = {"name": "the person", "workplace": "the workplace"}
_PARTS: Sequence[tuple[str, str, Direction]] = (
    ("gains", "Refused before, funded now", ("not_funded", "funded")),
    ("losses", "Funded before, refused now", ("funded", "not_funded")),
    ("review_gains", "Refused before, now reviewed by hand", ("not_funded", "review")),
    ("review_losses", "Funded before, now reviewed by hand", ("funded", "review")),
    ("decided_gains", "Reviewed by hand before, funded now", ("review", "funded")),
    ("decided_losses", "Reviewed by hand before, refused now", ("review", "not_funded")),
)

GAIN: Sequence[Direction] = (("not_funded", "funded"), ("not_funded", "review"), ("review", "funded"))
LOSS: Sequence[Direction] = tuple((after, before) for before, after in GAIN)

Where = tuple[str, ...]
"""What must be so, as sentences without their full stops; one that is so for example begins with "~"."""


@dataclass(slots=True)
class _Entry:
    """What one rule of the new edition changes: for whom, where, on which courses."""

    old: Rule
    new: Rule
    direction: Direction
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
    titles = {direction: title for _, title, direction in _PARTS}
    rows = [
        ComparedRow(
            (
                f"{titles[direction]}: {group[0].lower()}{group[1:]}, {course_words(vocabulary, courses, compared)}"
                + (", in some cases" if (direction, group) in partly else ""),
            ),
            outcomes=direction,
        )
        for (direction, group), courses in told.items()
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
            entry = entries.setdefault((direction, each.new.say), _Entry(each.old, each.new, direction))
            lines = entry.told.setdefault(each.group.say, {})
            lines.setdefault(_where(vocabulary, each), set()).update(course for _, _, course in courses)
    for entry in entries.values():
        for lines in entry.told.values():
            _drop_special(lines)
    return list(entries.values())


def _where(vocabulary: Vocabulary, each: Difference[Rule]) -> Where:
    """The facts told, but for one that another of them takes for granted: whoever has a type is on the register."""
    gates = [vocabulary.facts[name].only_when for name in each.told]
    granted = {test.fact for gate in gates if gate for test in gate.tests}
    return tuple(
        f"{'~' if name in each.examples else ''}{vocabulary.say(name, each.case[name], _NAMES)}"
        for name in each.told
        if name not in granted
    )


def _drop_special(lines: dict[Where, set[str]]) -> None:
    """Leave out a course where it is told already with fewer conditions."""
    for where in list(lines):
        for wider, courses in lines.items():
            if set(wider) < set(where):
                lines[where] = lines[where] - courses
    for where in [where for where, courses in lines.items() if not courses]:
        del lines[where]


def _row(vocabulary: Vocabulary, new: Policy, entry: _Entry, compared: Sequence[str]) -> ComparedRow:
    groups: dict[str, list[str]] = {}
    for group, told in entry.told.items():
        line = "; ".join(_line(vocabulary, courses, where, compared) for where, courses in told.items())
        groups.setdefault(line, []).append(group)
    return ComparedRow(
        lines=tuple(f"{_together(who)}: {line}" for line, who in groups.items()),
        before=entry.old.say,
        now=entry.new.say,
        outcomes=entry.direction,
        sources=tuple(source_link(new.sources[source]) for source in entry.new.sources),
    )


def _together(groups: Sequence[str]) -> str:
    """ "Childminders; staff of private nurseries"."""
    return "; ".join([groups[0], *(f"{group[0].lower()}{group[1:]}" for group in groups[1:])])


def _line(vocabulary: Vocabulary, courses: set[str], where: Where, compared: Sequence[str]) -> str:
    words = course_words(vocabulary, courses, compared)
    condition = _sentence([each.removeprefix("~") for each in sorted(where, key=lambda each: each[0] != "~")])
    if not condition:
        return words
    return f"{words}, {'for example ' if any(each[0] == '~' for each in where) else ''}where {condition}"


def _sentence(said: Sequence[str]) -> str:
    """Sentences in one; who or what they are about is said once while it stays the same."""
    told: list[str] = []
    subject = ""
    for each in said:
        begin = next((name for name in _NAMES.values() if each.startswith(f"{name} ")), "")
        told.append(each.removeprefix(f"{begin} ") if begin and begin == subject else each)
        subject = begin
    return listed(told)


def _other_reasons(vocabulary: Vocabulary, differences: Iterable[Difference[Rule]]) -> ComparedPart:
    """Where the answer is the same and DfE gives another reason for it: each pair of reasons once."""
    reasons = dict.fromkeys(
        (vocabulary.reasons[each.old.reason].title, vocabulary.reasons[each.new.reason].title)
        for each in differences
        if each.group and each.old.outcome == each.new.outcome
    )
    rows = tuple(ComparedRow((f"“{old}” before, “{new}” now",)) for old, new in reasons if old != new)
    return ComparedPart("reasons", "The same answer for another reason", rows)
