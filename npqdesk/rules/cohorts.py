"""The starts that people register for: two a year, with words and a place in time, also those without rules yet."""

import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(20[0-9]{2})-(spring|autumn)")


@dataclass(frozen=True, slots=True)
class Cohort:
    """A start by its id, "2026-autumn"; `starts` says in words when its courses begin, where that is known."""

    id: str
    starts: str = ""

    @property
    def words(self) -> str:
        """ "autumn 2026"."""
        year, season = self.id.split("-")
        return f"{season} {year}"

    @property
    def order(self) -> tuple[int, bool]:
        """What sorts starts in time."""
        year, season = self.id.split("-")
        return int(year), season == "autumn"

    def is_past(self, today: date) -> bool:
        """Whether the last month of its term has gone by, so that nobody can join it any more."""
        year, is_autumn = self.order
        return (year, 12 if is_autumn else 5) < (today.year, today.month)

    @property
    def next(self) -> "Cohort":
        """The start after this one."""
        year, is_autumn = self.order
        return Cohort(f"{year + 1}-spring" if is_autumn else f"{year}-autumn")


def read_cohort(text: str) -> Cohort | None:
    """The start that an id names, whether or not there are rules for it; `None` where it is no such id."""
    return Cohort(text) if _FORM.fullmatch(text) else None
