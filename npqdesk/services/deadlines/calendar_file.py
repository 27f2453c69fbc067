"""Deadlines as an iCalendar file (RFC 5545): whole days, an identity that stays, two alarms, names only where wished.

What has no day is left out: a calendar would have to invent one."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Component, Event, vDuration

from npqdesk import __version__
from npqdesk.registers.folding import fold
from npqdesk.services.deadlines.deadline import KINDS, Deadline

Names = Literal["none", "initials", "full"]

_ALARMS = (timedelta(days=6, hours=15), timedelta(hours=15))
"""Before the beginning of the day: at 9 in the morning a week before, and on the day before."""
_HIDDEN = "A reminder that names somebody: its words are in npqdesk"
_WORD = re.compile(r"[^\W\d_]+")
_STAMPED = ("DTSTAMP", "SEQUENCE")


def calendar_file(
    deadlines: Iterable[Deadline],
    *,
    desk_id: str,
    now: datetime,
    names: Names = "none",
    staff: Collection[str] = (),
    before: bytes = b"",
) -> bytes:
    """The file as it is written.  `desk_id` tells these records from others in the identities; `staff` are the names
    that must not stand in a reminder's own words; events that `before` has in the same words keep their stamp, so that
    what did not change makes the very same file."""
    known = _words_of(staff)
    earlier = _events(before)
    made = Calendar()
    made.add("prodid", f"-//npqdesk//npqdesk {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "NPQ deadlines")
    made.add("refresh-interval", vDuration(timedelta(hours=6)), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for each in deadlines:
        if each.shown_on is not None and not each.is_settled:
            made.add_component(_event(each, desk_id, now, names, known, earlier))
    return bytes(made.to_ical())


def left_out(deadlines: Iterable[Deadline]) -> int:
    """How many have no day, and so no place in a calendar."""
    return sum(each.day is None and not each.is_settled for each in deadlines)


def _event(
    each: Deadline, desk_id: str, now: datetime, names: Names, known: frozenset[str], earlier: dict[str, Component]
) -> Component:
    first = each.shown_on or date.max
    last = max(each.until or first, first)
    event = Event()
    event.add("uid", f"{each.key.replace(':', '-')}@{desk_id}.npqdesk")
    event.add("summary", _title(each, names, known))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("description", _described(each))
    event.add("categories", [KINDS[each.kind]])
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if each.source and each.source.url:
        event.add("url", each.source.url)
    if each.to_do and first >= now.date():
        for ahead in _ALARMS:
            event.add_component(_alarm(ahead, str(event["summary"])))
    was = earlier.get(str(event["uid"]))
    if was is not None and _same(was, event):
        return was
    event.add("dtstamp", now)
    event.add("sequence", int(was.get("SEQUENCE", 0)) + 1 if was is not None else 0)
    return event


def _alarm(ahead: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -ahead)
    return alarm


def _title(each: Deadline, names: Names, known: frozenset[str]) -> str:
    """What it says, naming people no more than is wished."""
    if names == "full":
        return each.title
    if each.kind == "own":
        hides = bool(each.people) or bool(known & _words_of([each.say]))
        return _HIDDEN if hides else each.say
    said = each.say.replace("{who}", _unnamed(each, names))
    return f"{said[:1].upper()}{said[1:]}"


def _unnamed(each: Deadline, names: Names) -> str:
    if len(each.people) > 2:
        return f"{len(each.people)} colleagues"
    if names == "initials":
        return " and ".join(initials(one.name) for one in each.people)
    return "a colleague" if len(each.people) == 1 else "two colleagues"


def initials(name: str) -> str:
    """ "A. O." for Amara Okafor."""
    return " ".join(f"{part[0]}." for part in _WORD.findall(name) if part[0].isupper()) or "a colleague"


def _described(each: Deadline) -> str:
    """What it is about and where its day comes from; a note of the office stays where it is."""
    about = "" if each.kind == "own" else each.about.replace("{who}", "a colleague")
    parts = (about, each.why, each.source.label if each.source else "", "From npqdesk.")
    return "\n".join(part for part in parts if part)


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of names as they are compared; initials and particles of one or two letters tell nobody."""
    return frozenset(word for text in texts for word in fold(text).split() if len(word) > 2)


def _events(content: bytes) -> dict[str, Component]:
    """The events of a file by their identity; none where it cannot be read, for it is written anew anyway."""
    try:
        return {str(each["uid"]): each for each in Calendar.from_ical(content).walk("VEVENT")} if content else {}
    except (ValueError, KeyError):
        return {}


def _same(one: Component, other: Component) -> bool:
    """Whether two events are the same but for their stamps."""
    return _unstamped(one) == _unstamped(other)


def _unstamped(event: Component) -> list[str]:
    lines = event.to_ical().decode("utf-8").replace("\r\n ", "").split("\r\n")
    return sorted(line for line in lines if not line.startswith(_STAMPED))
