"""Whom a governors' summary counts, and what their courses cost the school: the facts, and the table of money."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from npqdesk.letters.basis import Basis
from npqdesk.letters.letter import Column, Letterhead, Table
from npqdesk.letters.phrase import capital, say_money
from npqdesk.letters.plan import FUNDED, Place
from npqdesk.letters.pounds import Pounds, added, exactly
from npqdesk.letters.wording import Wording

MOST_TOLD = 2
"""Of how many courses the working of their fees is told; that of more stands with each of them."""

Paying = Literal["usual", "school", "others"]
"""Who pays for a course: whoever does where nothing is settled; the school or its trust, as is settled; or another,
which may be nobody, where nothing will come of it."""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One course of one colleague: `who` is a role, or a name where names are asked for; `person` tells apart those of
    the same role. `outcome` is that of the answer, `price` what the course costs whoever pays for it, where known;
    `grant` whole pounds that it brings the school. `senco_by` is when a SENCO has to have finished;
    `grant_open` says that a grant may come, but cannot be told yet; `began` that the course is known to have begun."""

    person: int
    who: str
    course: str
    outcome: str
    place: Place
    price: Pounds | None
    grant: int
    assessment: str = ""
    senco_by: str = ""
    paying: Paying = "usual"
    grant_open: bool = False
    began: bool = True

    @property
    def at_odds(self) -> bool:
        """Whether a funded place is on record although the answer is no."""
        return self.outcome == "not_funded" and self.place in FUNDED

    @property
    def placed(self) -> bool:
        """Eligible, with a funded place."""
        return self.outcome == "funded" and self.place in FUNDED

    @property
    def refused(self) -> bool:
        """Not eligible, and nobody has settled yet who pays."""
        return self.outcome == "not_funded" and self.paying == "usual"

    @property
    def waiting(self) -> bool:
        """Eligible without a funded place, and nobody has settled yet who pays; also whom a provider refused."""
        return self.outcome == "funded" and not self.placed and (self.paying == "usual" or self.place == "refused")

    @property
    def to_pay(self) -> bool:
        """That the school pays, as is settled, or would pay where the answer is no."""
        return self.paying == "school" or self.refused


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the page is made of. `year` is "2026 to 2027"; `meeting` who meets, `on` when. `cover_days` in all at
    `cover_rate` pounds a day. `received` pounds of the grant, None where nobody has noted any; `grant_state` one of
    paid, ended, not_begun. `prices_from` says where prices come from; `older` is how many answers rest on an earlier
    edition, `not_up_to_date` how many would be others today; `names` that the page names people."""

    letterhead: Letterhead
    basis: Basis
    reference: str
    written: date
    school: str
    urn: str
    cohort: str
    year: str
    lines: tuple[StaffLine, ...]
    meeting: str = ""
    on: date | None = None
    cover_days: int = 0
    cover_rate: int = 0
    received: int | None = None
    grant_state: str = "ended"
    prices_from: str = ""
    sources: tuple[str, ...] = ()
    past: bool = False
    older: int = 0
    not_up_to_date: int = 0
    names: bool = False

    def people(self, lines: Iterable[StaffLine]) -> int:
        """How many people these lines are about."""
        return len({line.person for line in lines})

    @property
    def eligible(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.outcome == "funded")

    @property
    def refused(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.refused)

    @property
    def waiting(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.waiting)

    @property
    def to_pay(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.to_pay)

    @property
    def applied(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.place != "not_asked")

    @property
    def placed(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.placed)

    @property
    def cover(self) -> int:
        return self.cover_days * self.cover_rate

    @property
    def grant(self) -> int:
        return sum(line.grant for line in self.lines)


def prices_of(lines: Iterable[StaffLine]) -> Pounds:
    """What the courses of these lines cost together, as far as prices are known."""
    return added([line.price for line in lines if line.price is not None])


def told_sum(lines: Sequence[StaffLine], wording: Wording, more: int = 0) -> str:
    """What the courses of these lines cost together, with `more` pounds: "at least" where a price is not known."""
    sum_known = prices_of(lines) + exactly(more)
    unknown = sum(line.price is None for line in lines)
    if unknown and unknown == len(lines) and not more:
        return wording.line("governors.unknown")
    return wording.line("governors.at_least", sum=say_money(sum_known.low)) if unknown else sum_known.said


def told_price(line: StaffLine, facts: Summary, wording: Wording) -> str:
    """What one course costs the school, or would cost: together they are the fees that the table of money tells."""
    if line.to_pay:
        return line.price.said if line.price else wording.line("governors.unknown")
    if line.paying == "usual" and line.outcome in ("review", "undecided"):
        return wording.line("governors.unknown")
    return wording.line("governors.free_with_place" if line.waiting and not facts.past else "governors.free")


def told_cost(facts: Summary, wording: Wording) -> str:
    """What is left for the school to pay."""
    return told_sum(facts.to_pay, wording, facts.cover - facts.grant)


def money_table(facts: Summary, wording: Wording) -> Table:
    """What is met, what is to be paid, the cover, the grant, and what is left."""
    columns = (
        Column(wording.line("governors.head_item"), 48),
        Column(wording.line("governors.head_working"), 76),
        Column(wording.line("governors.head_amount"), 36, figures=True),
    )
    none = wording.line("governors.no_courses")
    cover = wording.line("governors.cover_working", days=f"{facts.cover_days:,}", rate=say_money(facts.cover_rate))
    rows = (
        ("met", _working(facts.placed) or none, told_sum(facts.placed, wording)),
        ("fees", _counted(facts.to_pay, wording) or none, told_sum(facts.to_pay, wording)),
        ("cover", cover if facts.cover else wording.line("governors.cover_none"), say_money(facts.cover)),
        ("grant", _grant(facts, wording), _grant_sum(facts, wording)),
    )
    parts = [told_sum(facts.to_pay, wording)] if facts.to_pay else []
    parts += [say_money(facts.cover)] if facts.cover else []
    sums = " + ".join(parts) + (f" − {say_money(facts.grant)}" if facts.grant else "")
    past = "_past" if facts.past else ""
    working = sums.strip() or wording.line("governors.nothing")
    total = (wording.line(f"governors.cost{past}"), working, told_cost(facts, wording))
    names = {"fees": f"fees{past}"}
    named = tuple((wording.line(f"governors.item_{names.get(name, name)}"), how, sum_) for name, how, sum_ in rows)
    return Table(wording.line("governors.money_summary"), columns, named, total, setting="close")


def _grant_sum(facts: Summary, wording: Wording) -> str:
    """The grant as it is taken off; "not known" where none can be told yet, rather than £0."""
    unknown = not facts.grant and any(line.grant_open for line in facts.lines)
    return wording.line("governors.unknown") if unknown else say_money(-facts.grant)


def _working(lines: Iterable[StaffLine]) -> str:
    """ "Headship £1,885 + 2 × Leading Teaching £885": those without a price by name alone."""
    counted = Counter((line.course, line.price) for line in lines)
    return " + ".join(
        " ".join(filter(None, (f"{count} ×" if count > 1 else "", course, price.said if price else "(no price found)")))
        for (course, price), count in counted.items()
    )


def _counted(lines: Sequence[StaffLine], wording: Wording) -> str:
    """The working of a few courses; of more, where each of them is told."""
    if len({(line.course, line.price) for line in lines}) <= MOST_TOLD:
        return _working(lines)
    return wording.line("governors.fees_working", count=str(len(lines)))


def _grant(facts: Summary, wording: Wording) -> str:
    if facts.grant_state != "paid":
        return wording.line(f"governors.grant_{facts.grant_state}")
    counted = Counter(line.grant for line in facts.lines if line.grant)
    working = " + ".join(f"{count} × {say_money(pounds)}" for pounds, count in counted.items())
    unknown = sum(line.grant_open for line in facts.lines)
    if unknown:
        working = "; ".join(filter(None, (working, wording.line("governors.grant_open", count=str(unknown)))))
    if not facts.grant:
        return capital(working) or wording.line("governors.grant_nothing")
    if facts.received is None:
        return wording.line("governors.grant_unrecorded", working=working)
    return wording.line("governors.grant_received", working=working, received=say_money(facts.received))
