"""DfE decides the case itself: the office says so, and what to do meanwhile."""

from npqdesk.letters.at_odds import place_recorded
from npqdesk.letters.given_up import if_right
from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, Text
from npqdesk.letters.staff import (
    REGISTER_LINK,
    StaffLetter,
    applying,
    closing,
    glance,
    limits,
    notes,
    staff_letter,
    why,
)
from npqdesk.letters.wording import Wording, step


def under_review(facts: StaffLetter, wording: Wording) -> Letter:
    """DfE decides the case itself, or did for a start that is past."""
    past = "_past" if facts.past else ""
    at_a_glance = () if past else (Heading(wording.line("npq.glance")), glance(facts, wording, "review"))
    blocks: list[Block] = [
        Status((("clock", wording.line(f"review.status{past}")),)),
        Paragraph(wording.text(f"review.answer{past}", course=facts.course.spelled, cohort=facts.cohort)),
        *place_recorded(facts, wording, "review"),
        *notes(facts),
        *at_a_glance,
        Heading(wording.line(f"review.why{past}")),
        Bullets(why(facts, wording)),
        Heading(wording.line("review.do")),
        Steps(_steps(facts, wording)),
        *limits(facts, wording),
        *closing(facts, wording),
    ]
    return staff_letter(facts, wording, blocks)


def _steps(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    """To register and to apply, where that is still to be done; then to answer DfE, and to wait for it."""
    plan = facts.plan
    if facts.past:
        return wording.text("review.find"), wording.text("review.send", contact=facts.contact)
    if plan.given_up:
        return if_right(facts, wording)
    register = () if plan.registered else (step(wording.text("npq.register", **REGISTER_LINK), facts.register_by),)
    to_apply = plan.place == "not_asked" and not plan.paid_for
    return (
        *register,
        *((step(applying(facts, wording), facts.act_by),) if to_apply else ()),
        step(wording.text("review.answer_dfe")),
        wording.text("review.tell"),
        *(() if plan.paid_for or plan.place == "started" else (wording.text("review.wait"),)),
    )
