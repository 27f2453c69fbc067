"""What do the head and the governors get to see?  One start at one school: how far it has got, who, what it costs,
what could go wrong, and what they are asked to decide.

It never says why somebody is not eligible, so that nobody's earlier course is told to a board; and it names roles, not
people, unless the office asks for names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from npqdesk.letters.basis import Basis
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Chart,
    Column,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    RestsOn,
    Steps,
    Subject,
    Table,
    Text,
    words,
)
from npqdesk.letters.phrase import capital, say_count, say_date, say_list, say_money, say_verb
from npqdesk.letters.pounds import Pounds, added, exactly
from npqdesk.letters.staff import Place
from npqdesk.letters.wording import Wording


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One course of one colleague: `who` is a role, or a name where names are asked for; `person` tells apart those of
    the same role. `outcome` is that of the answer, `price` what the course costs whoever pays for it, where known;
    `grant` whole pounds that it brings the school. `senco_by` is when a SENCO has to have finished."""

    person: int
    who: str
    course: str
    outcome: str
    place: Place
    price: Pounds | None
    grant: int
    assessment: str = ""
    senco_by: str = ""

    @property
    def placed(self) -> bool:
        """Eligible, with a funded place."""
        return self.outcome == "funded" and self.place == "offered"


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the page is made of. `year` is "2026 to 2027"; `meeting` who meets, `on` when. `cover_days` in all at
    `cover_rate` pounds a day. `received` pounds of the grant, None where nobody has noted any; `grant_state` one of
    paid, ended, not_begun. `prices_from` says where prices come from; `older` is how many answers rest on an earlier
    edition; `names` that the page names people."""

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
    names: bool = False

    def people(self, lines: Iterable[StaffLine]) -> int:
        """How many people these lines are about."""
        return len({line.person for line in lines})

    @property
    def eligible(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.outcome == "funded")

    @property
    def refused(self) -> tuple[StaffLine, ...]:
        return tuple(line for line in self.lines if line.outcome == "not_funded")

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

    @property
    def fees(self) -> Pounds:
        """What the school would pay for those who are not eligible, as far as prices are known."""
        return _prices(self.refused)


def governors(facts: Summary, wording: Wording) -> Letter:
    """The summary, one or two pages."""
    subject = wording.line("governors.subject", cohort=facts.cohort)
    blocks: list[Block] = [
        Subject(subject),
        Paragraph(_answer(facts, wording)),
        Heading(wording.line("governors.how_far")),
        _chart(facts, wording),
        Heading(wording.line("governors.who")),
        _people(facts, wording),
        Heading(wording.line("governors.money", year=facts.year)),
        _money(facts, wording),
        *_risk_list(facts, wording),
        *_decisions(facts, wording),
        *_sources(facts, wording),
        _limits(facts, wording),
    ]
    day = say_date(facts.on or facts.written)
    meeting = facts.meeting or wording.line("governors.meeting")
    return Letter(
        title=subject, reference=facts.reference, letterhead=replace(facts.letterhead, address="", telephone="",
        email="", urn="", head="", trust=""), address=(), written=facts.written, salutation="", running=facts.school,
        footer=facts.basis.footer(), urn=facts.urn, blocks=tuple(blocks), paper="summary",
        beside=tuple(filter(None, (f"{meeting}, {day}", facts.urn and f"URN {facts.urn}"))),
    )  # fmt: skip


def _prices(lines: Iterable[StaffLine]) -> Pounds:
    return added([line.price for line in lines if line.price is not None])


def _told(lines: Sequence[StaffLine], wording: Wording, more: int = 0) -> str:
    """What the courses of these lines cost together, with `more` pounds: "at least" where a price is not known."""
    sum_known = _prices(lines) + exactly(more)
    unknown = sum(line.price is None for line in lines)
    if unknown and unknown == len(lines) and not more:
        return wording.line("governors.unknown")
    return wording.line("governors.at_least", sum=say_money(sum_known.low)) if unknown else sum_known.said


def _cost(facts: Summary, wording: Wording) -> str:
    return _told(facts.refused, wording, facts.cover - facts.grant)


def _answer(facts: Summary, wording: Wording) -> Text:
    be, have = (("was", "were"), ("had", "had")) if facts.past else (("is", "are"), ("has", "have"))
    said = wording.text(
        "governors.answer_past" if facts.past else "governors.answer",
        cohort=facts.cohort,
        considered=_people_words(facts.people(facts.lines)),
        eligible=say_verb(facts.people(facts.eligible), *be),
        applied=say_verb(facts.people(facts.applied), *have),
        placed=say_verb(facts.people(facts.placed), *have),
    )
    if facts.past:
        return said
    asked = bool(facts.refused) + bool(facts.cover)
    key = {0: "cost_none", 1: "cost_one"}.get(asked, "cost_both")
    return (*said, *wording.text(f"governors.{key}", cost=_cost(facts, wording)))


def _people_words(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _chart(facts: Summary, wording: Wording) -> Chart:
    groups = {"considered": facts.lines, "eligible": facts.eligible, "applied": facts.applied, "placed": facts.placed}
    bars = tuple((wording.line(f"governors.bar_{name}"), facts.people(lines)) for name, lines in groups.items())
    return Chart(wording.line("governors.chart"), bars)


def _people(facts: Summary, wording: Wording) -> Table:
    who = "head_name" if facts.names else "head_role"
    heads = ((who, 34), ("head_course", 50), ("head_scholarship", 24), ("head_place", 26), ("head_assessment", 26))
    columns = tuple(Column(wording.line(f"governors.{name}"), share) for name, share in heads)
    rows = tuple(
        (
            line.who,
            line.course,
            wording.line(f"governors.outcome_{line.outcome}"),
            wording.line(f"governors.place_{line.place}") if line.outcome in ("funded", "review") else "–",
            line.assessment or "–",
        )
        for line in facts.lines
    )
    return Table(wording.line("governors.who_summary"), columns, rows, setting="close")


def _money(facts: Summary, wording: Wording) -> Table:
    columns = (
        Column(wording.line("governors.head_item"), 48),
        Column(wording.line("governors.head_working"), 76),
        Column(wording.line("governors.head_amount"), 36, figures=True),
    )
    none = wording.line("governors.no_courses")
    cover = wording.line("governors.cover_working", days=f"{facts.cover_days:,}", rate=say_money(facts.cover_rate))
    rows = (
        ("met", _working(facts.placed) or none, _told(facts.placed, wording)),
        ("fees", _working(facts.refused) or none, _told(facts.refused, wording)),
        ("cover", cover if facts.cover else wording.line("governors.cover_none"), say_money(facts.cover)),
        ("grant", _grant(facts, wording), say_money(-facts.grant)),
    )
    parts = [_told(facts.refused, wording)] if facts.refused else []
    parts += [say_money(facts.cover)] if facts.cover else []
    sums = " + ".join(parts) + (f" − {say_money(facts.grant)}" if facts.grant else "")
    total = (wording.line("governors.cost"), sums.strip() or wording.line("governors.nothing"), _cost(facts, wording))
    named = tuple((wording.line(f"governors.item_{name}"), how, amount) for name, how, amount in rows)
    return Table(wording.line("governors.money_summary"), columns, named, total, setting="close")


def _working(lines: Iterable[StaffLine]) -> str:
    """ "Headship £1,885 + 2 × Leading Teaching £885": those without a price by name alone."""
    counted = Counter((line.course, line.price) for line in lines)
    return " + ".join(
        " ".join(filter(None, (f"{count} ×" if count > 1 else "", course, price.said if price else "(no price found)")))
        for (course, price), count in counted.items()
    )


def _grant(facts: Summary, wording: Wording) -> str:
    if facts.grant_state != "paid":
        return wording.line(f"governors.grant_{facts.grant_state}")
    counted = Counter(line.grant for line in facts.lines if line.grant)
    working = " + ".join(f"{count} × {say_money(pounds)}" for pounds, count in counted.items())
    if not working:
        return wording.line("governors.grant_nothing")
    if facts.received is None:
        return wording.line("governors.grant_unrecorded", working=working)
    return wording.line("governors.grant_received", working=working, received=say_money(facts.received))


def _risk_list(facts: Summary, wording: Wording) -> tuple[Block, ...]:
    risks = tuple(_risks(facts, wording))
    return (Heading(wording.line("governors.risks")), Bullets(risks)) if risks else ()


def _risks(facts: Summary, wording: Wording) -> Iterator[Text]:
    waiting = tuple(line for line in facts.eligible if not line.placed)
    if waiting and not facts.past:
        count = facts.people(waiting)
        many = "one" if count == 1 else "many"
        fees = _told(waiting, wording)
        yield wording.text(f"governors.risk_places_{many}", count=capital(say_count(count)), fees=fees)
    for outcome in ("review", "undecided"):
        count = facts.people(line for line in facts.lines if line.outcome == outcome)
        if count:
            yield wording.text(f"governors.risk_{outcome}", count=capital(_people_words(count)))
    if any(line.placed for line in facts.lines):
        yield wording.text("governors.risk_leaving")
    for by in sorted({line.senco_by for line in facts.lines if line.senco_by}):
        yield wording.text("governors.risk_senco", date=by)
    if facts.basis.lists and not facts.past:
        days = say_list(sorted({say_date(day) for _, day in facts.basis.lists}))
        yield wording.text("governors.risk_lists", dates=days)
    unpriced = dict.fromkeys(line.course for line in (*facts.refused, *waiting) if line.price is None)
    if unpriced:
        yield wording.text("governors.risk_unpriced", courses=say_list(list(unpriced)))


def _decisions(facts: Summary, wording: Wording) -> tuple[Block, ...]:
    if facts.past:
        return ()
    asked = []
    if facts.refused:
        count = len(facts.refused)
        many = "one" if count == 1 else "many"
        asked.append(
            wording.text(f"governors.decide_fees_{many}", fees=_told(facts.refused, wording), count=say_count(count))
        )
    if facts.cover:
        asked.append(wording.text("governors.decide_cover", days=f"{facts.cover_days:,}", cost=say_money(facts.cover)))
    decide: Block = Steps(tuple(asked)) if asked else Paragraph(wording.text("governors.decide_nothing"))
    return Heading(wording.line("governors.decisions")), decide


def _sources(facts: Summary, wording: Wording) -> tuple[Block, ...]:
    if not facts.sources:
        return ()
    return Heading(wording.line("governors.sources")), Bullets(tuple(map(words, facts.sources)))


def _limits(facts: Summary, wording: Wording) -> RestsOn:
    parts = list(wording.text("governors.limits"))
    if any(line.assessment for line in facts.lines):
        parts += wording.text("governors.terms")
    if facts.prices_from:
        parts += wording.text("governors.prices", sellers=facts.prices_from)
    if facts.older:
        parts += wording.text("governors.older", count=_people_words(facts.older))
    return RestsOn((*parts, *facts.basis.paragraph(wording, "", facts.written).text))
