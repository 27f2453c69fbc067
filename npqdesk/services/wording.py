"""The words of a result that are the same for every rule: headline, first sentence, the three figures.

Four facts are kept apart in all of them: eligible, placed, suitable, paid."""

from collections.abc import Mapping

from npqdesk.rules.decide import Decision, Grant
from npqdesk.rules.facts import Vocabulary, fill
from npqdesk.rules.policy import Outcome, Policy

ANYBODY = {"name": "this person", "workplace": "the workplace"}
"""Words for a case without names."""

HEADLINES: Mapping[Outcome, str] = {
    "funded": "Eligible for a scholarship",
    "not_funded": "Not eligible for a scholarship",
    "review": "DfE will review it",
    "undecided": "Cannot tell yet",
    "no_policy": "No published policy",
}
OUTCOMES: Mapping[Outcome, str] = {
    "funded": "eligible for a scholarship",
    "not_funded": "not eligible for a scholarship",
    "review": "DfE reviews it by hand",
    "undecided": "cannot tell",
}
"""An outcome in the middle of a sentence."""

_SERVICE_WORDS = {
    "funded": "eligible",
    "not_funded": "not eligible",
    "review": "in review",
    "undecided": "nothing yet: facts are missing",
}
_GRANT_NOTES = {
    "fund_ended": "the fund closed after 2023/24",
    "fund_not_begun": "the fund began with autumn 2022",
    "course_excluded": "coaching offers earn no grant",
    "already_had": "paid once for a person and course",
    "workplace_excluded": "paid to schools and colleges only",
    "lead_mentor_excluded": "not paid for lead mentors",
    "not_eligible_for_scholarship": "only for eligible participants",
    "ineligible_establishment_type": "not an eligible type of school",
    "over_600_pupils": "over 600 pupils",
    "no_pupil_number": "no pupil number is recorded",
}


def headline(vocabulary: Vocabulary, decision: Decision) -> str:
    """The few words of the outcome."""
    return HEADLINES[decision.outcome]


def sentence(vocabulary: Vocabulary, decision: Decision, words: Mapping[str, str]) -> str:
    """What the outcome means, and what it does not."""
    if decision.outcome == "undecided":
        count = len(decision.needed)
        return "One fact is missing. It decides the answer." if count == 1 else f"{count} facts are missing."
    said = fill(vocabulary.reasons[decision.reason].say, words)
    if decision.outcome == "funded":
        return f"{said} It is not a place: only a lead provider can offer one."
    if decision.outcome == "not_funded":
        return f"{said} The course can still be taken if someone pays the fee."
    return said


def grant_figure(grant: Grant) -> str:
    """The grant to the school in pounds, or that it cannot be told."""
    return "Cannot tell yet" if grant.pounds is None else f"£{grant.pounds:,}"


def grant_note(policy: Policy, grant: Grant) -> str:
    """What the figure rests on, in a few words."""
    if grant.pounds is None:
        return "facts are missing"
    if grant.pounds:
        return policy.grant_terms.scheme if policy.grant_terms else "Targeted Support Fund"
    return _GRANT_NOTES.get(grant.reason, "no grant")


def service_note(vocabulary: Vocabulary, decision: Decision, service: Decision, words: Mapping[str, str]) -> str:
    """What DfE's own registration service is likely to show, beside our answer by published guidance."""
    shows = _SERVICE_WORDS[service.outcome]
    if not decision.decided and not service.decided:
        return "It asks for the missing facts too."
    if service.outcome == decision.outcome and service.reason == decision.reason:
        return "Same as ours."
    if not service.decided:
        return "The service would ask for facts that published guidance does not need."
    said = fill(vocabulary.reasons[service.reason].say, words)
    return f"It is likely to show “{shows}”. {said} Published guidance says otherwise: rely on the guidance."
