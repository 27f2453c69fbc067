"""The invented school of 40 and trust of 500: always the same, never taken for real, only in empty records."""

from collections import Counter
from datetime import date

import pytest

from npqdesk.problem import Problem
from npqdesk.services.applications import applications
from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determinations
from npqdesk.services.recheck import differing
from npqdesk.services.register import register_status
from npqdesk.services.sample import is_sample
from npqdesk.services.sample_offices import load_sample_office
from npqdesk.services.sample_people import SIZES, invented_people, office
from npqdesk.services.staff import staff_list
from npqdesk.services.undo import undoable


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    desk = open_desk(str(tmp_path_factory.mktemp("school") / "records.sqlite3"))
    desk.today = lambda: date(2026, 11, 21)
    load_sample_office(desk, "school")
    yield desk
    desk.close()


@pytest.mark.parametrize("size", SIZES)
def test_nobody_in_it_is_there_twice_and_nothing_could_be_taken_for_real(size):
    people = invented_people(size)
    assert len(people) == office(size).staff == {"school": 40, "trust": 500}[size]
    assert invented_people(size) == people
    assert len({(one.forename, one.surname) for one in people}) == len(people)
    trns = Counter(one.trn for one in people if one.trn)
    assert set(trns.values()) == {1}
    assert all(school.urn.startswith("902") for school in office(size).schools)
    assert all(one.email.endswith(".example") for one in people if one.email)


def test_central_staff_of_the_trust_serve_two_schools_or_more():
    central = [one for one in invented_people("trust") if one.serves]
    assert len(central) == 10
    assert all(one.urn not in one.serves for one in central)


def test_the_school_has_histories_and_answers_that_the_new_lists_turn_over(school):
    assert is_sample(school)
    assert register_status(school).refused == 0
    staff = staff_list(school)
    assert len(staff) == 40
    assert sum(one.npqs for one in staff) > 0
    stages = {row.standing.stage for row in applications(school)}
    assert {"asked", "offered", "waiting", "refused"} <= stages
    kept = determinations(school)
    assert kept
    assert not [row for row in kept if row.outcome == "undecided"]
    turned = differing(school)
    assert {(row.was.outcome, row.now.outcome) for row in turned} == {("not_funded", "funded")}


def test_it_goes_into_empty_records_only_and_leaves_nothing_to_undo(school):
    assert undoable(school).undo == ""
    with pytest.raises(Problem, match="in use"):
        load_sample_office(school, "trust")
