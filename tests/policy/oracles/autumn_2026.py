"""DfE's cascade for autumn 2026, ported by hand from the rule book (RULES.md, sections 9 and 10), branch by branch.

It shares nothing with npqdesk: no policy file, no evaluator.  Facts are words as in the `decide` file format."""

from collections.abc import Mapping

from tests.policy.oracles.outcomes import ELIGIBLE_TYPES

SCHOOLS = ("a_school", "an_academy_trust", "a_16_to_19_educational_setting")
REVIEWED = (
    "local_authority_virtual_school",
    "hospital_school",
    "young_offender_institution",
    "local_authority_supply_teacher",
)
OPEN_IN_OTHER_SETTINGS = ("npq-senco", "npq-headship", "npq-senior-leadership")
NEEDS_A_LISTED_SETTING = (
    "npq-leading-primary-mathematics",
    "npq-leading-behaviour-culture",
    "npq-leading-literacy",
    "npq-leading-teaching",
    "npq-leading-teaching-development",
    "npq-executive-leadership",
)


class FundingEligibility:
    """What the registration service answers (`service`), and what published guidance makes of it (`published`)."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self.facts = facts
        self.course = facts["course"]
        self.setting = facts["work_setting"]

    def published(self) -> str:
        if self._is("in_england") and not self._is("previously_funded"):
            if self.course == "npq-early-headship-coaching-offer":
                if self._is("new_headteacher") and not self._state_funded_school():
                    return "ineligible_establishment_type"
            elif self.course == "npq-leading-teaching-development":
                if self._is("lead_mentor_for_accredited_itt_provider") and self._is("approved_itt_provider"):
                    return "funded"
            elif self.course == "npq-early-years-leadership" and self._private_early_years():
                return "subject_to_review"
        return self.service()

    def service(self) -> str:
        if not self._is("in_england"):
            return "not_in_england"
        if self._is("previously_funded"):
            return "previously_funded"
        if self.course == "npq-early-headship-coaching-offer":
            return "funded" if self._is("new_headteacher") else "not_new_headteacher_requesting_ehco"
        if self.setting == "early_years_or_childcare":
            return self._early_years()
        if self.setting in SCHOOLS:
            return self._school()
        if self.setting == "another_setting":
            return self._another_setting()
        if self.setting == "other" and self._is("referred_by_return_to_teaching_adviser"):
            return "referred_by_return_to_teaching_adviser"
        return "ineligible_establishment_type"

    def _early_years(self) -> str:
        if self.course == "npq-early-years-leadership":
            if self.facts["nursery_kind"] != "childminder":
                return "funded"
            return "funded" if self._is("on_childminders_list") else "not_entitled_childminder"
        maintained_nursery = self.facts["workplace_kind"] == "school" and self.facts["establishment_type"] == "15"
        if maintained_nursery and self.course in OPEN_IN_OTHER_SETTINGS:
            return "funded"
        return "early_years_invalid_npq"

    def _school(self) -> str:
        if self._is("on_rise_list"):
            return "funded"
        if self.facts["establishment_type"] not in ELIGIBLE_TYPES:
            return "ineligible_establishment_type"
        if self.course == "npq-early-years-leadership":
            return "funded"
        if self.course in NEEDS_A_LISTED_SETTING and not self._pp50():
            return "ineligible_establishment_not_a_pp50"
        return "funded"

    def _pp50(self) -> bool:
        if self.setting == "a_16_to_19_educational_setting":
            return self._is("on_pp50_further_education_list")
        return self._is("on_pp50_schools_list")

    def _another_setting(self) -> str:
        employment = self.facts["employment_type"]
        if employment == "lead_mentor_for_accredited_itt_provider":
            if self.course != "npq-leading-teaching-development":
                return "not_lead_mentor_course"
            return "funded" if self._is("approved_itt_provider") else "ineligible_establishment_type"
        if employment in REVIEWED and self.course in OPEN_IN_OTHER_SETTINGS:
            return "subject_to_review"
        return "ineligible_establishment_type"

    def _state_funded_school(self) -> bool:
        if self.setting in SCHOOLS:
            return self.facts["establishment_type"] in ELIGIBLE_TYPES or self._is("on_rise_list")
        return self.setting == "early_years_or_childcare" and self.facts["establishment_type"] == "15"

    def _private_early_years(self) -> bool:
        return (
            self.setting == "early_years_or_childcare"
            and self.facts["nursery_kind"] in ("private_nursery", "another_early_years_setting")
            and not self._is("has_ofsted_urn")
        )

    def _is(self, fact: str) -> bool:
        return self.facts[fact] == "yes"
