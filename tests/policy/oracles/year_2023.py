"""DfE's cascade for autumn 2023 and spring 2024, and the Targeted Support Fund, ported by hand from the rule book
(RULES.md, sections 6, 7 and 11), branch by branch.  It shares nothing with npqdesk."""

from collections.abc import Mapping

from tests.policy.oracles.outcomes import ELIGIBLE_TYPES, OUTCOMES

EHCO = "npq-early-headship-coaching-offer"
EYL = "npq-early-years-leadership"
NAMED_IN_GUIDANCE = (
    "local_authority_virtual_school",
    "hospital_school",
    "young_offender_institution",
    "local_authority_supply_teacher",
)


class FundingEligibility:
    """What the registration service answers (`service`), and what published guidance makes of it (`published`)."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self.facts = facts
        self.course = facts["course"]

    def published(self) -> str:
        """Guidance lists these settings as eligible for every NPQ; DfE confirmed each person by hand."""
        named_setting = self.facts["workplace_kind"] == "none" and self.facts["employment_type"] in NAMED_IN_GUIDANCE
        first_time_in_england = self._is("in_england") and not self._is("previously_funded")
        if named_setting and first_time_in_england and self.course != EHCO:
            return "subject_to_review"
        return self.service()

    def service(self) -> str:
        if self._is("approved_itt_provider"):
            if self.course == "npq-leading-teaching-development":
                return "previously_funded" if self._is("previously_funded") else "funded"
            if self.course != "npq-leading-primary-mathematics":
                return "not_lead_mentor_course"
        if not self._is("in_england"):
            return "not_in_england"
        kind = self.facts["workplace_kind"]
        if kind == "none":
            return "no_institution"
        if self._is("previously_funded"):
            return "previously_funded"
        if self._is("on_exceptional_urn_list"):
            return "funded"
        if kind == "school":
            return self._school()
        if kind == "private_childcare_provider":
            return self._childcare_provider()
        return "funded" if kind == "local_authority" else "ineligible_institution_type"

    def _school(self) -> str:
        listed_for_early_years = self.course == EYL and self._is("on_independent_early_years_list")
        if self.facts["establishment_type"] not in ELIGIBLE_TYPES and not listed_for_early_years:
            return "ineligible_establishment_type"
        if self.course == EHCO and not self._is("new_headteacher"):
            return "not_new_headteacher_requesting_ehco"
        return "funded"

    def _childcare_provider(self) -> str:
        if self.course != EYL:
            return "early_years_invalid_npq"
        return "funded" if self._is("on_ofsted_early_years_register") else "not_on_early_years_register"

    def _is(self, fact: str) -> bool:
        return self.facts[fact] == "yes"


def targeted_support_pounds(facts: Mapping[str, str | int]) -> int:
    """What the fund paid for one person and course that started in 2023-24 (conditions of grant, 25 October 2023)."""
    if facts["course"] in (EHCO, "npq-additional-support-offer"):
        return 0
    if OUTCOMES[FundingEligibility(facts).published()] != "funded":
        return 0
    if facts["had_targeted_support_for_course"] == "yes":
        return 0
    if facts["workplace_kind"] != "school":
        return 0
    if facts["employment_type"] == "lead_mentor_for_accredited_itt_provider" or facts["approved_itt_provider"] == "yes":
        return 0
    if facts["on_named_further_education_list"] == "yes":
        return 200
    if facts["establishment_type"] not in ELIGIBLE_TYPES:
        return 0
    return _band(facts["phase"], facts["pupils"])


def _band(phase: str | int, pupils: str | int) -> int:
    if not isinstance(pupils, int) or pupils < 1:
        return 0
    if phase in ("Primary", "Middle deemed primary"):
        return 800 if pupils <= 150 else 200
    return 200 if pupils <= 600 else 0
