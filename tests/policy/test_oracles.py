"""Every answer of the shipped editions against an independent port of DfE's cascades, over all classes of values.

The spaces below are written out from the rule book, not from the policy files.  A fact that a branch cannot read is
held still there; the random cases at the end let every fact take every value, so nothing rests on that choice."""

import random

import pytest

from npqdesk.rules.decide import decide, decide_grant
from tests.policy.oracles import autumn_2026, spring_2026, year_2023
from tests.policy.oracles.spaces import (
    COURSES,
    EMPLOYMENTS,
    KINDS,
    NURSERIES,
    PUPILS,
    TYPES,
    YES_NO,
    anything,
    assert_same,
    every,
)

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
        facts = anything(chance, vocabulary)
        assert_same(policies["2026-autumn"], facts, autumn_2026.FundingEligibility(facts))
        assert_same(
            policies["2023-24"],
            facts,
            year_2023.FundingEligibility(facts),
            year_2023.targeted_support_pounds(facts),
        )
