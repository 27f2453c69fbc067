"""What Home tells, counted afresh: the next things, who is to be told or can apply, how the places stand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from npqdesk.services.application_steps import StepDetails, begin_application, record_step, remove_application
from npqdesk.services.applications import applications
from npqdesk.services.deadlines.deadline import Deadline, Mark, Who
from npqdesk.services.deadlines.gather import deadlines
from npqdesk.services.deadlines.marks import settle
from npqdesk.services.deadlines.own import Reminder, save_reminder
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import people
from npqdesk.services.enquiry_table import enquiry_lines
from npqdesk.services.home import MOST, ahead, is_first_day, is_nobody_here, needs_doing, together
from npqdesk.services.letters import issue_letter
from npqdesk.services.sample import load_sample
from npqdesk.store.tables import Person

TODAY = date(2026, 11, 21)
COURSE, COHORT = "npq-senior-leadership", "2026-autumn"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    monkeypatch.setattr(opened, "today", lambda: TODAY)
    yield opened
    opened.close()


def staff(desk, many: int) -> None:
    with desk.store.writing() as session:
        for number in range(1, many + 1):
            session.add(Person(id=number, name=f"Colleague {number:02}", title="", role="", urn="902114", address=""))


def test_an_empty_desk_is_on_its_first_day_and_nothing_lies_ahead(desk):
    assert is_first_day(desk)
    assert is_nobody_here(desk)
    found = ahead(desk)
    assert (found.due, found.dates, found.places, found.to_tell, found.to_begin, found.lacking) == (
        (),
        0,
        None,
        (),
        (),
        0,
    )
    staff(desk, 1)
    assert not is_first_day(desk)
    assert not is_nobody_here(desk)


def test_places_are_the_people_by_state_as_their_records_say(desk):
    staff(desk, 9)
    steps = ("registered", "applied", "offered", "started")
    said = {"applied": StepDetails(provider="UCL"), "offered": StepDetails(place="funded")}
    for person in range(1, 10):
        number = begin_application(desk, person, course=COURSE, cohort=COHORT).row.id
        for at, kind in enumerate(steps[: person % 5]):
            day = TODAY - timedelta(days=40 - at)
            record_step(desk, number, kind, day=day, details=said.get(kind, StepDetails()))
    begin_application(desk, 1, course=COURSE, cohort="2024-autumn")
    places = ahead(desk).places
    now = Counter(row.standing.stage for row in applications(desk, cohort=COHORT))
    assert (places.cohort, places.words) == (COHORT, "autumn 2026")
    assert places.people == {
        "apply": now["none"],
        "asked": now["asked"],
        "offered": now["offered"],
        "started": now["started"],
    }
    assert sum(places.people.values()) == 9
    twice = begin_application(desk, 5, course="npq-headship", cohort=COHORT).row.id
    assert ahead(desk).places.people == places.people, "people are counted, not their applications"
    remove_application(desk, twice)
    remove_application(desk, applications(desk, person_id=5)[0].id)
    assert sum(ahead(desk).places.people.values()) == 8


def test_the_same_of_several_people_is_told_as_one_and_late_first(desk):
    staff(desk, 3)
    for person in (1, 2, 3):
        number = begin_application(desk, person, course=COURSE, cohort=COHORT).row.id
        record_step(desk, number, "registered", day=date(2026, 10, 1))
        record_step(desk, number, "applied", day=date(2026, 10, person), details=StepDetails(provider="UCL"))
    save_reminder(desk, Reminder(None, date(2026, 12, 21), "Within the month"))
    save_reminder(desk, Reminder(None, date(2026, 12, 22), "Later than that"))
    found = ahead(desk)
    assert [each.title for each in found.due] == [
        "Ask UCL about a place for 3 colleagues",
        "Within the month",
        "Send the sponsor reference for 3 colleagues",
    ]
    assert found.due[0].application_id is None
    assert found.dates == 9 == len(deadlines(desk))
    settle(desk, deadlines(desk)[0].key)
    again = ahead(desk)
    assert again.due[0].title == "Ask UCL about a place for Colleague 02 and Colleague 03"
    assert again.dates == 8


def test_at_most_a_few_things_are_told(desk):
    for number in range(MOST + 3):
        save_reminder(desk, Reminder(None, TODAY, f"Reminder {number}"))
    assert len(ahead(desk).due) == MOST
    assert ahead(desk).dates == MOST + 3


def test_what_needs_nothing_done_is_not_told():
    def one(**known) -> Deadline:
        return Deadline("a:1", "own", "Something", **known)

    assert needs_doing(one(day=TODAY + timedelta(days=30)), TODAY)
    assert not needs_doing(one(day=TODAY + timedelta(days=31)), TODAY)
    assert needs_doing(one(day=TODAY - timedelta(days=900)), TODAY)
    assert needs_doing(one(), TODAY)
    assert not needs_doing(one(day=TODAY, to_do=False), TODAY)
    assert not needs_doing(one(day=TODAY, mark=Mark("put_off", TODAY + timedelta(days=1))), TODAY)
    assert needs_doing(one(day=TODAY, mark=Mark("put_off", TODAY)), TODAY)


def test_reminders_of_the_same_words_stay_apart_and_days_to_come_too():
    def one(key: str, say: str, day: date) -> Deadline:
        return Deadline(key, "own", say, day, people=(Who(int(key[-1]), key),))

    soon, later = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    assert len(together([one("own:1", "Ring", soon), one("own:2", "Ring", soon)], TODAY)) == 2
    assert len(together([one("a:1", "Ask {who}", soon), one("a:2", "Ask {who}", later)], TODAY)) == 2
    assert len(together([one("a:1", "Ask {who}", soon), one("a:2", "Ask {who}", soon)], TODAY)) == 1
    past = (TODAY - timedelta(days=1), TODAY - timedelta(days=2))
    assert len(together([one("a:1", "Ask {who}", past[0]), one("a:2", "Ask {who}", past[1])], TODAY)) == 1


def test_who_is_to_be_told_and_who_can_apply_follow_the_records(desk):
    load_sample(desk)
    found = ahead(desk)
    standing = [row for row in determinations(desk) if row.cohort == COHORT and not row.superseded]
    assert len(found.to_tell) == len(standing)
    eligible = {row.name: row for row in standing if row.outcome == "funded"}
    assert [who.name for who in found.to_begin] == sorted(eligible)
    first = found.to_begin[0]
    issue_letter(desk, eligible[first.name].id)
    begin_application(desk, first.id, course=eligible[first.name].course, cohort=COHORT)
    again = ahead(desk)
    assert len(again.to_tell) == len(found.to_tell) - 1
    assert first not in again.to_begin
    assert again.lacking == found.lacking > 0


def test_of_one_school_only_what_is_its_own_is_counted(desk):
    load_sample(desk)
    for number, urn in enumerate(("902114", "902115"), start=1):
        person = next(one for one in people(desk) if one.urn == urn)
        begin_application(desk, person.id, course=COURSE, cohort=COHORT)
        save_reminder(desk, Reminder(None, TODAY, f"Reminder {number}", urn=urn))
    save_reminder(desk, Reminder(None, TODAY, "Of all schools"))
    both, one = ahead(desk), ahead(desk, urn="902115")
    assert {each.title for each in one.due if each.kind == "own"} == {"Reminder 2", "Of all schools"}
    assert (sum(both.places.people.values()), sum(one.places.people.values())) == (2, 1)
    assert 0 < one.lacking < both.lacking
    here = {line.enquiry.id for line in enquiry_lines(desk) if line.urn == "902115"}
    assert set(one.to_tell) == here & set(both.to_tell)
    assert 0 < len(one.to_tell) < len(both.to_tell)
