"""DfE's cascade for autumn 2022 and spring 2023, and the first Targeted Support Fund, ported by hand from the rule book
(RULES.md, sections 6 and 11), row by row.

Two things came during the year, so the port is told the day.  It shares nothing with npqdesk."""

from collections.abc import Mapping
from datetime import date

from tests.policy.oracles.outcomes import ELIGIBLE_TYPES, OUTCOMES

EHCO, ASO = "npq-early-headship-coaching-offer", "npq-additional-support-offer"
EYL, LTD = "npq-early-years-leadership", "npq-leading-teaching-development"
NAMED_IN_GUIDANCE = (
    "local_authority_virtual_school",
    "hospital_school",
    "young_offender_institution",
    "local_authority_supply_teacher",
)
INDEPENDENT_SCHOOLS_COUNT = date(2022, 11, 30)
LEAD_MENTORS_ASKED = date(2023, 1, 24)


class FundingEligibility:
    """What the registration service answered on a day (`service`), and what guidance makes of it (`published`)."""

    def __init__(self, facts: Mapping[str, str | int], day: date) -> None:
        self.facts = facts
        self.day = day
        self.course = facts["course"]
        self.kind = facts["workplace_kind"]

    def published(self) -> str:
        named = self.kind == "none" and self.facts["employment_type"] in NAMED_IN_GUIDANCE
        if named and self._is("in_england") and not self._is("previously_funded") and self.course != EHCO:
            return "subject_to_review"
        return self.service()

    def service(self) -> str:
        if self._is("approved_itt_provider") and self.day >= LEAD_MENTORS_ASKED:
            if self.course != LTD:
                return "not_lead_mentor_course"
            return "previously_funded" if self._is("previously_funded") else "funded"
        if self.kind == "none":
            return "no_institution"
        if self._is("previously_funded"):
            return "previously_funded"
        if self._is("on_exceptional_urn_list"):
            return "funded"
        if self.kind == "school":
            return self._school()
        if self.kind == "private_childcare_provider":
            return self._childcare_provider()
        return "funded"

    def _school(self) -> str:
        if not self._is("in_england"):
            return "school_outside_catchment"
        if self.facts["establishment_type"] not in ELIGIBLE_TYPES and not self._counts_for_early_years():
            return "ineligible_establishment_type"
        if self.course == EHCO and not self._is("new_headteacher"):
            return "not_new_headteacher_requesting_ehco"
        return "funded"

    def _counts_for_early_years(self) -> bool:
        listed = self._is("on_independent_early_years_list")
        return self.course == EYL and listed and self.day >= INDEPENDENT_SCHOOLS_COUNT

    def _childcare_provider(self) -> str:
        if not self._is("in_england"):
            return "early_years_outside_catchment"
        if self.course != EYL:
            return "early_years_invalid_npq"
        return "funded" if self._is("on_ofsted_early_years_register") else "not_on_early_years_register"

    def _is(self, fact: str) -> bool:
        return self.facts[fact] == "yes"


def targeted_support_pounds(facts: Mapping[str, str | int], day: date) -> int:
    """What the fund paid for one person, registered on a day, and course that started in 2022-23: 1 to 600 pupils,
    whatever the phase."""
    lead_mentor = facts["employment_type"] == "lead_mentor_for_accredited_itt_provider"
    if facts["course"] in (EHCO, ASO) or lead_mentor or facts["approved_itt_provider"] == "yes":
        return 0
    if facts["workplace_kind"] != "school" or facts["had_targeted_support_for_course"] == "yes":
        return 0
    if OUTCOMES[FundingEligibility(facts, day).published()] != "funded":
        return 0
    if facts["on_named_further_education_list"] == "yes":
        return 200
    pupils = facts["pupils"]
    counted = isinstance(pupils, int) and 1 <= pupils <= 600
    return 200 if counted and facts["establishment_type"] in ELIGIBLE_TYPES else 0
