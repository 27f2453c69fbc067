"""The courses as data: every statement sourced, every figure where its source puts it, mistakes pointed at."""

from dataclasses import replace

import pytest

from npqdesk import paths
from npqdesk.choosing.catalogue import ASPECTS, check_catalogue, find_course, read_catalogue
from npqdesk.problem import Problem
from npqdesk.services.rulebook import read_rulebook

VOCABULARY = read_rulebook().vocabulary
SHIPPED = read_catalogue(paths.read_text("catalogue", "courses.toml"), "courses.toml", VOCABULARY)
SMALL = """
[[source]]
id = "page"
title = "A page"
publisher = "DfE"
url = "https://www.gov.uk/a"
date = 2024-01-01

[[course]]
id = "npq-headship"
offered_from = "2021-autumn"

  [[course.statement]]
  about = "length"
  say = "18 months taught."
  sources = ["page"]

  [[course.statement]]
  about = "hours"
  say = "90 hours."
  who = "A provider"
  from = "2022-autumn"
  until = "2023-spring"
  sources = ["page"]
"""


def read(text):
    return read_catalogue(text, "courses.toml", VOCABULARY)


def test_the_shipped_catalogue_proves_itself():
    assert check_catalogue(SHIPPED, VOCABULARY) == ()
    assert list(SHIPPED.courses) == list(VOCABULARY.courses)
    for course in SHIPPED.courses.values():
        assert {each.about for each in course.statements} == set(ASPECTS)
        assert all(each.sources for each in course.statements)


def test_the_ten_areas_of_leading_primary_mathematics_are_those_of_the_release_pack():
    (content,) = SHIPPED.courses["npq-leading-primary-mathematics"].about("content")
    assert content.areas == (
        "Developing primary mathematics", "Teaching", "School culture", "How pupils learn", "Subject and curriculum",
        "Classroom practice", "Adaptive teaching", "Assessment", "Professional development", "Implementation",
    )  # fmt: skip
    assert content.sources == ("mathematics-pack",)


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ("npq-senior-leadership", ("1,500", "2,000")),
        ("npq-headship", ("1,500", "2,500")),
        ("npq-executive-leadership", ("1,500", "2,500")),
        ("npq-early-years-leadership", ("1,500", "2,500")),
        ("npq-leading-teaching", ("1,500",)),
    ],
)
def test_both_figures_stand_where_sources_differ(course, words):
    said = SHIPPED.courses[course].about("assessment")
    assert len(said) == len(words)
    for each, figure in zip(said, words, strict=True):
        assert figure in each.say
    assert all(each.who for each in said[1:])


def test_a_statement_holds_for_its_starts_only_and_says_whose_it_is():
    course = read(SMALL).courses["npq-headship"]
    found = {
        start: len(course.about("hours", start))
        for start in ("2022-spring", "2022-autumn", "2023-spring", "2023-autumn", "")
    }
    assert found == {"2022-spring": 0, "2022-autumn": 1, "2023-spring": 1, "2023-autumn": 0, "": 1}
    assert course.about("hours")[0].whole == "A provider: 90 hours."
    assert course.offered_in("2021-autumn")
    assert not course.offered_in("2021-spring")
    assert not SHIPPED.courses["npq-additional-support-offer"].offered_in("2022-autumn")


def test_what_is_left_out_is_found():
    found = [finding.say for finding in check_catalogue(read(SMALL), VOCABULARY)]
    assert "Nothing is said of Senior leadership (NPQSL)." in found
    assert "Nothing is said of npq-headship about “assessment”." in found
    idle = SMALL.replace(
        "[[course]]",
        SMALL.split("[[course]]", maxsplit=1)[0].replace('"page"', '"idle"') + "[[course]]",
        1,
    )
    assert any(
        "rests on the source idle" in finding.say and finding.line
        for finding in check_catalogue(read(idle), VOCABULARY)
    )
    shorter = replace(
        SHIPPED,
        courses={
            **SHIPPED.courses,
            "npq-headship": read(SMALL.replace("18 months", "12 months")).courses["npq-headship"],
        },
    )
    assert any("18 months taught" in finding.say for finding in check_catalogue(shorter, VOCABULARY))


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('about = "length"', 'about = "lenght"', "did you mean 'length'"),
        ('sources = ["page"]', 'sources = ["pagee"]', "did you mean 'page'"),
        ('sources = ["page"]', "sources = []", "at least one source"),
        ('id = "npq-headship"', 'id = "npq-head"', "npq-headship"),
        ('from = "2022-autumn"', 'from = "2022"', "is no start"),
        ('until = "2023-spring"', 'until = "2021-spring"', "ends before it begins"),
        ('who = "A provider"', 'whom = "A provider"', "There is no “whom”"),
        ('offered_from = "2021-autumn"', "", "has no “offered_from”"),
    ],
)
def test_a_mistake_is_told_with_its_line(was, now, says):
    with pytest.raises(Problem, match="mistake") as told:
        read(SMALL.replace(was, now, 1))
    assert says in told.value.what_happened
    assert told.value.place.line > 0


def test_a_course_told_twice_is_refused():
    with pytest.raises(Problem, match="two courses"):
        read(SMALL + '\n[[course]]\nid = "npq-headship"\noffered_from = "2021-autumn"\n')


def test_a_course_is_found_by_any_of_its_names():
    assert (
        find_course(VOCABULARY, "npqsl")[0]
        == find_course(VOCABULARY, "Senior leadership")[0]
        == "npq-senior-leadership"
    )
    assert find_course(VOCABULARY, "npqsll") == ("", ", did you mean 'NPQSL'?")
