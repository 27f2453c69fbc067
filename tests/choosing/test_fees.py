"""Fees as published: those of the rule book, each sourced, mistakes pointed at."""

import json
from pathlib import Path

import pytest

from npqdesk.choosing.fees import check_fees, read_fees
from npqdesk.problem import Problem
from npqdesk.services.fees import shipped_fees
from npqdesk.services.rulebook import read_rulebook

RULES = Path(__file__).resolve().parents[3] / "shared" / "policy" / "rules.json"
SMALL = """
[[source]]
id = "page"
title = "A page"
publisher = "A hub"
url = "https://hub.example/fees"
date = 2024-01-01

[[fee]]
courses = ["npq-headship"]
pounds = 1885
vat = "plus"
seller = "A hub"
starts = ["2024-autumn"]
source = "page"
"""


def read(text):
    return read_fees(text, "fees.toml", read_rulebook().vocabulary)


def test_the_shipped_fees_prove_themselves():
    assert check_fees(shipped_fees()) == ()


@pytest.mark.skipif(not RULES.exists(), reason="the rule book is not beside this checkout")
def test_they_are_those_of_the_rule_book_and_two_more():
    ours = {(fee.course, fee.pounds, fee.vat == "plus") for fee in shipped_fees().fees}
    book = json.loads(RULES.read_text(encoding="utf-8"))["prices"]
    theirs = {(price["course"], price["gbp"], price["vat"] == "plus VAT") for price in book}
    assert ours - theirs == {("npq-executive-leadership", 4050, False), ("npq-headship", 1984, False)}
    assert theirs <= ours


def test_what_leaving_costs_and_what_is_free():
    assert [charge.say for charge in shipped_fees().charges] == [
        "£150 for administration",
        "50% of the fee",
        "100% of the fee",
    ]
    assert [support.lead_provider for support in shipped_fees().support] == ["Teach First"]


def test_a_fee_told_twice_is_found():
    assert "stands there twice" in check_fees(read(SMALL + SMALL[SMALL.index("[[fee]]") :]))[0].say


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("pounds = 1885", "pounds = 0", "must be 1 or more"),
        ('vat = "plus"', 'vat = "pluss"', "did you mean 'plus'"),
        ('source = "page"', 'source = "pagee"', "did you mean 'page'"),
        ('["npq-headship"]', '["npq-head"]', "no course called"),
        ('["2024-autumn"]', '["2024"]', "is no start"),
    ],
)
def test_a_mistake_is_told_with_its_line(was, now, says):
    with pytest.raises(Problem) as told:
        read(SMALL.replace(was, now))
    assert says in told.value.what_happened
    assert told.value.place.line > 0
