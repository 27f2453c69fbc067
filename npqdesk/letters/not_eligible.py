"""The person is not eligible: every reason, what would change it, what is open instead, and what paying would cost."""

from npqdesk.letters.letter import (
    Block,
    Bullets,
    Column,
    Heading,
    Letter,
    Paragraph,
    Run,
    SignOff,
    Status,
    Steps,
    Table,
    Text,
    words,
)
from npqdesk.letters.phrase import say_count, say_date
from npqdesk.letters.staff import REGISTER_LINK, StaffLetter, notes, staff_letter
from npqdesk.letters.wording import Wording


def not_eligible(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is not eligible: every reason, what would change it, what is open instead, and what it would cost."""
    count = len(facts.reasons)
    how_many = (
        wording.line("not_eligible.one_reason")
        if count == 1
        else wording.line("not_eligible.reasons", count=say_count(count))
    )
    answer = wording.text(
        "not_eligible.answer", course=facts.course.spelled, cohort=facts.cohort, reasons=how_many
    )  # fmt: skip
    blocks: list[Block] = [
        Status((("cross", wording.line("not_eligible.status")),)),
        Paragraph((*answer, *(wording.text("not_eligible.others_open") if facts.others else ()))),
        *notes(facts),
        Heading(wording.line("not_eligible.why")),
        Steps(tuple(
            wording.text("not_eligible.reason", fact=reason.fact, rule=reason.rule, source=reason.source)
            for reason in facts.reasons
        )),
        Heading(wording.line("not_eligible.change")),
        Bullets(_changes(facts, wording)),
        *_others(facts, wording),
        Heading(wording.line("not_eligible.choices")),
        Steps(_choices(facts, wording)),
        Heading(wording.line("not_eligible.wrong")),
        Paragraph(_challenge(facts, wording)),
        Paragraph(wording.text("not_eligible.sorry")),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _changes(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    count = len(facts.reasons)
    together = {0: (), 1: (), 2: (wording.text("not_eligible.both"),)}.get(
        count, (wording.text("not_eligible.all", count=say_count(count)),)
    )
    return (*together, *map(words, facts.changes)) or (wording.text("not_eligible.nothing"),)


def _others(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    if not facts.others:
        return ()
    columns = (
        Column(wording.line("not_eligible.head_course"), 56),
        Column(wording.line("not_eligible.head_who"), 70),
        Column(wording.line("not_eligible.head_length"), 34),
    )
    rows = tuple((other.title, other.who, other.length) for other in facts.others)
    return (
        Heading(wording.line("not_eligible.others")),
        Table(wording.line("not_eligible.others_summary"), columns, rows),
        Paragraph(wording.text("not_eligible.not_a_place")),
    )


def _choices(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    by, prices = facts.plan.apply_by, facts.prices
    choices = []
    if facts.others:
        choices.append(
            wording.text("not_eligible.choose_by", date=say_date(by)) if by else wording.text("not_eligible.choose")
        )
    pay = (
        wording.text("not_eligible.pay", range=prices.said, source=prices.source)
        if prices
        else wording.text("not_eligible.pay_open")
    )
    support = (Run(f" {facts.plan.support}"),) if facts.plan.support else ()
    return (*choices, (*pay, *support), wording.text("not_eligible.wait"))


def _challenge(facts: StaffLetter, wording: Wording) -> Text:
    by = facts.plan.apply_by
    urn = f" (URN {facts.letterhead.urn})" if facts.letterhead.urn else ""
    values = {"school": facts.school + urn, "contact": facts.contact}
    check = (
        wording.text("not_eligible.check_by", date=say_date(by), **values)
        if by
        else wording.text("not_eligible.check", **values)
    )
    return (*check, Run(" "), *wording.text("npq.help", **REGISTER_LINK))
