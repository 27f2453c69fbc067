"""What do the records say of a place that the answer does not carry?  Told right under the answer, so that nobody
relies on an offer that does not fit it, and nobody is asked to do what is done or given up."""

from npqdesk.letters.letter import Block, Paragraph
from npqdesk.letters.staff import StaffLetter, provider_of
from npqdesk.letters.wording import Wording


def place_recorded(facts: StaffLetter, wording: Wording, outcome: str) -> tuple[Block, ...]:
    """The place on record beside an answer other than "eligible"; `outcome` is the letter's own part of the wording."""
    plan, past = facts.plan, "_past" if facts.past else ""
    provider = provider_of(facts, wording)
    if plan.funded:
        said = wording.line(f"place.said_{plan.place}", provider=provider)
        at_odds = wording.text(f"{outcome}.at_odds{past}", said=said, provider=provider, contact=facts.contact)
        return (Paragraph(at_odds),)
    if plan.given_up:
        return (Paragraph(wording.text(f"place.past_{plan.place}")),)
    if plan.place == "paid":
        return (Paragraph(wording.text("place.past_paid" if facts.past else "place.is_paid", provider=provider)),)
    if outcome == "not_eligible" and plan.place in ("asked", "waiting") and not facts.past and not plan.payer:
        return (Paragraph(wording.text(f"not_eligible.{plan.place}", provider=provider)),)
    return ()
