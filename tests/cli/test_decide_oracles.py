"""Thousands of rows through `npqdesk decide`, each against an independent port of DfE's cascade."""

import csv
import io
import random
from datetime import date

import pytest

from npqdesk.services.rulebook import read_rulebook
from tests.policy.oracles import (
    autumn_2025,
    autumn_2026,
    spring_2026,
    targeted_2024,
    year_2021,
    year_2022,
    year_2023,
)
from tests.policy.oracles.outcomes import OUTCOMES

TODAY = date(2026, 11, 21)


def at_the_end_of_2022_23(facts):
    """The port of 2022-23, by its last rules."""
    return year_2022.FundingEligibility(facts, TODAY)


def targeted_support_of_2022_23(facts):
    """The grant of 2022-23, by its last rules."""
    return year_2022.targeted_support_pounds(facts, TODAY)


def targeted(facts):
    """The port of autumn 2024, by its settled rules."""
    return targeted_2024.FundingEligibility(facts, date(2025, 1, 1))


def targeted_again(facts):
    """The port of spring 2025, by its last rules."""
    return targeted_2024.FundingEligibility(facts, TODAY)


PORTS = {
    "2021-autumn": year_2021.FinalCriteria,
    "2022-spring": year_2021.FinalCriteria,
    "2022-autumn": at_the_end_of_2022_23,
    "2023-spring": at_the_end_of_2022_23,
    "2024-autumn": targeted,
    "2025-spring": targeted_again,
    "2025-autumn": autumn_2025.FundingEligibility,
    "2026-autumn": autumn_2026.FundingEligibility,
    "2026-spring": spring_2026.FundingEligibility,
    "2023-autumn": year_2023.FundingEligibility,
    "2024-spring": year_2023.FundingEligibility,
}
GRANTS = {
    "2022-autumn": targeted_support_of_2022_23,
    "2023-spring": targeted_support_of_2022_23,
    "2023-autumn": year_2023.targeted_support_pounds,
    "2024-spring": year_2023.targeted_support_pounds,
}
PUPILS = ("not_recorded", 0, 1, 149, 150, 151, 599, 600, 601, 2400)
USUAL = {"in_england": "yes", "previously_funded": "no", "approved_itt_provider": "no", "workplace_kind": "school"}
ROWS = 2000


@pytest.fixture(scope="module")
def rulebook():
    return read_rulebook()


@pytest.mark.parametrize("cohort", PORTS)
def test_every_row_has_the_official_answer(npqdesk, rulebook, cohort):
    chance = random.Random(cohort)
    courses = rulebook.policy_for(cohort, TODAY).courses
    choices = {name: fact.values for name, fact in rulebook.vocabulary.facts.items() if fact.values}
    choices |= {"cohort": (cohort,), "course": tuple(courses), "pupils": PUPILS}
    cases = [
        {name: chance.choice(values) for name, values in choices.items()}
        | {name: value for name, value in USUAL.items() if chance.random() < 0.6}
        for _ in range(ROWS)
    ]
    file = io.StringIO()
    writer = csv.DictWriter(file, list(choices))
    writer.writeheader()
    writer.writerows(cases)
    ran = npqdesk("decide", "-", stdin=file.getvalue().encode())
    answers = list(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.code, ran.err, len(answers)) == (0, "", ROWS)
    for case, answer in zip(cases, answers, strict=True):
        eligibility = PORTS[cohort](case)
        published, service = eligibility.published(), eligibility.service()
        pounds = GRANTS[cohort](case) if cohort in GRANTS else 0
        assert (answer["error"], answer["needed"]) == ("", "")
        assert (answer["outcome"], answer["reason"]) == (OUTCOMES[published], published), case
        assert (answer["service_outcome"], answer["service_reason"]) == (OUTCOMES[service], service), case
        assert answer["grant"] == str(pounds), case
    few = {"2026-spring": 1, "2021-autumn": 3, "2022-spring": 3}
    assert len({answer["reason"] for answer in answers}) >= few.get(cohort, 6)
