"""Thousands of rows through `npqdesk decide`, each against an independent port of DfE's cascade."""

import csv
import io
import random

import pytest

from npqdesk.services.desk import read_rulebook
from tests.policy.oracles import autumn_2026, spring_2026, year_2023
from tests.policy.oracles.outcomes import OUTCOMES

PORTS = {
    "2026-autumn": autumn_2026.FundingEligibility,
    "2026-spring": spring_2026.FundingEligibility,
    "2023-autumn": year_2023.FundingEligibility,
    "2024-spring": year_2023.FundingEligibility,
}
PUPILS = ("not_recorded", 0, 1, 149, 150, 151, 599, 600, 601, 2400)
USUAL = {"in_england": "yes", "previously_funded": "no", "approved_itt_provider": "no", "workplace_kind": "school"}
ROWS = 3000


@pytest.fixture(scope="module")
def rulebook():
    return read_rulebook()


@pytest.mark.parametrize("cohort", PORTS)
def test_every_row_has_the_official_answer(npqdesk, rulebook, cohort):
    chance = random.Random(cohort)
    courses = next(edition.policy.courses for edition in rulebook.editions if cohort in edition.policy.cohorts)
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
        pounds = year_2023.targeted_support_pounds(case) if cohort in ("2023-autumn", "2024-spring") else 0
        assert (answer["error"], answer["needed"]) == ("", "")
        assert (answer["outcome"], answer["reason"]) == (OUTCOMES[published], published), case
        assert (answer["service_outcome"], answer["service_reason"]) == (OUTCOMES[service], service), case
        assert answer["grant"] == str(pounds), case
    assert len({answer["reason"] for answer in answers}) > (0 if cohort == "2026-spring" else 5)
