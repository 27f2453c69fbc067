"""Where published guidance and DfE's own service differ: both are told, why, and which to rely on."""

import re

import pytest

from npqdesk.rules.policy import Policy, Rule
from npqdesk.services.answer import answer
from npqdesk.services.desk import RuleDesk, read_rulebook
from npqdesk.services.wording import ANYBODY

BOOK = read_rulebook()
GUIDANCE = [
    pytest.param(edition.policy, rule, id=f"{edition.policy.id}/{edition.policy.edition} {rule.id}")
    for edition in BOOK.editions
    for rule in edition.policy.scholarship
    if rule.basis == "guidance"
]


@pytest.mark.parametrize(("policy", "rule"), GUIDANCE)
def test_each_rule_of_guidance_says_what_the_service_shows_why_and_what_to_rely_on(policy: Policy, rule: Rule):
    example = rule.examples[0]
    facts = {"cohort": policy.cohorts[-1], **example.given}
    found = answer(RuleDesk(BOOK), facts, names=ANYBODY, policy=policy)
    assert found.decision.rule == rule.id
    assert rule.note, "a rule that only guidance has says how the service differs"
    assert any(row.sources for row in found.reasons), "the sources of guidance are cited"
    assert not re.search(r"\(C\d", found.service_note)
    if found.service.decided and found.service.outcome != found.decision.outcome:
        assert re.match(r"It is likely to (show|have shown) “(eligible|not eligible|in review)”\. ", found.service_note)
        assert "Rely on published guidance, which this answer follows." in found.service_note
        assert len(found.service_note) > 110, "why it differs is told too"


def test_the_same_outcome_for_another_reason_is_no_contradiction():
    facts = {
        "cohort": "2022-autumn",
        "course": "npq-headship",
        "in_england": "yes",
        "previously_funded": "no",
        "workplace_kind": "none",
        "work_setting": "another_setting",
        "employment_type": "hospital_school",
        "approved_itt_provider": "no",
    }
    found = answer(RuleDesk(BOOK), facts, names=ANYBODY)
    assert (found.decision.outcome, found.service.outcome) == ("review", "review")
    assert found.service_note.startswith("The same outcome for another reason: “No workplace on the register”.")
    assert "Rely" not in found.service_note


def test_the_service_may_answer_before_guidance_can():
    facts = {
        "cohort": "2026-autumn",
        "course": "npq-early-headship-coaching-offer",
        "in_england": "yes",
        "previously_funded": "no",
        "new_headteacher": "yes",
    }
    found = answer(RuleDesk(BOOK), facts, names=ANYBODY)
    assert (found.decision.outcome, found.service.outcome) == ("undecided", "funded")
    assert found.service_note == (
        "It is likely to show “eligible” without asking for the missing facts. Published guidance needs them."
    )
