"""The path to Leading primary mathematics: where each pair of answers leads, and that nobody is promised a place."""

from itertools import product

import pytest

from npqdesk.services.hubs.path import BARRIER, PERSON, SCHOOL, pays, plain_path, stand


def states(**answers: str) -> dict[str, str]:
    return {step.id: step.state for step in stand(**answers).steps}


def test_the_path_is_readiness_development_embedding_npq():
    assert [(step.title, step.code) for step in plain_path()] == [
        ("Readiness", "19-11"),
        ("Development", "19-09"),
        ("Embedding", "19-10"),
        ("NPQLPM", ""),
    ]


@pytest.mark.parametrize(
    ("school", "barrier", "nearest"),
    [
        ("none", "yes", "readiness"),
        ("none", "no", "development"),
        ("none", "unknown", "development"),
        ("readiness_now", "unknown", "development"),
        ("readiness", "unknown", "development"),
        ("development_now", "unknown", "development"),
        ("development", "unknown", "embedding"),
        ("embedding_now", "unknown", "embedding"),
        ("embedding", "unknown", "npq"),
    ],
)
def test_the_nearest_step_of_a_school(school, barrier, nearest):
    assert stand(school, "none", barrier).nearest == nearest


@pytest.mark.parametrize(
    ("person", "entry"),
    [("year", "meets"), ("now", "ask"), ("readiness", "ask"), ("course", "ask"), ("evidence", "ask"),
     ("none", "not_yet"), ("unknown", "unknown")],
)  # fmt: skip
def test_the_entry_test_is_about_the_person(person, entry):
    assert {stand(school, person).entry for school in SCHOOL} == {entry}


def test_who_has_had_the_year_goes_straight_to_the_npq():
    now = stand("development", "year")
    assert (now.nearest, now.ask_hub) == ("npq", ())
    assert states(school="development", person="year") == {
        "readiness": "passed",
        "development": "done",
        "embedding": "later",
        "npq": "next",
    }


def test_a_year_under_way_is_no_next_step():
    assert states(school="development_now", person="now")["development"] == "now"
    assert stand("development_now", "now").nearest_says.startswith("Finish")


@pytest.mark.parametrize("school", ["development_now", "embedding_now"])
def test_a_group_that_the_school_is_in_is_not_asked_for_a_place(school):
    assert not any("Is there a place" in each for each in stand(school, "now").ask_hub)
    assert stand(school, "now").nearest_says.startswith("Finish")


def test_a_colleague_who_has_not_taken_part_asks_for_a_group_when_the_school_is_through():
    assert any("Which group" in each for each in stand("embedding", "none").ask_hub)
    assert not any("Which group" in each for each in stand("embedding", "year").ask_hub)


def test_what_each_step_pays_is_what_the_catalogue_says():
    assert pays("readiness").startswith("Nothing is paid to schools, and the support is free")
    assert pays("development").startswith("£1,000 to each school")
    assert pays("embedding").startswith("Support; no payment to schools is stated")
    assert "eligible and has a funded place" in pays("npq")


@pytest.mark.parametrize("answers", list(product(SCHOOL, PERSON, BARRIER)))
def test_every_pair_of_answers_leads_somewhere(answers):
    now = stand(*answers)
    assert now.ask_provider or now.ask_hub
    assert now.nearest == "npq" or now.ask_hub
    assert all(text and text[-1] in ".?" for text in (now.entry_says, now.nearest_says, now.pays, now.when))
    assert sum(step.state in ("next", "now") for step in now.steps) in (1, 2)
