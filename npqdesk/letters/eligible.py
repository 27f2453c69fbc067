"""The person is eligible for a scholarship: what that means, what to do and by when, and that it is not a place."""

from npqdesk.letters.letter import (
    Block,
    Bullets,
    Heading,
    Letter,
    Paragraph,
    ReplySlip,
    SignOff,
    Status,
    Steps,
    Text,
    words,
)
from npqdesk.letters.phrase import say_date
from npqdesk.letters.staff import REGISTER_LINK, StaffLetter, glance, notes, staff_letter, why
from npqdesk.letters.wording import Wording, step


def eligible(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible, or was for a start that is past; no place has been offered as far as the office knows."""
    if facts.past:
        return _was_eligible(facts, wording)
    by = facts.plan.apply_by
    act = wording.text("eligible.act_by", date=say_date(by)) if by else wording.text("eligible.act")
    blocks: list[Block] = [
        Status((("tick", wording.line("eligible.status")), ("clock", wording.line("eligible.status_place")))),
        Paragraph(wording.text("eligible.answer", course=facts.course.spelled, cohort=facts.cohort)),
        Paragraph(act),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "eligible"),
        Heading(wording.line("eligible.why")),
        Bullets(why(facts, wording)),
        Heading(wording.line("eligible.do")),
        Steps(_steps(facts, wording)),
        Heading(wording.line("eligible.school")),
        Paragraph((*_then(facts.plan.support), *wording.text("eligible.school_pays"))),
        Heading(wording.line("eligible.limits")),
        Bullets((wording.text("eligible.once"), wording.text("eligible.change"), *map(words, facts.cautions))),
        Paragraph(wording.text("npq.questions", contact=facts.contact)),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]
    if facts.reply_slip:
        back = (
            wording.line("eligible.slip_return_by", date=say_date(by)) if by else wording.line("eligible.slip_return")
        )
        blocks.append(ReplySlip(wording.line("eligible.slip"), (back, wording.line("eligible.slip_agree"))))
    return staff_letter(facts, wording, blocks)


def _was_eligible(facts: StaffLetter, wording: Wording) -> Letter:
    blocks: list[Block] = [
        Status((("tick", wording.line("eligible.status_past")),)),
        Paragraph(wording.text("eligible.answer_past", course=facts.course.spelled, cohort=facts.cohort)),
        *notes(facts),
        Heading(wording.line("eligible.why_past")),
        Bullets(why(facts, wording)),
        Heading(wording.line("eligible.limits")),
        Bullets((wording.text("eligible.once"), *map(words, facts.cautions))),
        Paragraph(wording.text("npq.questions", contact=facts.contact)),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]
    return staff_letter(facts, wording, blocks)


def _steps(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    plan = facts.plan
    by = say_date(plan.apply_by) if plan.apply_by else ""
    apply = (
        wording.text("eligible.apply", provider=plan.provider) if plan.provider else wording.text("eligible.apply_open")
    )
    steps = [step(wording.text("npq.register", **REGISTER_LINK), by), step(apply, by)]
    if plan.reference_from:
        sponsor_by = say_date(plan.reference_by) if plan.reference_by else ""
        steps.append(step(wording.text("eligible.sponsor", name=plan.reference_from), sponsor_by))
    return (*steps, wording.text("eligible.reply"))


def _then(sentence: str) -> Text:
    return words(f"{sentence} ") if sentence else ()
