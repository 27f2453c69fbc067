"""What does a trust see at a glance?  One start, a row a school, with totals; which answers differ, which changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from npqdesk.letters.basis import Basis
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Column,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    RestsOn,
    Subject,
    Table,
    Text,
)
from npqdesk.letters.phrase import HARD, say_date, say_list, say_money, say_verb
from npqdesk.letters.pounds import Pounds, added
from npqdesk.letters.wording import Wording


@dataclass(frozen=True, slots=True)
class TrustRow:
    """A school. People are counted; `fees` and `cover` are pounds, `grant` and `received` pounds of the year that the
    table names, `received` None where nobody has noted any; of `open_grants` courses the grant cannot be told yet, of
    `unconfirmed` people nobody has noted that their course began. `listed` is None where no list was asked;
    `listed_on` is the day of the list that was.  `next_day` is when to act next, `overdue` how many days went by."""

    name: str
    urn: str
    phase: str
    pupils: int | None
    listed: bool | None
    considered: int
    eligible: int
    review: int
    placed: int
    fees: Pounds
    cover: int
    grant: int
    received: int | None
    next_day: date | None = None
    overdue: int = 0
    open_grants: int = 0
    unconfirmed: int = 0
    listed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """Answers of one school for one course that another list changed: both outcomes, and how many people."""

    school: str
    course: str
    was: str
    now: str
    people: int


@dataclass(frozen=True, slots=True)
class TrustTable:
    """All that the table is made of. `differing` are (school, what differs) in words; `changed_with` the days of the
    lists that changed answers; `listed_on` those of the lists in the table; `counted` the day of the register;
    `prices_from` who asked the prices; `not_up_to_date` how many of the kept answers would be others today."""

    letterhead: Letterhead
    basis: Basis
    reference: str
    written: date
    trust: str
    cohort: str
    grant_year: str
    rows: tuple[TrustRow, ...]
    differing: tuple[tuple[str, str], ...] = ()
    flips: tuple[Flip, ...] = ()
    changed_with: tuple[date, ...] = ()
    meeting: str = ""
    on: date | None = None
    counted: date | None = None
    list_name: str = "PP50"
    listed_on: tuple[date, ...] = ()
    cover_days: int = 0
    cover_rate: int = 0
    prices_from: str = ""
    past: bool = False
    not_up_to_date: int = 0

    def sum(self, count: Callable[[TrustRow], int]) -> int:
        return sum(count(row) for row in self.rows)

    @property
    def fees(self) -> Pounds:
        return added([row.fees for row in self.rows])

    @property
    def owed(self) -> int:
        """The grant that is still to come."""
        return self.sum(lambda row: max(0, row.grant - (row.received or 0)))

    @property
    def open_grants(self) -> int:
        """Of how many courses the grant cannot be told yet."""
        return self.sum(lambda row: row.open_grants)


_DATED = {"list": 20, "fees": 21}
"""The widths where each row tells the date of its list."""
_COLUMNS = (
    ("school", 43, False), ("urn", 13, False), ("phase", 18, False), ("pupils", 13, True), ("list", 14, False),
    ("considered", 19, True), ("eligible", 14, True), ("review", 12, True), ("placed", 14, True),
    ("fees", 29, True), ("cover", 16, True), ("grant", 17, True), ("received", 16, True), ("next", 16, False),
)  # fmt: skip


def trust_table(facts: TrustTable, wording: Wording) -> Letter:
    """The table on a wide sheet, its notes, and what changed since the last lists."""
    subject = wording.line("trust.subject", cohort=facts.cohort)
    blocks: list[Block] = [
        Subject(subject),
        Paragraph(_answer(facts, wording)),
        Heading(wording.line("trust.schools")),
        _table(facts, wording),
        Heading(wording.line("trust.notes")),
        Bullets(_notes(facts, wording)),
        *_flips(facts, wording),
        RestsOn((*wording.text("governors.limits"), *facts.basis.paragraph(wording, "", facts.written).text)),
    ]
    meeting = facts.meeting or wording.line("trust.meeting")
    plain = replace(facts.letterhead.plain, name=facts.trust)
    return Letter(
        title=subject, reference=facts.reference, letterhead=plain, address=(), written=facts.written, salutation="",
        running=facts.trust, footer=facts.basis.footer(), blocks=tuple(blocks), paper="wide",
        beside=(f"{meeting}, {say_date(facts.on or facts.written)}",),
    )  # fmt: skip


def _answer(facts: TrustTable, wording: Wording) -> Text:
    be, have = (("was", "were"), ("had", "had")) if facts.past else (("is", "are"), ("has", "have"))
    numbers = {
        "people": _counted(facts.sum(lambda row: row.considered), "person", "people"),
        "schools": _counted(len(facts.rows), "school", "schools"),
        "eligible": say_verb(facts.sum(lambda row: row.eligible), *be),
        "placed": say_verb(facts.sum(lambda row: row.placed), *have),
        "fees": facts.fees.said,
        "owed": _grant(facts.owed, facts.open_grants, wording),
        "year": facts.grant_year,
    }
    past, review = "_past" if facts.past else "", facts.sum(lambda row: row.review)
    reviews = wording.text(f"trust.reviews{past}", review=f"{review:,}") if review else ()
    return (
        *wording.text(f"trust.answer{past}", **numbers), *reviews, *wording.text(f"trust.answer_money{past}", **numbers)
    )  # fmt: skip


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _table(facts: TrustTable, wording: Wording) -> Table:
    columns = tuple(
        Column(
            wording.line(f"trust.head_{name}", year=facts.grant_year, list=facts.list_name),
            _DATED.get(name, share) if len(facts.listed_on) > 1 else share,
            figures=figures,
        )
        for name, share, figures in _COLUMNS
    )
    rows = tuple(_row(row, wording, facts) for row in facts.rows)
    return Table(wording.line("trust.summary"), columns, rows, _total(facts, wording), setting="dense")


def _row(row: TrustRow, wording: Wording, facts: TrustTable) -> tuple[str, ...]:
    year = facts.written.year
    return (
        row.name, row.urn, row.phase or "–", "–" if row.pupils is None else f"{row.pupils:,}",
        _listed(row, wording, facts),
        str(row.considered), str(row.eligible), str(row.review), str(row.placed), row.fees.said, say_money(row.cover),
        _grant(row.grant, row.open_grants, wording),
        "–" if row.received is None else say_money(row.received), _next(row, wording, year),
    )  # fmt: skip


def _next(row: TrustRow, wording: Wording, year: int) -> str:
    """When the school has to act next, and how many days it has let go by."""
    late = wording.line("trust.overdue", count=str(row.overdue)) if row.overdue else ""
    day = _short_day(row.next_day, year) if row.next_day or not late else ""
    return ", ".join(filter(None, (day, late)))


def _listed(row: TrustRow, wording: Wording, facts: TrustTable) -> str:
    """Whether the list has the school; and which list that was, where those in the table are of several days."""
    said = "–" if row.listed is None else wording.line("trust.yes" if row.listed else "trust.no")
    mixed = row.listed_on and len(facts.listed_on) > 1
    return f"{said}, {_short_day(row.listed_on, facts.written.year)}" if mixed else said


def _total(facts: TrustTable, wording: Wording) -> tuple[str, ...]:
    rows = facts.rows
    pupils = [row.pupils for row in rows if row.pupils is not None]
    received = [row.received for row in rows if row.received is not None]
    listed = wording.line("trust.listed", count=str(sum(row.listed is True for row in rows)))
    return (
        wording.line("trust.total", schools=_counted(len(rows), "school", "schools")), "–", "–",
        f"{sum(pupils):,}" if pupils else "–", listed if any(row.listed is not None for row in rows) else "–",
        f"{facts.sum(lambda row: row.considered):,}", f"{facts.sum(lambda row: row.eligible):,}",
        f"{facts.sum(lambda row: row.review):,}", f"{facts.sum(lambda row: row.placed):,}", facts.fees.said,
        say_money(facts.sum(lambda row: row.cover)),
        _grant(facts.sum(lambda row: row.grant), facts.open_grants, wording),
        say_money(sum(received)) if received else "–", "–",
    )  # fmt: skip


def _grant(known: int, unknown: int, wording: Wording) -> str:
    """What is known of a grant; "not known" where nothing is, rather than £0."""
    if not unknown:
        return say_money(known)
    return wording.line("governors.at_least", sum=say_money(known)) if known else wording.line("governors.unknown")


def _short_day(day: date | None, year: int) -> str:
    """ "18 Sept": with its year where that is another than that of the table."""
    if day is None:
        return "–"
    months = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
    return f"{day.day}{HARD}{months[day.month - 1]}" + (f" {day.year}" if day.year != year else "")


def _notes(facts: TrustTable, wording: Wording) -> tuple[Text, ...]:
    notes = [wording.text("trust.note_different", school=school, what=what) for school, what in facts.differing]
    if facts.not_up_to_date:
        notes.insert(0, wording.text("trust.note_old", count=_counted(facts.not_up_to_date, "answer", "answers")))
    if any(row.listed is not None for row in facts.rows) and facts.listed_on:
        days = say_list([say_date(day) for day in facts.listed_on])
        notes.append(wording.text("trust.note_list", list=facts.list_name, dates=days))
    if facts.counted:
        notes.append(wording.text("trust.note_pupils", date=say_date(facts.counted), year=facts.grant_year))
    if facts.open_grants:
        schools = say_list([row.name for row in facts.rows if row.open_grants])
        notes.append(wording.text("trust.note_open_grants", year=facts.grant_year, schools=schools))
    unconfirmed = facts.sum(lambda row: row.unconfirmed)
    if unconfirmed:
        count = _counted(unconfirmed, "person", "people")
        notes.append(wording.text("trust.note_unconfirmed", year=facts.grant_year, count=count))
    if facts.fees.high:
        key = "note_fees" if facts.prices_from else "note_fees_settled"
        notes.append(wording.text(f"trust.{key}", sellers=facts.prices_from))
    if facts.cover_days:
        rate = say_money(facts.cover_rate)
        notes.append(wording.text("trust.note_cover", days=str(facts.cover_days), rate=rate))
    notes.append(wording.text("trust.note_places"))
    return tuple(notes)


def _flips(facts: TrustTable, wording: Wording) -> Sequence[Block]:
    if not facts.flips:
        return ()
    heads = (("school", 80, False), ("course", 80, False), ("was", 35, False), ("now", 35, False),
             ("people", 27, True))  # fmt: skip
    columns = tuple(
        Column(wording.line(f"trust.flip_{name}"), share, figures=figures) for name, share, figures in heads
    )
    rows = tuple(
        (
            flip.school, flip.course, wording.line(f"governors.outcome_{flip.was}"),
            wording.line(f"governors.outcome_{flip.now}"), str(flip.people),
        )
        for flip in facts.flips
    )  # fmt: skip
    days = " and ".join(say_date(day) for day in facts.changed_with)
    title = wording.line("trust.changed", dates=days) if days else wording.line("trust.changed_some_day")
    return Heading(title), Table(wording.line("trust.changed_summary"), columns, rows, setting="close")
