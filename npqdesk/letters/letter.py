"""What is a letter?  A frozen value: who writes to whom, and blocks of plain words.  No drawing, no markup.

A content module (`staff.py`, `grant.py`) builds a `Letter`; `render.py` draws it.  To add a letter kind: one module
that builds a `Letter`, its fixed words in `resources/text/letters.toml`, one entry in `services/letters.py`, one sample
in the tests."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

NAVY = "#17405C"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words printed exactly as they stand; `link` is the address behind them, if any."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Text = tuple[Run, ...]


def words(text: str, *, bold: bool = False, italic: bool = False) -> Text:
    """Plain words as a `Text`."""
    return (Run(text, bold, italic),)


def spoken(text: Text) -> str:
    """The words of a `Text` alone."""
    return "".join(run.text for run in text)


Mark = Literal["tick", "cross", "question", "clock", "pound"]


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject line: the one main heading of a letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """One fact a line: a shape that survives grey printing, and its words."""

    lines: tuple[tuple[Mark, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """`under` is a heading below a heading."""

    text: str
    under: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """The table at a glance: label and value, at most ten rows."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its heading, its share of the width, and whether it holds figures (set to the right)."""

    title: str
    share: float
    figures: bool = False


Setting = Literal["roomy", "close", "dense"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, and perhaps a row of totals; `summary` tells a screen reader what the table is.

    `setting`: how much room its rows have. A dense one is for a wide sheet; in large print it becomes a part a row."""

    summary: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    setting: Setting = "roomy"


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars from zero, each with its label and its number; `summary` says what they show."""

    summary: str
    bars: tuple[tuple[str, int], ...]

    @property
    def says(self) -> str:
        """All of it in words, for those who do not see it."""
        return f"{self.summary}. {'; '.join(f'{label}: {number:,}' for label, number in self.bars)}."


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered actions or reasons."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to print: an opaque PNG of eight bits a colour, its size in dots, and what it shows, in words."""

    png: bytes
    width: int
    height: int
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the text, as wide as it is sharp, with its caption under it."""

    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signs; above the name a scanned signature, or room to sign by hand."""

    name: str
    role: str
    close: str = "Yours sincerely"
    signature: Picture | None = None


@dataclass(frozen=True, slots=True)
class ReplySlip:
    """A heading, what is agreed to, and ruled places for a signature and a date."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The last paragraph: policy edition, lists and register behind the letter."""

    text: Text


Block = (
    Subject
    | Status
    | Paragraph
    | Heading
    | Glance
    | Table
    | Chart
    | Bullets
    | Steps
    | Shown
    | SignOff
    | ReplySlip
    | RestsOn
)
Paper = Literal["letter", "summary", "wide"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the school or trust, in its own colour (`#rrggbb`; darkened when too pale to read).

    `preprinted`: all this stands on the paper already, so its place is left empty."""

    name: str
    address: str = ""
    telephone: str = ""
    email: str = ""
    urn: str = ""
    head: str = ""
    trust: str = ""
    colour: str = NAVY
    logo: Picture | None = None
    preprinted: bool = False

    @property
    def plain(self) -> "Letterhead":
        """The name alone, as it stands at the top of a summary."""
        return replace(self, address="", telephone="", email="", urn="", head="", trust="")

    def lines(self) -> tuple[str, ...]:
        """How to reach the school; who leads it. Empty ones are left out."""
        reach = (self.address, self.telephone and f"Telephone {self.telephone}", self.email)
        who = (self.head, self.urn and f"URN {self.urn}", self.trust and f"Part of {self.trust}")
        return tuple(line for line in (" · ".join(filter(None, reach)), " · ".join(filter(None, who))) if line)


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter. `running` stands at the head of later pages; `footer` names policy, lists and register; `urn` is
    that of the school that the letter is about.

    On `paper` other than "letter" there is no address, date and greeting: a summary for a meeting, upright or wide, has
    its name and the lines `beside` it at the top."""

    title: str
    reference: str
    letterhead: Letterhead
    address: tuple[str, ...]
    written: date
    salutation: str
    running: str
    footer: str
    blocks: tuple[Block, ...]
    urn: str = ""
    private: bool = False
    language: str = "en-GB"
    paper: Paper = "letter"
    beside: tuple[str, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every printed text with the part of the letter that it stands in, for checking before anything is drawn."""
        yield "the title", self.title
        yield "the reference", self.reference
        yield "the letterhead", self.letterhead.name
        yield from (("the letterhead", line) for line in (*self.letterhead.lines(), *self.beside))
        yield from (("the address", line) for line in self.address)
        yield "the greeting", self.salutation
        yield "the running head", self.running
        yield "the footer", self.footer
        for block in self.blocks:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Subject(text) | Heading(text):
            yield "a heading", text
        case Status(lines):
            yield from (("the status line", line) for _, line in lines)
        case Paragraph(text) | RestsOn(text):
            yield "the text", spoken(text)
        case Glance(rows):
            yield from (("the table at a glance", f"{label} {spoken(value)}") for label, value in rows)
        case Chart(_, bars):
            yield "a chart", block.says
            yield from (("a chart", label) for label, _ in bars)
        case Table(summary, columns, rows, total):
            yield "a table", summary
            yield from (("a table", column.title) for column in columns)
            yield from (("a table", cell) for row in (*rows, total) for cell in row)
        case Bullets(items) | Steps(items):
            yield from (("a list", spoken(item)) for item in items)
        case Shown(picture, caption):
            yield "a picture", f"{picture.says} {caption}"
        case SignOff(name, role, close):
            yield "the signature", f"{close} {name} {role}"
        case ReplySlip(heading, lines):
            yield from (("the reply slip", line) for line in (heading, *lines))
