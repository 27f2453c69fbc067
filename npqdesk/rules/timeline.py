"""Which edition holds for a cohort on a day: one, or a typed "none" that says why; never the nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from npqdesk.rules.cohorts import Cohort
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class NoPolicy:
    """No edition can answer for this cohort, why, and what to do next.

    `before_first`: before the first rules; `gap`: between others; `not_published`: after the last; `not_yet_then`: none
    on the day asked about; `withdrawn`; `unknown_cohort`: no start at all; `course_not_offered`: rules without it."""

    kind: Literal[
        "before_first", "gap", "not_published", "not_yet_then", "withdrawn", "unknown_cohort", "course_not_offered"
    ]
    say: str
    next_step: str


def edition_for(policies: Iterable[Policy], vocabulary: Vocabulary, cohort: str, decided_on: date) -> Policy | NoPolicy:
    """The edition for people who start in `cohort`, as it stood on `decided_on`: the newest one in force by then."""
    start = vocabulary.cohort(cohort)
    if start is None:
        say = f"There is no start called “{cohort}”." if cohort else "It is not said which start is meant."
        return NoPolicy("unknown_cohort", say, "Choose one of the starts offered, such as autumn 2026.")
    known = [policy for policy in policies if policy.status != "draft"]
    editions = [policy for policy in known if cohort in policy.cohorts]
    if not editions:
        return _none(known, vocabulary, start)
    in_time = [policy for policy in editions if policy.decided_from <= decided_on]
    if not in_time:
        first = min(policy.decided_from for policy in editions)
        say = f"Rules for {start.words} hold from {_day(first)}, after the day asked about, {_day(decided_on)}."
        return NoPolicy("not_yet_then", say, f"Ask about {_day(first)} or a later day.")
    newest = max(in_time, key=lambda policy: (policy.decided_from, policy.edition))
    if newest.status == "withdrawn":
        say = f"The rules for {start.words} were withdrawn, and no others are known."
        return NoPolicy("withdrawn", say, "Wait for a new edition, then ask again.")
    return newest


def overlaps(policies: Iterable[Policy]) -> tuple[tuple[Policy, Policy, str], ...]:
    """Pairs of editions that claim the same cohort from the same day, with that cohort."""
    known = list(policies)
    return tuple(
        (one, other, cohort)
        for number, one in enumerate(known)
        for other in known[number + 1 :]
        for cohort in one.cohorts
        if cohort in other.cohorts and one.decided_from == other.decided_from and one.edition == other.edition
    )


def _none(known: list[Policy], vocabulary: Vocabulary, start: Cohort) -> NoPolicy:
    """Why a start has no edition, by its place among those that have one."""
    starts = [cohort for policy in known for name in policy.cohorts if (cohort := vocabulary.cohort(name))]
    after = [cohort for cohort in starts if cohort.order > start.order]
    if after and len(after) == len(starts):
        first = min(starts, key=lambda cohort: cohort.order)
        return NoPolicy(
            "before_first",
            f"There are no rules for {start.words}: these NPQs began in {first.words}.",
            f"Choose {first.words} or a later start. NPQs taken before then were another scheme.",
        )
    if after:
        return NoPolicy(
            "gap",
            f"There are no rules for {start.words}, though there are for starts before and after it.",
            "Ask DfE, or a lead provider, whether anything was funded for that start.",
        )
    return NoPolicy(
        "not_published",
        f"No rules for {start.words} are in this npqdesk. DfE publishes them a few months before the courses begin.",
        "Look for “Funding for national professional qualifications” on GOV.UK. Once the rules are out, install a "
        "newer npqdesk or add them yourself on the page Policy and sources.",
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
