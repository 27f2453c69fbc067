"""The calendar file: read back by another hand than the one that wrote it, the same for the same, without names."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from npqdesk.services.deadlines.calendar_file import calendar_file, initials, left_out
from npqdesk.services.deadlines.deadline import Deadline, Mark, Who
from npqdesk.services.deadlines.published import Source

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
AMARA, TOM, SIAN = Who(1, "Amara Okafor"), Who(2, "Tom Ashworth"), Who(3, "Siân Prosser-Evans")
ONE = Deadline(
    "reference:7:2026-11-02",
    "reference",
    "Send the sponsor reference for {who}",
    date(2026, 11, 25),
    about="Leading literacy · autumn 2026 · UCL, Best; and „others“",
    why="Entered by the office.",
    source=Source("DfE, 18 May 2026", "https://www.gov.uk/x?a=1&b=2"),
    people=(AMARA,),
)
WINDOW = Deadline(
    "assessment:8",
    "assessment",
    "{who} writes the assessment",
    date(2028, 2, 25),
    until=date(2028, 3, 3),
    people=(TOM,),
)
NO_DAY = Deadline("start:9", "start", "{who} starts the course", month=date(2026, 11, 1), people=(TOM,), to_do=False)
OWN = Deadline("own:4", "own", "Ring Amara about cover", date(2026, 12, 1), note="She is ill", own_id=4)


def written(*deadlines: Deadline, **how) -> bytes:
    return calendar_file(deadlines, desk_id="abc", now=how.pop("now", NOW), **how)


def events(content: bytes) -> dict[str, object]:
    return {str(each["uid"]): each for each in Calendar.from_ical(content).walk("VEVENT")}


def test_what_is_written_reads_back_as_whole_days_with_alarms():
    content = written(ONE, WINDOW, names="full")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    found = events(content)
    one, window = found["reference-7-2026-11-02@abc.npqdesk"], found["assessment-8@abc.npqdesk"]
    assert one["summary"] == "Send the sponsor reference for Amara Okafor"
    assert (one.decoded("dtstart"), one.decoded("dtend")) == (date(2026, 11, 25), date(2026, 11, 26))
    assert one["dtstart"].params["VALUE"] == "DATE"
    assert one.decoded("dtstamp") == NOW
    assert "UCL, Best; and „others“" in one["description"]
    assert "DfE, 18 May 2026" in one["description"]
    assert (one["transp"], one["class"], one["url"]) == ("TRANSPARENT", "PRIVATE", "https://www.gov.uk/x?a=1&b=2")
    ahead = [alarm.decoded("trigger") for alarm in one.walk("VALARM")]
    assert ahead == [-timedelta(days=6, hours=15), -timedelta(hours=15)]
    assert window.decoded("dtend") - window.decoded("dtstart") == timedelta(days=8)


def test_nothing_that_has_gone_by_rings():
    late = Deadline("answer:7", "answer", "Ask about a place", date(2026, 11, 20))
    today = Deadline("answer:8", "answer", "Ask about a place", date(2026, 11, 21))
    assert [len(each.walk("VALARM")) for each in events(written(late, today)).values()] == [0, 2]


def test_a_calendar_says_what_it_is_and_how_often_to_look():
    calendar = Calendar.from_ical(written(ONE))
    assert (calendar["version"], calendar["calscale"]) == ("2.0", "GREGORIAN")
    assert calendar["x-wr-calname"] == "NPQ deadlines"
    assert calendar["prodid"].startswith("-//npqdesk//")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in written(ONE)


def test_names_are_left_out_unless_wanted():
    both = Deadline("a:1", "answer", "Ask about {who}", date(2026, 12, 2), people=(AMARA, TOM), about="For {who}")
    three = Deadline("a:2", "answer", "Ask about {who}", date(2026, 12, 2), people=(AMARA, TOM, SIAN))
    plain = written(ONE, both, three, WINDOW)
    assert not any(name in plain for name in (b"Amara", b"Okafor", b"Tom", b"Prosser"))
    said = {str(each["summary"]) for each in events(plain).values()}
    assert said == {
        "Send the sponsor reference for a colleague",
        "Ask about two colleagues",
        "Ask about 3 colleagues",
        "A colleague writes the assessment",
    }
    short = {str(each["summary"]) for each in events(written(ONE, both, names="initials")).values()}
    assert short == {"Send the sponsor reference for A. O.", "Ask about A. O. and T. A."}
    assert b"Amara" not in written(ONE, both, names="initials")


def test_a_reminder_that_names_somebody_keeps_its_words_at_home_and_its_note_always():
    staff = ("Amara Okafor", "Tom Ashworth")
    assert b"Ring Amara" not in written(OWN, staff=staff)
    assert b"its words are in npqdesk" in written(OWN, staff=staff).replace(b"\r\n ", b"")
    harmless = Deadline("own:5", "own", "Order the books", date(2026, 12, 1))
    assert b"SUMMARY:Order the books" in written(harmless, staff=staff)
    whole = written(OWN, staff=staff, names="full")
    assert b"SUMMARY:Ring Amara about cover" in whole
    assert b"ill" not in whole


@pytest.mark.parametrize(
    ("name", "short"), [("Amara Okafor", "A. O."), ("Siân Prosser-Evans", "S. P. E."), ("李雷", "a colleague")]
)
def test_initials(name, short):
    assert initials(name) == short


def test_what_has_no_day_or_is_settled_is_left_out():
    done = Deadline("a:1", "answer", "Ask", date(2026, 12, 2), mark=Mark("done"))
    assert events(written(NO_DAY, done)) == {}
    assert left_out([NO_DAY, done, ONE]) == 1


def test_what_was_put_off_stands_on_the_day_it_was_put_off_to():
    late = Deadline("a:1", "answer", "Ask", date(2026, 11, 2), mark=Mark("put_off", date(2026, 12, 2)))
    early = Deadline("a:2", "answer", "Ask", date(2026, 12, 24), mark=Mark("put_off", date(2026, 12, 2)))
    found = [each.decoded("dtstart") for each in events(written(late, early)).values()]
    assert found == [date(2026, 12, 2), date(2026, 12, 24)]


def test_the_same_is_the_same_file_and_only_what_changed_has_a_new_stamp():
    before = written(ONE, WINDOW)
    later = NOW + timedelta(days=3)
    assert written(ONE, WINDOW, now=later, before=before) == before
    moved = Deadline(WINDOW.key, "assessment", WINDOW.say, date(2028, 2, 26), until=date(2028, 3, 4), people=(TOM,))
    after = events(written(ONE, moved, now=later, before=before))
    assert after["reference-7-2026-11-02@abc.npqdesk"].decoded("dtstamp") == NOW
    changed = after["assessment-8@abc.npqdesk"]
    assert (changed.decoded("dtstamp"), changed["sequence"]) == (later, 1)


@pytest.mark.parametrize("before", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_written_anew(before):
    assert events(written(ONE, before=before))


def test_text_from_outside_cannot_leave_its_line():
    evil = Deadline("own:6", "own", "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:B; c, d\\n", date(2026, 12, 1))
    found = events(written(evil, names="full"))
    assert len(found) == 1
