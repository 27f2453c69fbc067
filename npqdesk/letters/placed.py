"""A provider has offered a funded place: the whole fee is paid, and what is left to do is to accept and to keep it."""

from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, words
from npqdesk.letters.staff import (
    REGISTER_LINK,
    StaffLetter,
    closing,
    glance,
    notes,
    once,
    reply_slip,
    staff_letter,
    support,
    terms,
    why,
)
from npqdesk.letters.wording import Wording, step


def placed(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible and has been offered a funded place."""
    by = facts.act_by
    provider = facts.plan.provider or wording.line("npq.some_provider")
    blocks: list[Block] = [
        Status((("tick", wording.line("eligible.status")), ("tick", wording.line("placed.status")))),
        Paragraph(
            wording.text("placed.answer", course=facts.course.spelled, cohort=facts.cohort, provider=provider)
        ),
        Paragraph(wording.text("placed.act_by", date=by) if by else wording.text("placed.act")),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "placed"),
        Heading(wording.line("eligible.why")),
        Bullets(why(facts, wording)),
        *terms(facts),
        Heading(wording.line("eligible.do")),
        Steps((
            step(wording.text("placed.accept", provider=provider), by),
            wording.text("eligible.register_too", **REGISTER_LINK),
            wording.text("placed.tell"),
        )),
        Heading(wording.line("eligible.school")),
        Paragraph((*support(facts), *wording.text("placed.school"))),
        Heading(wording.line("eligible.limits")),
        Bullets((
            wording.text("placed.theirs"), *once(facts, wording), wording.text("eligible.change"),
            *map(words, facts.cautions),
        )),
        *closing(facts, wording),
        *reply_slip(facts, wording, "placed.slip_agree"),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)
