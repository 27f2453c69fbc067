"""DfE's cascade for spring 2026 (RULES.md, section 10): the cohort is tested before all else, and carries no money."""

from collections.abc import Mapping


class FundingEligibility:
    """`service` and `published` agree for every person."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        self.facts = facts

    def service(self) -> str:
        return "unfunded_cohort"

    published = service
