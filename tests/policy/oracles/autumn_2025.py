"""DfE's cascade for autumn 2025, ported by hand from the rule book (RULES.md, section 9, with the overrides of section
10), row by row.  It shares nothing with npqdesk."""

from collections.abc import Mapping

from tests.policy.oracles.outcomes import ELIGIBLE_TYPES

SCHOOLS = ("a_school", "an_academy_trust", "a_16_to_19_educational_setting")
EHCO, EYL = "npq-early-headship-coaching-offer", "npq-early-years-leadership"
LTD, SENCO, HEADSHIP = "npq-leading-teaching-development", "npq-senco", "npq-headship"
OPEN_TO_ALL = (SENCO, HEADSHIP)
REVIEWED = (
    "local_authority_virtual_school",
    "hospital_school",
    "young_offender_institution",
    "local_authority_supply_teacher",
)
NEEDS_A_LISTED_SETTING = (
    "npq-leading-primary-mathematics",
    "npq-leading-behaviour-culture",
    "npq-leading-literacy",
    "npq-leading-teaching",
    LTD,
    "npq-senior-leadership",
    "npq-executive-leadership",
    EYL,
)


class FundingEligibility:
    """What the registration service answers (`service`), and what published guidance makes of it (`published`)."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self.facts = facts
        self.course = facts["course"]
        self.setting = facts["work_setting"]

    def published(self) -> str:
        if self._is("in_england") and not self._is("previously_funded"):
            if self.course == EHCO and self._is("new_headteacher") and not self._state_funded_school():
                return "ineligible_establishment_type"
            lead_mentor = self._is("lead_mentor_for_accredited_itt_provider") and self._is("approved_itt_provider")
            if self.course == LTD and lead_mentor:
                return "funded"
            if self._maintained_nursery() and self.course in (SENCO, HEADSHIP, EYL):
                return "funded"
        return self.service()

    def service(self) -> str:
        if not self._is("in_england"):
            return "not_in_england"
        if self._is("previously_funded"):
            return "previously_funded"
        if self.course == EHCO:
            return "funded" if self._is("new_headteacher") else "not_new_headteacher_requesting_ehco"
        if self._maintained_nursery():
            if self.course not in (SENCO, HEADSHIP, EYL):
                return "early_years_invalid_npq"
            return "funded" if self._is("on_la_nursery_list") else "ineligible_establishment_type"
        if self.setting == "early_years_or_childcare":
            return self._early_years()
        if self.setting in SCHOOLS:
            return self._school()
        if self.setting == "another_setting":
            return self._another_setting()
        referred = self._is("referred_by_return_to_teaching_adviser")
        return "referred_by_return_to_teaching_adviser" if referred else "ineligible_establishment_type"

    def _early_years(self) -> str:
        if self.course != EYL:
            return "early_years_invalid_npq"
        if self.facts["nursery_kind"] == "childminder":
            return "funded" if self._is("on_childminders_list") else "not_entitled_childminder"
        return "funded" if self._is("on_disadvantaged_early_years_list") else "not_entitled_ey_institution"

    def _school(self) -> str:
        if self._is("on_rise_list"):
            return "funded"
        if self.facts["establishment_type"] not in ELIGIBLE_TYPES:
            return "ineligible_establishment_type"
        college = self.setting == "a_16_to_19_educational_setting"
        listed = self._is("on_pp50_further_education_list" if college else "on_pp50_schools_list")
        if self.course in NEEDS_A_LISTED_SETTING and not listed:
            return "ineligible_establishment_not_a_pp50"
        return "funded"

    def _another_setting(self) -> str:
        employment = self.facts["employment_type"]
        if employment == "lead_mentor_for_accredited_itt_provider":
            if self.course != LTD:
                return "not_lead_mentor_course"
            return "funded" if self._is("approved_itt_provider") else "ineligible_establishment_type"
        if employment in REVIEWED and self.course in OPEN_TO_ALL:
            return "subject_to_review"
        return "ineligible_establishment_type"

    def _maintained_nursery(self) -> bool:
        early_years = self.setting == "early_years_or_childcare" and self.facts["workplace_kind"] == "school"
        return early_years and self.facts["establishment_type"] == "15"

    def _state_funded_school(self) -> bool:
        if self.setting in SCHOOLS:
            return self.facts["establishment_type"] in ELIGIBLE_TYPES or self._is("on_rise_list")
        return self.setting == "early_years_or_childcare" and self.facts["establishment_type"] == "15"

    def _is(self, fact: str) -> bool:
        return self.facts[fact] == "yes"
