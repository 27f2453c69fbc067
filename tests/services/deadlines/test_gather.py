"""All deadlines of an office with its records: marked, put off, entered, undone; the calendar file that follows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from npqdesk.problem import Problem
from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.deadlines.deadline import Deadline
from npqdesk.services.deadlines.filtered import Filter, filtered
from npqdesk.services.deadlines.gather import counted, deadlines, open_deadlines
from npqdesk.services.deadlines.marks import put_off, settle, take_up
from npqdesk.services.deadlines.of_applications import Given
from npqdesk.services.deadlines.of_starts import start_deadlines
from npqdesk.services.deadlines.own import Reminder, enter_closing, enter_day, reminder, remove_date, save_reminder
from npqdesk.services.deadlines.published import published
from npqdesk.services.deadlines.subscription import (
    FILE_NAME,
    choose_folder,
    refresh_subscription,
    save_calendar,
    subscription_file,
)
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.half_typed import keep_half_typed
from npqdesk.services.people import edit_person
from npqdesk.services.people_erasing import erase_person
from npqdesk.services.people_merging import merge_people
from npqdesk.services.places import LETTER
from npqdesk.services.settings import CALENDAR_FOLDER, CALENDAR_NAMES, read_settings, write_setting
from npqdesk.services.undo import redo, undo, undoable
from npqdesk.store.tables import Person

TODAY = date(2026, 11, 21)
COURSE, COHORT = "npq-senior-leadership", "2026-autumn"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    monkeypatch.setattr(opened, "today", lambda: TODAY)
    with opened.store.writing() as session:
        session.add(Person(id=1, name="Joan Whitlock", title="", role="Deputy head", urn="902114", address=""))
        session.add(Person(id=2, name="Tom Ashworth", title="", role="SENCO", urn="902115", address=""))
    yield opened
    opened.close()


@pytest.fixture
def asked(desk) -> int:
    """Joan has asked for a place."""
    number = begin_application(desk, 1, course=COURSE, cohort=COHORT).row.id
    record_step(desk, number, "registered", day=date(2026, 11, 2))
    record_step(desk, number, "applied", day=date(2026, 11, 9), details=StepDetails(provider="UCL"))
    return number


def by_kind(desk) -> dict[str, Deadline]:
    return {each.kind: each for each in deadlines(desk)}


def test_nothing_is_to_be_done_at_an_empty_desk(tmp_path):
    empty = open_desk(str(tmp_path / "empty.sqlite3"))
    assert deadlines(empty) == ()
    empty.close()


def test_what_is_known_comes_by_its_day_and_what_is_not_last(desk, asked):
    found = deadlines(desk)
    assert [each.kind for each in found] == ["answer", "reference", "senco", "registration"]
    assert found[0].day == date(2026, 11, 23)
    assert counted(found, TODAY) == {"soon": 1, "not_known": 3}


def test_a_deadline_is_marked_and_taken_up_again_and_both_can_be_undone(desk, asked):
    key = by_kind(desk)["answer"].key
    settle(desk, key)
    assert by_kind(desk)["answer"].state(TODAY) == "done"
    assert "answer" not in {each.kind for each in open_deadlines(deadlines(desk))}
    assert undoable(desk).undo == "mark a deadline as done"
    undo(desk)
    assert by_kind(desk)["answer"].state(TODAY) == "soon"
    redo(desk)
    take_up(desk, key)
    assert by_kind(desk)["answer"].mark is None
    undo(desk)
    assert by_kind(desk)["answer"].state(TODAY) == "done"


def test_a_deadline_that_was_put_off_comes_back_on_its_day(desk, asked, monkeypatch):
    key = by_kind(desk)["answer"].key
    with pytest.raises(Problem, match="day after today"):
        put_off(desk, key, until=TODAY)
    put_off(desk, key, until=date(2026, 11, 30))
    found = by_kind(desk)["answer"]
    assert (found.day, found.state(TODAY)) == (date(2026, 11, 23), "put_off")
    assert found not in filtered(deadlines(desk), Filter("open"), TODAY)
    assert found.state(date(2026, 11, 29)) == "put_off"
    assert found.state(date(2026, 11, 30)) == "late"
    settle(desk, key, state="not_needed")
    assert by_kind(desk)["answer"].state(TODAY) == "not_needed"


def test_a_mark_does_not_hide_what_comes_after_the_next_step(desk, asked):
    settle(desk, by_kind(desk)["answer"].key)
    record_step(desk, asked, "waiting", day=date(2026, 11, 20))
    assert by_kind(desk)["answer"].state(TODAY) == "coming"


def test_a_day_is_entered_for_one_or_for_all_of_the_start_and_replaces_the_one_before(desk, asked):
    other = begin_application(desk, 2, course=COURSE, cohort=COHORT).row.id
    enter_day(desk, "registration", date(2026, 11, 27), other, for_all=True)
    enter_day(desk, "registration", date(2026, 11, 28), other, for_all=True)
    found = [each for each in deadlines(desk) if each.kind == "registration"]
    assert [(each.application_id, each.day) for each in found] == [
        (other, date(2026, 11, 28)),
        (None, date(2026, 11, 28)),
    ]
    number = enter_day(desk, "reference", date(2026, 11, 25), asked, for_all=False)
    assert by_kind(desk)["reference"].own_id == number
    remove_date(desk, number)
    assert by_kind(desk)["reference"].day is None
    assert undo(desk) == "remove a date"
    assert by_kind(desk)["reference"].day == date(2026, 11, 25)
    with pytest.raises(Problem, match="these years"):
        enter_day(desk, "reference", date(2206, 11, 25), asked, for_all=False)


def test_registration_for_a_start_is_a_window_that_may_be_open_at_its_end(desk, asked):
    found = by_kind(desk)["registration"]
    assert found.title == "Registration with DfE for autumn 2026 closes"
    assert (found.day, found.to_do, found.details) == (None, False, "Open since 23 June 2026")
    assert found.why.startswith("When registration closes is not published.")
    enter_closing(desk, COHORT, date(2026, 11, 27))
    assert by_kind(desk)["registration"].day == date(2026, 11, 27)
    enter_closing(desk, COHORT, date(2026, 11, 28))
    assert by_kind(desk)["registration"].day == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 6, 30), ["2024-07-01 opens", "None closes"]),
        (date(2024, 7, 1), ["None closes"]),
        (date(2024, 12, 31), ["None closes"]),
        (date(2025, 1, 1), []),
    ],
)
def test_a_window_opens_on_its_first_day_and_is_gone_with_its_term(today, said):
    found = start_deadlines(["2024-autumn", "2024-autumn"], Given(today, published(), ()))
    assert [f"{each.day} {each.title.rpartition(' ')[2]}" for each in found] == said


def test_a_window_that_was_published_whole_closes_on_its_day():
    (closes,) = start_deadlines(["2024-spring"], Given(date(2024, 4, 1), published(), ()))
    assert (closes.day, closes.details) == (date(2024, 4, 2), "Open since 3 April 2023")
    assert closes.state(date(2024, 4, 2)) == "today"
    assert closes.is_over(date(2024, 4, 3))


def test_the_day_typed_for_a_letter_is_read(desk):
    enquiry = begin_enquiry(desk, person_id=1)
    answers = {"cohort": COHORT, "course": COURSE, "work_setting": "other", "in_england": "no"}
    put_answers(desk, enquiry.id, answers)
    determine(desk, enquiry.id)
    keep_half_typed(desk, enquiry.id, LETTER, '{"apply_by": "27 November 2026"}')
    number = begin_application(desk, 1, course=COURSE, cohort=COHORT).row.id
    record_step(desk, number, "registered", day=date(2026, 11, 2))
    assert by_kind(desk)["application"].day == date(2026, 11, 27)


def test_own_reminders_are_kept_changed_removed_and_brought_back(desk):
    number = save_reminder(desk, Reminder(None, date(2026, 12, 1), "  Ring the   hub ", person_id=1))
    found = by_kind(desk)["own"]
    assert (found.title, found.details, found.own_id) == ("Ring the hub", "Joan Whitlock", number)
    save_reminder(desk, Reminder(number, date(2026, 12, 2), "Ring the hub", urn="902114"))
    assert by_kind(desk)["own"].day == date(2026, 12, 2)
    assert reminder(desk, number).urn == "902114"
    remove_date(desk, number)
    assert "own" not in by_kind(desk)
    undo(desk)
    assert "own" in by_kind(desk)
    for wrong in ("", "x" * 201):
        with pytest.raises(Problem, match="Enter what to be reminded of"):
            save_reminder(desk, Reminder(None, TODAY, wrong))
    with pytest.raises(Problem, match="not on the staff record"):
        save_reminder(desk, Reminder(None, TODAY, "x", person_id=99))


def test_they_are_narrowed_down_by_kind_school_person_and_words(desk, asked):
    found = deadlines(desk)

    def kinds(**wanted) -> list[str]:
        return [each.kind for each in filtered(found, Filter(**wanted), TODAY)]

    assert kinds(kind="senco") == kinds(urn="902115") == kinds(person_id=2) == kinds(words=("ashworth",)) == ["senco"]
    assert kinds(show="late") == kinds(show="settled") == []
    assert kinds(show="not_known") == ["reference", "senco", "registration"]


def test_the_senco_of_the_record_has_three_years(desk):
    edit_person(desk, 2, "since", "1 September 2025")
    assert by_kind(desk)["senco"].day == date(2028, 8, 31)


def test_merging_moves_reminders_and_erasing_takes_them_away(desk):
    save_reminder(desk, Reminder(None, date(2026, 12, 1), "Ring Tom", person_id=2))
    merge_people(desk, 1, 2)
    assert by_kind(desk)["own"].people[0].name == "Joan Whitlock"
    erase_person(desk, 1)
    with desk.store.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT * FROM own_dates").all()
        journal = session.connection().exec_driver_sql("SELECT * FROM act_changes WHERE \"table\" = 'own_dates'").all()
    assert (kept, journal) == ([], [])


# The calendar file


def summaries(path: Path) -> dict[str, str]:
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(each["uid"]).partition("@")[0]: str(each["summary"]) for each in found}


def test_without_a_folder_no_file_is_kept(desk, asked):
    assert subscription_file(desk) is None
    assert refresh_subscription(desk) is None


def test_the_file_follows_every_change_and_is_left_alone_without_one(desk, asked, tmp_path):
    write_setting(desk, CALENDAR_FOLDER, str(tmp_path))
    path = refresh_subscription(desk)
    assert path == tmp_path / FILE_NAME
    key = f"answer-{asked}-2026-11-09"
    assert summaries(path) == {key: "Ask UCL about a place for a colleague"}
    assert refresh_subscription(desk) is None
    enter_day(desk, "reference", date(2026, 11, 25), asked, for_all=False)
    assert refresh_subscription(desk) == path
    assert len(summaries(path)) == 2
    settle(desk, by_kind(desk)["answer"].key)
    refresh_subscription(desk)
    assert key not in summaries(path)
    undo(desk)
    refresh_subscription(desk)
    assert key in summaries(path)
    write_setting(desk, CALENDAR_NAMES, "full")
    refresh_subscription(desk)
    assert summaries(path)[key] == "Ask UCL about a place for Joan Whitlock"
    assert [each.name for each in tmp_path.glob(".npqdesk-*")] == []


def test_the_folder_and_the_names_of_the_file_are_one_act(desk, tmp_path):
    choose_folder(desk, str(tmp_path), names="full")
    assert undo(desk) == "change the calendar file"
    assert subscription_file(desk) is None
    assert read_settings(desk)[CALENDAR_NAMES] != "full"
    redo(desk)
    assert subscription_file(desk) == tmp_path / FILE_NAME
    with pytest.raises(Problem, match="not a value for it"):
        choose_folder(desk, "", names="loud")
    assert subscription_file(desk) == tmp_path / FILE_NAME, "both, or none"


def test_a_folder_that_is_gone_is_told_and_a_file_is_never_half_written(desk, asked, tmp_path, monkeypatch):
    folder = tmp_path / "shared"
    write_setting(desk, CALENDAR_FOLDER, str(folder))
    with pytest.raises(Problem, match=r"The folder .*shared is not there") as told:
        refresh_subscription(desk)
    assert "choose another one" in told.value.what_to_do
    folder.mkdir()
    path = refresh_subscription(desk)
    before = path.read_bytes()
    enter_day(desk, "reference", date(2026, 11, 25), asked, for_all=False)
    monkeypatch.setattr("npqdesk.services.deadlines.subscription.os.fsync", _full)
    with pytest.raises(Problem, match="No space left"):
        refresh_subscription(desk)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


def _full(_file: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_of_what_is_shown_is_saved(desk, asked, tmp_path):
    shown = filtered(deadlines(desk), Filter(kind="answer"), TODAY)
    save_calendar(desk, shown, tmp_path / "a.ics")
    assert len(summaries(tmp_path / "a.ics")) == 1
    with pytest.raises(Problem, match="was not saved"):
        save_calendar(desk, shown, tmp_path / "gone" / "a.ics")


def test_the_identity_of_the_records_stays_and_is_theirs_alone(desk, asked, tmp_path):
    write_setting(desk, CALENDAR_FOLDER, str(tmp_path))
    path = refresh_subscription(desk)
    first = {str(each["uid"]) for each in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    path.unlink()
    refresh_subscription(desk)
    assert {str(each["uid"]) for each in Calendar.from_ical(path.read_bytes()).walk("VEVENT")} == first
    other = open_desk(str(tmp_path / "other.sqlite3"))
    save_reminder(other, Reminder(None, date(2026, 12, 1), "Ring"))
    save_calendar(other, deadlines(other), tmp_path / "other.ics")
    (theirs,) = (str(each["uid"]) for each in Calendar.from_ical((tmp_path / "other.ics").read_bytes()).walk("VEVENT"))
    assert theirs.partition("@")[2] != next(iter(first)).partition("@")[2]
    other.close()
