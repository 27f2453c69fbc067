"""DfE's cascade for autumn 2024 and spring 2025, ported by hand from the rule book (RULES.md, section 8), row by row.

The service changed four times while autumn 2024 was open and three times while spring 2025 was, so the port is told the
day.  It shares nothing with npqdesk."""

from collections.abc import Mapping
from datetime import date

from tests.policy.oracles.outcomes import ELIGIBLE_TYPES

EHCO, EYL = "npq-early-headship-coaching-offer", "npq-early-years-leadership"
LTD, LPM, SENCO, HEADSHIP = (
    "npq-leading-teaching-development",
    "npq-leading-primary-mathematics",
    "npq-senco",
    "npq-headship",
)
OPEN = (LPM, SENCO, HEADSHIP)
NEEDS_A_LISTED_SETTING = (
    "npq-leading-literacy",
    "npq-leading-behaviour-culture",
    LTD,
    "npq-leading-teaching",
    "npq-senior-leadership",
    "npq-executive-leadership",
)
LOCAL_AUTHORITY = ("local_authority_supply_teacher", "local_authority_virtual_school")
HOSPITAL = ("hospital_school", "young_offender_institution")
LISTED_SCHOOLS_FOR_EARLY_YEARS = date(2024, 7, 10)
NO_MORE_EXCEPTIONAL_SCHOOLS = date(2024, 7, 18)
NURSERY_RULES = date(2024, 8, 13)
OTHER_SETTING_REFUSED = date(2024, 9, 4)
LISTED_NURSERIES_FIRST = date(2025, 2, 28)
LIST_BY_SETTING = date(2025, 3, 10)
HOSPITAL_STAFF_REVIEWED = date(2025, 4, 2)


class FundingEligibility:
    """What the registration service answered on a day (`service`), and what guidance makes of it (`published`)."""

    def __init__(self, facts: Mapping[str, str | int], day: date) -> None:
        self.facts = facts
        self.day = day
        self.course = facts["course"]
        self.kind = facts["workplace_kind"]
        self.employment = facts["employment_type"]

    def published(self) -> str:
        if not self._is("in_england"):
            return "not_in_england"
        if self.kind == "none":
            return self._guidance_without_workplace() or self.service()
        if self._let_through_without_headship() and not self._is("previously_funded"):
            return "not_new_headteacher_requesting_ehco"
        return self.service()

    def service(self) -> str:
        if self._is("approved_itt_provider"):
            if self.course == LTD:
                return "previously_funded" if self._is("previously_funded") else "funded"
            if self.course not in (LPM, SENCO):
                return "not_lead_mentor_course"
        if not self._is("in_england"):
            return "not_in_england"
        if self.kind == "none" and (answer := self._without_workplace()):
            return answer
        if self._is("previously_funded"):
            return "previously_funded"
        if self._exceptional():
            return "funded"
        if self.kind == "school":
            return self._school() if self.day >= NURSERY_RULES else self._school_before_nursery_rules()
        if self.kind == "private_childcare_provider":
            return self._childcare_provider()
        return "funded" if self.kind == "local_authority" else "not_on_early_years_register"

    def _guidance_without_workplace(self) -> str:
        named = self.employment in (*LOCAL_AUTHORITY, *HOSPITAL)
        first_time = not self._is("previously_funded")
        reviewed = self.employment in HOSPITAL and self.day >= HOSPITAL_STAFF_REVIEWED
        if reviewed and first_time and self.course in OPEN:
            return "subject_to_review"
        referred = self._is("referred_by_return_to_teaching_adviser")
        if named and not referred and self.course not in (*OPEN, EHCO):
            return "ineligible_establishment_type"
        return "" if first_time else "previously_funded"

    def _without_workplace(self) -> str:
        if self._coaching_without_headship():
            return "ineligible_institution_type"
        if self._is("referred_by_return_to_teaching_adviser"):
            return "referred_by_return_to_teaching_adviser"
        if self.employment in LOCAL_AUTHORITY:
            return "no_institution"
        if self.employment in HOSPITAL:
            open_to_them = self.course in (*OPEN, EHCO) and self.day < HOSPITAL_STAFF_REVIEWED
            return "funded" if open_to_them else "no_institution"
        refused = self.facts["work_setting"] == "other" and self.day >= OTHER_SETTING_REFUSED
        return "ineligible_institution_type" if refused else ""

    def _let_through_without_headship(self) -> bool:
        """Where the coaching offer needs guidance to keep to its rule: lead mentors at a listed nursery school, who are
        told something else, and whoever is let through first."""
        if self.kind != "school" or not self._coaching_without_headship():
            return False
        listed_nursery = self._is("on_la_nursery_list") and self.day >= NURSERY_RULES
        return listed_nursery or (self._exceptional() and not self._is("approved_itt_provider"))

    def _exceptional(self) -> bool:
        exceptions_hold = self.kind != "none" and self.day < NO_MORE_EXCEPTIONAL_SCHOOLS
        return exceptions_hold and self._is("on_exceptional_urn_list")

    def _school_before_nursery_rules(self) -> str:
        if self.course == EYL:
            listed_school = self._is("on_pp50_schools_list") and self.day >= LISTED_SCHOOLS_FOR_EARLY_YEARS
            listed = self._is("on_disadvantaged_early_years_list") or listed_school
            return "funded" if listed else "not_entitled_ey_institution"
        if self.course in NEEDS_A_LISTED_SETTING and not self._pp50():
            return "ineligible_establishment_not_a_pp50"
        if self.facts["establishment_type"] not in ELIGIBLE_TYPES:
            return "ineligible_establishment_type"
        return "not_new_headteacher_requesting_ehco" if self._coaching_without_headship() else "funded"

    def _school(self) -> str:
        listed_nursery = self._is("on_la_nursery_list")
        if listed_nursery and self.day >= LISTED_NURSERIES_FIRST:
            return "funded"
        if self.course == EYL:
            listed = self._is("on_disadvantaged_early_years_list") or self._is("on_pp50_schools_list")
            return "funded" if listed else "not_entitled_ey_institution"
        if self._coaching_without_headship():
            return "not_new_headteacher_requesting_ehco"
        if listed_nursery or (self.facts["establishment_type"] == "15" and self.course in OPEN):
            return "funded"
        if self.course in NEEDS_A_LISTED_SETTING and not self._pp50():
            return "ineligible_establishment_not_a_pp50"
        return "funded" if self.facts["establishment_type"] in ELIGIBLE_TYPES else "ineligible_establishment_type"

    def _pp50(self) -> bool:
        schools, colleges = self._is("on_pp50_schools_list"), self._is("on_pp50_further_education_list")
        if self.day < LIST_BY_SETTING:
            return schools or colleges
        return colleges if self.facts["work_setting"] == "a_16_to_19_educational_setting" else schools

    def _childcare_provider(self) -> str:
        childminder = self.facts["nursery_kind"] == "childminder"
        if self.course != EYL:
            return "early_years_invalid_npq"
        if not childminder and not self._is("on_disadvantaged_early_years_list"):
            return "not_entitled_ey_institution"
        if not self._is("on_ofsted_early_years_register"):
            return "not_on_early_years_register"
        return "not_entitled_childminder" if childminder and not self._is("on_childminders_list") else "funded"

    def _coaching_without_headship(self) -> bool:
        return self.course == EHCO and not self._is("new_headteacher")

    def _is(self, fact: str) -> bool:
        return self.facts[fact] == "yes"
