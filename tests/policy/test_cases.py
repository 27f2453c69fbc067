"""The cases that each edition claims to answer, held against the independent port of DfE's cascade for its period."""

import random
from datetime import date

import pytest

from npqdesk.rules.decide import decide
from tests.policy.conftest import EDITIONS
from tests.policy.oracles import (
    autumn_2025,
    autumn_2026,
    spring_2026,
    targeted_2024,
    year_2021,
    year_2022,
    year_2023,
)
from tests.policy.oracles.spaces import anything

NAMES = [name.removesuffix(".toml") for name in EDITIONS]
PORTS = {
    "2021-22": year_2021.FirstCriteria,
    "2021-22.2": year_2021.FinalCriteria,
    "2022-23": lambda facts: year_2022.FundingEligibility(facts, date(2022, 6, 6)),
    "2022-23.2": lambda facts: year_2022.FundingEligibility(facts, date(2022, 11, 30)),
    "2022-23.3": lambda facts: year_2022.FundingEligibility(facts, date(2023, 1, 24)),
    "2023-24": year_2023.FundingEligibility,
    "2024-autumn": lambda facts: targeted_2024.FundingEligibility(facts, date(2024, 7, 1)),
    "2024-autumn.2": lambda facts: targeted_2024.FundingEligibility(facts, date(2024, 7, 10)),
    "2024-autumn.3": lambda facts: targeted_2024.FundingEligibility(facts, date(2024, 7, 18)),
    "2024-autumn.4": lambda facts: targeted_2024.FundingEligibility(facts, date(2024, 8, 13)),
    "2024-autumn.5": lambda facts: targeted_2024.FundingEligibility(facts, date(2024, 9, 4)),
    "2025-spring": lambda facts: targeted_2024.FundingEligibility(facts, date(2025, 2, 10)),
    "2025-spring.2": lambda facts: targeted_2024.FundingEligibility(facts, date(2025, 2, 28)),
    "2025-spring.3": lambda facts: targeted_2024.FundingEligibility(facts, date(2025, 3, 10)),
    "2025-spring.4": lambda facts: targeted_2024.FundingEligibility(facts, date(2025, 4, 2)),
    "2025-autumn": autumn_2025.FundingEligibility,
    "2026-spring": spring_2026.FundingEligibility,
    "2026-autumn": autumn_2026.FundingEligibility,
}
POUNDS = {
    "2022-23": lambda facts: year_2022.targeted_support_pounds(facts, date(2022, 6, 6)),
    "2022-23.2": lambda facts: year_2022.targeted_support_pounds(facts, date(2022, 11, 30)),
    "2022-23.3": lambda facts: year_2022.targeted_support_pounds(facts, date(2023, 1, 24)),
    "2023-24": year_2023.targeted_support_pounds,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_person_of_a_case_is_answered_as_the_port_answers(policies, vocabulary, name):
    """Whatever a case does not say is filled in at random: it must not matter."""
    chance = random.Random(name)
    for case in policies[name].cases:
        for person in case.people():
            facts = {**anything(chance, vocabulary), **person}
            port = PORTS[name](facts)
            assert (port.published(), port.service()) == (case.reason, case.service_reason), (case.say, facts)
            if case.pounds is not None:
                assert POUNDS.get(name, lambda _: 0)(facts) == case.pounds, (case.say, facts)


def test_cases_speak_of_courses_on_offer_and_of_most_outcomes(edition):
    courses = {course for case in edition.cases for course in case.given.get("course", ())}
    assert courses <= edition.courses.keys()
    told = {reason for case in edition.cases for reason in (case.reason, case.service_reason)}
    there = {rule.reason for rule in edition.scholarship}
    assert told <= there
    assert len(there - told) <= 2


def test_a_case_is_a_sentence_about_a_group_of_people(edition):
    said = [case.say for case in edition.cases]
    assert len(said) == len(set(said))
    for say in said:
        assert say[0].isupper()
        assert say[-1] not in ".,"
        assert len(say) <= 160


def test_cases_stay_few_and_their_people_too(edition):
    assert 1 <= len(edition.cases) <= 35
    assert sum(1 for case in edition.cases for _ in case.people()) <= 2000
    assert all(decide(edition, person).decided for case in edition.cases for person in case.people())
