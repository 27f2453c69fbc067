"""A provider has offered a funded place: the whole fee is paid, and what is left to do is to accept and to keep it.

Also once it is taken up, or put off to a later start."""

from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, Text, words
from npqdesk.letters.staff import (
    StaffLetter,
    closing,
    glance,
    notes,
    once,
    provider_of,
    registering,
    reply_slip,
    staff_letter,
    support,
    terms,
    why,
)
from npqdesk.letters.wording import Wording, step


def placed(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible and has been offered a funded place, has taken it up, or has put it off."""
    state = facts.plan.place
    named = {"course": facts.course.spelled, "cohort": facts.cohort, "provider": provider_of(facts, wording)}
    blocks: list[Block] = [
        Status((("tick", wording.line("eligible.status")), ("tick", wording.line(f"placed.status_{state}")))),
        Paragraph(wording.text("placed.answer" if state == "offered" else f"placed.answer_{state}", **named)),
        *_act(facts, wording),
        *_differs(facts, wording),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "placed_deferred" if state == "deferred" else "placed"),
        Heading(wording.line("eligible.why")),
        Bullets(why(facts, wording)),
        *terms(facts),
        Heading(wording.line("eligible.do")),
        Steps(_steps(facts, wording)),
        Heading(wording.line("eligible.school")),
        Paragraph((*support(facts, wording), *wording.text("placed.school"))),
        Heading(wording.line("eligible.limits")),
        Bullets((
            *((wording.text("placed.theirs"),) if state == "offered" else ()), *once(facts, wording),
            wording.text("eligible.change"), *map(words, facts.cautions),
        )),
        *closing(facts, wording),
        *reply_slip(facts, wording, "placed.slip_agree" if state == "offered" else "eligible.slip_read"),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _act(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """To accept an offer soon."""
    if facts.plan.place != "offered":
        return ()
    by = facts.act_by
    return (Paragraph(wording.text("placed.act_by", date=by) if by else wording.text("placed.act")),)


def _differs(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """That the records say both that the place is a funded one and that somebody else pays, where they do."""
    if not facts.plan.payer:
        return ()
    said = wording.line(f"payer.said_{facts.plan.payer}")
    return (Paragraph(wording.text("placed.differs", said=said, contact=facts.contact)),)


def _steps(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    provider, tell = provider_of(facts, wording), wording.text("placed.tell")
    if facts.plan.place == "started":
        engage = step(wording.text("placed.engage", engagement=str(facts.plan.engagement)))
        return (engage, wording.text("placed.window")) if facts.plan.engagement else (wording.text("placed.go_on"),)
    if facts.plan.place == "deferred":
        agree = step(wording.text("placed.agree_return", provider=provider), facts.act_by)
        return agree, wording.text("placed.tell_return")
    return step(wording.text("placed.accept", provider=provider), facts.act_by), *registering(facts, wording), tell
