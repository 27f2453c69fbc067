"""What does the school's paper look like?  One page of plain words with everything on it that the office chooses."""

from datetime import date

from npqdesk.letters.basis import Signatory
from npqdesk.letters.letter import (
    Bullets,
    Glance,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    ReplySlip,
    SignOff,
    Subject,
    words,
)
from npqdesk.letters.wording import Wording


def sample_letter(letterhead: Letterhead, signatory: Signatory, written: date, wording: Wording) -> Letter:
    """A letter to nobody, about itself."""

    def line(key: str) -> str:
        return wording.line(f"sample.{key}")

    return Letter(
        title=line("subject"), reference=f"NPQ/{letterhead.urn or '999142'}/{written.year}/001", letterhead=letterhead,
        address=(line("name"), line("role"), line("street"), line("town"), line("postcode")),
        written=written, salutation=line("salutation"), running=line("name"), footer=line("footer"),
        urn=letterhead.urn, private=True,
        blocks=(
            Subject(line("subject")),
            Paragraph(wording.text("sample.about")),
            Heading(line("glance")),
            Glance(((line("colour"), words(line("colour_said"))), (line("window"), words(line("window_said"))))),
            Heading(line("what")),
            Bullets((wording.text("sample.stays"), wording.text("sample.marked"))),
            SignOff(signatory.name or line("nobody"), signatory.role),
            ReplySlip(wording.line("eligible.slip"), (line("slip"),)),
        ),
    )  # fmt: skip
