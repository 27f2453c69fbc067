"""The person is eligible, but has turned the place down or left it: nothing is asked of anyone who meant to."""

from npqdesk.letters.choices import other_courses
from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, Text
from npqdesk.letters.staff import (
    StaffLetter,
    closing,
    glance,
    limits,
    notes,
    provider_of,
    reply_slip,
    staff_letter,
    terms,
    why,
)
from npqdesk.letters.wording import Wording


def given_up(facts: StaffLetter, wording: Wording) -> Letter:
    """The person turned a place down, withdrew before the course began, or left a funded place."""
    state = facts.plan.place
    left = state == "left"
    named = {"course": facts.course.spelled, "cohort": facts.cohort, "provider": provider_of(facts, wording)}
    blocks: list[Block] = [
        Status((
            ("tick", wording.line("eligible.status_past" if left else "eligible.status")),
            ("cross", wording.line(f"given_up.status_{state}")),
        )),
        Paragraph(wording.text(f"given_up.answer_{state}", **named)),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "given_up_left" if left else "given_up"),
        Heading(wording.line("eligible.do")),
        Steps(if_right(facts, wording)),
        *(other_courses(facts, wording) if left else ()),
        Heading(wording.line("eligible.why_past" if left else "eligible.why")),
        Bullets(why(facts, wording)),
        *terms(facts),
        *limits(facts, wording),
        *closing(facts, wording),
        *reply_slip(facts, wording, "eligible.slip_read"),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def if_right(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    """Nothing where the records are right; else to talk to the office before anything else."""
    other = "given_up.wrong" if facts.plan.place == "left" else "given_up.after_all"
    return wording.text("given_up.right"), wording.text(other, contact=facts.contact)
