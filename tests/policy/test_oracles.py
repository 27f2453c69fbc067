"""Every answer of the shipped editions against an independent port of DfE's cascades, over all classes of values.

The spaces below are written out from the rule book, not from the policy files.  A fact that a branch cannot read is
held still there; the random cases at the end let every fact take every value, so nothing rests on that choice."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from npqdesk.rules.decide import decide, decide_grant
from tests.policy.oracles import autumn_2026, spring_2026, year_2023
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

PERSON_2026 = {
    "course": COURSES,
    "in_england": YES_NO,
    "previously_funded": YES_NO,
    "new_headteacher": YES_NO,
    "lead_mentor_for_accredited_itt_provider": YES_NO,
    "approved_itt_provider": YES_NO,
}
STILL_2026 = {
    "nursery_kind": "private_nursery",
    "workplace_kind": "school",
    "employment_type": "other",
    "establishment_type": "1",
    "has_ofsted_urn": "yes",
    "referred_by_return_to_teaching_adviser": "no",
    "on_rise_list": "no",
    "on_childminders_list": "no",
    "on_pp50_schools_list": "no",
    "on_pp50_further_education_list": "no",
}
SETTINGS_2026 = {
    "early_years": {
        "work_setting": ("early_years_or_childcare",),
        "nursery_kind": NURSERIES,
        "workplace_kind": KINDS,
        "establishment_type": TYPES,
        "has_ofsted_urn": YES_NO,
        "on_childminders_list": YES_NO,
    },
    "schools": {
        "work_setting": ("a_school", "an_academy_trust", "a_16_to_19_educational_setting"),
        "establishment_type": TYPES,
        "on_rise_list": YES_NO,
        "on_pp50_schools_list": YES_NO,
        "on_pp50_further_education_list": YES_NO,
    },
    "another_setting": {"work_setting": ("another_setting",), "employment_type": EMPLOYMENTS},
    "other": {"work_setting": ("other",), "referred_by_return_to_teaching_adviser": YES_NO},
}
PERSON_2023 = {
    "course": COURSES,
    "in_england": YES_NO,
    "previously_funded": YES_NO,
    "approved_itt_provider": YES_NO,
    "on_exceptional_urn_list": YES_NO,
    "employment_type": EMPLOYMENTS,
}
STILL_2023 = {
    "establishment_type": "none",
    "new_headteacher": "no",
    "on_independent_early_years_list": "no",
    "on_ofsted_early_years_register": "no",
    "on_named_further_education_list": "no",
    "had_targeted_support_for_course": "no",
    "phase": "Not applicable",
    "pupils": "not_recorded",
}
WORKPLACES_2023 = {
    "school": {
        "workplace_kind": ("school",),
        "establishment_type": TYPES,
        "new_headteacher": YES_NO,
        "on_independent_early_years_list": YES_NO,
    },
    "childcare_provider": {
        "workplace_kind": ("private_childcare_provider",),
        "on_ofsted_early_years_register": YES_NO,
    },
    "neither": {"workplace_kind": ("local_authority", "none")},
}
GRANTS_2023 = {
    "course": ("npq-leading-teaching", "npq-early-years-leadership", "npq-early-headship-coaching-offer"),
    "in_england": ("yes",),
    "new_headteacher": ("yes",),
    "previously_funded": YES_NO,
    "approved_itt_provider": YES_NO,
    "on_exceptional_urn_list": YES_NO,
    "employment_type": ("lead_mentor_for_accredited_itt_provider", "other"),
    "workplace_kind": KINDS,
    "establishment_type": ("1", "11"),
    "on_independent_early_years_list": ("yes",),
    "on_ofsted_early_years_register": ("yes",),
    "on_named_further_education_list": YES_NO,
    "had_targeted_support_for_course": YES_NO,
    "phase": ("Primary", "Middle deemed primary", "Secondary", "Not applicable"),
    "pupils": PUPILS,
}
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


@pytest.mark.parametrize("setting", SETTINGS_2026)
def test_autumn_2026_is_dfes_cascade_and_the_published_exceptions(policies, setting):
    for facts in every(PERSON_2026, SETTINGS_2026[setting], **STILL_2026):
        assert_same(policies["2026-autumn"], facts, autumn_2026.FundingEligibility(facts))


def test_spring_2026_carries_no_money_for_anyone(policies):
    for facts in every(PERSON_2026, SETTINGS_2026["schools"], **STILL_2026):
        assert_same(policies["2026-spring"], facts, spring_2026.FundingEligibility(facts))


@pytest.mark.parametrize("workplace", WORKPLACES_2023)
def test_2023_24_is_dfes_cascade_and_the_published_exceptions(policies, workplace):
    for facts in every(PERSON_2023, WORKPLACES_2023[workplace], **STILL_2023):
        eligibility = year_2023.FundingEligibility(facts)
        assert_same(policies["2023-24"], facts, eligibility, year_2023.targeted_support_pounds(facts))


def test_the_grant_of_2023_24_is_that_of_the_published_conditions(policies):
    policy = policies["2023-24"]
    for facts in every(GRANTS_2023):
        grant = decide_grant(policy, facts, decide(policy, facts))
        assert grant.pounds == year_2023.targeted_support_pounds(facts), facts


@pytest.mark.parametrize("seed", range(4))
def test_any_mixture_of_facts_gets_the_official_answer(policies, vocabulary, seed):
    """Every fact at any of its values, all establishment types and phases included, sensible together or not."""
    chance = random.Random(seed)
    for _ in range(5000):
        facts = _anything(chance, vocabulary)
        assert_same(policies["2026-autumn"], facts, autumn_2026.FundingEligibility(facts))
        assert_same(
            policies["2023-24"],
            facts,
            year_2023.FundingEligibility(facts),
            year_2023.targeted_support_pounds(facts),
        )


def _anything(chance: random.Random, vocabulary) -> dict:
    facts = {name: chance.choice(fact.values) for name, fact in vocabulary.facts.items() if fact.values}
    facts |= {"phase": chance.choice(PHASES), "pupils": chance.choice(PUPILS)}
    usual = {"in_england": "yes", "previously_funded": "no", "approved_itt_provider": "no", "workplace_kind": "school"}
    return facts | {name: value for name, value in usual.items() if chance.random() < 0.6}
