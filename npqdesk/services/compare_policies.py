"""What differs between two editions, in sentences for a school office: who gains, who loses, what else is new.

`rules/compare.py` finds the differences exactly; here they are put into words, what matters most first."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from npqdesk.rules.compare import (
    Difference,
    compared_courses,
    compared_starts,
    grant_differences,
    scholarship_differences,
    service_differences,
)
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Caution, GrantRule, Note, Policy, Rule
from npqdesk.services.compare_answers import GAIN, LOSS, answer_parts, groups_of, service_part, unusual_part
from npqdesk.services.compare_rest import (
    cautions_part,
    courses_part,
    grant_part,
    lists_part,
    places_part,
    sources_part,
)
from npqdesk.services.comparison import ComparedPart, Comparison
from npqdesk.services.policies import PolicyRow, find_policy, policy_rows
from npqdesk.services.rulebook import Rulebook, read_edition


def compare_editions(vocabulary: Vocabulary, old: Policy, new: Policy) -> Comparison:
    """All that differs from `old` to `new`.  A case keeps its own start in each."""
    compared = compared_courses(vocabulary, old, new, compared_starts(old, new))
    published = scholarship_differences(vocabulary, old, new)
    parts = (
        *answer_parts(vocabulary, new, published, compared),
        unusual_part(published),
        courses_part(vocabulary, old, new),
        grant_part(vocabulary, old, new, grant_differences(vocabulary, old, new)),
        places_part(old, new),
        lists_part(old, new),
        cautions_part(old, new),
        sources_part(old, new),
        service_part(vocabulary, service_differences(vocabulary, old, new), compared),
    )
    told = tuple(part for part in parts if part.rows)
    summary = " ".join(_summary(published, told, old, new)) if compared else _NOTHING_IN_COMMON
    return Comparison(old.name, new.name, summary, told)


def compare_named(rulebook: Rulebook, old: str, new: str) -> Comparison:
    """The same of editions by name: "2025-autumn", "2025-spring/1", or the path of a policy file.

    Raises Problem when there is none of that name, or the file cannot be read as a policy."""
    first, second = (_named(rulebook, name) for name in (old, new))
    return compare_editions(rulebook.vocabulary.with_cohorts([first, second]), first, second)


def edition_before(rulebook: Rulebook, policy_id: str, edition: int) -> PolicyRow | None:
    """The edition that an office knew before this one: the newest of those older than it."""
    rows = policy_rows(rulebook)
    at = next(number for number, row in enumerate(rows) if (row.id, row.edition) == (policy_id, edition))
    return rows[at + 1] if at + 1 < len(rows) else None


_NOTHING_IN_COMMON = "They have no course in common, so no answer can be compared."


def _named(rulebook: Rulebook, name: str) -> Policy:
    if name.endswith(".toml"):
        return read_edition(Path(name), rulebook.vocabulary).policy
    policy_id, _, number = name.rpartition("/")
    if policy_id and number.isdecimal():
        return find_policy(rulebook, policy_id, int(number))
    return find_policy(rulebook, name)


def _summary(
    published: Sequence[Difference[Rule]], told: Sequence[ComparedPart], old: Policy, new: Policy
) -> Iterator[str]:
    gain, lose = groups_of(published, GAIN), groups_of(published, LOSS)
    if gain or lose:
        yield _who_gains(gain, lose)
        yield "Unless it says otherwise, they work in England and have not had the course funded before."
    elif any(part.id == "unusual" for part in told):
        yield "Nobody gains or loses but with facts that hardly go together."
    elif published:
        yield "Everybody is funded, refused or reviewed as before, though DfE gives other reasons."
    else:
        yield "No published answer differs."
    if any(part.id == "lists" for part in told):
        yield "Which lists and releases count has changed too: see below."
    if not told:
        yield "Only words differ." if _words(old) != _words(new) else "The two say the same."


def _who_gains(gain: set[str], lose: set[str]) -> str:
    if not lose:
        return f"{_groups(gain)} gain{_s(gain)}; none loses."
    if not gain:
        return f"{_groups(lose)} lose{_s(lose)}; none gains."
    return (
        f"{_groups(gain)} gain{_s(gain)} and {len(lose)} lose{_s(lose)}{', some of them both' if gain & lose else ''}."
    )


def _groups(groups: set[str]) -> str:
    return f"{len(groups)} group{'' if len(groups) == 1 else 's'} of people"


def _s(groups: set[str]) -> str:
    return "s" if len(groups) == 1 else ""


def _words(policy: Policy) -> list[str]:
    rules: Sequence[Rule | GrantRule | Caution | Note] = (
        *policy.scholarship,
        *policy.grants,
        *policy.cautions,
        *policy.notes,
    )
    return [rule.say for rule in rules]
