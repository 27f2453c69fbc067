"""Sums of money of which only the lowest and the highest are known: added, and written."""

from dataclasses import dataclass

from npqdesk.letters.phrase import say_money


@dataclass(frozen=True, slots=True)
class Pounds:
    """Whole pounds, between a lowest and a highest."""

    low: int = 0
    high: int = 0

    def __add__(self, other: "Pounds") -> "Pounds":
        return Pounds(self.low + other.low, self.high + other.high)

    def __sub__(self, pounds: int) -> "Pounds":
        return Pounds(self.low - pounds, self.high - pounds)

    @property
    def said(self) -> str:
        """ "£885", "£885 to £901"."""
        low, high = say_money(self.low), say_money(self.high)
        return low if low == high else f"{low} to {high}"


def exactly(pounds: int) -> Pounds:
    """A sum that is known."""
    return Pounds(pounds, pounds)


def added(sums: "list[Pounds]") -> Pounds:
    """All of them together; £0 for none."""
    return sum(sums, Pounds())
