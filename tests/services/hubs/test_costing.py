"""Every money rule of the catalogue, against its own breakdown and the figures that the document works out."""

from decimal import Decimal

import pytest

from npqdesk.problem import Problem
from npqdesk.services.hubs.costing import cost, inputs
from npqdesk.services.hubs.costs import MOST, Asked
from npqdesk.services.hubs.shipped import catalogue, project_of


def only(code: str, **asked: object):
    made = cost(project_of(code), Asked(**asked))
    assert len(made) == 1
    return made[0]


@pytest.mark.parametrize(
    ("schools", "pounds", "standing"),
    [
        (5, 13_700, "extrapolated"),
        (6, 15_750, "worked_out"),
        (7, 17_800, "printed"),
        (8, 19_850, "extrapolated"),
        (0, 17_800, "printed"),
    ],
)
def test_a_development_group(schools, pounds, standing):
    made = only("19-09", schools=schools)
    assert (made.low, made.high, made.standing) == (pounds, pounds, standing)
    assert sum(item.pounds for item in made.items) == pounds
    assert made.each_school == 1_000
    assert made.is_extrapolated == (standing == "extrapolated")
    assert any("is carried on" in note for note in made.notes) == made.is_extrapolated


def test_the_breakdown_for_seven_schools():
    made = only("19-09", schools=7)
    assert [(item.working, item.amount) for item in made.items] == [
        ("6 × £350", "£2,100"),
        ("21 × £350", "£7,350"),
        ("6 × £200", "£1,200"),
        ("7 × £1,000", "£7,000"),
        ("", "£150"),
    ]


@pytest.mark.parametrize(
    ("schools", "pounds", "standing"),
    [
        (4, 11_150, "extrapolated"),
        (5, 12_150, "worked_out"),
        (6, 13_150, "printed"),
        (7, 14_150, "printed"),
        (8, 15_150, "printed"),
        (9, 16_150, "extrapolated"),
    ],
)
def test_a_readiness_group(schools, pounds, standing):
    made = only("19-11", schools=schools)
    assert (made.low, made.standing) == (pounds, standing)
    assert sum(item.pounds for item in made.items) == pounds
    assert made.each_school == 0


@pytest.mark.parametrize("code", ["19-12", "19-13", "19-14", "19-17", "19-18", "19-19", "19-20", "19-25"])
def test_a_flat_grant(code):
    made = only(code)
    assert (made.low, made.standing) == (4_200, "printed")
    three = only(code, groups=3, schools=6)
    assert (three.low, three.standing) == (12_600, "worked_out")
    assert "does not change" in three.notes[0]


@pytest.mark.parametrize("code", ["19-07", "19-10", "19-16", "19-24"])
def test_the_smaller_flat_grant(code):
    assert only(code).total == "£3,500"


@pytest.mark.parametrize("code", ["19-21", "19-22", "19-23"])
def test_a_grant_of_two_payers(code):
    made = only(code, groups=2)
    assert [item.pounds for item in made.items] == [4_200, 4_200]
    assert made.total == "£8,400"
    assert "AMSP" in made.items[1].say


def test_a_composite_grant():
    made = only("19-15")
    assert [item.pounds for item in made.items] == [5_250, 4_000]
    assert (made.total, made.each_school) == ("£9,250", 2_000)
    two = only("19-15", groups=2, schools=2)
    assert two.low == sum(item.pounds for item in two.items) == 18_500
    with pytest.raises(Problem, match="always has two schools"):
        only("19-15", schools=3)


def test_a_person_a_year():
    assert only("19-03").total == "£6,000"
    assert only("19-04", people=3, years=1).total == "£9,000"
    assert "£200 a day" in only("19-03").notes[0]
    with pytest.raises(Problem, match="two years at most"):
        only("19-03", years=3)


def test_release_and_day_rates():
    assert only("19-05", people=4).total == "£3,200"
    release, team, lead = cost(project_of("19-06"), Asked(people=2, days=3))
    assert (release.total, team.total, lead.total) == ("£1,600", "£1,200", "£1,050")
    assert "£200 a day" in release.notes[0]


def test_by_role():
    every = only("19-02")
    assert [item.pounds for item in every.items] == [8_800, 6_000, 3_300]
    assert (every.standing, every.total) == ("choose", "£3,300 to £8,800")
    assert only("19-02", role="secondary exchange, hosting").total == "£6,000"
    with pytest.raises(Problem, match="Primary exchange; Secondary exchange, hosting"):
        only("19-02", role="tertiary")


def test_days_without_pounds():
    specialist = only("19-01")
    assert (specialist.total, specialist.standing) == ("no figure", "days_only")
    assert [item.days for item in specialist.items] == [(7, 7), (2, 3), (5, 6), (15, 15)]
    assert only("19-01", people=2, rate=Decimal("187.50")).total == "£5,625"
    early = only("19-08")
    assert early.items[-1].amount == "9 to 10 days"
    assert "venue costs" in early.notes[0]
    own = only("19-08", rate=Decimal("200.10"))
    assert (own.total, own.standing) == ("£1,800.90 to £2,001", "own_rate")


def test_every_project_can_be_worked_out_and_says_what_it_asks():
    for project in catalogue().projects:
        assert inputs(project)
        for made in cost(project, Asked()):
            assert made.items
            assert made.payee


@pytest.mark.parametrize("name", [name for name in MOST if name != "years"])
def test_a_number_out_of_all_bounds_is_refused(name):
    with pytest.raises(Problem, match=f"{name.capitalize()} must be between"):
        cost(project_of("19-09"), Asked(**{name: MOST[name] + 1}))
