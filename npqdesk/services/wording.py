"""The words of a result that are the same for every rule: headline, first sentence, the three figures.

Four facts are kept apart in all of them: eligible, placed, suitable, paid."""

import re
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

_WAS_ELIGIBLE = (
    "{name} was eligible for a scholarship that covered the whole course fee for {course}. "
    "That start is past: nobody can join it now."
)
_NUMBER = re.compile(r" \(C\d+(, C\d+)*\)")  # of a conflict between sources, in the notes of rules
_SERVICE_WORDS = {
    "funded": "eligible",
    "not_funded": "not eligible",
    "review": "in review",
    "undecided": "nothing yet: facts are missing",
}
_GRANT_NOTES = {
    "fund_ended": "the fund ended with courses that started by August 2024",
    "fund_not_begun": "the fund began with courses that started in autumn 2022",
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


def open_sentence(decision: Decision, sure: Outcome | None) -> str:
    """How many facts an open answer waits for; `sure` is its outcome where only the reason hangs on them."""
    count = len(decision.needed)
    missing = "One fact is missing." if count == 1 else f"{count} facts are missing."
    if sure:
        return f"{missing} In any case the answer will be “{OUTCOMES[sure]}”: only the reason is open."
    return f"{missing} It decides the answer." if count == 1 else missing


def sentence(vocabulary: Vocabulary, decision: Decision, words: Mapping[str, str], *, past: bool) -> str:
    """What a decided outcome means, and what it does not; of a `past` start, what was due then."""
    if past and decision.outcome == "funded":
        return fill(_WAS_ELIGIBLE, words)
    said = fill(vocabulary.reasons[decision.reason].say, words)
    if past:
        return said
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


def service_note(policy: Policy, vocabulary: Vocabulary, decision: Decision, service: Decision, *, past: bool) -> str:
    """What DfE's own registration service is likely to show, and why it may differ from published guidance."""
    likely = "It is likely to have shown" if past else "It is likely to show"
    shows = f"{likely} “{_SERVICE_WORDS[service.outcome]}”"
    if not service.decided:
        if not decision.decided:
            return "It asked for the missing facts too." if past else "It asks for the missing facts too."
        return "The service would ask for facts that published guidance does not need."
    if not decision.decided:
        return f"{shows} without asking for the missing facts. Published guidance needs them."
    if (service.outcome, service.reason) == (decision.outcome, decision.reason):
        return "Same as ours."
    note = _NUMBER.sub("", next((rule.note for rule in policy.scholarship if rule.id == decision.rule), ""))
    if service.outcome == decision.outcome:
        reason = vocabulary.reasons[service.reason].title
        return " ".join(filter(None, (f"The same outcome for another reason: “{reason}”.", note)))
    return " ".join(filter(None, (f"{shows}.", note, "Rely on published guidance, which this answer follows.")))
