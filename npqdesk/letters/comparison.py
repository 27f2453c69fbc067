"""Two or three courses side by side, on a wide sheet: what each is, who may begin, how it ends, and where that is
published."""

from dataclasses import dataclass
from datetime import date

from npqdesk.letters.letter import (
    Block,
    Bullets,
    Column,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    RestsOn,
    Run,
    Subject,
    Table,
    Text,
)
from npqdesk.letters.phrase import say_date, say_list
from npqdesk.letters.wording import Wording


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """Who published something, its title, and its address, printed as a link."""

    label: str
    title: str
    url: str

    @property
    def text(self) -> Text:
        """ "DfE, 2 February 2024: Headship"."""
        return (Run(f"{self.label}: "), Run(self.title, link=self.url))


@dataclass(frozen=True, slots=True)
class ComparisonSheet:
    """All that the sheet is made of. `courses` are short name and name; each row a label and a cell for each course;
    `cohort` the start in words, empty for any."""

    letterhead: Letterhead
    version: str
    reference: str
    written: date
    courses: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[PrintedSource, ...]
    cohort: str = ""


def comparison(facts: ComparisonSheet, wording: Wording) -> Letter:
    """The sheet."""
    short = say_list([code for code, _ in facts.courses])
    subject = wording.line("comparison.subject", courses=short)
    share = 230 / len(facts.courses)
    columns = (Column(wording.line("comparison.head_about"), 27), *(Column(name, share) for _, name in facts.courses))
    table = Table(
        wording.line("comparison.summary", courses=short),
        columns,
        tuple((label, *cells) for label, cells in facts.rows),
        setting="close",
    )
    start = facts.cohort or wording.line("comparison.any_start")
    rests = wording.text("comparison.rests", version=facts.version, date=say_date(facts.written))
    blocks: tuple[Block, ...] = (
        Subject(subject),
        Paragraph(wording.text("comparison.opening", start=start)),
        table,
        Heading(wording.line("comparison.sources")),
        Bullets(tuple(each.text for each in facts.sources)),
        RestsOn(rests),
    )
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead.plain, address=(),
        written=facts.written, salutation="", running=subject,
        footer=wording.line("comparison.footer", start=start), blocks=blocks, paper="wide",
        beside=(say_date(facts.written),),
    )  # fmt: skip
