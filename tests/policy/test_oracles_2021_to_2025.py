"""The editions of the starts from autumn 2021 to autumn 2025, each against its own independent port, as in
`test_oracles.py`: over all classes of values where a branch can read them, then over any mixture of facts."""

import random
from datetime import date

import pytest

from npqdesk.rules.decide import decide, decide_grant
from tests.policy.oracles import autumn_2025, targeted_2024, year_2021, year_2022
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

SCHOOLS = ("a_school", "an_academy_trust", "a_16_to_19_educational_setting")
# The 2021 lists of types differ in the nursery school, the 16 to 19 academy, colleges and independent special schools.
TYPES_2021 = ("1", "10", "11", "15", "18", "39", "43", "45", "none")
PERSON_2021 = {
    "course": COURSES,
    "workplace_kind": KINDS,
    "establishment_type": TYPES_2021,
    "new_headteacher": YES_NO,
    "in_england": YES_NO,
    "on_exceptional_urn_list": YES_NO,
    "on_high_pupil_premium_list": YES_NO,
}
PERSON_2022 = {
    "course": COURSES,
    "in_england": YES_NO,
    "previously_funded": YES_NO,
    "approved_itt_provider": YES_NO,
    "on_exceptional_urn_list": YES_NO,
    "employment_type": EMPLOYMENTS,
}
STILL_2022 = {
    "establishment_type": "none",
    "new_headteacher": "no",
    "on_independent_early_years_list": "no",
    "on_ofsted_early_years_register": "no",
    "on_named_further_education_list": "no",
    "had_targeted_support_for_course": "no",
    "pupils": "not_recorded",
}
WORKPLACES_2022 = {
    "school": {
        "workplace_kind": ("school",),
        "establishment_type": (*TYPES, "10"),
        "new_headteacher": YES_NO,
        "on_independent_early_years_list": YES_NO,
        "employment_type": ("lead_mentor_for_accredited_itt_provider", "other"),
    },
    "childcare_provider": {
        "workplace_kind": ("private_childcare_provider",),
        "on_ofsted_early_years_register": YES_NO,
    },
    "neither": {"workplace_kind": ("local_authority", "none")},
}
# Each edition and the day from which it held.
EDITIONS_2022 = {
    "2022-23": date(2022, 6, 6),
    "2022-23.2": date(2022, 11, 30),
    "2022-23.3": date(2023, 1, 24),
}
GRANTS_2022 = {
    "course": ("npq-leading-teaching", "npq-early-years-leadership", "npq-early-headship-coaching-offer"),
    "in_england": YES_NO,
    "new_headteacher": ("yes",),
    "previously_funded": YES_NO,
    "approved_itt_provider": YES_NO,
    "on_exceptional_urn_list": YES_NO,
    "employment_type": ("lead_mentor_for_accredited_itt_provider", "other"),
    "workplace_kind": KINDS,
    "establishment_type": ("1", "10", "11"),
    "on_independent_early_years_list": ("yes",),
    "on_ofsted_early_years_register": ("yes",),
    "on_named_further_education_list": YES_NO,
    "had_targeted_support_for_course": YES_NO,
    "phase": ("Primary", "Not applicable"),
    "pupils": PUPILS,
}
PERSON_2024 = {
    "course": COURSES,
    "in_england": YES_NO,
    "previously_funded": YES_NO,
    "approved_itt_provider": YES_NO,
    "new_headteacher": YES_NO,
}
EXCEPTIONS_2024 = {"2024-autumn": YES_NO, "2024-autumn.2": YES_NO}
"""The editions in which 34 schools were let through by name."""
STILL_2024 = {
    "nursery_kind": "private_nursery",
    "work_setting": "a_school",
    "employment_type": "other",
    "establishment_type": "none",
    "referred_by_return_to_teaching_adviser": "no",
    "on_la_nursery_list": "no",
    "on_disadvantaged_early_years_list": "no",
    "on_childminders_list": "no",
    "on_ofsted_early_years_register": "no",
    "on_pp50_schools_list": "no",
    "on_pp50_further_education_list": "no",
}
WORKPLACES_2024 = {
    "school": {
        "workplace_kind": ("school",),
        "work_setting": ("a_school", "a_16_to_19_educational_setting"),
        "establishment_type": TYPES,
        "on_la_nursery_list": YES_NO,
        "on_disadvantaged_early_years_list": YES_NO,
        "on_pp50_schools_list": YES_NO,
        "on_pp50_further_education_list": YES_NO,
    },
    "childcare_provider": {
        "workplace_kind": ("private_childcare_provider",),
        "nursery_kind": NURSERIES,
        "on_disadvantaged_early_years_list": YES_NO,
        "on_childminders_list": YES_NO,
        "on_ofsted_early_years_register": YES_NO,
    },
    "local_authority": {"workplace_kind": ("local_authority",)},
    "none": {
        "workplace_kind": ("none",),
        "work_setting": ("early_years_or_childcare", "another_setting", "other"),
        "employment_type": EMPLOYMENTS,
        "referred_by_return_to_teaching_adviser": YES_NO,
    },
}
# Each edition and the day from which it held.
EDITIONS_2024 = {
    "2024-autumn": date(2024, 7, 1),
    "2024-autumn.2": date(2024, 7, 10),
    "2024-autumn.3": date(2024, 7, 18),
    "2024-autumn.4": date(2024, 8, 13),
    "2024-autumn.5": date(2024, 9, 4),
    "2025-spring": date(2025, 2, 10),
    "2025-spring.2": date(2025, 2, 28),
    "2025-spring.3": date(2025, 3, 10),
    "2025-spring.4": date(2025, 4, 2),
}
PERSON_2025 = {
    "course": COURSES,
    "in_england": YES_NO,
    "previously_funded": YES_NO,
    "new_headteacher": YES_NO,
    "lead_mentor_for_accredited_itt_provider": YES_NO,
    "approved_itt_provider": YES_NO,
}
STILL_2025 = {
    "nursery_kind": "private_nursery",
    "workplace_kind": "school",
    "employment_type": "other",
    "establishment_type": "1",
    "referred_by_return_to_teaching_adviser": "no",
    "on_rise_list": "no",
    "on_la_nursery_list": "no",
    "on_disadvantaged_early_years_list": "no",
    "on_childminders_list": "no",
    "on_pp50_schools_list": "no",
    "on_pp50_further_education_list": "no",
}
SETTINGS_2025 = {
    "nursery_schools": {
        "work_setting": ("early_years_or_childcare",),
        "nursery_kind": ("local_authority_maintained_nursery", "childminder"),
        "workplace_kind": KINDS,
        "establishment_type": TYPES,
        "on_la_nursery_list": YES_NO,
    },
    "early_years": {
        "work_setting": ("early_years_or_childcare",),
        "nursery_kind": NURSERIES,
        "workplace_kind": ("school", "private_childcare_provider"),
        "establishment_type": ("1", "15"),
        "on_disadvantaged_early_years_list": YES_NO,
        "on_childminders_list": YES_NO,
    },
    "schools": {
        "work_setting": SCHOOLS,
        "establishment_type": TYPES,
        "on_rise_list": YES_NO,
        "on_pp50_schools_list": YES_NO,
        "on_pp50_further_education_list": YES_NO,
    },
    "another_setting": {"work_setting": ("another_setting",), "employment_type": EMPLOYMENTS},
    "other": {"work_setting": ("other",), "referred_by_return_to_teaching_adviser": YES_NO},
}


def test_2021_22_is_first_the_narrow_criteria_and_then_the_wide_ones(policies):
    for facts in every(PERSON_2021):
        assert_same(policies["2021-22"], facts, year_2021.FirstCriteria(facts))
        assert_same(policies["2021-22.2"], facts, year_2021.FinalCriteria(facts))


@pytest.mark.parametrize("workplace", WORKPLACES_2022)
@pytest.mark.parametrize("edition", EDITIONS_2022)
def test_2022_23_is_dfes_cascade_on_each_day_and_the_published_exceptions(policies, edition, workplace):
    day = EDITIONS_2022[edition]
    for facts in every(PERSON_2022 | WORKPLACES_2022[workplace], **STILL_2022):
        eligibility = year_2022.FundingEligibility(facts, day)
        assert_same(policies[edition], facts, eligibility, year_2022.targeted_support_pounds(facts, day))


@pytest.mark.parametrize("edition", EDITIONS_2022)
def test_the_grant_of_2022_23_is_that_of_the_published_conditions(policies, edition):
    policy, day = policies[edition], EDITIONS_2022[edition]
    for facts in every(GRANTS_2022):
        grant = decide_grant(policy, facts, decide(policy, facts))
        assert grant.pounds == year_2022.targeted_support_pounds(facts, day), facts


@pytest.mark.parametrize("workplace", WORKPLACES_2024)
@pytest.mark.parametrize("edition", EDITIONS_2024)
def test_autumn_2024_and_spring_2025_are_dfes_cascade_on_each_day(policies, edition, workplace):
    day = EDITIONS_2024[edition]
    exceptions = {"on_exceptional_urn_list": EXCEPTIONS_2024.get(edition, ("no",))}
    for facts in every(PERSON_2024, WORKPLACES_2024[workplace], exceptions, **STILL_2024):
        assert_same(policies[edition], facts, targeted_2024.FundingEligibility(facts, day))


@pytest.mark.parametrize("setting", SETTINGS_2025)
def test_autumn_2025_is_dfes_cascade_and_the_published_exceptions(policies, setting):
    for facts in every(PERSON_2025, SETTINGS_2025[setting], **STILL_2025):
        assert_same(policies["2025-autumn"], facts, autumn_2025.FundingEligibility(facts))


@pytest.mark.parametrize("seed", range(2))
def test_any_mixture_of_facts_gets_the_official_answer(policies, vocabulary, seed):
    """Every fact at any of its values, all establishment types and phases included, sensible together or not."""
    chance = random.Random(seed)
    for _ in range(4000):
        facts = anything(chance, vocabulary)
        assert_same(policies["2021-22"], facts, year_2021.FirstCriteria(facts))
        assert_same(policies["2021-22.2"], facts, year_2021.FinalCriteria(facts))
        for edition, day in EDITIONS_2022.items():
            pounds = year_2022.targeted_support_pounds(facts, day)
            assert_same(policies[edition], facts, year_2022.FundingEligibility(facts, day), pounds)
        for edition, day in EDITIONS_2024.items():
            assert_same(policies[edition], facts, targeted_2024.FundingEligibility(facts, day))
        assert_same(policies["2025-autumn"], facts, autumn_2025.FundingEligibility(facts))
