"""What is asked about the cost of a project, and what the answer is made of: values only."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from npqdesk.letters.phrase import say_money

Pounds = int | Decimal
Standing = Literal["printed", "worked_out", "extrapolated", "own_rate", "days_only", "choose"]
Input = Literal["schools", "groups", "people", "years", "days", "rate", "role"]
MOST: dict[Input, int] = {"schools": 50, "groups": 50, "people": 500, "years": 10, "days": 250, "rate": 5_000}


@dataclass(frozen=True, slots=True)
class Asked:
    """For how many; 0 stands for what the catalogue itself takes.  `rate` is the office's own for a day of cover."""

    schools: int = 0
    groups: int = 1
    people: int = 1
    years: int = 0
    days: int = 0
    rate: Decimal = Decimal(0)
    role: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is, how it is worked out, and its pounds, or its days between a lowest and a highest."""

    say: str
    working: str = ""
    pounds: Pounds | None = None
    days: tuple[int, int] | None = None

    @property
    def amount(self) -> str:
        """ "£2,100", "2 to 3 days"."""
        if self.pounds is not None:
            return say_money(self.pounds)
        return days_words(*self.days) if self.days is not None else ""


@dataclass(frozen=True, slots=True)
class Cost:
    """One money rule worked out.  `low` and `high` are its pounds (None where no figure can be given); `each_school` is
    what every school of the group receives of it; `notes` are sentences that must be read with it."""

    payee: str
    title: str
    items: tuple[Item, ...]
    standing: Standing
    low: Pounds | None
    high: Pounds | None
    each_school: Pounds | None = None
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> str:
        """ "£17,800", "£1,800 to £2,000", "no figure"."""
        if self.low is None or self.high is None:
            return "no figure"
        return say_money(self.low) if self.low == self.high else f"{say_money(self.low)} to {say_money(self.high)}"

    @property
    def is_extrapolated(self) -> bool:
        return self.standing == "extrapolated"


STANDING_SAYS: dict[Standing, str] = {
    "printed": "As the catalogue prints it.",
    "worked_out": "Worked out by the rule that the catalogue prints.",
    "extrapolated": "Extrapolated: not a figure of the catalogue.",
    "own_rate": "Worked out with your own rate: the catalogue names no pounds.",
    "days_only": "The catalogue names days and no pounds: give your own rate for a day to see what they cost.",
    "choose": "It depends on the part that the hub plays.",
}


def days_words(low: int, high: int) -> str:
    """ "3 to 4 days"."""
    return f"{low} {'day' if low == 1 else 'days'}" if low == high else f"{low} to {high} days"
