"""Who delivers what: as the service's own lists say, by course and start."""

import json
from pathlib import Path

import pytest

from npqdesk.choosing.providers import check_offers, read_offers
from npqdesk.problem import Problem
from npqdesk.services.courses import offers
from npqdesk.services.rulebook import read_rulebook

VOCABULARY = read_rulebook().vocabulary
RULES = Path(__file__).resolve().parents[3] / "shared" / "policy" / "rules.json"
SMALL = """
[[source]]
id = "page"
title = "A page"
publisher = "DfE"
url = "https://www.gov.uk/a"
date = 2024-01-01

[[offer]]
starts = ["2024-autumn"]
courses = ["npq-headship"]
providers = ["One", "Two"]
sources = ["page"]
"""


def test_the_shipped_offers_prove_themselves():
    assert check_offers(offers()) == ()


@pytest.mark.skipif(not RULES.exists(), reason="the rule book is not beside this checkout")
def test_they_are_those_of_the_rule_book():
    starts = {
        "2021-22": ("2021-autumn", "2022-spring"),
        "2022-23": ("2022-autumn", "2023-spring"),
        "2023-24": ("2023-autumn", "2024-spring"),
    }
    for period, told in json.loads(RULES.read_text(encoding="utf-8"))["lead_providers"].items():
        for course, names in told["offer"].items():
            for start in starts.get(period, (period,)):
                if (course, start) == ("npq-leading-primary-mathematics", "2023-autumn"):
                    continue  # the course began in spring 2024
                found = offers().of(course, start)
                assert found is not None
                assert list(found.providers) == names, (course, start)


def test_nobody_delivers_literacy_in_the_start_without_scholarships():
    assert offers().of("npq-leading-literacy", "2026-spring") is None
    assert offers().of("npq-senco", "2026-spring").providers == ("Best Practice Network",)
    assert offers().starts_of("npq-senco")[0] == "2024-autumn"


def test_names_to_offer_while_one_is_typed():
    assert "School-Led Network" in offers().names("2022-autumn")
    assert "Education Development Trust" not in offers().names("2026-autumn")
    assert offers().names("2030-autumn") == offers().names("2026-autumn")
    assert "Education Development Trust" in offers().names("")


def test_a_course_of_one_start_told_twice_is_found():
    read = read_offers(SMALL + SMALL.split("[[offer]]")[1].join(["[[offer]]", ""]), "x.toml", VOCABULARY)
    assert [finding.say for finding in check_offers(read)] == [
        "Who delivers npq-headship in 2024-autumn is said twice."
    ]


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('["2024-autumn"]', '["2024"]', "is no start"),
        ('["npq-headship"]', '["npq-headshp"]', "did you mean"),
        ('["One", "Two"]', "[]", "must name one or more"),
    ],
)
def test_a_mistake_is_told_with_its_line(was, now, says):
    with pytest.raises(Problem) as told:
        read_offers(SMALL.replace(was, now), "x.toml", VOCABULARY)
    assert says in told.value.what_happened
    assert told.value.place.line > 0
