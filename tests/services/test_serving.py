"""Who works where now: central staff at each school they serve, nobody who has left.  Everyone is invented."""

from datetime import date

import pytest

from npqdesk.services.desk import open_desk
from npqdesk.services.people import add_person, leave, move_person, remove_person
from npqdesk.services.person_record import Post, save_post
from npqdesk.services.sample import TRUST, load_sample
from npqdesk.services.serving import own_school_list
from npqdesk.services.staff import staff_list

TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "records.sqlite3"))
    desk.today = lambda: TODAY
    yield desk
    desk.close()


def _staff(desk):
    return {each.urn: each.staff for each in own_school_list(desk).schools}


def test_nobody_nowhere(desk):
    found = own_school_list(desk)
    assert (found.schools, found.staff, found.trust) == ((), 0, "")


def test_central_staff_count_at_each_school_they_serve_and_once_in_all(desk):
    one = add_person(desk, "Ada Central", urn="902114")
    add_person(desk, "Bo Teacher", urn="902115")
    save_post(desk, one, Post(None, "Adviser", "902115", "", date(2026, 9, 1)))
    save_post(desk, one, Post(None, "Adviser", "902116", "", date(2024, 9, 1), date(2026, 8, 31)))
    save_post(desk, one, Post(None, "Adviser", "902114", "", None, None))
    assert _staff(desk) == {"902114": 1, "902115": 2}
    assert own_school_list(desk).staff == 2
    assert [each.serves for each in staff_list(desk)] == [("902114", "902115"), ("902115",)]


def test_whoever_left_or_was_removed_works_nowhere_and_a_last_day_to_come_still_counts(desk):
    gone, going, removed = (add_person(desk, name, urn="902114") for name in ("Ann Gone", "Bo Going", "Cy Removed"))
    leave(desk, gone, on=date(2026, 8, 31))
    leave(desk, going, on=TODAY)
    remove_person(desk, removed)
    assert _staff(desk) == {"902114": 1}
    move_person(desk, going, role="Head", urn="902115", on=TODAY)
    assert _staff(desk) == {"902114": 1, "902115": 1}  # the day is the last of the one post and the first of the other


def test_names_and_the_trust_come_from_the_register(desk):
    load_sample(desk)
    found = own_school_list(desk)
    assert found.trust == TRUST
    assert found.schools[0].name.startswith("Ashcombe")
    assert len(found.schools) == 6
    assert found.staff == 12  # one of them at no school
