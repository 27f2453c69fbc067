"""The person is eligible for a scholarship: what that means, what to do and by when, and that it is not a place.

What is said depends on the place: `placed.py` once a funded one is offered, `no_place.py` where none is to be had,
`given_up.py` where it was turned down or left, `paid.py` where somebody else pays."""

from npqdesk.letters.choices import free_help
from npqdesk.letters.given_up import given_up
from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, Text, words
from npqdesk.letters.no_place import no_place
from npqdesk.letters.paid import paid
from npqdesk.letters.phrase import say_date
from npqdesk.letters.placed import placed
from npqdesk.letters.staff import (
    REGISTER_LINK,
    StaffLetter,
    applying,
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


def eligible(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible, or was for a start that is past."""
    if facts.past:
        return _was_eligible(facts, wording)
    plan = facts.plan
    if plan.funded:
        return placed(facts, wording)
    if plan.paid_for:
        return paid(facts, wording)
    if plan.given_up:
        return given_up(facts, wording)
    if plan.place in ("waiting", "refused"):
        return no_place(facts, wording)
    asked = plan.place == "asked"
    blocks: list[Block] = [
        Status((
            ("tick", wording.line("eligible.status")),
            ("clock", wording.line("eligible.status_asked" if asked else "eligible.status_place")),
        )),
        Paragraph(wording.text("eligible.answer", course=facts.course.spelled, cohort=facts.cohort)),
        Paragraph(_act(facts, wording)),
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
        Paragraph((*support(facts, wording), *wording.text("eligible.school_pays"))),
        Heading(wording.line("eligible.limits")),
        Bullets((*once(facts, wording), wording.text("eligible.change"), *map(words, facts.cautions))),
        *closing(facts, wording),
        *reply_slip(facts, wording, "eligible.slip_read" if asked or facts.gate else "eligible.slip_agree"),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _was_eligible(facts: StaffLetter, wording: Wording) -> Letter:
    place = "place.past_paid" if facts.plan.paid_for else f"place.past_{facts.plan.place}"
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
    """What to do first: a step that must come before all others, or the steps by their numbers."""
    if facts.gate:
        return wording.text(f"eligible.{facts.gate}")
    if facts.plan.place == "asked":
        return wording.text("eligible.act_asked")
    by, key = facts.act_by, "eligible.act_registered" if facts.plan.registered else "eligible.act"
    return wording.text(f"{key}_by", date=by) if by else wording.text(key)


def _steps(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    plan, by = facts.plan, facts.act_by
    steps: list[Text] = []
    if facts.gate:
        then = () if plan.registered else (wording.text(f"eligible.{facts.gate}_then", **REGISTER_LINK),)
        steps += [wording.text(f"eligible.{facts.gate}_first"), *then]
    elif plan.place == "asked":
        steps += registering(facts, wording)
    elif not plan.registered:
        steps.append(step(wording.text("npq.register", **REGISTER_LINK), facts.register_by))
    if plan.place != "asked":
        steps.append(step(applying(facts, wording), "" if facts.gate else by))
    if plan.reference_from or plan.reference_by:
        name = plan.reference_from or wording.line("eligible.some_sponsor")
        steps.append(
            step(wording.text("eligible.sponsor", name=name), say_date(plan.reference_by) if plan.reference_by else "")
        )
    return (*steps, wording.text("eligible.reply", provider=provider_of(facts, wording)))
