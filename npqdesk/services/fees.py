"""What a course would cost us: published fees, put right or left out here, and the office's own quotations.

Letters, summaries, courses and the guide all take what a course costs from here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk import paths
from npqdesk.choosing.fees import Charge, Fee, Fees, Support, Vat, read_fees
from npqdesk.problem import Problem
from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.answer import SourceLink, source_link
from npqdesk.services.rulebook import read_rulebook
from npqdesk.services.undo import act
from npqdesk.store.choosing import FeeRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

VAT_WORDS: dict[Vat, str] = {
    "not_stated": "VAT not stated",
    "plus": "plus VAT",
    "included": "VAT included",
    "none": "no VAT",
}
OWN = "Your own entry"


@dataclass(frozen=True, slots=True)
class CostRow:
    """One fee.  `number` is that of the office's own row, `key` of a shipped one, which an own row may stand in place
    of; `when` says for which starts or of which day it is; `quotation`: asked of this office."""

    number: int | None
    key: str
    course: str
    start: str
    pounds: int
    vat: Vat
    seller: str
    lead_provider: str
    when: str
    source: SourceLink
    quotation: bool = False
    said_on: date | None = None

    @property
    def years(self) -> frozenset[str]:
        """The years that it is of: "2024"."""
        found = {word for word in self.when.replace(",", " ").split() if word.isdecimal() and len(word) == 4}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class CostForm:
    """A fee as the office types it; `number` and `key` say of which row, neither for a new one."""

    course: str
    pounds: str
    vat: Vat = "not_stated"
    seller: str = ""
    lead_provider: str = ""
    start: str = ""
    said_on: date | None = None
    source: str = ""
    url: str = ""
    quotation: bool = True
    number: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a course would cost if nobody else paid: the lowest and highest fee, with the rows behind them."""

    lowest: int
    highest: int
    rows: tuple[CostRow, ...]

    @property
    def said(self) -> str:
        """ "£1,885 to £1,949", with what is known of VAT."""
        one = f"£{self.lowest:,}"
        figure = one if self.lowest == self.highest else f"{one} to £{self.highest:,}"
        plus = [row for row in self.rows if row.vat == "plus"]
        if not plus:
            return figure
        return f"{figure}, {'all' if len(plus) == len(self.rows) else 'some'} plus VAT"

    @property
    def asked(self) -> str:
        """ "as asked for 2024 to 2026": how old the fees are."""
        years = sorted({year for row in self.rows for year in row.years})
        if not years:
            return "as asked on no known day"
        return f"as asked for {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "")


@cache
def shipped_fees() -> Fees:
    """The fees as published.  Raises Problem where their file is malformed."""
    return read_fees(paths.read_text("catalogue", "fees.toml"), "fees.toml", read_rulebook().vocabulary)


def fee_rows(desk: "Desk", course: str = "", start: str = "") -> tuple[CostRow, ...]:
    """Every fee that counts, the newest first; of one course, and of one start with those for any, if named."""
    with desk.store.reading() as session:
        own = session.scalars(select(FeeRow).where(FeeRow.removed_at.is_(None)).order_by(FeeRow.id.desc())).all()
    covered = {row.replaces for row in own if row.replaces}
    rows = [_own(row) for row in own if row.kind != "left_out"]
    rows += [_shipped(fee) for fee in reversed(shipped_fees().fees) if fee.key not in covered]
    return tuple(
        row
        for row in rows
        if (not course or row.course == course) and (not start or not row.start or start in row.start.split())
    )


def cost(desk: "Desk", course: str) -> Cost | None:
    """What a course would cost, from every fee that is known; `None` where none is."""
    return _cost(fee_rows(desk, course))


def published_cost(course: str) -> Cost | None:
    """What a course would cost by published fees alone; `None` where none is."""
    return _cost(tuple(_shipped(fee) for fee in reversed(shipped_fees().fees) if fee.course == course))


def save_fee(desk: "Desk", form: CostForm) -> int:
    """Keep a fee of the office's own, or put right a published one.  Problem, naming the field, when it cannot be."""
    _check(desk, form)
    pounds = _pounds(form.pounds)
    with act(desk, "change a fee" if form.number or form.key else "add a fee") as session:
        row = session.get_one(FeeRow, form.number) if form.number else FeeRow(added_at=desk.now(), removed_at=None)
        row.kind = "quotation" if form.quotation else "price"
        row.replaces, row.course, row.start, row.pounds, row.vat = (
            (row.replaces or form.key if form.number else form.key),
            form.course,
            form.start,
            pounds,
            form.vat,
        )
        row.seller, row.lead_provider, row.said_on = form.seller.strip(), form.lead_provider.strip(), form.said_on
        row.source, row.url = form.source.strip(), form.url.strip()
        session.add(row)
        session.flush()
        return row.id


def remove_fee(desk: "Desk", row: CostRow) -> None:
    """Take away a fee of the office's own, or leave a published one out; undoing brings it back."""
    with act(desk, "remove a fee") as session:
        if row.number is not None:
            kept = session.get_one(FeeRow, row.number)
            if not kept.replaces:
                kept.removed_at = desk.now()
                return
            kept.kind = "left_out"
            return
        session.add(
            FeeRow(
                kind="left_out",
                replaces=row.key,
                course=row.course,
                start="",
                pounds=row.pounds,
                vat=row.vat,
                seller=row.seller,
                lead_provider=row.lead_provider,
                said_on=None,
                source="",
                url="",
                added_at=desk.now(),
                removed_at=None,
            )
        )


def charges() -> tuple[tuple[Charge, SourceLink], ...]:
    """What leaving costs where somebody has published it."""
    return tuple((each, _link(each.source)) for each in shipped_fees().charges)


def free_support(lead_providers: Iterable[str]) -> tuple[tuple[Support, tuple[SourceLink, ...]], ...]:
    """Free support that some of these lead providers give."""
    names = set(lead_providers)
    found = (each for each in shipped_fees().support if each.lead_provider in names)
    return tuple((each, tuple(map(_link, each.sources))) for each in found)


def _cost(rows: tuple[CostRow, ...]) -> Cost | None:
    pounds = [row.pounds for row in rows]
    return Cost(min(pounds), max(pounds), rows) if rows else None


@cache
def _shipped(fee: Fee) -> CostRow:
    words = [start.words for start in map(read_cohort, fee.starts) if start is not None]
    when = words[0] if len(words) == 1 else f"{words[0]} to {words[-1]}"
    return CostRow(
        None, fee.key, fee.course, " ".join(fee.starts), fee.pounds, fee.vat, fee.seller, fee.lead_provider, when,
        _link(fee.source),
    )  # fmt: skip


def _own(row: FeeRow) -> CostRow:
    start = read_cohort(row.start)
    day = f"{row.said_on.day} {row.said_on:%B %Y}" if row.said_on else ""
    parts = filter(None, (f"for {start.words}" if start and day else start.words if start else "", day))
    when = ", ".join(sorted(parts, reverse=True)) or "no date"
    told = f"{'Quotation' if row.kind == 'quotation' else 'Fee'} of {row.seller}, {when}"
    link = SourceLink(told, row.source or OWN, row.url)
    return CostRow(
        row.id, row.replaces, row.course, row.start, row.pounds, _vat(row.vat), row.seller, row.lead_provider, when,
        link, row.kind == "quotation", row.said_on,
    )  # fmt: skip


def _vat(text: str) -> Vat:
    return next(vat for vat in VAT_WORDS if vat == text)


def _pounds(text: str) -> int:
    plain = text.strip().removeprefix("£").replace(",", "").replace(" ", "")
    plain = plain.removesuffix(".00")
    if not (plain.isascii() and plain.isdecimal() and 0 < int(plain) < 100_000):
        raise Problem(
            "There is a problem", "Enter the fee in whole pounds, such as 899.", "Correct it, then save again."
        )
    return int(plain)


def _check(desk: "Desk", form: CostForm) -> None:
    for wrong, say in _mistakes(desk, form):
        if wrong:
            raise Problem("There is a problem", say, "Correct it, then save again.")
    _pounds(form.pounds)


def _mistakes(desk: "Desk", form: CostForm) -> Iterator[tuple[bool, str]]:
    """What could be wrong with a fee, in words that name its field."""
    yield form.course not in desk.vocabulary.courses, "Choose the course."
    yield not form.seller.strip(), "Enter who asks this fee."
    longest = max(map(len, (form.seller, form.lead_provider, form.source)))
    yield longest > 200, "Use at most 200 letters."
    yield bool(form.start) and read_cohort(form.start.split()[0]) is None, "Choose the start."
    yield form.said_on is not None and form.said_on > desk.today(), "Enter a day that has come."
    yield bool(form.url) and not form.url.startswith(("https://", "http://")), "Enter an address with https://."
    published = not form.quotation and not form.key
    yield published and not form.source.strip(), "Enter where it is published."


def _link(source: str) -> SourceLink:
    return source_link(shipped_fees().sources[source])
