"""The person is eligible, but somebody else than DfE pays: no scholarship is used, and none is promised."""

from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, words
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
from npqdesk.letters.wording import Wording


def paid(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible; the place is a paid one, or it is settled that somebody else pays."""
    plan, has = facts.plan, "place" if facts.plan.place == "paid" else "settled"
    helped = support(facts, wording)
    named = {"course": facts.course.spelled, "cohort": facts.cohort, "provider": provider_of(facts, wording)}
    blocks: list[Block] = [
        Status((("tick", wording.line("eligible.status")), ("pound", wording.line(f"paid.status_{has}")))),
        Paragraph(wording.text(f"paid.answer_{has}", **named)),
        Paragraph(wording.text(f"payer.said_{plan.payer or 'other'}")),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "paid"),
        Heading(wording.line("eligible.why")),
        Bullets(why(facts, wording)),
        *terms(facts),
        Heading(wording.line("eligible.do")),
        Steps((*registering(facts, wording), wording.text("paid.rather", contact=facts.contact))),
        *((Heading(wording.line("eligible.school")), Paragraph(helped)) if helped else ()),
        Heading(wording.line("eligible.limits")),
        Bullets((*once(facts, wording), wording.text("eligible.change"), *map(words, facts.cautions))),
        *closing(facts, wording),
        *reply_slip(facts, wording, "eligible.slip_read"),
    ]
    return staff_letter(facts, wording, blocks)
