"""What does a letter to a member of staff hold?  Its facts, as values, and the parts that all four of them share.

The letters themselves: `eligible.py`, `placed.py`, `no_place.py`, `given_up.py`, `paid.py`, `not_eligible.py`,
`review.py`, `cannot_tell.py`, `not_offered.py`. Eligible is never called a place, and the ways out for someone who was
refused a place are not offered to someone who is not eligible."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from npqdesk.letters.basis import Addressee, Basis, Signatory
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Glance,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    ReplySlip,
    SignOff,
    Subject,
    Text,
    words,
)
from npqdesk.letters.phrase import say_date, say_money
from npqdesk.letters.plan import NO_PLAN, Plan
from npqdesk.letters.wording import Wording

REGISTER_AT = "https://register-national-professional-qualifications.education.gov.uk"
REGISTER_LINK = {"shown": REGISTER_AT.removeprefix("https://"), "address": REGISTER_AT}


@dataclass(frozen=True, slots=True)
class Course:
    """A course as letters call it: "NPQ for Senior Leadership", and its short code where it has one."""

    title: str
    code: str = ""

    @property
    def npq(self) -> bool:
        """Whether it is an NPQ, and not a coaching offer."""
        return self.title.startswith("NPQ ")

    @property
    def spelled(self) -> str:
        """The title with NPQ written out, for its first mention."""
        if self.npq:
            return f"National Professional Qualification (NPQ) {self.title.removeprefix('NPQ ')}"
        return self.title

    @property
    def with_code(self) -> str:
        return f"{self.title} ({self.code})" if self.code else self.title


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact, the rule that it meets or breaks, each a sentence; and the source, with its date."""

    fact: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class OtherCourse:
    """A course that the person is eligible for now."""

    title: str
    who: str
    length: str


@dataclass(frozen=True, slots=True)
class Prices:
    """What the course cost elsewhere, in pounds, and who said so when ("two providers, 2024 to 2025")."""

    lowest: int
    highest: int
    source: str

    @property
    def said(self) -> str:
        low, high = say_money(self.lowest), say_money(self.highest)
        return low if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that could change the answer: what, why, and who can tell; `ours` where the office looks it up itself."""

    what: str
    why: str
    who: str
    ours: bool = False


Gate = Literal["", "mastery", "npqh"]
"""What stops a registration although a scholarship is open: no understanding of mastery to show, or no headship NPQ."""


@dataclass(frozen=True, slots=True)
class StaffLetter:
    """All that a letter to a member of staff is made of; which parts are printed depends on the outcome.

    `past`: registration for this start has closed, so the letter records what was due and asks for nothing. `notes`
    stand right under the answer: what DfE's own service may show instead, or a list that is too old. `in_any_case`: the
    outcome, in words, of an open answer of which only the reason is open. `first_offered`: the first start, in words,
    that has the course, where that is later than the one asked about. `gate` stops the registration with DfE.
    `had_before`: one of the reasons is an earlier funded place on the course; `by_list`: one is that a list does not
    name the school. `terms` say what the lists that are spoken of are. `employer`: `school`
    is no place, but who employs."""

    letterhead: Letterhead
    addressee: Addressee
    signatory: Signatory
    basis: Basis
    reference: str
    written: date
    school: str
    contact: str
    course: Course
    cohort: str
    reasons: tuple[Reason, ...]
    changes: tuple[str, ...] = ()
    others: tuple[OtherCourse, ...] = ()
    prices: Prices | None = None
    plan: Plan = NO_PLAN
    missing: tuple[MissingFact, ...] = ()
    turns_out: tuple[str, ...] = ()
    in_any_case: str = ""
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reply_slip: bool = True
    past: bool = False
    first_offered: str = ""
    gate: Gate = ""
    had_before: bool = False
    by_list: bool = False
    terms: tuple[str, ...] = ()
    employer: bool = False

    @property
    def act_by(self) -> str:
        """The day to act by, in words; empty where there is none, or where nothing can be done any more."""
        return say_date(self.plan.apply_by) if self.plan.apply_by and not self.past else ""

    @property
    def register_by(self) -> str:
        """The day to register with DfE by, in words: where none is known of its own, the day to act by."""
        return say_date(self.plan.register_by) if self.plan.register_by and not self.past else self.act_by


def staff_letter(facts: StaffLetter, wording: Wording, blocks: list[Block]) -> Letter:
    """The blocks under their subject line, with letterhead, address and what the letter rests on."""
    subject = wording.line("npq.subject", title=facts.course.title, cohort=facts.cohort)
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead, address=facts.addressee.address,
        written=facts.written, salutation=facts.addressee.salutation, running=facts.addressee.full_name,
        footer=facts.basis.footer(), urn=facts.letterhead.urn, private=True,
        blocks=(Subject(subject), *blocks, facts.basis.paragraph(wording, "rests.assessment", facts.written)),
    )  # fmt: skip


def glance(facts: StaffLetter, wording: Wording, outcome: str) -> Glance:
    """The table at a glance; rows that the office knows nothing of are left out. `outcome` is the letter's own part of
    the wording, which says how the scholarship and the fee stand; who pays is what was settled, where it was."""
    plan = facts.plan
    paying = f"payer.{{}}_{plan.payer or 'other'}" if plan.paid_for or plan.payer else f"{outcome}.{{}}"
    rows: list[tuple[str, Text]] = [
        ("course", words(facts.course.with_code)),
        ("provider", words(plan.provider or wording.line("npq.provider_open"))),
        ("dates", words(plan.dates)),
        ("scholarship", wording.text(f"{outcome}.scholarship")),
        ("place", wording.text(f"place.{plan.place}")),
        ("fee", words(plan.fee)),
    ]
    if not plan.given_up:
        rows += [(label, wording.text(paying.format(label))) for label in ("payer", "cost")]
    rows += [("study", words(plan.study)), ("assessment", words(plan.assessment))]
    return Glance(tuple((wording.line(f"npq.{label}"), value) for label, value in rows if value[0].text))


def why(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    """Each reason as a sentence or two with its source."""
    return tuple(
        wording.text("npq.why", said=f"{reason.fact} {reason.rule}".strip().removesuffix("."), source=reason.source)
        for reason in facts.reasons
    )


def terms(facts: StaffLetter) -> tuple[Block, ...]:
    """What the lists are that the reasons speak of."""
    return (Paragraph(words(" ".join(facts.terms))),) if facts.terms else ()


def once(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    """That a course is paid for once, and that a paid place is not counted; of a coaching offer its own caution says
    so."""
    if facts.plan.paid_for:
        return (wording.text("paid.not_used"),)
    return (wording.text("eligible.once_past" if facts.past else "eligible.once"),) if facts.course.npq else ()


def registering(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    """That whoever has not registered with DfE yet has to; nothing where the office knows that it was done."""
    return () if facts.plan.registered else (wording.text("eligible.register_too", **REGISTER_LINK),)


def applying(facts: StaffLetter, wording: Wording) -> Text:
    """To apply to the provider, or to choose one first."""
    provider = facts.plan.provider
    return wording.text("eligible.apply", provider=provider) if provider else wording.text("eligible.apply_open")


def provider_of(facts: StaffLetter, wording: Wording) -> str:
    """The course provider by name, or as "the course provider"."""
    return facts.plan.provider or wording.line("npq.some_provider")


def closing(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """Whom to ask, and who signs."""
    return (
        Paragraph(wording.text("npq.questions", contact=facts.contact)),
        SignOff(facts.signatory.name, facts.signatory.role),
    )


def limits(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """What to bear in mind, where there is anything."""
    if not facts.cautions:
        return ()
    return Heading(wording.line("eligible.limits")), Bullets(tuple(map(words, facts.cautions)))


def notes(facts: StaffLetter) -> tuple[Block, ...]:
    """What must be said right under the answer, where there is anything."""
    return (*facts.basis.warning(), *((Paragraph(words(" ".join(facts.notes))),) if facts.notes else ()))


def reply_slip(facts: StaffLetter, wording: Wording, agreed: str) -> tuple[Block, ...]:
    """The slip to sign and return, where one is wanted; `agreed` is the key of what is agreed to."""
    if not facts.reply_slip:
        return ()
    by = facts.act_by
    back = wording.line("eligible.slip_return_by", date=by) if by else wording.line("eligible.slip_return")
    return (ReplySlip(wording.line("eligible.slip"), (back, wording.line(agreed))),)


def support(facts: StaffLetter, wording: Wording) -> Text:
    """What the school has said that it will do, and who the line manager is, with a space after it."""
    plan = facts.plan
    manager = wording.line("eligible.manager", name=plan.manager) if plan.manager else ""
    said = " ".join(filter(None, (plan.support, manager)))
    return words(f"{said} ") if said else ()
