"""The spaces of cases in which editions are held against the ports, and how they are held.

Written out from the rule book, not from the policy files."""

import random
from collections.abc import Iterator
from itertools import product

from npqdesk.rules.decide import decide, decide_grant
from tests.policy.oracles.outcomes import OUTCOMES

YES_NO = ("yes", "no")
COURSES = (
    "npq-leading-teaching",
    "npq-leading-behaviour-culture",
    "npq-leading-teaching-development",
    "npq-leading-literacy",
    "npq-leading-primary-mathematics",
    "npq-senior-leadership",
    "npq-headship",
    "npq-executive-leadership",
    "npq-early-years-leadership",
    "npq-senco",
    "npq-early-headship-coaching-offer",
    "npq-additional-support-offer",
)
KINDS = ("school", "private_childcare_provider", "local_authority", "none")
EMPLOYMENTS = (
    "hospital_school",
    "lead_mentor_for_accredited_itt_provider",
    "local_authority_supply_teacher",
    "local_authority_virtual_school",
    "young_offender_institution",
    "other",
)
NURSERIES = (
    "local_authority_maintained_nursery",
    "preschool_class_as_part_of_school",
    "private_nursery",
    "childminder",
    "another_early_years_setting",
)
# Eligible types behave alike but for the nursery school; so do all that are not eligible, and a workplace with none.
TYPES = ("1", "15", "11", "none")
PUPILS = ("not_recorded", 0, 1, 150, 151, 600, 601)
PHASES = (
    "Not applicable",
    "Nursery",
    "Primary",
    "Middle deemed primary",
    "Secondary",
    "Middle deemed secondary",
    "16 plus",
    "All-through",
)


def every(*spaces, **still) -> Iterator[dict]:
    """All cases of a space, each fact at each of its values."""
    space = {name: values for part in spaces for name, values in part.items()}
    for values in product(*space.values()):
        yield {**still, **dict(zip(space, values, strict=True))}


def assert_same(policy, facts, eligibility, pounds=0):
    """The same published answer, service answer and grant as the official cascade."""
    published, service = eligibility.published(), eligibility.service()
    decision, shown = decide(policy, facts), decide(policy, facts, basis="service")
    assert (decision.outcome, decision.reason) == (OUTCOMES[published], published), facts
    assert (shown.outcome, shown.reason) == (OUTCOMES[service], service), facts
    assert decide_grant(policy, facts, decision).pounds == pounds, facts


def anything(chance: random.Random, vocabulary) -> dict:
    """Every fact at any of its values, sensible together or not, though often enough to get past the first tests."""
    facts = {name: chance.choice(fact.values) for name, fact in vocabulary.facts.items() if fact.values}
    facts |= {"phase": chance.choice(PHASES), "pupils": chance.choice(PUPILS)}
    usual = {"in_england": "yes", "previously_funded": "no", "approved_itt_provider": "no", "workplace_kind": "school"}
    return facts | {name: value for name, value in usual.items() if chance.random() < 0.6}
