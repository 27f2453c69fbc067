"""What can be done without a scholarship or a place: other courses that are funded now, and what paying would cost."""

from npqdesk.letters.letter import Block, Column, Heading, Paragraph, Run, Table, Text
from npqdesk.letters.staff import StaffLetter, provider_of
from npqdesk.letters.wording import Wording


def other_courses(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """The table of courses that the person is eligible for now, where there is one."""
    if not facts.others:
        return ()
    columns = (
        Column(wording.line("choices.head_course"), 48),
        Column(wording.line("choices.head_who"), 78),
        Column(wording.line("choices.head_length"), 34),
    )
    rows = tuple((other.title, other.who, other.length) for other in facts.others)
    return (
        Heading(wording.line("choices.others")),
        Table(wording.line("choices.others_summary"), columns, rows),
        Paragraph(wording.text("choices.not_a_place")),
    )


def pay(facts: StaffLetter, wording: Wording) -> Text:
    """To pay: published prices with who asked them and when, and what the school will do, or that it is to be asked;
    to keep a place that is paid for."""
    prices = facts.prices
    if facts.plan.paid_for:
        key = "paid.keep" if facts.plan.place == "paid" else "paid.go_on"
        kept = wording.text(key, provider=provider_of(facts, wording))
        return (*kept, Run(" "), *wording.text(f"payer.said_{facts.plan.payer or 'other'}"))
    said = (
        wording.text("choices.pay", range=prices.said, source=prices.source)
        if prices
        else wording.text("choices.pay_open")
    )
    return (*said, Run(f" {facts.plan.support or wording.line('choices.share')}"))


def free_help(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """What helps at no cost someone who cannot show the understanding that a course asks for."""
    if facts.gate != "mastery":
        return ()
    return Heading(wording.line("choices.free")), Paragraph(wording.text("choices.mastery"))
