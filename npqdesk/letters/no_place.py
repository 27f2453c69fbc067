"""The person is eligible, but has no funded place: on a waiting list, or refused. Only here are another provider and a
waiting list among the choices, since only here do they help."""

from npqdesk.letters.choices import other_courses, pay
from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Status, Steps, Text, words
from npqdesk.letters.staff import StaffLetter, closing, glance, notes, once, provider_of, staff_letter, terms, why
from npqdesk.letters.wording import Wording


def no_place(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is eligible and waits for a place, or was refused one."""
    state = facts.plan.place
    provider = provider_of(facts, wording)
    named = {"course": facts.course.spelled, "cohort": facts.cohort, "provider": provider}
    blocks: list[Block] = [
        Status((
            ("tick", wording.line("eligible.status")),
            ("clock" if state == "waiting" else "cross", wording.line(f"no_place.status_{state}")),
        )),
        Paragraph(wording.text(f"no_place.answer_{state}", **named)),
        Paragraph(wording.text("no_place.hold")),
        *notes(facts),
        Heading(wording.line("npq.glance")),
        glance(facts, wording, "no_place"),
        Heading(wording.line("no_place.choices")),
        Steps(_choices(facts, wording, provider)),
        *other_courses(facts, wording),
        Heading(wording.line("eligible.why")),
        Bullets(why(facts, wording)),
        *terms(facts),
        Heading(wording.line("eligible.limits")),
        Bullets((*once(facts, wording), wording.text("eligible.change"), *map(words, facts.cautions))),
        *closing(facts, wording),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _choices(facts: StaffLetter, wording: Wording, provider: str) -> tuple[Text, ...]:
    by = facts.act_by
    course = wording.text("no_place.choose_by", date=by) if by else wording.text("no_place.choose")
    stay = "no_place.stay" if facts.plan.place == "waiting" else "no_place.join"
    return (
        *((course,) if facts.others else ()),
        wording.text("no_place.another"),
        wording.text(stay, provider=provider),
        pay(facts, wording),
        wording.text("no_place.wait"),
    )
