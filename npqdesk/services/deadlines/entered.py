"""Days that the office entered because nobody publishes them, and whose they are: the nearest one counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from npqdesk.services.deadlines.published import Source


@dataclass(frozen=True, slots=True)
class Entered:
    """A date that the office entered.  What is empty narrows nothing: a day of a start holds for all its courses."""

    id: int
    kind: str
    day: date
    title: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    person_id: int | None = None
    application_id: int | None = None
    urn: str = ""
    cohort: str = ""
    course: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A day and where it comes from: in words, a page, or the number of the date that the office entered."""

    day: date
    why: str
    source: Source | None = None
    own_id: int | None = None


class _Standing(Protocol):
    @property
    def provider(self) -> str: ...


class Applying(Protocol):
    """What is read of an application here."""

    @property
    def id(self) -> int: ...
    @property
    def cohort(self) -> str: ...
    @property
    def course(self) -> str: ...
    @property
    def standing(self) -> _Standing: ...


def entered_day(entered: Iterable[Entered], kind: str, row: Applying) -> Found | None:
    """The day that was entered for an application: its own, else the one that names most of what it is about."""
    fitting = [each for each in entered if each.kind == kind and _fits(each, row)]
    best = max(fitting, key=_nearness, default=None)
    return Found(best.day, "Entered by the office.", own_id=best.id) if best else None


def _fits(each: Entered, row: Applying) -> bool:
    if each.application_id is not None:
        return each.application_id == row.id
    return (
        each.cohort in ("", row.cohort)
        and each.course in ("", row.course)
        and each.provider.casefold() in ("", row.standing.provider.casefold())
    )


def _nearness(each: Entered) -> tuple[bool, int, int]:
    """The last one entered wins among equals."""
    return each.application_id is not None, sum(map(bool, (each.cohort, each.course, each.provider))), each.id
