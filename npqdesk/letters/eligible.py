"""The person is eligible for a scholarship: what that means, what to do and by when, and that it is not a place.

What is said depends on the place: `placed.py` once a funded one is offered, `no_place.py` where none is to be had."""

from npqdesk.letters.choices import free_help
from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, Text, words
from npqdesk.letters.no_place import no_place
from npqdesk.letters.phrase import say_date
from npqdesk.letters.placed import placed
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


def eligible(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible, or was for a start that is past."""
    if facts.past:
        return _was_eligible(facts, wording)
    if facts.plan.place == "offered":
        return placed(facts, wording)
    if facts.plan.place in ("waiting", "refused"):
        return no_place(facts, wording)
    asked = facts.plan.place == "asked"
    blocks: list[Block] = [
        Status((
            ("tick", wording.line("eligible.status")),
            ("clock", wording.line("eligible.status_asked" if asked else "eligible.status_place")),
        )),
        Paragraph(wording.text("eligible.answer", course=facts.course.spelled, cohort=facts.cohort)),
        Paragraph(wording.text("eligible.mastery") if facts.mastery else _act(facts, wording)),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "eligible"),
        Heading(wording.line("eligible.why")),
        Bullets(why(facts, wording)),
        *terms(facts),
        Heading(wording.line("eligible.do")),
        Steps(_steps(facts, wording)),
        *free_help(facts, wording),
        Heading(wording.line("eligible.school")),
        Paragraph((*support(facts), *wording.text("eligible.school_pays"))),
        Heading(wording.line("eligible.limits")),
        Bullets((*once(facts, wording), wording.text("eligible.change"), *map(words, facts.cautions))),
        *closing(facts, wording),
        *reply_slip(facts, wording, "eligible.slip_read" if asked or facts.mastery else "eligible.slip_agree"),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _was_eligible(facts: StaffLetter, wording: Wording) -> Letter:
    place = f"place.past_{facts.plan.place}"
    told = (Paragraph(wording.text(place)),) if place in wording.sentences else ()
    blocks: list[Block] = [
        Status((("tick", wording.line("eligible.status_past")),)),
        Paragraph(wording.text("eligible.answer_past", course=facts.course.spelled, cohort=facts.cohort)),
        *told,
        *notes(facts),
        Heading(wording.line("eligible.why_past")),
        Bullets(why(facts, wording)),
        *terms(facts),
        Heading(wording.line("eligible.limits")),
        Bullets((*once(facts, wording), *map(words, facts.cautions))),
        *closing(facts, wording),
    ]
    return staff_letter(facts, wording, blocks)


def _act(facts: StaffLetter, wording: Wording) -> Text:
    if facts.plan.place == "asked":
        return wording.text("eligible.act_asked")
    by = facts.act_by
    return wording.text("eligible.act_by", date=by) if by else wording.text("eligible.act")


def _steps(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    plan, by = facts.plan, facts.act_by
    apply = (
        wording.text("eligible.apply", provider=plan.provider) if plan.provider else wording.text("eligible.apply_open")
    )
    if facts.mastery:
        steps = [wording.text("eligible.mastery_first"), wording.text("eligible.mastery_then", **REGISTER_LINK)]
        steps += [] if plan.place == "asked" else [step(apply)]
    elif plan.place == "asked":
        steps = [wording.text("eligible.register_too", **REGISTER_LINK)]
    else:
        steps = [step(wording.text("npq.register", **REGISTER_LINK), by), step(apply, by)]
    if plan.reference_from:
        sponsor_by = say_date(plan.reference_by) if plan.reference_by else ""
        steps.append(step(wording.text("eligible.sponsor", name=plan.reference_from), sponsor_by))
    return (*steps, wording.text("eligible.reply"))
