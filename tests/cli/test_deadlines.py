"""npqdesk deadlines: on the terminal, as CSV, as a file for a calendar, and the subscription brought up to date."""

import csv
import io
from datetime import date

import pytest
from icalendar import Calendar

from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.deadlines.own import Reminder, save_reminder
from npqdesk.services.desk import RuleDesk, open_desk
from npqdesk.services.settings import write_setting
from npqdesk.store.tables import Person


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Joan has asked UCL for a place; the office has a reminder of its own."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    monkeypatch.setenv("NPQDESK_DATABASE", str(tmp_path / "records" / "npqdesk.sqlite3"))
    desk = open_desk()
    with desk.store.writing() as session:
        session.add(Person(id=1, name="Joan Whitlock", title="", role="Deputy head", urn="902114", address=""))
    number = begin_application(desk, 1, course="npq-senior-leadership", cohort="2026-autumn").row.id
    record_step(desk, number, "registered", day=date(2026, 11, 1))
    record_step(desk, number, "applied", day=date(2026, 11, 3), details=StepDetails(provider="UCL"))
    save_reminder(desk, Reminder(None, date(2026, 12, 1), "=SUM(A1) order books"))
    yield desk
    desk.close()


def test_an_empty_desk_has_nothing_to_do(npqdesk, tmp_path):
    done = npqdesk("deadlines", "--database", str(tmp_path / "empty.sqlite3"))
    assert (done.code, done.out) == (0, "Nothing has to be done.\n")


def test_what_is_late_stands_first_and_what_has_no_day_last(npqdesk, records):
    done = npqdesk("deadlines")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("4 days late")
    assert "17 November 2026" in lines[0]
    assert "Ask UCL about a place for Joan Whitlock" in lines[0]
    assert lines[1].startswith("In 10 days")
    assert lines[2].startswith("No day yet")
    assert npqdesk("deadlines", "--kind", "own", "--person", "joan").out == "Nothing has to be done.\n"
    assert len(npqdesk("deadlines", "--school", "902114").out.splitlines()) == 2


def test_as_csv_no_cell_runs(npqdesk, records):
    rows = list(csv.DictReader(io.StringIO(npqdesk("deadlines", "--csv").out)))
    assert [row["day"] for row in rows] == ["2026-11-17", "2026-12-01", "", ""]
    assert rows[1]["what"] == "'=SUM(A1) order books"


def test_as_a_calendar_and_what_is_left_out_is_told(npqdesk, records, tmp_path):
    done = npqdesk("deadlines", "--to", str(tmp_path / "a.ics"))
    assert (done.code, done.err) == (0, "2 of 4 have no day yet and are not in it.\n")
    found = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert [each.decoded("dtstart") for each in found] == [date(2026, 11, 17), date(2026, 12, 1)]
    gone = npqdesk("deadlines", "--to", str(tmp_path / "gone" / "a.ics"))
    assert gone.code == 1
    assert "The calendar file was not saved" in gone.err


def test_the_subscription_is_brought_up_to_date(npqdesk, records, tmp_path):
    assert "No folder is chosen" in npqdesk("deadlines", "--subscription").err
    write_setting(records, "calendar.folder", str(tmp_path))
    assert "npqdesk-deadlines.ics was written" in npqdesk("deadlines", "--subscription").err
    assert "npqdesk-deadlines.ics is up to date" in npqdesk("deadlines", "--subscription").err
    write_setting(records, "calendar.folder", str(tmp_path / "gone"))
    done = npqdesk("deadlines", "--subscription")
    assert done.code == 1
    assert "is not there" in done.err


def test_a_kind_that_is_none_is_wrong_usage(npqdesk, records):
    assert npqdesk("deadlines", "--kind", "senko").code == 2
