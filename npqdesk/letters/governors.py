"""What do the head and the governors get to see?  One start at one school: how far it has got, who, what it costs,
what could go wrong, and what they are asked to decide.

It never says why somebody is not eligible, so that nobody's earlier course is told to a board; and it names roles, not
people, unless the office asks for names."""

from collections.abc import Iterator

from npqdesk.letters.governors_money import StaffLine, Summary, money_table, told_cost, told_price, told_sum
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Chart,
    Column,
    Heading,
    Letter,
    Paragraph,
    RestsOn,
    Run,
    Steps,
    Subject,
    Table,
    Text,
)
from npqdesk.letters.phrase import capital, say_count, say_date, say_list, say_money, say_verb
from npqdesk.letters.wording import Wording


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
        money_table(facts, wording),
        *_risk_list(facts, wording),
        *_decisions(facts, wording),
        *((Heading(wording.line("governors.sources")),) if facts.sources else ()),
        _limits(facts, wording),
    ]
    day = say_date(facts.on or facts.written)
    meeting = facts.meeting or wording.line("governors.meeting")
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead.plain, address=(),
        written=facts.written, salutation="", running=facts.school,
        footer=facts.basis.footer(), urn=facts.urn, blocks=tuple(blocks), paper="summary",
        beside=tuple(filter(None, (f"{meeting}, {day}", facts.urn and f"URN {facts.urn}"))),
    )  # fmt: skip


def _answer(facts: Summary, wording: Wording) -> Text:
    be, have = (("was", "were"), ("had", "had")) if facts.past else (("is", "are"), ("has", "have"))
    said = wording.text(
        "governors.answer_past" if facts.past else "governors.answer",
        school=facts.school,
        cohort=facts.cohort,
        considered=_people_words(facts.people(facts.lines)),
        eligible=say_verb(facts.people(facts.eligible), *be),
        applied=say_verb(facts.people(facts.applied), *have),
        placed=say_verb(facts.people(facts.placed), *have),
    )
    if facts.past:
        return said
    asked = bool(facts.refused) + bool(facts.cover)
    none = "cost_settled" if facts.to_pay else "cost_none"
    key = {0: none, 1: "cost_one"}.get(asked, "cost_both")
    return (*said, *wording.text(f"governors.{key}", cost=told_cost(facts, wording)))


def _people_words(count: int) -> str:
    return _counted(count, "person", "people")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _chart(facts: Summary, wording: Wording) -> Chart:
    groups = {"considered": facts.lines, "eligible": facts.eligible, "applied": facts.applied, "placed": facts.placed}
    bars = tuple((wording.line(f"governors.bar_{name}"), facts.people(lines)) for name, lines in groups.items())
    return Chart(wording.line("governors.chart"), bars)


def _people(facts: Summary, wording: Wording) -> Table:
    who = "head_name" if facts.names else "head_role"
    cost = "head_cost_past" if facts.past else "head_cost"
    heads = ((who, 37), ("head_course", 33), ("head_scholarship", 22), ("head_place", 19), (cost, 24),
             ("head_assessment", 25))  # fmt: skip
    columns = tuple(Column(wording.line(f"governors.{name}"), share) for name, share in heads)
    rows = tuple(
        (
            line.who,
            line.course,
            wording.line(f"governors.outcome_{line.outcome}"),
            _place(line, wording),
            told_price(line, facts, wording),
            line.assessment or "–",
        )
        for line in facts.lines
    )
    return Table(wording.line("governors.who_summary"), columns, rows, setting="close")


def _place(line: StaffLine, wording: Wording) -> str:
    """How the place stands; nothing where the answer leaves none to ask for and none is on record."""
    if line.place == "not_asked" and line.outcome not in ("funded", "review"):
        return "–"
    place = wording.line(f"governors.place_{line.place}")
    return wording.line("governors.place_at_odds", place=place) if line.at_odds else place


def _risk_list(facts: Summary, wording: Wording) -> tuple[Block, ...]:
    risks = tuple(_risks(facts, wording))
    return (Heading(wording.line("governors.risks")), Bullets(risks)) if risks else ()


def _risks(facts: Summary, wording: Wording) -> Iterator[Text]:
    if facts.not_up_to_date:
        yield wording.text("governors.risk_old", count=_counted(facts.not_up_to_date, "answer", "answers"))
    waiting = facts.waiting
    if waiting and not facts.past:
        count = facts.people(waiting)
        many = "one" if count == 1 else "many"
        priced = any(line.price is not None for line in waiting)
        fees = wording.text(f"governors.risk_fees_{many}", fees=told_sum(waiting, wording)) if priced else ()
        yield *wording.text(f"governors.risk_places_{many}", count=capital(say_count(count))), *fees
    for outcome in ("review", "undecided"):
        count = facts.people(line for line in facts.lines if line.outcome == outcome)
        if count:
            yield wording.text(f"governors.risk_{outcome}", count=capital(_people_words(count)))
    at_odds = sum(line.at_odds for line in facts.lines)
    if at_odds:
        many = "one" if at_odds == 1 else "many"
        yield wording.text(f"governors.risk_at_odds_{many}", count=capital(say_count(at_odds)))
    unconfirmed = facts.people(line for line in facts.lines if line.grant and not line.began)
    if unconfirmed and facts.grant_state == "paid":
        yield wording.text("governors.risk_unconfirmed", count=_people_words(unconfirmed))
    if any(line.placed for line in facts.lines):
        yield wording.text("governors.risk_leaving")
    for by in sorted({line.senco_by for line in facts.lines if line.senco_by}):
        yield wording.text("governors.risk_senco", date=by)
    if facts.basis.lists and not facts.past:
        days = say_list([say_date(day) for day in sorted({day for _, day in facts.basis.lists})])
        yield wording.text("governors.risk_lists", dates=days)
    unpriced = dict.fromkeys(line.course for line in (*facts.to_pay, *waiting) if line.price is None)
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
            wording.text(f"governors.decide_fees_{many}", fees=told_sum(facts.refused, wording), count=say_count(count))
        )
    if facts.cover:
        asked.append(wording.text("governors.decide_cover", days=f"{facts.cover_days:,}", cost=say_money(facts.cover)))
    decide: Block = Steps(tuple(asked)) if asked else Paragraph(wording.text("governors.decide_nothing"))
    return Heading(wording.line("governors.decisions")), decide


def _limits(facts: Summary, wording: Wording) -> RestsOn:
    parts = [Run(f"{source}. ") for source in facts.sources]
    parts += wording.text("governors.limits")
    if any(line.assessment for line in facts.lines):
        parts += wording.text("governors.terms")
    if facts.prices_from:
        parts += wording.text("governors.prices", sellers=facts.prices_from)
    if facts.older:
        parts += wording.text("governors.older", count=_people_words(facts.older))
    return RestsOn((*parts, *facts.basis.paragraph(wording, "", facts.written).text))
