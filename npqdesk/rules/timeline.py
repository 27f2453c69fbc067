"""Which edition holds for a cohort on a day: one, or a typed "none" that says why; never the nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class NoPolicy:
    """No edition can answer for this cohort, why, and what to do next."""

    kind: Literal["unknown_cohort", "not_published", "withdrawn", "no_edition"]
    say: str
    next_step: str


def edition_for(policies: Iterable[Policy], vocabulary: Vocabulary, cohort: str, decided_on: date) -> Policy | NoPolicy:
    """The edition for people who start in `cohort`, as it stood on `decided_on`: the newest one in force by then."""
    words = vocabulary.cohorts[cohort].words if cohort in vocabulary.cohorts else cohort
    editions = [policy for policy in policies if cohort in policy.cohorts and policy.status != "draft"]
    if not editions:
        return _none(vocabulary, cohort, words)
    in_time = [policy for policy in editions if policy.decided_from <= decided_on]
    if not in_time:
        first = min(policy.decided_from for policy in editions)
        return NoPolicy(
            "not_published",
            f"The policy for {words} was published on {first.day} {first:%B %Y}, after the day asked about.",
            "Choose a later day.",
        )
    newest = max(in_time, key=lambda policy: (policy.decided_from, policy.edition))
    if newest.status == "withdrawn":
        return NoPolicy(
            "withdrawn", f"The policy for {words} was withdrawn.", "Wait for a new edition, then ask again."
        )
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


def _none(vocabulary: Vocabulary, cohort: str, words: str) -> NoPolicy:
    if cohort not in vocabulary.cohorts:
        return NoPolicy("unknown_cohort", f"There is no cohort called {words}.", "Choose one of the cohorts offered.")
    return NoPolicy(
        "no_edition",
        f"No published policy for {words} is in this version of npqdesk.",
        "Look for a newer version, or add the policy file for that cohort.",
    )
