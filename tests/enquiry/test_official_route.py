"""Stories along the official route: who is asked what, and what the rule book says (RULES, sections 5 to 10)."""

from datetime import date

import pytest

from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.known import KnownFact
from npqdesk.enquiry.route import answer_key, route
from npqdesk.rules.decide import decide, decide_grant

NAMED = {"name": "Amara Okafor"}
PRIMARY = {
    "workplace_kind": "school",
    "establishment_type": "34",
    "phase": "Primary",
    "pupils": 150,
    "in_england": "yes",
}
LISTS = {
    "on_exceptional_urn_list": "no",
    "on_named_further_education_list": "no",
    "on_rise_list": "no",
    "on_pp50_schools_list": "no",
}


def registered(school):
    def look_up(question, answer, facts):
        found = school if question == "workplace" else {}
        return {name: KnownFact(value, "register", "Register") for name, value in found.items()}

    return look_up


def story(rulebook, school, **answers):
    """Answers in any order, given as they are asked → the questions after the name, the outcome, and the grant."""
    policies = {cohort: rulebook.policy_for(cohort, date(2026, 11, 21)) for cohort in rulebook.vocabulary.cohorts}
    given, kept = {**NAMED, **answers}, Answers()
    while True:
        way = route(policies.get, rulebook.questions, kept, look_up=registered(school))
        if way.complete:
            break
        kept = kept.with_answer(answer_key(rulebook.questions, way, way.current), given.pop(way.current))
    assert not given, f"never asked: {', '.join(given)}"
    decision = decide(way.policy, way.facts)
    return decision.outcome, decision.reason, decide_grant(way.policy, way.facts, decision).pounds


AUTUMN_2026 = {"cohort": "2026-autumn", "previously_funded": "no"}
SPRING_2024 = {"cohort": "2024-spring", "previously_funded": "no"}
NO_GRANT_BEFORE = {"had_targeted_support_for_course": "no"}


@pytest.mark.parametrize(
    ("school", "answers", "expected"),
    [
        pytest.param(
            {**PRIMARY, **LISTS},
            {**AUTUMN_2026, "course": "npq-senior-leadership", "work_setting": "a_school", "workplace": "900001"},
            ("funded", "funded", 0),
            id="a deputy head at an academy is asked four things and the school answers the rest",
        ),
        pytest.param(
            {**PRIMARY, **LISTS},
            {
                **AUTUMN_2026,
                "course": "npq-leading-literacy",
                "work_setting": "an_academy_trust",
                "workplace": "900001",
            },
            ("not_funded", "ineligible_establishment_not_a_pp50", 0),
            id="a literacy lead of a trust picks one of its schools",
        ),
        pytest.param(
            {**PRIMARY, **LISTS},
            {
                **AUTUMN_2026,
                "course": "npq-leading-teaching-development",
                "work_setting": "a_school",
                "workplace": "900001",
                "lead_mentor_for_accredited_itt_provider": "yes",
                "approved_itt_provider": "yes",
            },
            ("funded", "funded", 0),
            id="a lead mentor is asked about it at any workplace, for this course only",
        ),
        pytest.param(
            {},
            {
                **AUTUMN_2026,
                "course": "npq-headship",
                "work_setting": "another_setting",
                "employment_type": "local_authority_virtual_school",
                "employer": "Elmby virtual school",
                "in_england": "yes",
            },
            ("review", "subject_to_review", 0),
            id="a teacher of a virtual school",
        ),
        pytest.param(
            {},
            {
                **AUTUMN_2026,
                "course": "npq-senco",
                "work_setting": "other",
                "referred_by_return_to_teaching_adviser": "yes",
                "in_england": "yes",
                "senco_role": "no",
            },
            ("review", "referred_by_return_to_teaching_adviser", 0),
            id="someone who returns to teaching through an adviser",
        ),
        pytest.param(
            {},
            {
                **AUTUMN_2026,
                "course": "npq-early-years-leadership",
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "childminder",
                "has_ofsted_urn": "yes",
                "on_childminders_list": "yes",
            },
            ("funded", "funded", 0),
            id="a childminder with an Ofsted number need not be asked about England",
        ),
        pytest.param(
            {},
            {
                **AUTUMN_2026,
                "course": "npq-early-years-leadership",
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "private_nursery",
                "has_ofsted_urn": "no",
                "employer": "Ash Nursery",
                "in_england": "yes",
            },
            ("review", "subject_to_review", 0),
            id="a private nursery without an Ofsted number",
        ),
        pytest.param(
            {**PRIMARY, "establishment_type": "15", "phase": "Nursery", **LISTS},
            {
                **AUTUMN_2026,
                "course": "npq-senior-leadership",
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "local_authority_maintained_nursery",
                "workplace": "900001",
            },
            ("funded", "funded", 0),
            id="a maintained nursery school is found on the register",
        ),
        pytest.param(
            {**PRIMARY, **LISTS},
            {
                **AUTUMN_2026,
                "course": "npq-early-headship-coaching-offer",
                "work_setting": "a_school",
                "workplace": "900001",
                "npqh_status": "completed_npqh",
                "new_headteacher": "yes",
                "npqh_before_headship": "yes",
                "left_coaching": "no",
            },
            ("funded", "funded", 0),
            id="a new headteacher asks for the coaching offer",
        ),
        pytest.param(
            {**PRIMARY, "on_exceptional_urn_list": "no"},
            {
                "cohort": "2022-spring",
                "course": "npq-additional-support-offer",
                "work_setting": "a_school",
                "workplace": "900001",
                "npqh_status": "studying_npqh",
                "new_headteacher_2021": "yes",
            },
            ("funded", "funded", 0),
            id="a head of spring 2022 is asked about the first two years",
        ),
        pytest.param(
            {**PRIMARY, **LISTS},
            {
                "cohort": "2023-spring",
                "previously_funded": "no",
                **NO_GRANT_BEFORE,
                "course": "npq-leading-literacy",
                "work_setting": "a_school",
                "workplace": "900001",
            },
            ("funded", "funded", 200),
            id="a primary of 150 pupils in spring 2023",
        ),
        pytest.param(
            {**PRIMARY, **LISTS, "on_la_nursery_list": "no"},
            {
                "cohort": "2025-spring",
                "previously_funded": "no",
                "course": "npq-leading-literacy",
                "work_setting": "a_school",
                "workplace": "900001",
            },
            ("not_funded", "ineligible_establishment_not_a_pp50", 0),
            id="a teacher at a school that is not listed in spring 2025",
        ),
        pytest.param(
            {**PRIMARY, **LISTS},
            {
                **SPRING_2024,
                **NO_GRANT_BEFORE,
                "course": "npq-leading-primary-mathematics",
                "work_setting": "a_school",
                "workplace": "900001",
                "mastery": "a_year",
            },
            ("funded", "funded", 800),
            id="a primary of 150 pupils in spring 2024",
        ),
        pytest.param(
            {},
            {
                **SPRING_2024,
                "course": "npq-headship",
                "work_setting": "another_setting",
                "employment_type": "local_authority",
                "employer": "Elmby council",
                "in_england": "yes",
            },
            ("funded", "funded", 0),
            id="a local authority’s adviser in spring 2024",
        ),
        pytest.param(
            {},
            {
                "cohort": "2026-autumn",
                "course": "npq-headship",
                "work_setting": "another_setting",
                "employment_type": "local_authority",
                "employer": "Elmby council",
                "in_england": "yes",
                "previously_funded": "no",
            },
            ("not_funded", "ineligible_establishment_type", 0),
            id="a local authority’s adviser in autumn 2026",
        ),
        pytest.param(
            {},
            {
                **SPRING_2024,
                "course": "npq-early-years-leadership",
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "private_nursery",
                "has_ofsted_urn": "yes",
                "employer": "Ash Nursery",
                "on_ofsted_early_years_register": "yes",
            },
            ("funded", "funded", 0),
            id="a registered nursery in spring 2024",
        ),
        pytest.param(
            {},
            {
                **SPRING_2024,
                "course": "npq-leading-teaching-development",
                "work_setting": "another_setting",
                "employment_type": "lead_mentor_for_accredited_itt_provider",
                "employer": "Elmby training",
                "approved_itt_provider": "yes",
                "in_england": "yes",
            },
            ("funded", "funded", 0),
            id="a lead mentor in spring 2024",
        ),
        pytest.param(
            {**PRIMARY, **LISTS},
            {
                "cohort": "2026-spring",
                "course": "npq-headship",
                "work_setting": "a_school",
                "workplace": "900001",
            },
            ("not_funded", "unfunded_cohort", 0),
            id="spring 2026 asks only what the letter needs",
        ),
    ],
)
def test_each_is_asked_these_questions_and_no_other(rulebook, school, answers, expected):
    assert story(rulebook, school, **answers) == expected
