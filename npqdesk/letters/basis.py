"""Who writes to whom, and what does a letter rest on?  The values that every letter kind needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from npqdesk.letters.letter import Block, Paragraph, RestsOn, Text
from npqdesk.letters.phrase import capital, say_date, say_list
from npqdesk.letters.wording import Wording

FOOTER_LETTERS = 96
"""What surely fits one line of a footer, also in large print."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is for: the name as the person writes it, and the address below it.

    `greeting` follows "Dear"; without one it is title and full name, since nobody can tell a family name for sure."""

    name: str
    title: str = ""
    role: str = ""
    lines: tuple[str, ...] = ()
    greeting: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.title} {self.name}".strip()

    @property
    def salutation(self) -> str:
        return f"Dear {self.greeting or self.full_name}"

    @property
    def address(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.full_name, self.role, *self.lines)))


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """The policy, its edition and source, the lists (short name, date) and the register behind an answer.

    `added`: the office added the edition itself, and whoever reads the letter is told.  `entered`: what rests on the
    office's word instead of a register or a list.  `unverified`: what to say of a workplace that no register has.
    `undecided`: facts are missing, so nobody can say yet that no list was needed."""

    version: str
    policy: str
    edition: int
    source: str
    lists: tuple[tuple[str, date], ...] = ()
    register: date | None = None
    added: bool = False
    entered: tuple[str, ...] = ()
    unverified: Text = ()
    undecided: bool = False

    @property
    def edition_words(self) -> str:
        """ "edition 1"."""
        return f"edition {self.edition}{', added locally' if self.added else ''}"

    def footer(self) -> str:
        """The second line at the foot of each page, short enough for one line: the fullest that surely fits."""
        return next((said for said in self._footers() if len(said) <= FOOTER_LETTERS), [*self._footers()][-1])

    def _footers(self) -> Iterator[str]:
        """The same line ever shorter: lists by name and date, by their dates, by the last date alone."""
        policy, place = f"Policy {self.policy}, {self.edition_words}", "Workplace unverified" if self.unverified else ""
        day = f"register {say_date(self.register)}" if self.register else ""
        lists, days = [said for said, _ in self._lists()], sorted({one for _, one in self.lists})
        named = [said.replace(" lists ", " ").replace(" list ", " ") for said in lists]
        dates = ", ".join(map(say_date, days))
        yield _in_line(policy, *lists, day and f"School {day}", place)
        yield _in_line(policy, *named, capital(day), place)
        yield _in_line(policy, dates and f"Lists {dates}", capital(day), place)
        last = f"Lists until {say_date(days[-1])}" if days else ""
        yield _in_line(capital(policy.removeprefix("Policy ")), last, capital(day), place)

    def paragraph(self, wording: Wording, opening: str, made: date) -> RestsOn:
        """The last paragraph of the letter; `opening` is the key of its first sentence, "" for none (and then lists
        are not spoken of: no list bears on a grant)."""
        rests = [f"the {self.policy} policy, {self.edition_words} ({self.source})"]
        rests += [f"the {names} of {day}" for _, (names, day) in self._lists()]
        if self.register:
            rests.append(f"the school register of {say_date(self.register)}")
        rests += self.entered
        first: Text = wording.text(opening) if opening else ()
        named = self.lists or self.entered or self.undecided or not opening
        key = "rests.made" if named else "rests.made_without_list"
        made_with = wording.text(key, version=self.version, date=say_date(made), basis=say_list(rests))
        return RestsOn((*first, *made_with))

    def warning(self) -> tuple[Block, ...]:
        """What must be said right under the answer of a letter about an unverified workplace; mostly nothing."""
        return (Paragraph(self.unverified),) if self.unverified else ()

    def _lists(self) -> Iterable[tuple[str, tuple[str, str]]]:
        """For each date its lists: how the footer and how the paragraph name them."""
        for day, lists in groupby(sorted(self.lists, key=lambda one: one[1]), key=lambda one: one[1]):
            names = [name for name, _ in lists]
            plural = "lists" if len(names) > 1 else "list"
            said = f"{say_list(names)} {plural}"
            yield f"{said} {say_date(day)}", (said, say_date(day))


def _in_line(*parts: str) -> str:
    return " · ".join(filter(None, parts))
