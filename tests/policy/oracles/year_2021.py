"""DfE's rules for autumn 2021 and spring 2022, ported by hand from the rule book (RULES.md, sections 3 and 5).

The first criteria held from July to 11 October 2021; the final ones replaced them.  It shares nothing with npqdesk.

A new headteacher is, for these starts, one in the first two years or by the start of the course."""

from collections.abc import Mapping

FIRST_SCHOOL_TYPES = tuple("1 2 3 5 6 7 8 12 14 28 33 34 35 36 38 40 41 42 43 44".split())  # noqa: SIM905
FIRST_WIDER_TYPES = (*FIRST_SCHOOL_TYPES, "15", "39", "45")
FINAL_TYPES = tuple(
    "1 2 3 5 6 7 8 12 14 15 18 24 26 28 31 32 33 34 35 36 38 39 40 41 42 43 44 45 46".split()  # noqa: SIM905
)
BY_THE_LIST = (
    "npq-leading-teaching",
    "npq-leading-behaviour-culture",
    "npq-senior-leadership",
    "npq-executive-leadership",
)
LTD, HEADSHIP, ASO = "npq-leading-teaching-development", "npq-headship", "npq-additional-support-offer"


class FirstCriteria:
    """The service stored yes or no, and guidance said nothing else."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self.facts = facts

    def service(self) -> str:
        return "funded" if self.facts["on_exceptional_urn_list"] == "yes" or self._eligible() else "not_funded"

    published = service

    def _eligible(self) -> bool:
        kind, course, code = (self.facts[name] for name in ("workplace_kind", "course", "establishment_type"))
        listed = self.facts["on_high_pupil_premium_list"] == "yes"
        if kind == "local_authority":
            return course in (LTD, HEADSHIP) or (course in BY_THE_LIST and listed)
        if kind != "school":
            return False
        if course == LTD:
            return code in FIRST_WIDER_TYPES
        if course == HEADSHIP and self.facts["new_headteacher"] == "yes" and code in FIRST_WIDER_TYPES:
            return True
        return course in (HEADSHIP, *BY_THE_LIST) and code in FIRST_SCHOOL_TYPES and listed


class FinalCriteria:
    """Everyone in the 29 types or in a local authority; guidance adds England only."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self.facts = facts

    def published(self) -> str:
        return "not_in_england" if self.facts["in_england"] == "no" else self.service()

    def service(self) -> str:
        return "funded" if self._eligible() else "not_funded"

    def _eligible(self) -> bool:
        kind = self.facts["workplace_kind"]
        if kind == "none":
            return False
        if self.facts["on_exceptional_urn_list"] == "yes" or kind == "local_authority":
            return True
        if kind == "private_childcare_provider" or self.facts["establishment_type"] not in FINAL_TYPES:
            return False
        return self.facts["course"] != ASO or self.facts["new_headteacher"] == "yes"
