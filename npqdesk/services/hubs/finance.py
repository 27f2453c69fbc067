"""The kinds of rule by which a Maths Hubs project is paid for.  Whole pounds, as the catalogue prints them.

To add a kind: a class here, how it is read in `reading.py`, how it is worked out in `costing.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown: so many of something, or so many for each school, at so many pounds."""

    item: str
    pounds: int
    quantity: int = 0
    each_school: int = 0
    to_school: bool = False

    def count(self, schools: int) -> int:
        """How many there are in a group of this many schools."""
        return self.quantity + self.each_school * schools


@dataclass(frozen=True, slots=True)
class Flat:
    """The same grant for each Work Group, hub or cohort, whatever its size."""

    payee: str
    per: str
    pounds: int


@dataclass(frozen=True, slots=True)
class CoFunded:
    """A grant of which a partner pays the other part."""

    payee: str
    per: str
    pounds: int
    partner: str
    partner_pounds: int

    @property
    def whole(self) -> int:
        return self.pounds + self.partner_pounds


@dataclass(frozen=True, slots=True)
class BySchools:
    """A grant for a group of `schools`, so much more or less for each school; `printed` are the totals that the
    document states itself, by number of schools.  It speaks of `smallest` to `largest`: others are extrapolated."""

    payee: str
    schools: int
    pounds: int
    each_more: int
    smallest: int
    largest: int
    printed: Mapping[int, int] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    def total(self, schools: int) -> int:
        return self.pounds + (schools - self.schools) * self.each_more


@dataclass(frozen=True, slots=True)
class Composite:
    """A grant made up of parts, for a group that always has this many schools."""

    payee: str
    per: str
    pounds: int
    schools: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PersonYear:
    """So much for each person and year, for at most so many years; covers so many days a year."""

    payee: str
    pounds: int
    years: int
    days: int


@dataclass(frozen=True, slots=True)
class Release:
    """So much for each person, once, for so many days away from the classroom."""

    payee: str
    per: str
    pounds: int
    days: int


@dataclass(frozen=True, slots=True)
class DayRate:
    """So much for a day of somebody's work."""

    payee: str
    who: str
    pounds: int


@dataclass(frozen=True, slots=True)
class ByRole:
    """A grant by the part that a hub plays: (role, pounds)."""

    payee: str
    roles: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many days for something, between a lowest and a highest number."""

    item: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Days:
    """Days for which the document names no pounds: a budget needs the office's own rate.  `plus` is what comes on top.

    They are those of one person, or (not `by_person`) of one Work Group."""

    payee: str
    by_person: bool
    parts: tuple[Stretch, ...]
    low: int
    high: int
    plus: str = ""


Rule = Flat | CoFunded | BySchools | Composite | PersonYear | Release | DayRate | ByRole | Days
