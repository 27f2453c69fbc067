"""What was made for paper: its pages, its name as a file, and, where it is kept, all that it is kept under."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from npqdesk.letters.letter import Letter
from npqdesk.letters.unseen import left_out

Kind = Literal["staff", "grant", "evidence"]
SummaryKind = Literal["governors", "trust"]
KINDS: Mapping[Kind | SummaryKind, tuple[str, str]] = {
    "staff": ("NPQ", "NPQ letter"),
    "grant": ("TSF", "TSF summary"),
    "evidence": ("NPQ", "NPQ question"),
    "governors": ("GOV", "NPQ summary for governors"),
    "trust": ("TRU", "NPQ trust table"),
}
"""Each kind of letter that is kept, with the first part of its references and of its file names."""


@dataclass(frozen=True, slots=True)
class MadePaper:
    """Something ready to look at: its PDF, the name for its file, and the letter that both are made of."""

    reference: str
    title: str
    file_name: str
    pdf: bytes
    letter: Letter

    @property
    def left_out(self) -> str:
        """What was typed and is not printed, in a sentence; mostly nothing."""
        return left_out(self.letter)


@dataclass(frozen=True, slots=True)
class Replaced:
    """The kept letter that a new one takes the place of, and what changed, as whole sentences."""

    id: int
    changed: str


@dataclass(frozen=True, slots=True)
class MadeLetter(MadePaper):
    """A letter that is kept once it goes out.

    `answers` are the numbers of all answers that it rests on, `determination_id` the one that it tells; a summary tells
    none, but is `about` a school (its URN) or a trust (its name) and the start `cohort`.  `typed` is what the office
    said for it, `wording` a hash of the fixed words, `replaces` the kept letter whose place it takes."""

    kind: Kind | SummaryKind
    wording: str
    typed: Mapping[str, Any]
    answers: tuple[int, ...]
    determination_id: int | None = None
    about: str = ""
    cohort: str = ""
    replaces: Replaced | None = None


_Made = TypeVar("_Made", bound=MadePaper)


def printed(draft: _Made, large: bool = False) -> _Made:  # noqa: FBT001, FBT002
    """A draft with its PDF.  Raises Problem for a character that no typeface has."""
    from npqdesk.letters.render import render  # slow libraries, first wanted here
    from npqdesk.services.fonts import fonts

    return replace(draft, pdf=render(draft.letter, fonts(), large=large))


def made_paper(letter: Letter, name: str, *, large: bool = False) -> MadePaper:
    """A letter that is not kept, since it can be made again: its PDF, under the name for its file."""
    return printed(MadePaper(letter.reference, letter.title, name, b"", letter), large)
