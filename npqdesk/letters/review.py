"""DfE decides the case itself: the office says so, and what to do meanwhile."""

from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps
from npqdesk.letters.staff import REGISTER_LINK, StaffLetter, closing, glance, limits, notes, staff_letter, why
from npqdesk.letters.wording import Wording, step


def under_review(facts: StaffLetter, wording: Wording) -> Letter:
    """DfE decides the case itself, or did for a start that is past."""
    past = "_past" if facts.past else ""
    at_a_glance = () if past else (Heading(wording.line("npq.glance")), glance(facts, wording, "review"))
    blocks: list[Block] = [
        Status((("clock", wording.line(f"review.status{past}")),)),
        Paragraph(wording.text(f"review.answer{past}", course=facts.course.spelled, cohort=facts.cohort)),
        *notes(facts),
        *at_a_glance,
        Heading(wording.line(f"review.why{past}")),
        Bullets(why(facts, wording)),
        Heading(wording.line("review.do")),
        Steps(
            (wording.text("review.find"), wording.text("review.send", contact=facts.contact))
            if past
            else (
                step(wording.text("npq.register", **REGISTER_LINK), facts.act_by),
                step(wording.text("review.answer_dfe")),
                wording.text("review.tell"),
                wording.text("review.wait"),
            )
        ),
        *limits(facts, wording),
        *closing(facts, wording),
    ]
    return staff_letter(facts, wording, blocks)
