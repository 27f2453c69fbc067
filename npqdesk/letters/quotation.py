"""What does a Maths Hubs project cost or pay?  A letter to a school with every line worked out, and what to ask.

It is no offer: it tells what a catalogue of a past year says, and marks what is not in it."""

from dataclasses import dataclass
from datetime import date

from npqdesk.letters.basis import Addressee, Signatory
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Column,
    Heading,
    Letter,
    Letterhead,
    Mark,
    Paragraph,
    RestsOn,
    SignOff,
    Status,
    Subject,
    Table,
    words,
)
from npqdesk.letters.phrase import say_date
from npqdesk.letters.wording import Wording


@dataclass(frozen=True, slots=True)
class QuotedPart:
    """One money rule worked out: whom it is paid to, its lines (item, working, amount), its total in words, and the
    sentences that must be read with it; `in_pounds` is False where the catalogue gives days alone.  `caution` is a
    sentence that stands at the head of the letter too, or empty."""

    title: str
    payee: str
    lines: tuple[tuple[str, str, str], ...]
    total: str
    notes: tuple[str, ...]
    in_pounds: bool = True
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """All that the letter is made of; `year` is that of the catalogue, `asks` what the reader should ask the hub."""

    letterhead: Letterhead
    addressee: Addressee
    signatory: Signatory
    version: str
    reference: str
    written: date
    code: str
    title: str
    year: str
    catalogue: str
    purpose: str
    audience: str
    needs: tuple[str, ...]
    parts: tuple[QuotedPart, ...]
    money_says: tuple[str, ...]
    asks: tuple[str, ...]


def quotation(facts: Quotation, wording: Wording) -> Letter:
    """The letter."""
    subject = wording.line("quotation.subject", code=facts.code)
    blocks: list[Block] = [
        Subject(subject),
        Status(tuple(_status(facts, wording))),
        Paragraph(wording.text("quotation.opening", title=facts.title, code=facts.code, year=facts.year)),
    ]
    for part in facts.parts:
        blocks += [Heading(part.title), _table(part, wording), *(Paragraph(words(note)) for note in part.notes)]
    if facts.money_says:
        blocks += [Heading(wording.line("quotation.money")), Bullets(tuple(map(words, facts.money_says)))]
    blocks += [Heading(wording.line("quotation.what")), Paragraph(words(facts.purpose))]
    blocks += [Heading(wording.line("quotation.who")), Paragraph(words(facts.audience))]
    if facts.needs:
        blocks += [Paragraph(wording.text("quotation.needs")), Bullets(tuple(map(words, facts.needs)))]
    blocks += [
        Heading(wording.line("quotation.ask")),
        Bullets(tuple(map(words, facts.asks))),
        SignOff(facts.signatory.name, facts.signatory.role),
        RestsOn(
            wording.text(
                "quotation.rests", version=facts.version, date=say_date(facts.written), catalogue=facts.catalogue
            )
        ),
    ]
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead, address=facts.addressee.address,
        written=facts.written, salutation=facts.addressee.salutation, running=f"NCP {facts.code}",
        footer=wording.line("quotation.footer", year=facts.year), blocks=tuple(blocks),
    )  # fmt: skip


def _status(facts: Quotation, wording: Wording) -> list[tuple[Mark, str]]:
    """The totals, what is extrapolated, and that the amounts are those of a past year."""
    lines: list[tuple[Mark, str]] = [
        (
            "pound" if part.in_pounds else "clock",
            wording.line(
                f"quotation.status_{'none' if not part.in_pounds else 'total' if len(facts.parts) == 1 else 'part'}",
                title=part.title,
                total=part.total,
                payee=part.payee,
            ),
        )
        for part in facts.parts
    ]
    lines += [("question", part.caution) for part in facts.parts if part.caution]
    return [*lines, ("clock", wording.line("quotation.status_year", year=facts.year))]


def _table(part: QuotedPart, wording: Wording) -> Table:
    columns = (
        Column(wording.line("quotation.head_item"), 100),
        Column(wording.line("quotation.head_working"), 35, figures=True),
        Column(wording.line("quotation.head_amount"), 35, figures=True),
    )
    rows = tuple((item, working or "–", amount) for item, working, amount in part.lines)
    total = (wording.line("quotation.total", payee=part.payee), "–", part.total) if part.in_pounds else ()
    return Table(wording.line("quotation.summary", title=part.title), columns, rows, total)
