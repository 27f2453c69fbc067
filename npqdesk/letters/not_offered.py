"""The start that was asked about does not have the course: nobody can be eligible for it, whatever else is true."""

from npqdesk.letters.letter import Block, Heading, Letter, Paragraph, Status, Steps
from npqdesk.letters.staff import StaffLetter, closing, staff_letter
from npqdesk.letters.wording import Wording


def not_offered(facts: StaffLetter, wording: Wording) -> Letter:
    """The course is first offered for a later start than the one that was asked about."""
    named = {"course": facts.course.spelled, "cohort": facts.cohort, "first": facts.first_offered}
    blocks: list[Block] = [
        Status((("cross", wording.line("not_offered.status", cohort=facts.cohort)),)),
        Paragraph(wording.text("not_offered.answer", **named)),
        Heading(wording.line("not_offered.do")),
        Steps((
            wording.text("not_offered.start", first=facts.first_offered),
            wording.text("not_offered.course", cohort=facts.cohort),
        )),
        *closing(facts, wording),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)
