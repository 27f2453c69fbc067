"""DfE decides the case itself: the office says so, and what to do meanwhile."""

from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, SignOff, Status, Steps
from npqdesk.letters.phrase import say_date
from npqdesk.letters.staff import REGISTER_LINK, StaffLetter, glance, limits, notes, staff_letter, why
from npqdesk.letters.wording import Wording, step


def under_review(facts: StaffLetter, wording: Wording) -> Letter:
    """DfE decides the case itself; the office says so, and what to do meanwhile."""
    by = say_date(facts.plan.apply_by) if facts.plan.apply_by else ""
    blocks: list[Block] = [
        Status((("clock", wording.line("review.status")),)),
        Paragraph(wording.text("review.answer", course=facts.course.spelled, cohort=facts.cohort)),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "review"),
        Heading(wording.line("review.why")),
        Bullets(why(facts, wording)),
        Heading(wording.line("review.do")),
        Steps((
            step(wording.text("npq.register", **REGISTER_LINK), by),
            step(wording.text("review.answer_dfe")),
            wording.text("review.tell"),
            wording.text("review.wait"),
        )),
        *limits(facts, wording),
        Paragraph(wording.text("npq.questions", contact=facts.contact)),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)
