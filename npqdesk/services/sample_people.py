"""The people of an invented office, and what they did before: made by a fixed throw of dice, always the same ones.

Nothing here touches records; `sample_offices.py` keeps what is made here."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from npqdesk import paths

SIZES = ("school", "trust")
"""A school with 40 staff, and a trust of eight schools with 500."""
LEADERSHIP = ("npq-senior-leadership", "npq-headship")
_SPECIALIST = ("npq-leading-teaching", "npq-leading-behaviour-culture", "npq-leading-teaching-development")
_SUBJECT = {
    "athematics lead": "npq-leading-primary-mathematics",
    "English": "npq-leading-literacy",
    "literacy": "npq-leading-literacy",
    "Early years": "npq-early-years-leadership",
    "SENCO": "npq-senco",
    "SEND": "npq-senco",
    "Chief": "npq-executive-leadership",
    "Director": "npq-executive-leadership",
    "Headteacher": "npq-executive-leadership",
}
_NO_NPQ = ("assistant", "supervisor")


@dataclass(frozen=True, slots=True)
class InventedSchool:
    """A school of an invented office; `pupils` is None where its register entry is blank."""

    urn: str
    ukprn: str
    name: str
    type: tuple[str, str]
    phase: tuple[str, str]
    town: str
    pupils: int | None
    staff: int
    listed: tuple[int, ...]
    rise: bool
    sixteen_to_nineteen: bool


@dataclass(frozen=True, slots=True)
class InventedOffice:
    """A school or a trust; `central` people work for several of its schools."""

    id: str
    trust: str
    central: int
    schools: tuple[InventedSchool, ...]

    @property
    def staff(self) -> int:
        """How many people there are in all."""
        return self.central + sum(school.staff for school in self.schools)


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody who is not there.  `serves` are further schools of central staff, `before` an earlier role here,
    `wants` the course that suits them, `had` an earlier NPQ as (course, start, outcome, funded)."""

    title: str
    forename: str
    surname: str
    trn: str
    born: date | None
    email: str
    role: str
    urn: str
    since: date | None
    serves: tuple[str, ...] = ()
    before: str = ""
    wants: str = ""
    had: tuple[str, str, str, str] | None = None


@cache
def office(size: str) -> InventedOffice:
    """The invented office of one of `SIZES`."""
    told = next(each for each in _given()["office"] if each["id"] == size)
    schools = tuple(
        InventedSchool(
            urn=each["urn"],
            ukprn=f"1099{each['urn'][2:]}",
            name=each["name"],
            type=tuple(each["type"]),
            phase=tuple(each["phase"]),
            town=each["town"],
            pupils=each.get("pupils"),
            staff=each["staff"],
            listed=tuple(each["listed"]),
            rise=each.get("rise", False),
            sixteen_to_nineteen=each.get("sixteen_to_nineteen", False),
        )
        for each in told["school"]
    )
    return InventedOffice(told["id"], told["trust"], told["central"], schools)


def invented_people(size: str) -> tuple[InventedPerson, ...]:
    """Everybody of an office, school by school, then those who serve several; no two have one name or one TRN."""
    place, dice = office(size), Random(f"npqdesk {size}")
    names = iter(_names(dice, place.staff))
    people = [
        _person(dice, next(names), role, school.urn, number=number)
        for school in place.schools
        for number, role in enumerate(_roles(school))
    ]
    urns = [school.urn for school in place.schools]
    for number, role in enumerate(_given()["roles"]["central"][: place.central]):
        served = tuple(sorted(dice.sample(urns, 2 + number % 3)))
        people.append(_person(dice, next(names), role, served[0], number=number, serves=served[1:]))
    return tuple(people)


@cache
def _given() -> Mapping[str, Any]:
    return tomllib.loads(paths.read_text("sample", "invented-offices.toml"))


def _names(dice: Random, count: int) -> Sequence[tuple[str, str]]:
    given = _given()["names"]
    every = [(first, last) for last in given["last"] for first in given["first"]]
    return dice.sample(every, count)


def _roles(school: InventedSchool) -> Iterator[str]:
    given = _given()["roles"]
    yield from given["once"]
    usual = given["primary" if school.phase[1] == "Primary" else "secondary"]
    for number in range(school.staff - len(given["once"])):
        yield usual[number % len(usual)]


def _person(
    dice: Random, name: tuple[str, str], role: str, urn: str, *, number: int, serves: tuple[str, ...] = ()
) -> InventedPerson:
    """Somebody in a role; now and then a thing is not known of them, as on any staff record."""
    first, last = name
    since = date(2025 - dice.randrange(11), dice.choice((9, 9, 9, 1, 4)), 1)
    wants = _wants(role, number)
    address = f"{first}.{last}".casefold().replace("’", "").encode("ascii", "ignore").decode()
    return InventedPerson(
        title=dice.choice(_given()["names"]["titles"]),
        forename=first,
        surname=last,
        trn=f"{dice.randrange(9_000_000, 10_000_000)}" if dice.random() < 0.94 and wants else "",
        born=date(1962, 1, 1) + timedelta(days=dice.randrange(14_000)) if dice.random() < 0.9 else None,
        email=f"{address}@{urn}.example" if dice.random() < 0.9 else "",
        role=role,
        urn=urn,
        since=since if dice.random() < 0.85 else None,
        serves=serves,
        before="Class teacher" if wants and dice.random() < 0.3 else "",
        wants=wants,
        had=_had(dice, wants) if wants and dice.random() < 0.22 else None,
    )


def _wants(role: str, number: int) -> str:
    """The course that suits a role; empty for those whom none does."""
    if any(word in role for word in _NO_NPQ):
        return ""
    found = next((course for word, course in _SUBJECT.items() if word in role), "")
    if found:
        return found
    return LEADERSHIP[number % 2] if "head" in role.casefold() else _SPECIALIST[number % len(_SPECIALIST)]


def _had(dice: Random, wants: str) -> tuple[str, str, str, str]:
    """An NPQ from before: mostly passed, mostly funded, and sometimes the very one that is wanted now."""
    course = wants if dice.random() < 0.3 else dice.choice(LEADERSHIP + _SPECIALIST)
    start = dice.choice(("2021-autumn", "2022-autumn", "2023-spring", "2023-autumn", "2024-spring"))
    outcome = dice.choice(("passed", "passed", "passed", "failed", "withdrawn", "not_known"))
    return course, start, outcome, dice.choice(("yes", "yes", "yes", "no", "not_known"))
