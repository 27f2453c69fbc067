"""A request for missing evidence, to whoever can supply it: what is missing, why it matters, by when, and no more.

It tells someone outside only what they need to know to answer."""

from dataclasses import dataclass
from datetime import date

from npqdesk.letters.basis import Addressee, Basis, Signatory
from npqdesk.letters.letter import (
    Block,
    Column,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    SignOff,
    Status,
    Steps,
    Subject,
    Table,
)
from npqdesk.letters.phrase import capital, say_count, say_date
from npqdesk.letters.staff import Course, MissingFact
from npqdesk.letters.wording import Wording, step


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """All that a request is made of: `about` is the full name of the person whose funding hangs on it."""

    letterhead: Letterhead
    addressee: Addressee
    signatory: Signatory
    basis: Basis
    reference: str
    written: date
    about: str
    course: Course
    cohort: str
    missing: tuple[MissingFact, ...]
    contact: str
    by: date | None = None


def evidence_request(facts: EvidenceRequest, wording: Wording) -> Letter:
    """The letter that asks for what is missing."""
    by, count = say_date(facts.by) if facts.by else "", len(facts.missing)
    number = "one" if count == 1 else "many"
    named = {"name": facts.about, "course": facts.course.spelled, "cohort": facts.cohort}
    blocks: list[Block] = [
        Status((("question", wording.line(f"evidence.status_{number}", count=capital(say_count(count)))),)),
        Paragraph(wording.text(f"evidence.answer_{number}", count=say_count(count), **named)),
        *facts.basis.warning(),
        Heading(wording.line("evidence.need")),
        _table(facts, wording),
        Heading(wording.line("evidence.do")),
        Steps((
            step(wording.text(f"evidence.send_{number}", contact=facts.contact), by),
            wording.text("evidence.unknown"),
            wording.text("evidence.no_more", name=facts.about),
        )),
        Paragraph(wording.text("evidence.thanks")),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]  # fmt: skip
    subject = wording.line("evidence.subject", name=facts.about, cohort=facts.cohort)
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead, address=facts.addressee.address,
        written=facts.written, salutation=facts.addressee.salutation, running=facts.addressee.full_name,
        footer=facts.basis.footer(), urn=facts.letterhead.urn, private=True,
        blocks=(Subject(subject), *blocks, facts.basis.paragraph(wording, "rests.assessment", facts.written)),
    )  # fmt: skip


def _table(facts: EvidenceRequest, wording: Wording) -> Table:
    columns = tuple(
        Column(wording.line(f"evidence.head_{name}"), share) for name, share in (("what", 50), ("why", 110))
    )
    rows = tuple((fact.what, fact.why) for fact in facts.missing)
    return Table(wording.line("evidence.need_summary"), columns, rows)
