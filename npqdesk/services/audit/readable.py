"""The pages of an audit file: everything in words, as a tagged PDF in the house style."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from npqdesk.letters.letter import Block, Bullets, Column, Glance, Paragraph, Table, words
from npqdesk.letters.listing import Listing, Part, listing
from npqdesk.letters.phrase import capital, say_date, say_month
from npqdesk.services.audit.pieces import Fields
from npqdesk.services.letterheads import paper_for
from npqdesk.services.wording import HEADLINES
from npqdesk.services.workplaces import day_words

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_DAYS = ("since", "date_of_birth", "left_on", "until")
_Heads = tuple[tuple[str, int], ...]
_PERSON = {
    "name": "Name",
    "role": "Role",
    "workplace": "Workplace",
    "urn": "URN",
    "since": "In this post since",
    "trn": "TRN",
    "date_of_birth": "Date of birth",
    "email": "Work e-mail",
    "address": "Address",
    "left_on": "Left on",
    "notes": "Notes",
}


def audit_pages(desk: "Desk", told: Fields) -> bytes:
    """The pages as PDF.  Problem where something in them cannot be printed."""
    from npqdesk.letters.render import render  # slow libraries, first wanted here
    from npqdesk.services.fonts import fonts

    today = day_words(desk.today())
    sheet = Listing(
        title=told["what"].rstrip("."),
        about="Everything that is kept, with where each fact came from and what each answer rests on.",
        parts=tuple(_parts(told)),
        notes=("An answer is never edited: where another took its place, both are here.",),
        rests_on="The rules, letters and hashes are in the zip that these pages come from.",
        letterhead=paper_for(desk, None, "NPQ audit file").letterhead,
        reference=f"AUDIT/{desk.today().isoformat()}",
        written=desk.today(),
        beside=f"Drawn up on {today}",
        footer=f"Audit file of {today}. Personal data: keep it safe.",
        paper="summary",
    )
    return render(listing(sheet), fonts())


def _parts(told: Fields) -> Iterator[Part]:
    if "person" in told:
        person = {name: _day(said) if name in _DAYS else said for name, said in told["person"].items()}
        rows = [(label, person[name]) for name, label in _PERSON.items() if told["person"][name]]
        yield Part("On the staff record", (_glance(rows),))
        yield from _history(told)
    for answer in told["answers"]:
        yield Part(f"Answer {answer['determination']}", tuple(_answer(answer)))
    if told["letters"]:
        heads = (("Reference", 45), ("Made", 30), ("Kind", 30), ("SHA-256 of the PDF", 62))
        letters = [(each["reference"], _day(each["made_at"]), each["kind"], each["sha256"]) for each in told["letters"]]
        yield Part("Letters", (_table("The letters, each with its hash", heads, letters),))


def _history(told: Fields) -> Iterator[Part]:
    """Posts, NPQs, applications, and what was changed."""
    for heading, lines in (("Posts", map(_post, told["posts"])), ("NPQs", map(_npq, told["npqs"]))):
        if said := tuple(map(words, lines)):
            yield Part(heading, (Bullets(said),))
    for each in told["applications"]:
        heads = (("Day", 36), ("What happened", 66), ("Details", 65))
        rows = [(_day(line["day"]), _happened(line), _details(line)) for line in each["history"]]
        table = (_table("What happened, and when", heads, rows),) if rows else ()
        heading = f"Application: {each['course_in_words']}, {each['cohort_in_words']}"
        yield Part(heading, (Paragraph(words(f"It stands at: {each['stands']}.")), *table))
    if told["changes"]:
        heads = (("When", 35), ("What", 85), ("Undone", 47))
        rows = [(_day(each["done_at"]), each["what"], _day(each["undone_at"])) for each in told["changes"]]
        yield Part("Changes to the record", (_table("What was changed, and when", heads, rows),))


def _answer(told: Fields) -> Iterator[Block]:
    policy, register = told["policy"], told["register"]
    rows = [
        ("Person", told["name"]),
        ("Workplace", told["workplace"]),
        ("Course", told["course_in_words"]),
        ("Start", told["cohort_in_words"]),
        ("Answer", HEADLINES[told["outcome"]]),
        ("Reason", f"{told['reason_in_words']} ({told['reason']})" if told["reason"] else ""),
        ("Rule", told["rule"]),
        ("DfE’s service", f"{HEADLINES[told['service_outcome']]} ({told['service_reason'] or 'no reason'})"),
        ("Grant", "Cannot be told" if told["grant"] is None else f"£{told['grant']:,} ({told['grant_reason']})"),
        ("Kept on", _day(told["decided_at"])),
        ("Rules", f"{policy['id']}, edition {policy['edition']}"),
        ("SHA-256 of the rules", policy["sha256"]),
        *([("Register", f"{register['file']}, as at {_day(register['as_at'])}")] if register else []),
        *([("SHA-256 of it", register["sha256"])] if register else []),
        *(("List", f"{each['title']}, {_day(each['published'])}, {each['file_name']}") for each in told["lists"]),
        *([("Superseded", told["superseded_because"] or "by a later answer")] if told["superseded_by"] else []),
    ]
    yield _glance(rows)
    yield Paragraph(words(told["sentence"]))
    facts = [(each["label"], str(each["in_words"]), each["from"]) for each in told["facts"]]
    yield _table("Every fact and where it came from", (("Fact", 60), ("What is known", 57), ("From", 50)), facts)
    trace = [(capital(each["verdict"]), each["say"]) for each in told["trace"]]
    yield _table("The rules that were tested, in order", (("How it went", 35), ("What the rule says", 132)), trace)


def _table(summary: str, heads: "_Heads", rows: "Sequence[tuple[str, ...]]") -> Table:
    columns = tuple(Column(title, share) for title, share in heads)
    return Table(summary, columns, tuple(rows), setting="close")


def _glance(rows: "list[tuple[str, object]]") -> Glance:
    return Glance(tuple((label, words(str(value))) for label, value in rows if value not in (None, "")))


def _day(moment: str | None) -> str:
    """The day of a moment, or the month of one such as "2020-09", in words; other words as they stand."""
    day = (moment or "–")[:10]
    try:
        return (
            say_date(date.fromisoformat(day))
            if len(day) > len("2020-09")
            else say_month(date.fromisoformat(f"{day}-01"))
        )
    except ValueError:
        return moment or "–"


def _post(post: Fields) -> str:
    span = " to ".join(_day(part) for part in (post["since"], post["until"]) if part)
    return ", ".join(part for part in (post["role"], post["workplace"] or post["urn"], span) if part) or "Not known"


def _npq(npq: Fields) -> str:
    return f"{npq['in_words']}: {npq['outcome'].replace('_', ' ')}, funded: {npq['funded'].replace('_', ' ')}"


def _happened(event: Fields) -> str:
    return event["what"] if event["counts"] else f"{event['what']} (corrected)"


def _details(event: Fields) -> str:
    names = ("provider", "reference", "place", "payer", "pounds", "until", "note")
    known = {name: event[name] for name in names if event.get(name)}
    if "pounds" in known:
        known["pounds"] = f"£{known['pounds']:,}"
    if "until" in known:
        known["until"] = f"until {_day(known['until'])}"
    return ", ".join(map(str, known.values())) or "–"
