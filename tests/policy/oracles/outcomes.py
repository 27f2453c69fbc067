"""DfE's outcome codes and what each means for the scholarship, as the rule book lists them."""

OUTCOMES = {
    "funded": "funded",
    "subject_to_review": "review",
    "referred_by_return_to_teaching_adviser": "review",
    "no_institution": "review",
    "previously_funded": "not_funded",
    "not_in_england": "not_funded",
    "ineligible_establishment_type": "not_funded",
    "ineligible_establishment_not_a_pp50": "not_funded",
    "ineligible_institution_type": "not_funded",
    "early_years_invalid_npq": "not_funded",
    "not_on_early_years_register": "not_funded",
    "not_entitled_childminder": "not_funded",
    "not_entitled_ey_institution": "not_funded",
    "school_outside_catchment": "not_funded",
    "early_years_outside_catchment": "not_funded",
    "not_new_headteacher_requesting_ehco": "not_funded",
    "not_lead_mentor_course": "not_funded",
    "unfunded_cohort": "not_funded",
    "not_funded": "not_funded",
}

# RULES.md section 3: "Eligible GIAS establishment types (from 31 May 2022, unchanged to 2026), 30 codes".
ELIGIBLE_TYPES = (
    "1 2 3 5 6 7 8 10 12 14 15 18 24 26 28 31 32 33 34 35 36 38 39 40 41 42 43 44 45 46".split()  # noqa: SIM905
)
