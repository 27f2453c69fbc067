"""What does a list on paper look like?  A wide or upright sheet: what it is, its parts, and what it rests on.

Its words come from whoever asks for it; here they only get their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from npqdesk.letters.letter import (
    Block,
    Bullets,
    Heading,
    Letter,
    Letterhead,
    Paper,
    Paragraph,
    RestsOn,
    Subject,
    words,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of its own with what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """`about` is the sentence under the title, `notes` come after the parts, `rests_on` last; `beside` stands at the
    right of the name, `footer` at the foot of each page."""

    title: str
    about: str
    parts: Sequence[Part]
    notes: Sequence[str]
    rests_on: str
    letterhead: Letterhead
    reference: str
    written: date
    beside: str
    footer: str
    paper: Paper = "wide"
    private: bool = False


def listing(facts: Listing) -> Letter:
    """The sheet as a `Letter`."""
    blocks: list[Block] = [Subject(facts.title), Paragraph(words(facts.about))]
    for part in facts.parts:
        blocks += [Heading(part.heading), *part.blocks]
    if facts.notes:
        blocks += [Heading("Notes"), Bullets(tuple(map(words, facts.notes)))]
    blocks.append(RestsOn(words(facts.rests_on)))
    return Letter(
        title=facts.title,
        reference=facts.reference,
        letterhead=facts.letterhead.plain,
        address=(),
        written=facts.written,
        salutation="",
        running=facts.title,
        footer=facts.footer,
        blocks=tuple(blocks),
        private=facts.private,
        paper=facts.paper,
        beside=(facts.beside,),
    )
