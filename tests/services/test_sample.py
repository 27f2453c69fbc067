import csv
from datetime import date

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import begin_enquiry, enquiries, enquiry_state, people
from npqdesk.services.lists import lists_status
from npqdesk.services.register import register_status
from npqdesk.services.sample import LISTS, SCHOOLS, TRUST, is_sample, load_sample
from npqdesk.services.schools import load_schools


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "records.sqlite3"))
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


@pytest.fixture
def filled(desk):
    load_sample(desk)
    return desk


def test_a_trust_of_six_schools_and_a_dozen_staff(filled):
    index = load_schools(filled)
    schools = [index.school(str(urn)) for urn in range(902114, 902120)]
    assert all(school.trust == TRUST and school.in_england for school in schools)
    assert [school.pupils for school in schools] == [142, 312, 601, 96, None, 1046]
    assert register_status(filled).refused == 0
    staff = people(filled)
    assert len(staff) == 12
    assert {person.urn for person in staff} - {""} == {school.urn for school in schools}


def test_nothing_in_it_could_be_taken_for_real():
    with paths.resource("sample", SCHOOLS).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows[0]) == 139
    for row in rows:
        assert row["URN"].startswith("9")
        assert row["Postcode"].startswith("ZZ99 ")
        assert "invented" in row["LA (name)"]
        assert row["TelephoneNum"].startswith("01632960")
    assert all(file.name.startswith("invented") for file in paths.resource("sample").iterdir())


def test_the_lists_are_loaded(filled):
    loaded = {status.list_id: status.refused for status in lists_status(filled)}
    assert set(LISTS) <= set(loaded)
    assert not any(loaded.values())


def test_enquiries_of_every_outcome_and_two_half_way(filled):
    rows = enquiries(filled)
    assert [row.state for row in rows].count("draft") == 2
    outcomes = {row.name: (row.outcome, row.grant_pounds) for row in determinations(filled)}
    assert outcomes == {
        "Amara Okafor": ("funded", 800),
        "Siân Prosser-Evans": ("not_funded", 0),
        "Daniel Lindqvist": ("funded", 0),
        "Ioan Fielding": ("review", 0),
        "Tomasz Wiśniewski": ("undecided", 0),
        "Mehmet Yıldız": ("funded", 200),
    }


def test_every_answer_of_an_answered_enquiry_is_on_its_route(filled):
    for row in enquiries(filled):
        state = enquiry_state(filled, row.id)
        assert state.route.complete == (row.state == "answered")
        assert set(state.route.path) == {key.partition("@")[0] for key in state.answers}


def test_it_goes_into_empty_records_only(filled, tmp_path):
    assert is_sample(filled)
    with pytest.raises(Problem, match="in use"):
        load_sample(filled)
    own = open_desk(str(tmp_path / "own.sqlite3"))
    begin_enquiry(own, name="Amara")
    with pytest.raises(Problem, match="in use"):
        load_sample(own)
    assert not is_sample(own)
    own.close()


def test_it_tells_how_far_it_is(desk):
    steps = []
    load_sample(desk, progress=lambda done, total, say: steps.append((done, total)))
    assert steps[0] == (0, 7)
    assert steps[-1] == (7, 7)
    assert steps == sorted(steps)


def test_it_can_be_looked_at_before_the_lists_came_out(desk):
    desk.today = lambda: date(2025, 9, 1)
    load_sample(desk)
    assert {row.cohort for row in determinations(desk)} == {"2024-spring"}
